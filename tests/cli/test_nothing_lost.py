"""Rows in = events + unplaced + rejects, for 520 tables made by chance in every format."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from geomap.errors import TableError
from geomap.events.report_join import build_events
from geomap.large.streaming import stream_events
from geomap.tables.opening import ReadOptions, open_table
from geomap.tables.reports import read_reports
from tests.made_tables import WRITERS, make_file

TABLES = 520
AUTO = ReadOptions(scheme="auto")


@pytest.mark.parametrize("kind", range(len(WRITERS)))
def test_every_row_is_an_event_or_unplaced_or_a_reject(tmp_path, few_places, kind):
    """Blank rows are none; what a format cannot hold is left out of the table before it is made."""
    for seed in range(kind, TABLES, len(WRITERS)):
        path, rows = make_file(tmp_path, seed)
        reports = read_reports(path, AUTO)
        built = build_events(reports, few_places)
        parts = (len(built.events), len(built.unplaced), len(built.rejects))
        assert sum(parts) == rows, (path.name, parts, reports.notes)
        assert built.events["event_id"].is_unique


@pytest.mark.parametrize("ending", [".csv", ".geojsonl", ".parquet"])
def test_the_files_of_a_run_hold_every_row(tmp_path, few_places, ending):
    for seed in range(0, TABLES, 12):
        path, rows = make_file(tmp_path, seed)
        output = tmp_path / f"out{seed}{ending}"
        run = stream_events(open_table(path, AUTO), few_places, output, AUTO)
        written = _count(output)
        lost = [_count(file) for file in (run.unplaced, run.rejects) if file]
        assert written + sum(lost) == rows, (path.name, written, lost)
        assert run.tally.rows_in == rows


def _count(path):
    if path.suffix == ".parquet":
        return pq.read_metadata(path).num_rows
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".geojsonl":
            return sum(1 for line in file if json.loads(line))
        return sum(1 for _ in csv.reader(file)) - 1


def test_a_table_without_a_day_or_a_place_is_one_clear_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Colour,Shape\nred,round\n", encoding="utf-8")
    with pytest.raises(TableError, match="no column 'date'"):
        read_reports(path, AUTO)
