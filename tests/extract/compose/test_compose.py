"""From clauses to events: places and dates of a happening, one row for one happening."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.clause.event_mention import Happening
from geomap.extract.compose.city_spots import is_spot, place_spots
from geomap.extract.compose.event_making import (
    add_draft,
    make_event,
    name_of,
    of_its_time,
    set_said,
)
from geomap.extract.compose.linking import choose_date, choose_places
from geomap.extract.compose.one_row import (
    days_agree,
    gap_km,
    is_exact,
    kinds_agree,
    make_one,
    parties_agree,
    take_in,
)
from geomap.extract.compose.parties import share_parties
from geomap.extract.compose.place_roles import is_scene
from geomap.extract.compose.same_event import merge_drafts, order_events
from geomap.extract.compose.taken_up_deeds import share_kinds, share_weapons
from geomap.extract.compose.whole_and_part import join_parts
from geomap.extract.drafts import Draft
from geomap.extract.reading import ReadEvent
from geomap.schema import Count
from geomap.vocab.actors import get_actor

DAY = date(2020, 3, 5)
AIR = "Air/drone strike"
SHELLING = "Shelling/artillery/missile attack"


def draft_of(apart, text, kind=AIR):
    parts = apart(text)
    trigger = parts.triggers[0]
    happening = Happening(trigger.start, trigger.end, 0, kind, "strike", 8, ceiling=len(text))
    return Draft(happening, parts.sentences[0], parts.places, None, {}, text)


def event(kind=AIR, **cells):
    return ReadEvent("Explosions/Remote violence", kind, first=DAY, last=DAY, **cells)


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("Shells fell on Saraqib.", True),
        ("Rockets came from Saraqib.", False),
        ("Jets flew through Saraqib's airspace.", False),
        ("سقطت قذائف على سراقب.", True),
    ],
)
def test_the_part_of_a_place(apart, text, scene):
    place = next(p for p in apart(text).places)
    assert is_scene(text, place) is scene


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Warplanes bombed Saraqib.", ["Saraqib"]),
        ("Warplanes bombed Saraqib and Kafr Nabl.", ["Saraqib", "Kafr Nabl"]),
        ("قصف الطيران سراقب وكفر نبل.", ["سراقب", "كفر نبل"]),
    ],
)
def test_places_of_a_happening(apart, text, chosen):
    parts = apart(text)
    at = (parts.triggers[-1].start, parts.triggers[-1].end)
    found = choose_places(text, 0, len(text), at, parts.places)
    assert [place.text for place in found] == chosen


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("On 3 March 2020 warplanes bombed Saraqib.", date(2020, 3, 3)),
        ("Warplanes bombed Saraqib.", None),
        ("قصف الطيران سراقب في 3 آذار 2020.", date(2020, 3, 3)),
    ],
)
def test_the_date_of_a_happening(apart, text, first):
    parts = apart(text)
    at = (parts.triggers[-1].start, parts.triggers[-1].end)
    found = choose_date(text, 0, len(text), at, parts.dates, DAY)
    assert (found.first if found else None) == first


def test_a_spot_of_a_city_lies_in_the_city(apart):
    text = "Shells fell on Aleppo city yesterday. One hit the Blue Lantern square."
    parts = apart(text)
    at = text.index("Blue Lantern")
    spot = type(parts.places[0])(at, at + 12, "Blue Lantern", phrase_start=at, phrase_end=at + 12)
    assert is_spot(text, spot)
    place_spots(text, [*parts.places, spot])
    assert spot.resolution is not None
    assert spot.resolution.rule == "spot"


def test_an_event_of_a_draft(apart):
    draft = draft_of(apart, "Warplanes bombed Saraqib.")
    made = make_event(draft, draft.places[0], DAY)
    set_said(made, draft)
    assert (made.sub_event_type, made.location, made.claimed_by) == (AIR, "Saraqib", "")
    add_draft(made, draft, DAY)
    assert made.sub_event_type == AIR


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2020, 1, 1), "syria-government-2000"), (date(2025, 6, 1), "syria-government-2024")],
)
def test_the_state_that_ruled_on_a_day(day, state):
    actor = get_actor("syria-government-2000")
    assert of_its_time(actor, "the government", day).id == state


def test_a_name_that_is_only_implied():
    assert name_of(None, "civilians", DAY)[1] == "civilians"
    assert name_of(None, "", DAY) == ("", "")


def test_a_city_and_its_part_are_one_row():
    events = [event(location="Saraqib")]
    assert join_parts(events) == events
    assert make_one(events) == events
    assert order_events(events, 1) == events


@pytest.mark.parametrize(
    ("other", "agree"),
    [(AIR, True), ("Arrests", False)],
)
def test_kinds_that_may_be_one_deed(other, agree):
    assert kinds_agree(event(), event(other)) is agree


def test_days_and_parties_that_contradict():
    first = event(actor1_id="russia", actor1="Russia")
    second = event(actor1_id="turkey", actor1="Turkey")
    assert days_agree(first, second)
    assert not parties_agree(first, second)
    later = event()
    later.first = later.last = date(2020, 3, 9)
    assert not days_agree(first, later)
    assert gap_km(first, second) == float("inf")
    assert not is_exact(first)


def test_another_telling_adds_what_it_knows():
    first, second = event(), event(fatalities=Count(4, 4, 4), actor1="Russia", actor1_id="russia")
    assert take_in(first, second).fatalities == Count(4, 4, 4)


def test_drafts_of_one_happening_are_one_event(apart):
    text = "Warplanes bombed Saraqib. The raid on Saraqib killed two."
    draft = draft_of(apart, text)
    share_parties([draft])
    share_kinds([draft])
    share_weapons([draft])
    merged = merge_drafts([draft], DAY)
    assert {one.location for one in merged} == {"Saraqib"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Warplanes bombed Saraqib. The bombing also reached Sarmin.", {"Saraqib", "Sarmin"}),
        ("Warplanes bombed Saraqib, killing two people in the town.", {"Saraqib"}),
    ],
)
def test_a_deed_that_is_taken_up_and_what_a_sentence_leaves_out(read, text, places):
    from geomap.extract.compose import inheriting, taken_up_deeds

    assert inheriting.inherit_from_neighbours
    assert taken_up_deeds.take_up_deed
    assert {one.location for one in read(text)} == places
