"""Whatever can stand in a table is written and read back equal, in every format."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import TableError
from geomap.events.report_join import build_events
from geomap.export.event_tables import WRITERS, write_table
from geomap.settings import Presentation
from geomap.tables.reports import check_reports, read_reports
from geomap.tables.values.date_cells import parse_date
from geomap.tables.values.days import HIJRI, DateError
from geomap.tables.values.formulas import guard_text, unguard_text
from tests.event_files import read_event_file

ENDINGS = sorted(set(WRITERS) - {".pmtiles"})  # tiles are for looking at, not read back

# what no format is asked to hold: surrogates, and what XML and a text of C forbid
FORBIDDEN = [chr(c) for c in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=FORBIDDEN), max_size=40)
EARLIEST, LATEST = date(1700, 1, 1), date(2200, 1, 1)
ROW = st.fixed_dictionaries(
    {
        "date_start": st.dates(
            pd.Timestamp("1700-01-01").date(), pd.Timestamp("2200-01-01").date()
        ),
        "description": TEXT,
        "actor1": TEXT,
        "source": TEXT,
        "weapon": TEXT,
        "lon": st.floats(36.9, 40.9),
        "lat": st.floats(34.6, 36.4),
        "fatalities": st.one_of(st.none(), st.integers(0, 10**9)),
        "geo_precision": st.sampled_from(["", "1", "2", "3"]),
    }
)
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


class Nowhere:
    split = False

    class gazetteer:  # noqa: N801
        places: dict = {}  # noqa: RUF012

    def resolve_many(self, queries):
        from geomap.model import Resolution, Verdict

        return [Resolution(name, Verdict.UNKNOWN) for name, _ in queries]


def make(rows):
    frame = pd.DataFrame(rows)
    frame["date_start"] = frame["date_start"].astype(str)
    frame["fatalities"] = ["" if v is None else str(v) for v in frame["fatalities"]]
    reports = check_reports(frame, name="t.csv")
    assert reports.rejects.empty, reports.rejects.to_dict("records")
    return build_events(reports, Nowhere()).events


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=12, **QUIET)
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_any_events_survive_any_format(ending, rows):
    events = make(rows)
    if ending == ".xlsx":  # a cell of a spreadsheet knows line feeds only
        for column in ("description", "actor1", "source", "weapon"):
            events[column] = events[column].str.replace("\r", "")
    with tempfile.TemporaryDirectory() as folder:
        path = write_table(events, Path(folder) / f"e{ending}", Presentation())
        back = read_event_file(path).sort_values("event_id").reset_index(drop=True)
    before = events.sort_values("event_id").reset_index(drop=True)
    for column in before.columns.drop("geometry"):
        pd.testing.assert_series_equal(back[column], before[column], obj=f"{ending} {column}")


@pytest.mark.parametrize("cell", ["\r", "a\rb", "\r\n", "\n", '"\r', "'\r", "\x85\r", ",\r;"])
def test_line_ends_in_a_cell_survive_csv(cell, tmp_path):
    row = {"date_start": "2000-01-01", "description": cell, "lon": 38.0, "lat": 35.0}
    events = make([{**row, "fatalities": None}])
    back = read_event_file(write_table(events, tmp_path / "e.csv", Presentation()))
    assert list(back["description"]) == [cell]


@settings(max_examples=300, **QUIET)
@given(st.text())
def test_the_guard_against_formulas_is_taken_off_whole(text):
    guarded = guard_text(text)
    assert unguard_text(guarded) == text
    assert guarded[:1] not in tuple("=+-@\t\r") or not guarded


@settings(max_examples=500, **QUIET)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9 ./\-]{1,12}", fullmatch=True)))
def test_a_date_is_read_or_refused_and_nothing_else(text):
    try:
        days = parse_date(text)
    except DateError as error:
        assert error.problem and error.fix  # noqa: PT017, PT018
    else:
        assert days.start <= days.end
        assert days.precision in (1, 2, 3)


@settings(max_examples=300, **QUIET)
@given(st.dates(pd.Timestamp("1000-01-01").date(), pd.Timestamp("2999-12-31").date()))
def test_every_day_is_read_from_every_way_of_writing_it(day):
    if day.year in HIJRI:
        return
    for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%b %d, %Y", "%Y%m%d", "%d-%b-%Y"):
        text = day.strftime(pattern)
        if len(str(day.year)) == 4:
            assert parse_date(text).start == day, text
    assert parse_date(day.strftime("%d/%m/%Y"), "dmy").start == day
    assert parse_date(day.strftime("%m/%d/%Y"), "mdy").start == day


READ = [
    ".csv", ".json", ".jsonl", ".geojson", ".kml", ".xlsx", ".ods", ".parquet", ".gpkg", ".fgb",
    ".zip", ".csv.gz", ".txt",
]  # fmt: skip


@pytest.mark.parametrize("ending", READ)
@settings(max_examples=40, **QUIET)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_bytes_whatever_bring_a_reader_down(ending, content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"r{ending}"
        path.write_bytes(content)
        try:
            reports = read_reports(path)
        except TableError as error:
            assert "\n" not in str(error).strip()  # noqa: PT017
        else:
            assert reports.rows_in > 0


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=150, **QUIET)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_every_row_of_a_csv_is_a_report_or_a_reject(rows, delimiter):
    import csv

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(["date", "location", "note"])
            writer.writerows([["2020-04-14", *row] for row in rows])
        reports = read_reports(path)
        assert reports.rows_in == len(rows)
        if reports.rejects.empty:
            assert reports.frame["note"].tolist() == [unguard_text(note) for _, note in rows]
