"""Marks of a crowd: none on another, tags inside, names read, none moved by the clock."""

from __future__ import annotations

import math

import pytest

from tests.browser.crowds import make_crowd
from tests.browser.watching import wait_until

VIEWS = ["", "#m=8/36.2/37.15", "#m=10/33.5/36.3"]
MONTHS = [f"2018-{month:02}" for month in (1, 5, 9)]


@pytest.fixture(scope="module")
def crowd(make_sample, tmp_path_factory):
    """Return a page of 6,000 events: exact, known to a radius, to a governorate, to the country."""
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    path = tmp_path_factory.mktemp("crowd") / "crowd.html"
    return write_web_map(make_crowd(make_sample()), path, Presentation(), WebOptions())


def box_gap(mark, x, y):
    """Distance from a point to a tag."""
    return math.hypot(
        max(mark["x"] - x, 0, x - mark["x"] - mark["w"]),
        max(mark["y"] - y, 0, y - mark["y"] - mark["h"]),
    )


def overlap(one, other):
    if "w" in one and "w" in other:
        wide = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
        high = min(one["y"] + one["h"], other["y"] + other["h"]) - max(one["y"], other["y"])
        return min(wide, high)
    if "w" in one:
        return other["r"] - box_gap(one, other["x"], other["y"])
    if "w" in other:
        return overlap(other, one)
    return one["r"] + other["r"] - math.hypot(one["x"] - other["x"], one["y"] - other["y"])


def worst_overlap(marks):
    return max((overlap(a, b) for i, a in enumerate(marks) for b in marks[:i]), default=-math.inf)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_no_mark_lies_on_another_and_none_moves_with_the_clock(crowd, open_page, view, size):
    page = open_page(crowd, view, *size)
    everything = page.evaluate("geomap.marks()")
    assert worst_overlap(everything) < 1.6
    assert all(mark["inside"] for mark in everything)
    middles = {(round(m["x"], 2), round(m["y"], 2)) for m in everything if m["kind"] == "place"}
    for month in MONTHS:
        page.evaluate(f"geomap.setWindow('{month}-01', '{month}-28')")
        marks = page.evaluate("geomap.marks()")
        assert marks or view
        assert worst_overlap(marks) < 1.6
        assert {
            (round(m["x"], 2), round(m["y"], 2)) for m in marks if m["kind"] == "place"
        } <= middles
    assert not page.seen.errors


def test_every_event_is_told_once(crowd, open_page):
    page = open_page(crowd)
    told = sum(mark["count"] for mark in page.evaluate("geomap.marks()"))
    country = int(page.locator(".gm-country").inner_text().split()[0])
    assert country == 150
    assert told + country == 6000
    assert page.locator(".gm-country").is_visible()


@pytest.mark.parametrize(("size", "least"), [((1440, 900), 14), ((390, 844), 10)])
def test_governorates_keep_their_names(crowd, open_page, size, least):
    names = open_page(crowd, "", *size).evaluate("geomap.labels()")
    assert sum(name["kind"] == "governorate" for name in names) >= least


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_city_under_a_large_disc_keeps_its_name(make_sample, open_page, tmp_path, size):
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    rows = make_crowd(make_sample(), 3000)
    rows.loc[rows.index[::2], ["lon", "lat", "place_name"]] = [36.29, 33.51, "Damascus"]
    rows = rows.set_geometry(rows.geometry.from_xy(rows["lon"], rows["lat"], crs=4326))
    page = open_page(
        write_web_map(rows, tmp_path / "x.html", Presentation(), WebOptions()), "", *size
    )
    names = [name["text"] for name in page.evaluate("geomap.labels()")]
    assert "Damascus" in names


def test_names_and_marks_share_the_ground(crowd, open_page):
    page = open_page(crowd)
    names = [name for name in page.evaluate("geomap.labels()") if name["kind"] == "governorate"]
    assert worst_overlap(names) <= 0
    marks = page.evaluate("geomap.marks()")
    assert max(overlap(mark, name) for mark in marks for name in names) < 2.5


@pytest.mark.parametrize("way", ["hexagons", "heat", "shading"])
def test_each_way_has_its_legend_and_the_address_keeps_it(crowd, open_page, way):
    page = open_page(crowd)
    labels = {"hexagons": "Hexagons", "heat": "Heat", "shading": "Areas"}
    page.get_by_role("radio", name=labels[way]).click()
    assert page.evaluate("geomap.state().show") == [way]
    assert page.evaluate("geomap.marks()") == []
    keys = page.locator(".gm-legend-crowd li")
    assert 2 <= keys.count() <= 6
    wait_until(page, "way => location.hash.includes('show=' + way)", way)
    again = open_page(crowd, page.evaluate("location.hash"))
    assert again.evaluate("geomap.state().show") == [way]
    assert not again.seen.errors


def test_change_is_told_against_the_period_before(crowd, open_page):
    page = open_page(crowd, "#show=shading&units=governorate/change")
    assert "compared with as long a time" in page.locator(".gm-legend-crowd").inner_text()
    page.evaluate("geomap.setWindow('2018-06-01', '2018-06-30')")
    text = page.locator(".gm-legend-crowd").inner_text()
    assert "compared with as long a time" not in text
    assert "too few to tell (under 10 in both)" in text
    wait_until(page, "location.hash.includes('units=governorate/change')")


def test_the_arrows_choose_a_way(crowd, open_page):
    page = open_page(crowd)
    page.get_by_role("radio", name="Marks").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("geomap.state().show") == ["hexagons"]
    assert page.evaluate("document.activeElement.textContent") == "Hexagons"


def test_a_frame_has_no_panels_and_lets_the_page_around_it_scroll(crowd, open_page):
    page = open_page(crowd, "#embed", 700, 460)
    assert page.locator(".gm-left").is_hidden()
    assert page.locator(".gm-right").is_hidden()
    page.mouse.move(300, 250)
    page.mouse.wheel(0, -400)
    wait_until(page, "document.querySelector('.gm-hint').innerText.includes('Hold Ctrl')")
    wait_until(page, "location.hash.startsWith('#embed&')")
    after = page.evaluate("location.hash")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    wait_until(page, "after => location.hash !== after", after)
    assert not page.seen.errors


def test_many_begin_with_hexagons_and_close_up_with_marks(make_sample, open_page, tmp_path):
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    many = write_web_map(
        make_crowd(make_sample(), 60_000), tmp_path / "many.html", Presentation(), WebOptions()
    )
    page = open_page(many)
    assert page.evaluate("geomap.state().show") == ["hexagons"]
    assert page.get_by_role("radio", name="Hexagons").get_attribute("aria-checked") == "true"
    assert "show=" not in page.evaluate("location.hash")
    near = open_page(many, "#m=9/34.5/38.2")
    assert near.evaluate("geomap.state().show") == ["symbols"]
    page.get_by_role("radio", name="Marks").click()
    wait_until(page, "location.hash.includes('show=symbols')")
    assert page.evaluate("geomap.marks().length") > 10
    assert not page.seen.errors
