"""The table: found, sorted, edited one by one and together, taken back."""

from __future__ import annotations

import pytest

from geomap.desk import event_list
from geomap.desk.acts import ChangedError, undo
from geomap.desk.past import list_versions, restore_version
from geomap.errors import InputError


def found(book, **wanted):
    return {row["event_id"] for row in event_list.list_events(book, wanted)["rows"]}


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, {"e1", "e2", "e3"}),
        ({"text": "marched"}, {"e1", "e3"}),
        ({"text": "100%"}, {"e2"}),
        ({"text": "%"}, {"e2"}),
        ({"text": "sure shelling"}, {"e2"}),
        ({"text": "إدلب"}, set()),
        ({"text": "' OR 1=1 --"}, set()),
        ({"from": "2020-03-15"}, {"e2"}),
        ({"to": "2020-03-15"}, {"e1", "e3"}),
        ({"event_type": ["Battles"]}, {"e2"}),
        ({"actor": ["Nobody"]}, set()),
        ({"precision": 2}, {"e1", "e2", "e3"}),
        ({"source": ["Other", "S"], "event_type": ["Protests"]}, {"e1", "e3"}),
    ],
)
def test_filters(filled, wanted, ids):
    assert found(filled, **wanted) == ids


def test_a_column_that_is_none_is_refused(filled):
    with pytest.raises(InputError):
        event_list.list_events(filled, {}, "event_id; DROP TABLE events")


def test_an_edit_has_a_version_and_goes_back(filled):
    event_list.edit_event(filled, "me", "e1", {"set": {"sub_event_type": "Armed clash"}})
    event = event_list.find_event(filled, "e1")
    assert (event["event_type"], event["more"]) == ("Battles", {})
    versions = list_versions(filled, "e1")
    assert [one["who"] for one in versions] == ["me", "me"]
    assert any("sub_event_type" in line for line in versions[0]["differences"])
    restore_version(filled, "me", "e1", versions[1]["id"])
    assert event_list.find_event(filled, "e1")["event_type"] == "Protests"


def test_an_edit_of_another_version_is_refused(filled):
    digest = event_list.find_event(filled, "e1")["digest"]
    event_list.edit_event(filled, "one", "e1", {"set": {"actor1": "A"}, "digest": digest})
    with pytest.raises(ChangedError):
        event_list.edit_event(filled, "two", "e1", {"set": {"actor1": "B"}, "digest": digest})


def test_moving_an_event_writes_its_precision(filled):
    event_list.edit_event(filled, "me", "e1", {"place": {"lon": 37, "lat": 36, "precision_km": 10,
                                                         "geo_precision": 2}})  # fmt: skip
    event = event_list.find_event(filled, "e1")
    assert (event["lon"], event["precision_km"], event["place_id"]) == (37.0, 10.0, "")


def test_columns_that_are_not_ours_stay(filled):
    event_list.edit_event(filled, "me", "e3", {"set": {"actor1": "A"}})
    assert event_list.find_event(filled, "e3")["more"]["note"] == "kept"


def test_many_are_shown_before_they_are_written(filled):
    wanted, changes = {"event_type": ["Protests"]}, {"status": "claimed"}
    shown = event_list.edit_many(filled, "me", wanted, changes, dry=True)
    assert shown["count"] == 2
    assert shown["shown"][0]["before"] == "reported"
    assert event_list.find_event(filled, "e1")["status"] == "reported"
    event_list.edit_many(filled, "me", wanted, changes, dry=False)
    assert event_list.find_event(filled, "e3")["status"] == "claimed"
    undo(filled, "me")
    assert event_list.find_event(filled, "e3")["status"] == "reported"


def test_what_is_taken_out_comes_back_with_undo(filled):
    event_list.withdraw_events(filled, "me", ["e1", "e2"])
    assert found(filled) == {"e3"}
    undo(filled, "me")
    assert found(filled) == {"e1", "e2", "e3"}


def test_pasted_cells_are_one_act_or_none(filled):
    edits = [{"id": "e1", "set": {"fatalities": "5"}}, {"id": "e2", "set": {"fatalities": "no"}}]
    with pytest.raises(InputError):
        event_list.edit_cells(filled, "me", edits)
    assert event_list.find_event(filled, "e1")["fatalities"] is None


def test_search_folds_spellings_and_follows_edits(filled):
    assert found(filled, text="ريف ادلب") == set()
    event_list.edit_event(filled, "me", "e1", {"set": {"description": "قصف على رِيف إدلب"}})
    assert found(filled, text="ريف ادلب") == {"e1"}
    assert found(filled, text="MARCHED") == {"e3"}
    event_list.withdraw_events(filled, "me", ["e1"])
    assert found(filled, text="ادلب") == set()
