"""Map specifications are read whole and refused with the key at fault."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.errors import SpecError
from geomap.spec import read_spec

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
title = "Idlib"
lang = "ar"
as_of = 2020-04-20
sources = ["A", "B"]
[read]
tables = ["a.csv", "b.csv"]
[select]
date_start = 2020-01-01
status = ["reported"]
actor = "sdf"
geo_precision = 2
[write]
files = ["x.html"]
unplaced = "u.csv"
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "idlib.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_part_with_paths_beside_the_spec(tmp_path: Path) -> None:
    spec = read_spec(_write(tmp_path, WHOLE))
    assert spec.name == "idlib"
    assert spec.tables == (tmp_path / "a.csv", tmp_path / "b.csv")
    assert spec.files == (tmp_path / "x.html",)
    assert spec.unplaced == tmp_path / "u.csv"
    assert spec.rejects is None
    assert spec.selection.date_start == date(2020, 1, 1)
    assert spec.selection.actor == ("sdf",)
    assert spec.selection.geo_precision == 2
    assert spec.presentation.lang == "ar"
    assert spec.presentation.as_of == "2020-04-20"
    assert spec.presentation.sources == ("A", "B")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[write]", "[wrote]"), "unknown key wrote"),
        (("status =", "statsu ="), "unknown key select.statsu"),
        (('files = ["x.html"]', "files = []"), "write.files is empty"),
        (('tables = ["a.csv", "b.csv"]', ""), "read.tables is empty"),
        (('tables = ["a.csv", "b.csv"]', "tables = 3"), "tables must be text"),
        (("date_start = 2020-01-01", 'date_start = "soon"'), "select.date_start must be a date"),
        (("geo_precision = 2", "geo_precision = 7"), "geo_precision must be 1, 2 or 3"),
        (('title = "Idlib"', "title = 5"), "title must be text"),
        (('lang = "ar"', 'lang = "xx"'), "lang must be en or ar"),
        (('lang = "ar"', 'theme = "neon"'), "no theme 'neon'; known: auto, light"),
        (("[read]", "[read"), "is not TOML"),
    ],
)
def test_refuses_and_names_the_key(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    assert change[0] in WHOLE
    with pytest.raises(SpecError, match=says) as caught:
        read_spec(_write(tmp_path, WHOLE.replace(*change)))
    assert "idlib.toml" in str(caught.value)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no such file"):
        read_spec(tmp_path / "none.toml")
