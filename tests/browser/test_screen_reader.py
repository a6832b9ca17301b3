"""What a screen reader is told while the clock steps, and the whole story by keyboard alone."""

import pytest

from geomap.settings import Presentation
from tests.browser.crowds import make_crowd
from tests.browser.watching import rest, wait_until

LISTEN = """() => {
    window.heard = [];
    for (const live of document.querySelectorAll('[aria-live], [role=status]')) {
        new MutationObserver(() => live.textContent && window.heard.push(live.textContent))
            .observe(live, {childList: true, characterData: true, subtree: true});
    }
}"""


@pytest.fixture(scope="module")
def crowd(make_sample, tmp_path_factory):
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    path = tmp_path_factory.mktemp("heard") / "crowd.html"
    return write_web_map(make_crowd(make_sample()), path, Presentation(), WebOptions())


def test_each_rest_of_the_clock_is_said_once_and_no_step_between(crowd, open_page):
    page = open_page(crowd)
    page.evaluate(LISTEN)
    for month in ("02", "03", "04", "05", "06"):
        page.evaluate(f"geomap.setWindow('2018-{month}-01', '2018-{month}-28')")
    rest(page, 500)
    heard = page.evaluate("heard")
    assert len(heard) <= 2
    events = page.evaluate("geomap.state().visible_events")
    assert heard[-1].startswith(f"{events} events · ")
    assert "1–28 June 2018" in heard[-1]


def test_a_played_clock_tells_where_it_is(crowd, open_page):
    page = open_page(crowd, "#w=2018-01-01..2018-01-31")
    page.evaluate(LISTEN)
    page.get_by_label("Speed").select_option("2")
    began = page.evaluate("performance.now()")
    page.get_by_role("button", name="Play").click()
    wait_until(page, "heard.length >= 2")
    page.get_by_role("button", name="Pause").click()
    rest(page, 400)
    heard = page.evaluate("heard")
    assert len(heard) <= 3 + (page.evaluate("performance.now()") - began) / 300
    assert len(heard) == len(set(heard))
    assert all(" events · " in words and "2018" in words for words in heard)


def test_a_difference_and_an_empty_window_are_said(crowd, open_page):
    page = open_page(crowd, "#w=2018-05-01..2018-05-31")
    page.evaluate(LISTEN)
    page.get_by_label("Compare with").select_option("before")
    wait_until(page, "heard.length && heard.at(-1).includes('against')")
    page.evaluate("geomap.setWindow('1861-01-01', '1861-01-31')")
    wait_until(page, "heard.at(-1).startsWith('0 events')")


def focused(page):
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    )


def tab_to(page, wanted, most=90):
    """Press Tab until the focus is on what is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in (focused(page) or ""):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def test_the_whole_story_by_keyboard(crowd, open_page):
    page = open_page(crowd)
    page.keyboard.press("Tab")
    assert "Skip" in focused(page)
    page.keyboard.press("/")
    page.keyboard.type("Point 7")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until(page, "(geomap.state().found || '').startsWith('Point 7')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    tab_to(page, "Marks")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("geomap.state().show") == ["hexagons"]
    tab_to(page, "somewhere in Syria")
    page.keyboard.press("Enter")
    assert page.evaluate("geomap.state().filters.governorate") == ["SY"]
    assert page.evaluate("geomap.state().visible_events") == 150
    page.keyboard.press("Enter")
    assert page.evaluate("geomap.state().visible_events") == 6000
    tab_to(page, "Compare with")
    page.keyboard.press("ArrowDown")
    wait_until(page, "geomap.state().against !== null")
    tab_to(page, "Window; arrow keys move it")
    before = page.evaluate("geomap.state().window")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("geomap.state().window") != before
    tab_to(page, "2018")  # the first card of the list
    page.keyboard.press("Enter")
    page.locator(".gm-detail-title").wait_for()
    assert page.evaluate("geomap.state().selected") is not None
    assert focused(page) == "Back to the list"
    page.keyboard.press("Enter")
    assert page.evaluate("geomap.state().selected") is None
    page.keyboard.press("t")
    assert page.locator(".gm-tablepanel").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    wait_until(page, "geomap.state().window === null")
    assert not page.seen.errors
