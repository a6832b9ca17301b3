"""People by p-code: what is read, and what is refused with its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.errors import GeomapError
from geomap.web.units import read_population

if TYPE_CHECKING:
    from pathlib import Path


def test_people_are_read_with_their_source(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        'P-code,Population,Year,Source\nsy02,"4,210,000",2022,An office\n'
        "SY0203,80 000,2022,An office\n",
        encoding="utf-8",
    )
    assert read_population(table) == {
        "people": {"SY02": 4_210_000, "SY0203": 80_000},
        "source": "An office, 2022",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,people\nAleppo,5\n", "needs the columns pcode and people"),
        ("pcode,people\nSY02,many\n", "no whole number"),
        ("pcode,people\nAleppo,5\n", "no p-code"),
        ("pcode,people\nSY02\n", "no whole number"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    table = tmp_path / "people.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(GeomapError, match=said):
        read_population(table)
