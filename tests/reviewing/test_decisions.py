"""Decisions of a person on a reading: struck, changed, added, and kept where the rules change."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.errors import InputError
from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver
from geomap.reviewing.decisions import (
    apply_decisions,
    read_reading_decisions,
    text_key,
)
from geomap.settings import PlaceSettings

TEXT = (
    "On 5 May 2021, Turkish artillery shelled Tal Rifaat in Aleppo countryside, killing 2 people."
)
READ = {
    "sub_event_type": "Shelling/artillery/missile attack", "location": "Tal Rifaat",
    "date_start": "2021-05-05", "date_end": "2021-05-05", "status": "reported",
}  # fmt: skip


def decide(**changes):
    entry = {
        "report": text_key(TEXT),
        "action": "change",
        "quote": [15, 40],
        "read": READ,
        "set": {},
    }
    return entry | changes


def events_after(*entries, text=TEXT):
    reading = make_reader(PlaceSettings()).read(Report("x", text, date(2021, 5, 6)))
    apply_decisions([reading], entries, make_resolver())
    return reading.events


def test_a_struck_row_stays_away():
    assert events_after(decide(action="strike")) == []


@pytest.mark.parametrize(
    ("cells", "name", "value"),
    [
        ({"actor1": "Israel"}, "actor1_id", "israel"),
        ({"fatalities": "7"}, "fatalities", (7, 7, 7)),
        ({"fatalities": ""}, "fatalities", None),
        ({"fatalities": "many"}, "fatalities", None),
        ({"date_start": "2021-05-04"}, "first", date(2021, 5, 4)),
        ({"date_start": "", "date_end": ""}, "first", None),
        ({"sub_event_type": "Air/drone strike"}, "sub_event_type", "Air/drone strike"),
        ({"sub_event_type": "Gossip"}, "sub_event_type", READ["sub_event_type"]),
        ({"status": "claimed"}, "status", "claimed"),
        ({"location": "Manbij"}, "location", "Manbij"),
    ],
)
def test_a_changed_field_stays_changed(cells, name, value):
    (event,) = events_after(decide(set=cells))
    assert getattr(event, name) == value
    assert event.confidence == 1.0


def test_a_place_set_by_hand_is_that_place_and_an_empty_one_is_none():
    resolver = make_resolver()
    place = resolver.resolve("Manbij").place
    (event,) = events_after(decide(set={"place_id": place.place_id}))
    assert (event.resolution.place_id, event.resolution.rule) == (place.place_id, "review")
    (event,) = events_after(decide(set={"place_id": ""}))
    assert not event.resolution.resolved


def test_a_changed_row_that_is_read_no_more_is_kept():
    moved = READ | {"location": "Azaz"}
    events = events_after(decide(read=moved, set={"actor1": "Israel"}))
    assert [event.location for event in events] == ["Tal Rifaat", "Azaz"]


def test_an_added_event_is_added_once():
    added = decide(action="add", read={}, set=READ | {"location": "Manbij", "actor1": "SDF"})
    events = events_after(added, added)
    assert [event.location for event in events] == ["Tal Rifaat", "Manbij"]
    assert events[1].actor1_id == "sdf"


def test_decisions_on_another_text_change_nothing():
    (event,) = events_after(decide(action="strike"), text=TEXT + " It went on.")
    assert event.location == "Tal Rifaat"


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1]", '[{"report": "x"}]', "[" * 99_999,
     '[{"report": "x", "action": "burn", "quote": [0, 1]}]',
     '[{"report": "x", "action": "add", "quote": ["a", 1], "set": {}}]',
     '[{"report": "x", "action": "add", "quote": [0, 1], "set": []}]'],
)  # fmt: skip
def test_what_holds_no_decisions_is_one_line(tmp_path, content):
    (tmp_path / "d.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="decision"):
        read_reading_decisions([tmp_path / "d.json"])


def test_files_are_read_in_order_and_doubles_once(tmp_path):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps([decide()]), encoding="utf-8")
    assert read_reading_decisions([tmp_path / "a.json", tmp_path / "b.json"]) == [decide()]
