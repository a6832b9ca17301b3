"""A store as it stood: what is new, corrected and withdrawn since a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geomap.errors import SpecError
from geomap.events.report_join import build_events
from geomap.jobs import read_previous
from geomap.settings import PlaceSettings
from geomap.store import open_store
from geomap.story.differences import count_changes
from geomap.tables.reports import check_reports

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def make(few_places):
    def build(rows: dict[str, int]):
        frame = pd.DataFrame({
            "event_id": list(rows), "date": "2020-04-14", "location": "Aleppo",
            "fatalities": [str(dead) for dead in rows.values()], "weapon": "x",
        })  # fmt: skip
        return build_events(check_reports(frame, name="t.csv"), few_places).events

    return build


def test_a_store_tells_what_stood_at_a_moment(dsn, make):
    store = open_store(dsn)
    store.push(make({"a": 1, "b": 2, "c": 3}))
    moment = datetime.now(UTC)
    now = make({"a": 1, "b": 5, "d": 4})
    store.push(now, whole=True)
    before = store.pull_at(moment)
    assert dict(zip(before["event_id"], before["fatalities"], strict=True)) == {
        "a": 1, "b": 2, "c": 3,
    }  # fmt: skip
    assert list(before["weapon"]) == ["x"] * 3
    assert count_changes(now, before) == {"new": 1, "corrected": 1, "withdrawn": 1}
    assert store.pull_at(datetime(2000, 1, 1, tzinfo=UTC)).empty


def test_what_was_withdrawn_and_restored_stands_again(dsn, make):
    store = open_store(dsn)
    store.push(make({"a": 1, "b": 2}))
    store.push(make({"a": 1}), whole=True)
    between = datetime.now(UTC)
    store.push(make({"a": 1, "b": 2}))
    assert list(store.pull_at(between)["event_id"]) == ["a"]
    assert list(store.pull_at(datetime.now(UTC))["event_id"]) == ["a", "b"]


@pytest.mark.parametrize("name", ["nowhere.gpkg", "table.csv"])
def test_a_day_without_a_store_is_refused(tmp_path: Path, name: str):
    (tmp_path / "table.csv").write_text("date,location\n2020-04-14,Aleppo\n")
    with pytest.raises(SpecError, match="keeps its history"):
        read_previous(tmp_path / name, date(2020, 1, 1), PlaceSettings())


def test_a_briefing_is_told_of_a_store_wherever_it_is(dsn, make):
    store = open_store(dsn)
    store.push(make({"a": 1, "b": 2}))
    address = str(dsn)
    assert read_previous(address, date(2020, 1, 1), PlaceSettings()).empty
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert list(read_previous(address, tomorrow, PlaceSettings())["event_id"]) == ["a", "b"]
