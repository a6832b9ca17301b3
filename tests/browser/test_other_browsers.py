"""What Safari and Firefox of late 2024 lack is taken away: the page does without."""

import pytest

from geomap.settings import Presentation
from geomap.web.options import WebOptions
from tests.browser.crowds import make_crowd
from tests.browser.watching import rest

GONE = """
    delete window.requestIdleCallback;
    delete window.cancelIdleCallback;
    delete CanvasRenderingContext2D.prototype.letterSpacing;
    delete OffscreenCanvasRenderingContext2D.prototype.letterSpacing;
    delete CanvasRenderingContext2D.prototype.fontStretch;
    delete Navigator.prototype.clipboard;
    delete Uint8Array.fromBase64;
    delete window.scheduler;
    delete document.startViewTransition;
    delete Iterator.prototype.map;
    delete Iterator.prototype.filter;
    delete Iterator.prototype.toArray;
    delete Promise.try;
    delete RegExp.escape;
"""
"""Safari: no idle callbacks, no letter spacing of a canvas; files: no clipboard."""


@pytest.fixture(scope="module")
def page_file(make_sample, tmp_path_factory):
    from geomap.web import element
    from geomap.web.assets import read_asset
    from geomap.web.page import write_web_map

    def read_without(name):
        return read_asset(name).replace("field-sizing:content", "field-sizes:unknown")

    assert read_without("geomap.css") != read_asset("geomap.css")
    path = tmp_path_factory.mktemp("other") / "map.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(element, "read_asset", read_without)
        write_web_map(make_crowd(make_sample()), path, Presentation(title="Crowd"), WebOptions())
    return path


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_page_works_without_them(open_page, page_file, size):
    page = open_page(page_file, "", *size, wait=False)
    page.context.add_init_script(GONE)
    page.reload()
    page.evaluate("geomap.ready")
    assert page.evaluate("'requestIdleCallback' in window") is False
    total = page.evaluate("geomap.state().events")
    page.evaluate("geomap.setWindow('2018-03-01', '2018-03-31')")
    assert 0 < page.evaluate("geomap.state().visible_events") < total
    page.evaluate("geomap.setFilter({text: 'point'})")
    page.evaluate("geomap.reset()")
    assert page.evaluate("geomap.state().visible_events") == total
    rest(page, 600)  # what is made ready while nobody waits
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    for select in page.locator(".gm-clock-options select:visible").all():
        box = select.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
    assert not page.seen.errors


def test_a_link_is_told_where_it_cannot_be_copied(open_page, page_file):
    page = open_page(page_file, wait=False)
    page.context.add_init_script(GONE)
    page.reload()
    page.evaluate("geomap.ready")
    page.locator("[data-opens=menu]").first.click()
    page.get_by_role("button", name="Copy a link").click()
    assert "file:" in page.locator(".gm-menu").inner_text()
    assert not page.seen.errors
