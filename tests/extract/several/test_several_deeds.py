"""Several deeds, places and counts told in one sentence."""

from __future__ import annotations

import pytest

from geomap.extract.clause.event_mentions import read_clause
from geomap.extract.several.companions import accompany, find_companion
from geomap.extract.several.place_tolls import spread_tolls


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Air strikes and artillery shelling hit Saraqib.", "Shelling/artillery/missile attack"),
        ("Air strikes hit Saraqib.", ""),
    ],
)
def test_a_second_deed_in_one_breath(apart, text, second):
    parts = apart(text)
    happening = read_clause(text, 0, len(text), 0, parts.triggers, parts.actors)
    found = find_companion(text, happening, parts.triggers, parts.places)
    assert (found.sub_event_type if found else "") == second
    if found:
        other = read_clause(text, 0, len(text), 0, [found], parts.actors)
        assert accompany(happening, other).sub_event_type == second


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Air strikes killed 13 people in Saraqib and three in Sarmin.", [13, 3]),
        ("Air strikes killed 13 people in Saraqib.", []),
    ],
)
def test_counts_told_place_by_place(apart, text, dead):
    parts = apart(text)
    happening = read_clause(text, 0, len(text), 0, parts.triggers, parts.actors)
    found = spread_tolls(text, happening, parts.places, arabic=False)
    assert [one.toll.best for one in found] == dead
