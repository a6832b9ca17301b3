"""One event as a record: its cells by column, and what it lacks."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import Status
from geomap.schema import (
    ALL_COLUMNS,
    BY_NAME,
    COLUMNS,
    EVENT_COLUMNS,
    NEEDED,
    Count,
    Event,
    Kind,
    Placement,
)
from geomap.schema.event import say_cell

THERE = Placement("SY1", "Raqqa", lon=39.0, lat=35.95, geo_precision=1, precision_km=5.0)
DAY = date(2020, 4, 14)


def test_the_cells_of_an_event_are_the_columns_of_the_contract():
    cells = Event("e-1", "r:1", DAY, DAY, 1, placement=THERE, more={"main": "yes"}).cells()
    assert set(EVENT_COLUMNS) <= set(cells)
    assert set(cells) <= set(BY_NAME)
    assert (cells["lon"], cells["main"], cells["status"]) == (39.0, "yes", "reported")


@pytest.mark.parametrize(
    ("dead", "told"),
    [
        (None, (None, None, None)),
        (Count(0, 0, 0), (0, 0, 0)),
        (Count(12, 12, None), (12, 12, None)),
        (Count(9, 7, 11), (9, 7, 11)),
    ],
)
def test_a_count_is_three_columns(dead, told):
    cells = Event("e", "r", fatalities=dead, injured=dead).cells()
    assert tuple(cells[f"fatalities{end}"] for end in ("", "_low", "_high")) == told
    assert cells["injured"] == told[0]


@pytest.mark.parametrize(
    ("event", "lacks"),
    [
        (Event("e", "r", DAY, DAY, placement=THERE), ()),
        (Event("e", "r", DAY, DAY), ("place",)),
        (Event("e", "r", placement=THERE), ("day",)),
        (Event("e", "r", placement=Placement(placed_how="no such name")), ("day", "place")),
    ],
)
def test_what_an_event_lacks(event, lacks):
    assert event.lacks == lacks


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (3, "3"), (35.95, "35.95"), (5.0, "5"), (DAY, "2020-04-14"), ("x", "x")],
)
def test_a_cell_as_text(cell, text):
    assert say_cell(cell) == text


def test_columns_stand_once_and_say_what_they_hold():
    assert len(BY_NAME) == len(ALL_COLUMNS)
    assert BY_NAME["status"].choices == tuple(status.value for status in Status)
    for column in ALL_COLUMNS:
        assert column.meaning
        assert column.least is None or column.kind in (Kind.SCALE, Kind.COUNT, Kind.NUMBER)
    assert {c.name for c in COLUMNS if c.needed} == NEEDED
