from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.errors import InputError
from geomap.model import Hints
from geomap.resolver.overrides import read_overrides
from geomap.resolver.resolver import Resolver

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer


def write(folder: Path, text: str) -> Path:
    path = folder / "overrides.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_users_word_comes_before_everything(installed: Gazetteer, tmp_path: Path) -> None:
    path = write(tmp_path, "name,hint,place,lon,lat,note\n"
                 "Aleppo,,C2528,,,a test\n"
                 "the old mill,,,36.5,35.5,\n"
                 "Homs,,never,,,\n"
                 "Dana,Aleppo,never,,,\n")  # fmt: skip
    resolver = Resolver(installed, read_overrides(path, installed))
    assert resolver.resolve("ALEPPO").place_id == "C2528"
    assert resolver.resolve("aleppo").rule == "override"
    mill = resolver.resolve("The Old Mill")
    assert (mill.lon, mill.lat) == (36.5, 35.5)
    assert not resolver.resolve("Homs").resolved
    assert not resolver.resolve("Dana", Hints("Aleppo")).resolved
    assert resolver.resolve("Dana", Hints("Idlib")).resolved
    assert resolver.resolve("Dana").resolved


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place\nx\n", "column 'name'"),
        ("name,place\nA,nowhere-9\n", "not in the gazetteer"),
        ("name,place\nA,\n", "neither a place nor coordinates"),
        ("name,lon,lat\nA,35.5,36.5\nB,2.3,48.8\n", "not near Syria"),
        ("name,hint,place\nA,Narnia,never\n", "no admin unit"),
        ("name,place\n,never\n", "no name"),
    ],
)
def test_a_row_that_decides_nothing_is_said_with_its_row(
    installed: Gazetteer, tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_overrides(write(tmp_path, text), installed)


def test_a_missing_file_is_said(installed: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_overrides(tmp_path / "none.csv", installed)
