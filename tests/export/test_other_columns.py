"""Columns that geomap does not know, of every type a file of columns can have, in every format."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.events.report_join import build_events
from geomap.export.event_tables import write_table
from geomap.settings import Presentation
from geomap.tables.reports import read_reports
from tests.event_files import read_event_file

NOON = dt.datetime.fromisoformat("1931-05-01T12:00:00")
OTHERS = {
    "count": pa.array([2**53 + 1, None, -1], pa.int64()),
    "seen": pa.array([NOON, None, NOON], pa.timestamp("us", "Asia/Damascus")),
    "tags": pa.array([["a", "ب"], None, []]),
    "shape": pa.array([{"x": 1}, None, {"x": None}]),
    "hash": pa.array([b"\xff\x00", None, b"=1"]),
    "rate": pa.array([Decimal("1.10"), None, Decimal("-2.25")]),
    "flag": pa.array([True, None, False]),
    "huge": pa.array([float("inf"), float("nan"), 1e300]),
    "phone": ["00963", "+963", "=1+1"],
}


@pytest.fixture
def events(tmp_path, few_places):
    known = {"event_id": ["a", "b", "c"], "date": ["1931-05-01"] * 3, "location": ["Aleppo"] * 3}
    pq.write_table(pa.table({**known, **OTHERS}), tmp_path / "in.parquet")
    return build_events(read_reports(tmp_path / "in.parquet"), few_places).events


def back(events, tmp_path, ending):
    path = write_table(events, tmp_path / f"e{ending}", Presentation())
    return read_event_file(path).sort_values("event_id").reset_index(drop=True)


ENDINGS = [".geojson", ".geojsonl", ".gpkg", ".fgb", ".kml", ".csv", ".xlsx", ".parquet"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_whole_numbers_stay_whole_where_some_are_missing(events, tmp_path, ending):
    values = back(events, tmp_path, ending)["count"]
    assert [str(v) for v in values] in (
        ["9007199254740993", "<NA>", "-1"],
        ["9007199254740993", "", "-1"],
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_texts_that_look_like_numbers_and_formulas_stay_texts(events, tmp_path, ending):
    assert back(events, tmp_path, ending)["phone"].tolist() == ["00963", "+963", "=1+1"]


@pytest.mark.parametrize("ending", [e for e in ENDINGS if e != ".parquet"])
def test_lists_and_structures_become_json(events, tmp_path, ending):
    frame = back(events, tmp_path, ending)
    for column, values in (
        ("tags", [["a", "ب"], None, []]),
        ("shape", [{"x": 1}, None, {"x": None}]),
    ):
        texts = [text if isinstance(text, str) else "" for text in frame[column]]
        assert [json.loads(text) if text else None for text in texts] == values


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_time_with_a_zone_stays_the_same_time(events, tmp_path, ending):
    values = back(events, tmp_path, ending)["seen"]
    stamps = [pd.to_datetime(v, utc=True) if v else pd.NaT for v in values]
    assert stamps[0] == pd.Timestamp("1931-05-01T12:00:00Z")
    assert pd.isna(stamps[1])


def test_a_workbook_holds_what_it_cannot_hold_exactly_as_text(events, tmp_path):
    path = write_table(events, tmp_path / "e.xlsx", Presentation())
    sheet = openpyxl.load_workbook(path).active
    header = [cell.value for cell in sheet[1]]
    row = [cell.value for cell in sheet[2]]
    assert row[header.index("count")] == "9007199254740993"
    assert row[header.index("huge")] == "inf"
    assert row[header.index("flag")] is True


@pytest.mark.parametrize("ending", [".csv", ".geojsonl", ".parquet"])
def test_a_streamed_run_keeps_them_too(tmp_path, geomap_says, ending):
    known = {"event_id": ["a", "b", "c"], "date": ["1931-05-01"] * 3, "location": ["Aleppo"] * 3}
    pq.write_table(pa.table({**known, **OTHERS}), tmp_path / "in.parquet")
    code, _, err = geomap_says("events", tmp_path / "in.parquet", "-o", tmp_path / f"o{ending}")
    assert code == 0, err
    frame = read_event_file(tmp_path / f"o{ending}").sort_values("event_id")
    tags = frame["tags"].tolist()
    first = json.loads(tags[0]) if isinstance(tags[0], str) else list(tags[0])
    assert first == ["a", "ب"]
    assert str(frame["count"].tolist()[0]) == "9007199254740993"
