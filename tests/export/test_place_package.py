"""The gazetteer as a data package: what it holds, that it fits its own descriptor, what changed."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from geomap.errors import TableError
from geomap.export.data_package.place_package import list_changes, read_terms, write_place_package
from geomap.gazetteer.loading import open_gazetteer
from geomap.settings import data_dir

if TYPE_CHECKING:
    from pathlib import Path

FITS = {
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "string": re.compile(r"[^\0]*"),
}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "new" / "here"
    write_place_package(open_gazetteer(None), folder, date(2026, 11, 1))
    return folder


def test_every_cell_fits_its_type_and_every_name_its_place(package: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert told["version"] == "2026.11.01"
    ids = {row["place_id"] for row in rows_of(package, "places")}
    for resource in told["resources"]:
        rows = rows_of(package, resource["name"])
        fields = resource["schema"]["fields"]
        assert resource["name"] == "changes" or list(rows[0]) == [f["name"] for f in fields]
        for field in fields:
            values = {row[field["name"]] for row in rows} - {""}
            assert all(FITS[field["type"]].fullmatch(value) for value in values), field
    assert {row["place_id"] for row in rows_of(package, "names")} == ids
    assert len(ids) == len(rows_of(package, "places"))


def test_every_row_names_its_licence_and_every_licence_stands_in_the_descriptor(
    package: Path,
) -> None:
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    known = {licence["name"] for licence in told["licenses"]}
    for row in rows_of(package, "places"):
        assert row["licence"], row
        assert set(row["licence"].split("+")) <= known, row


def test_every_source_that_is_explained_has_its_terms() -> None:
    text = (data_dir() / "SOURCES.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z-]+)`", text, re.MULTILINE))
    assert set(read_terms()) == explained


def test_geoparquet_holds_the_same_places(package: Path) -> None:
    frame = gpd.read_parquet(package / "places.parquet")
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(rows_of(package, "places"))
    one = frame[frame["name"] == "Damascus"].iloc[0]
    assert (one.geometry.x, one.geometry.y) == (one["lon"], one["lat"])


def test_changes_are_told_once_and_kept(package: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    rows = rows_of(package, "places")
    gone = {**rows[0], "place_id": "gone-one"}
    moved = {**rows[1], "lon": "30"}
    with (earlier / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([gone, moved, *rows[3:]])
    (earlier / "changes.csv").write_text(
        "version,place_id,change,column,before,after\n2025.01.01,x,new,,,\n", encoding="utf-8"
    )
    folder = tmp_path / "now"
    write_place_package(open_gazetteer(None), folder, date(2026, 11, 2), earlier)
    told = [
        (r["version"], r["change"], r["place_id"], r["column"]) for r in rows_of(folder, "changes")
    ]
    assert told[0] == ("2025.01.01", "new", "x", "")
    assert sorted(told[1:]) == sorted([
        ("2026.11.02", "new", rows[0]["place_id"], ""),
        ("2026.11.02", "changed", rows[1]["place_id"], "lon"),
        ("2026.11.02", "new", rows[2]["place_id"], ""),
        ("2026.11.02", "gone", "gone-one", ""),
    ])  # fmt: skip


def test_nothing_changed_is_no_change(package: Path) -> None:
    rows = rows_of(package, "places")
    assert list_changes({row["place_id"]: row for row in rows}, rows, "x") == []


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no places\.csv"):
        write_place_package(open_gazetteer(None), tmp_path / "x", date(2026, 1, 1), tmp_path)
