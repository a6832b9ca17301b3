"""Rows in = events + unplaced + rejects, for 520 tables made by chance in every format."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from geomap.errors import TableError
from geomap.events.report_join import build_events
from geomap.jobs.tables import read_or_place
from geomap.jobs.writing import write_frame
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


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("2024-13-01,Ariha,3", "no such day"), (",Ariha,3", "no date"),
        ("2024-12-01,Ariha,3,4", "cells where the header has"),
        ("13/13/2024,Ariha,1", "no such day"),
        ("2024-12-01,Ariha,-3", "fatalities"), ("1445/05/01,Ariha,1", "Hijri"),
        ("2024-12-01,Qwrtzx,3", "no name like it"),
    ],
)  # fmt: skip
def test_what_shows_a_table_says_which_rows_it_does_not_show(tmp_path, bad, said):
    """A map, a document and another format list rows that could not be read, too."""
    path = tmp_path / "t.csv"
    path.write_text(f"date,location,fatalities\n2024-12-01,Aleppo,2\n{bad}\n", encoding="utf-8")
    events, rest = read_or_place(path)
    assert (len(events), len(rest)) == (1, 1)
    assert said in rest["reason"].iloc[0]
    written = write_frame(rest, tmp_path / "rest.csv").read_text(encoding="utf-8-sig")
    assert said in written


def test_days_of_unplaced_rows_stay_days_beside_those_that_are_none(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("date,location\n2024-12-01,Qwrtzx\n2024-13-01,Ariha\n", encoding="utf-8")
    _, rest = read_or_place(path)
    assert list(rest["date_start"]) == ["2024-12-01", ""]
    assert list(rest["verdict"]) == ["unknown", "rejected"]
