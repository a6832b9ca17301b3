"""Two windows in one histogram, and the language switched without a reload."""

import pytest

from tests.browser import watching
from tests.browser.crowds import make_crowd


@pytest.fixture(scope="module")
def crowd(make_sample, tmp_path_factory):
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    path = tmp_path_factory.mktemp("compare") / "crowd.html"
    return write_web_map(make_crowd(make_sample()), path, Presentation(), WebOptions())


def rest(page):
    watching.rest(page, 450)  # the address and the table follow when the page rests


def test_a_month_beside_another(crowd, open_page):
    page = open_page(crowd, "#w=2018-05-01..2018-05-31&vs=2018-02-01..2018-02-28")
    rest(page)
    state = page.evaluate("geomap.state()")
    assert state["window"] == ["2018-05-01", "2018-05-31"]
    assert state["against"] == ["2018-02-01", "2018-02-28"]
    then = page.evaluate(
        "geomap.setWindow('2018-02-01', '2018-02-28').then(() => geomap.state().visible_events)"
    )
    page.evaluate("geomap.setWindow('2018-05-01', '2018-05-31')")
    rest(page)
    change = state["visible_events"] - then
    told = page.locator(".gm-difference-all").inner_text()
    assert f"{change:+}" in told.replace("\u2212", "-").replace("\u2066", "").replace("\u200e", "")
    assert "against February 2018" in told
    rows = page.locator(".gm-difference tbody tr")
    assert 1 <= rows.count() <= 8
    assert page.locator(".gm-brush-other").is_visible()
    assert "February 2018" in page.locator(".gm-counts").inner_text()
    assert not page.seen.errors


def test_comparing_takes_the_last_month_and_moves_by_keys(crowd, open_page):
    page = open_page(crowd)
    page.get_by_label("Compare with").select_option("before")
    rest(page)
    assert page.evaluate("geomap.state().window") is not None
    assert "vs=before" in page.evaluate("location.hash")
    page.locator(".gm-brush-other").focus()
    page.keyboard.press("ArrowLeft")
    rest(page)
    hash_ = page.evaluate("location.hash")
    assert "vs=2018-" in hash_
    again = open_page(crowd, hash_)
    assert again.evaluate("geomap.state().against") == page.evaluate("geomap.state().against")
    page.get_by_label("Compare with").select_option("")
    rest(page)
    assert page.locator(".gm-difference").is_hidden()


def test_shading_tells_the_change_against_the_second_window(crowd, open_page):
    page = open_page(
        crowd,
        "#w=2018-05-01..2018-05-31&vs=2018-02-01..2018-02-28&show=shading&units=governorate/change",
    )
    assert "Change against February 2018" in page.locator(".gm-legend-crowd").inner_text()


def test_the_title_is_said_in_the_language_of_the_page(open_page, tmp_path, make_sample):
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    said = Presentation(title="Idlib 2020", other_title="إدلب 2020", subtitle="Reported")
    path = write_web_map(make_sample(), tmp_path / "both.html", said, WebOptions())
    page = open_page(path)
    assert page.locator(".gm-title").inner_text() == "Idlib 2020"
    page.locator(".gm-language").click()
    page.locator(".gm[dir=rtl]").wait_for()
    rest(page)
    assert page.locator(".gm-title").inner_text() == "إدلب 2020"
    assert page.locator(".gm-subtitle").inner_text() == "Reported"


def test_a_phone_compares_too(crowd, open_page):
    page = open_page(crowd, "#w=2018-05-01..2018-05-31", width=390, height=844)
    assert not page.get_by_label("Compare with").is_visible()
    page.get_by_role("button", name="Clock options").click()
    page.get_by_label("Compare with").select_option("before")
    rest(page)
    assert page.evaluate("geomap.state().against") == ["2018-03-31", "2018-04-30"]
    assert "%)" in page.locator(".gm-counts").inner_text()
    page.get_by_role("button", name="Clock options").click()
    assert not page.get_by_label("Compare with").is_visible()


def test_the_language_is_switched_in_the_page(crowd, open_page):
    page = open_page(crowd, "#w=2018-05-01..2018-05-31&color=actor1")
    page.evaluate("window.stays = 1")
    before = page.evaluate("geomap.state()")
    page.locator(".gm-language").click()
    page.locator(".gm[dir=rtl]").wait_for()
    rest(page)
    assert page.evaluate("window.stays") == 1
    assert page.evaluate("document.documentElement.lang") == "ar"
    after = page.evaluate("geomap.state()")
    for key in ("window", "visible_events", "visible_places", "color", "show"):
        assert after[key] == before[key], key
    assert page.get_by_role("radio", name="رموز").is_visible()
    assert "lang=ar" in page.evaluate("location.hash")
    assert page.locator(".gm").count() == 1
    page.locator("[data-opens=menu]").click()
    page.get_by_role("button", name="الأرقام: 123 أو ١٢٣").click()
    rest(page)
    assert any("٠" <= sign <= "٩" for sign in page.locator(".gm-counts").inner_text())
    shared = open_page(crowd, page.evaluate("location.hash"))
    assert shared.locator(".gm-counts").inner_text() == page.locator(".gm-counts").inner_text()
    page.locator(".gm-language").click()
    page.locator(".gm[dir=ltr]").wait_for()
    rest(page)
    assert "lang=" not in page.evaluate("location.hash")
    assert not page.seen.errors
    assert not page.seen.requests
