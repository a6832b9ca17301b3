"""Files of events with rows that have no place or no day yet: no fault, but on the list."""

from __future__ import annotations

import csv

import pytest

from geomap.tables.event_files import NO_DAY, NO_PLACE, split_sheet
from geomap.tables.opening import open_table

PLACED = {
    "event_id": "a", "report_id": "r", "date_start": "2024-05-01", "date_end": "2024-05-01",
    "time_precision": "1", "status": "reported", "location": "Idlib", "place_id": "", "lon": "36.6",
    "lat": "35.9", "geo_precision": "1", "precision_km": "2", "placed_how": "",
}  # fmt: skip
NO_POINT = {"lon": "", "lat": "", "geo_precision": "", "precision_km": ""}
UNDATED = {"date_start": "", "date_end": "", "time_precision": ""}


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PLACED)
        writer.writeheader()
        writer.writerows({**PLACED, "event_id": str(n), **row} for n, row in enumerate(rows))
    return path


@pytest.mark.parametrize(
    ("rows", "events", "verdicts"),
    [
        ([{}], 1, []),
        ([{}, NO_POINT], 1, [NO_PLACE]),
        ([NO_POINT, {}], 1, [NO_PLACE]),
        ([NO_POINT], 0, [NO_PLACE]),
        ([{}, UNDATED], 1, [NO_DAY]),
        ([UNDATED], 0, [NO_DAY]),
        ([{**UNDATED, **NO_POINT}], 0, [NO_DAY]),
        ([{"lon": " ", "lat": "-"}, {}], 1, [NO_PLACE]),
        ([{"date_start": "n/a"}, {}], 1, [NO_DAY]),
        ([UNDATED, NO_POINT, {}, {}], 2, [NO_DAY, NO_PLACE]),
    ],
)
def test_a_row_without_place_or_day_is_set_aside_with_its_reason(tmp_path, rows, events, verdicts):
    found = split_sheet(open_table(write(tmp_path / "e.csv", *rows)))
    assert len(found.events) == events
    assert found.unplaced["verdict"].tolist() == verdicts
    assert all(found.unplaced["reason"])
    assert found.rows_in == len(rows)


def test_what_the_resolver_said_is_the_reason(tmp_path):
    told = {**NO_POINT, "placed_how": "two places of this name"}
    found = split_sheet(open_table(write(tmp_path / "e.csv", told)))
    assert found.unplaced["reason"].tolist() == ["two places of this name"]


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".xlsx", ".parquet"])
def test_every_command_takes_what_read_wrote(tmp_path, run_geomap, ending):
    rows = write(tmp_path / "e.csv", {}, NO_POINT, UNDATED)
    code, _, err = run_geomap("export", rows, "-o", tmp_path / f"out{ending}")
    assert code == 0, err
    assert "1 row is no event (no place: 'Idlib')" in err
    assert "--date" in err
    with (tmp_path / "out.unplaced.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    code, _, err = run_geomap("map", rows, "-o", tmp_path / "m.html")
    assert code == 0, err
    assert "1 events on" in err
    code, _, err = run_geomap("check", rows)
    assert code == 0, err
    assert "3 events: no faults" in err
