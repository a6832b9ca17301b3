"""Change: new, corrected and withdrawn by event id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.event_rows import change_lines
from geomap.brief.facts import make_facts
from geomap.settings import Presentation
from geomap.story.differences import find_change

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]


def test_events_are_compared_by_id_whatever_their_order(make_events: MakeEvents) -> None:
    before = make_events([
        {"event_id": "same"}, {"event_id": "told otherwise"}, {"event_id": "moved"},
        {"event_id": "gone", "place_name": "Manbij"},
    ])  # fmt: skip
    now = make_events([
        {"event_id": "moved", "lon": 36.9}, {"event_id": "fresh"}, {"event_id": "same"},
        {"event_id": "told otherwise", "fatalities": 4},
    ])  # fmt: skip
    facts = make_facts(now, Presentation(previous=before))
    number = dict(zip(facts.events["event_id"], facts.events["number"], strict=True))
    change = facts.change
    assert change is not None
    assert change.new == (number["fresh"],)
    assert change.unchanged == (number["same"],)
    assert change.corrected == {
        number["moved"]: ("lon, lat",), number["told otherwise"]: ("fatalities",)
    }  # fmt: skip
    assert list(change.withdrawn["event_id"]) == ["gone"]
    lines = change_lines(facts)
    assert [count for _, count, _ in lines] == [1, 2, 1]
    assert "Manbij" in lines[2][2]


def test_the_same_events_have_not_changed(make_events: MakeEvents) -> None:
    events = make_facts(make_events([{}, {"fatalities": None}]), Presentation()).events
    change = find_change(events, events)
    assert change.unchanged == (1, 2)
    assert not change.new
    assert not change.corrected
    assert change.withdrawn.empty


def test_without_a_last_briefing_nothing_is_said(make_events: MakeEvents) -> None:
    assert change_lines(make_facts(make_events([{}]), Presentation())) == []
