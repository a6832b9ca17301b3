"""Tables that nobody would draw by hand: each opens, steps and keeps its marks apart."""

import math

import numpy as np
import pandas as pd
import pytest

from geomap.settings import Presentation
from geomap.web.options import WebOptions
from tests.browser.watching import rest

LONG = "A name that never seems to end " * 10
ARABIC = "مدينة \u202eذات اسم طويل (وأقواس) 123 - abc"


def frame(sample, count, **columns):
    """Repeat the sample's first row, with other values in some columns."""
    import geopandas as gpd

    rows = pd.DataFrame(sample.drop(columns="geometry")).iloc[[0] * count].reset_index(drop=True)
    rows["event_id"] = [f"b-{i}" for i in range(count)]
    rows["place_id"] = rows["pcode"] = ""
    for name, values in columns.items():
        rows[name] = values
    if "date_start" in columns:
        rows["date_end"] = columns.get("date_end", rows["date_start"])
    points = gpd.points_from_xy(rows["lon"], rows["lat"])
    return gpd.GeoDataFrame(rows, geometry=points, crs="EPSG:4326")


def spread(count, seed=1):
    random = np.random.default_rng(seed)
    return {"lon": random.uniform(36.3, 41.5, count), "lat": random.uniform(33.0, 36.8, count)}


def days(count, first="2024-01-01"):
    return pd.Timestamp(first) + pd.to_timedelta(np.arange(count) % 366, "D")


def of_two_centuries(sample):
    old = frame(sample, 3, date_start=pd.Timestamp("1860-07-09"))
    new = frame(sample, 60, date_start=days(60, "2025-01-01"), **spread(60))
    return pd.concat([old, new.assign(event_id=[f"n-{i}" for i in range(60)])], ignore_index=True)


TABLES = {
    "one place with 50,000 events": lambda s: frame(s, 50_000, date_start=days(50_000)),
    "50,000 places with one each": lambda s: frame(
        s, 50_000, date_start=days(50_000), place_name=[f"P{i}" for i in range(50_000)],
        **spread(50_000),
    ),
    "all of one day": lambda s: frame(s, 300, date_start=pd.Timestamp("2024-05-05"), **spread(300)),
    "1860 beside 2025": of_two_centuries,
    "all of unknown types": lambda s: frame(s, 40, event_type="", sub_event_type="", **spread(40)),
    "200 types": lambda s: frame(
        s, 600, event_type=[f"Type {i % 200}" for i in range(600)], sub_event_type="", **spread(600)
    ),
    "5,000 actors": lambda s: frame(
        s, 10_000, actor1=[f"Group {i % 5000}" for i in range(10_000)], actor1_id="",
        date_start=days(10_000), **spread(10_000),
    ),
    "names of 300 signs": lambda s: frame(
        s, 30, place_name=LONG[:300], location=LONG[:300], actor1=LONG[:300], source=LONG[:300],
        event_type=LONG[:300], **spread(30),
    ),
    "names from right to left": lambda s: frame(
        s, 30, place_name=ARABIC, location=ARABIC, actor1=ARABIC, source=ARABIC, **spread(30)
    ),
    "no events": lambda s: s.iloc[:0],
}  # fmt: skip
"""Each with what its name says; no dates at all are rejects of the table and never reach a map."""


@pytest.fixture(scope="module")
def pages(make_sample, tmp_path_factory):
    """Return a function from a table's name to its page, made once."""
    from geomap.web.page import write_web_map

    folder, made = tmp_path_factory.mktemp("bad"), {}

    def page_of(name):
        if name not in made:
            path = folder / f"{len(made)}.html"
            made[name] = write_web_map(
                TABLES[name](make_sample()), path, Presentation(title=name), WebOptions()
            )
        return made[name]

    return page_of


def lie_on_each_other(marks):
    discs = np.array([[m["x"], m["y"], m["r"]] for m in marks if "r" in m]).reshape(-1, 3)
    apart = np.hypot(*(discs[:, None, :2] - discs[None, :, :2]).transpose(2, 0, 1))
    room = discs[:, None, 2] + discs[None, :, 2]
    np.fill_diagonal(apart, math.inf)
    return float((room - apart).max()) if len(discs) > 1 else -math.inf


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("name", TABLES)
def test_it_opens_and_nothing_lies_on_anything(open_page, pages, name, size):
    page = open_page(pages(name), "#show=symbols", *size)
    state = page.evaluate("geomap.state()")
    assert state["visible_events"] == state["events"]
    marks = page.evaluate("geomap.marks()")
    assert lie_on_each_other(marks) < 1.6
    assert sum(mark["count"] for mark in marks) <= state["events"]
    assert bool(marks) == (state["events"] > 0)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    assert not page.seen.errors
    assert not page.seen.dialogs


@pytest.mark.parametrize("name", TABLES)
def test_it_opens_without_a_choice_and_steps(open_page, pages, name):
    page = open_page(pages(name))
    for window in ("['2024-05-01', '2024-05-31']", "['1900-01-01', '1900-12-31']", "[null]"):
        page.evaluate(f"geomap.setWindow(...{window})")
    assert page.evaluate("geomap.state().visible_events") == page.evaluate("geomap.state().events")
    page.evaluate("geomap.setWindow('1900-01-01', '1900-12-31')")
    rest(page, 300)
    assert page.evaluate("geomap.state().visible_events") == 0
    assert page.locator(".gm-counts").inner_text().startswith("0 events")
    assert not page.seen.errors


def test_no_name_is_wider_than_its_panel(open_page, pages):
    page = open_page(pages("names of 300 signs"))
    page.locator(".gm-card").first.click()
    page.locator(".gm-detail-title").wait_for()
    for panel in (".gm-left .gm-scroll", ".gm-right .gm-scroll"):
        box = page.locator(panel).evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert box[0] <= box[1] + 1, panel


def test_a_map_without_events_asks_for_no_other_filter(open_page, pages):
    page = open_page(pages("no events"))
    assert page.locator(".gm-empty").inner_text() == "This map has no events."


def test_far_dates_leave_the_bars_and_say_so(open_page, pages):
    page = open_page(pages("1860 beside 2025"))
    assert "3" in page.locator(".gm-outside").inner_text()


def test_a_page_without_texts_shows_the_rest_and_says_so(open_page, make_sample, tmp_path):
    from geomap.web.page import write_web_map

    path = tmp_path / "bare.html"
    crowd = TABLES["5,000 actors"](make_sample())
    write_web_map(crowd, path, Presentation(title="Bare"), WebOptions(texts=False))
    page = open_page(path)
    assert "left out of this page" in page.locator(".gm-notice").inner_text()
    page.locator(".gm-card").first.click()
    page.locator(".gm-detail-title").wait_for()
    assert "Group" in page.locator(".gm-detail").inner_text()
    page.evaluate("geomap.setFilter({text: 'group 17'})")
    assert 0 < page.evaluate("geomap.state().visible_events") < len(crowd)
    rest(page, 300)
    page.locator(".gm-head-buttons [data-opens=table]").click()
    page.locator(".gm-table td").first.wait_for()
    assert not page.seen.errors
