"""What a reader is told: the subtitle, counts, areas by their own words, an event from a link."""

from __future__ import annotations

import math

import pytest

from geomap.settings import Presentation
from geomap.web.page import write_page
from tests.browser.watching import rest


@pytest.fixture(scope="module")
def roads(make_sample, tmp_path_factory):
    """Return a page with two areas that have no name of their own, and three rows of a case."""
    events = make_sample()
    events["incident_id"] = ""
    events.loc[events.index[:3], "incident_id"] = "case-7"
    events["archive_url"] = "https://archive.example.org/a https://archive.example.org/b"
    events.loc[events.index[0], "source"] = "Paper one; Paper two"
    events.loc[events.index[0], "source_url"] = "https://example.org/a; https://example.org/b"
    road, west = events.index[:2]
    changed = ["place_id", "place_name", "location", "geo_precision", "precision_km"]
    words = "the road between Homs and Tartus", "western countryside of Daraa"
    events.loc[road, changed] = ["C2528/road/C5221", "Homs", words[0], 2, 45.0]
    events.loc[west, changed] = ["SY12/west", "Daraa", words[1], 2, 23.0]
    path = tmp_path_factory.mktemp("reading") / "roads.html"
    return write_page(events, path, Presentation(title="Roads", subtitle="Invented for a test"))


def test_the_subtitle_stands_under_the_title(open_page, roads):
    page = open_page(roads)
    line = page.locator(".gm-subtitle")
    assert line.is_visible()
    assert line.inner_text() == "Invented for a test"


def test_areas_are_called_by_the_words_of_the_source(open_page, roads):
    page = open_page(roads)
    told = page.locator(".gm-list").inner_text()
    assert "the road between Homs and Tartus" in told
    assert "western countryside of Daraa" in told
    page.locator("[data-opens=table]").first.click()
    assert "western countryside of Daraa" in page.locator(".gm-table").inner_text()
    page.locator(".gm-table").get_by_role("button", name="western countryside of Daraa").click()
    assert "western countryside of Daraa" in page.locator(".gm-detail-title").inner_text()


ARABIC = [
    (1, "حدث واحد", "مكان واحد"),
    (2, "حدثان", "مكانان"),
    (5, "5 أحداث", "5 أماكن"),
    (18, "18 حدثًا", "18 مكانًا"),
    (100, "100 حدث", "100 مكان"),
    (163, "163 حدثًا", "163 مكانًا"),
]


@pytest.mark.parametrize(("count", "events", "places"), ARABIC)
def test_arabic_counts(open_page, make_sample, tmp_path, count, events, places):
    sample = make_sample()
    rows = sample.iloc[[0] * count].reset_index(drop=True)
    rows["event_id"] = [f"c-{i}" for i in range(count)]
    rows["place_id"] = ""
    rows["place_name"] = [f"P{i}" for i in range(count)]
    rows["lat"] = [33.0 + i / 100 for i in range(count)]
    page = open_page(write_page(rows, tmp_path / "ar.html", Presentation(title="ع", lang="ar")))
    assert page.locator(".gm-counts").inner_text().startswith(f"{events} · {places}")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_a_link_shows_its_event_whatever_the_screen(open_page, roads, width, height):
    page = open_page(roads, "#e=s-000&m=9/35.9/40.5", width=width, height=height)
    page.locator(".gm-detail-title").wait_for()
    rest(page, 600)
    fragment = page.evaluate("location.hash")
    zoom, lat, lon = map(float, fragment.split("m=")[1].split("&")[0].split("/"))
    world = 256 * 2**zoom
    x = width / 2 + (36.33 - lon) / 360 * world
    y = height / 2 + (north(lat) - north(33.503)) / (2 * math.pi) * world
    free = page.evaluate(FREE)
    assert free["left"] < x < free["right"]
    assert free["top"] < y < free["bottom"]


FREE = """() => {
    const box = (name) => document.querySelector(name).getBoundingClientRect();
    const narrow = document.querySelector('.gm-narrow');
    return {
        left: narrow ? 0 : box('.gm-left').right,
        right: narrow ? innerWidth : box('.gm-right').left,
        top: box('.gm-head').bottom, bottom: box(narrow ? '.gm-right' : '.gm-dock').top,
    };
}"""


def north(lat):
    """Mercator's ordinate of a latitude in degrees."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def test_a_card_tells_sources_links_and_the_incident(open_page, roads):
    page = open_page(roads, "#e=s-000")
    card = page.locator(".gm-detail")
    card.locator(".gm-detail-title").wait_for()
    told = card.inner_text()
    for words in ("Sources", "Paper one", "Paper two", "Archived copy", "Same incident"):
        assert words in told
    links = [link.get_attribute("href") for link in card.locator("a").all()]
    assert links[:2] == ["https://example.org/a", "https://example.org/b"]
    assert "https://archive.example.org/b" in links
    others = card.locator(".gm-links button")
    assert others.count() == 2
    others.first.click()
    rest(page, 400)
    assert card.is_visible()
    assert "e=s-000" not in page.evaluate("location.hash")
    assert page.seen.requests == []


def test_print_follows_neither_scroll_nor_theme(open_page, sample_page):
    page = open_page(sample_page("en", "light"))
    fills = "[...document.querySelectorAll('.gm-facets .gm-option svg')].map((s) => s.outerHTML)"
    light = page.evaluate(fills)
    page = open_page(sample_page("en", "dark"), height=600)
    rest(page, 500)
    assert page.evaluate(fills) != light
    page.evaluate("document.querySelector('.gm-left .gm-scroll').scrollTop = 400")
    page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')); }")
    assert page.evaluate("document.querySelector('.gm-left .gm-scroll').scrollTop") == 0
    assert page.evaluate(fills) == light


def test_an_open_event_is_marked_in_every_way(open_page, roads):
    page = open_page(roads, "#e=s-003&show=hexagons", width=390, height=844)
    page.locator(".gm-detail-title").wait_for()
    rest(page, 400)
    before = page.locator(".leaflet-overlay-pane canvas").screenshot()
    page.get_by_role("button", name="Back to the list").click()
    rest(page, 400)
    assert page.locator(".leaflet-overlay-pane canvas").screenshot() != before


def test_a_found_place_is_named_until_something_else_is_looked_at(open_page, roads):
    page = open_page(roads)
    page.locator(".gm-search input").fill("Palmyra")
    page.locator(".gm-found-label, .gm-found-place").first.wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("geomap.state().found") == "Palmyra"
    page.locator(".gm-search input").evaluate("e => e.blur()")
    page.keyboard.press("Escape")  # leaves its one event, then the place
    page.keyboard.press("Escape")
    assert page.evaluate("geomap.state().found") is None
    assert not page.seen.errors


def test_an_error_is_reported_with_a_prepared_text(open_page, roads):
    page = open_page(roads, "#e=s-000")
    page.get_by_role("button", name="Report an error").click()
    assert page.locator(".gm-report textarea").is_visible()
    text = page.locator(".gm-report textarea").input_value()
    for words in ("Error in: Roads", "id: s-000", "When: 20", "What is wrong: "):
        assert words in text
    assert page.seen.requests == []
