"""Pictures in words: made from the numbers, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.briefing import render_brief
from geomap.brief.facts import make_facts
from geomap.brief.picture_words import tell_bars, tell_map, tell_periods, tell_timeline
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd


def test_a_map_is_told_by_its_numbers(variety: gpd.GeoDataFrame) -> None:
    told = tell_map(make_facts(variety, Presentation(title="A finding")))
    for item in ("Map: A finding", "28 events", "Events by governorate: ", "Event type: Battles 5"):
        assert item in told


def test_charts_and_small_maps_are_told_by_their_numbers(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, Presentation())
    assert "Most: " in tell_timeline(facts)
    assert "Events by actor: Another group 28, " in tell_bars(facts)
    assert "January 2025" in tell_periods(facts)


def test_arabic_words_have_arabic_digits(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, Presentation(lang="ar", title="خبر", digits="arabic"))
    for told in (tell_map(facts), tell_timeline(facts), tell_periods(facts)):
        assert not any(digit in told for digit in "0123456789")


def test_an_svg_says_what_it_shows(make_events) -> None:
    facts = make_facts(make_events([{}]), Presentation(title="<b>T</b> & co"))
    svg = render_brief(facts, "x.svg").decode()
    assert 'role="img"' in svg
    assert "<title>&lt;b&gt;T&lt;/b&gt; &amp; co</title><desc>Map: " in svg


def test_no_events_are_told_too(make_events) -> None:
    facts = make_facts(make_events([]), Presentation())
    assert tell_map(facts)
    assert tell_timeline(facts)
    assert tell_periods(facts)
