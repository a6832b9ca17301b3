"""A story in the page: it moves clock, filters, layers and map, and readers may leave."""

import re

import pytest

from tests.browser.watching import rest, wait_until
from tests.story_spec import HOSTILE, write_story


@pytest.fixture(scope="module")
def story_page(tmp_path_factory):
    return write_story(tmp_path_factory.mktemp("story"), "s.html") / "s.html"


@pytest.fixture(scope="module")
def arabic_page(tmp_path_factory):
    return write_story(tmp_path_factory.mktemp("story"), "s.html", lang="ar") / "s.html"


def title(page):
    return page.locator(".gm-tale-title").inner_text()


def test_opens_with_its_first_chapter_and_turns_by_button_and_key(open_page, story_page):
    page = open_page(story_page)
    assert title(page) == "All of it"
    assert page.locator(".gm-tale-place").inner_text() == "1 of 4"
    assert page.evaluate("geomap.state().visible_events") == 18
    page.get_by_role("button", name="Next", exact=True).click()
    wait_until(page, "geomap.state().visible_events === 3")
    assert title(page) == "Homs in winter"
    assert page.evaluate("geomap.state().window") == ["2020-01-01", "2020-02-15"]
    page.keyboard.press("ArrowRight")
    wait_until(page, "geomap.state().visible_events === 14")
    page.keyboard.press("PageUp")
    wait_until(page, "geomap.state().visible_events === 3")
    assert page.seen.errors == []


def test_text_stays_text(open_page, story_page):
    page = open_page(story_page)
    assert HOSTILE in page.locator(".gm-tale-words").inner_text()
    assert page.locator(".gm-tale-words img").count() == 0
    assert page.locator(".gm-tale-words strong").inner_text() == "weight"
    assert page.seen.dialogs == []


def test_a_link_opens_a_chapter_and_the_address_names_it(open_page, story_page):
    page = open_page(story_page, "#c=2")
    assert title(page) == "Homs in winter"
    rest(page, 1200)
    assert page.evaluate("location.hash") == "#c=2"
    page.evaluate("geomap.setWindow('2020-01-01', '2020-01-15')")
    wait_until(page, "location.hash.startsWith('#c=2&w=2020-01-01..2020-01-15')")
    page.get_by_role("button", name="Show it again").click()
    wait_until(page, "geomap.state().visible_events === 3")


def test_layers_follow_clock_and_chapter(open_page, story_page):
    page = open_page(story_page)
    legend = page.locator(".gm-layers")
    assert "State of 1 March 2020" in legend.inner_text()
    assert "Contested" in legend.inner_text()
    page.evaluate("geomap.setWindow('2020-01-01', '2020-02-15')")
    wait_until(page, "document.querySelector('.gm-layers').innerText.includes('1 January 2020')")
    assert "Contested" not in legend.inner_text()
    page.goto(page.url.split("#")[0] + "#c=3")
    wait_until(page, "!document.querySelector('.gm-layers input').checked")
    legend.locator("input").check()
    wait_until(page, "document.querySelector('.gm-layers').innerText.includes('1 March 2020')")
    rest(page, 400)
    assert "layers=" not in page.evaluate("location.hash")


def test_numbers_of_what_changed_open_their_rows(open_page, story_page):
    page = open_page(story_page, "#c=4")
    words = page.locator(".gm-tale-words")
    assert "12 events" in words.inner_text()
    words.get_by_text("12 events", exact=True).first.click()
    wait_until(page, "geomap.state().visible_events === 12")
    assert page.locator(".gm-right .gm-card:visible").count() > 0


def test_readers_leave_and_come_back(open_page, story_page):
    page = open_page(story_page, "#c=2")
    page.get_by_role("button", name="Leave the story and explore").click()
    assert page.locator(".gm-tale").is_hidden()
    assert page.locator(".gm-facets").is_visible()
    assert page.locator(".gm-left .gm-layers").is_visible()
    page.get_by_role("button", name="Story", exact=True).click()
    assert title(page) == "Homs in winter"


def test_phone_swipes_and_arabic_turns_the_other_way(open_page, story_page, arabic_page):
    swipe = """(dx) => { const box = document.querySelector('.gm-tale-box');
        const touch = (x) => new Touch({identifier: 1, target: box, clientX: x, clientY: 300});
        box.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(200)], bubbles: true}));
        box.dispatchEvent(new TouchEvent('touchend', {changedTouches: [touch(200 + dx)],
                                                      bubbles: true})); }"""
    for path, way in ((story_page, -1), (arabic_page, 1)):
        page = open_page(path, width=390, height=844, has_touch=True)
        page.evaluate(swipe, way * 90)
        wait_until(page, "geomap.state().visible_events === 3")
        box = page.locator(".gm-tale").bounding_box()
        assert box["y"] > 844 * 0.45, "the map keeps more than half of the screen"


def test_without_scripts_the_text_reads_in_order(open_page, story_page):
    page = open_page(story_page, wait=False, java_script_enabled=False)
    heads = page.locator(".gm-plain h2").all_inner_texts()
    assert heads == ["All of it", "Homs in winter", "Without the layer", "What changed"]
    assert HOSTILE in page.locator(".gm-plain").inner_text()
    assert page.locator(".gm-plain img").count() == 0


def test_a_view_becomes_a_chapter_that_a_specification_reads(open_page, story_page, tmp_path):
    import tomllib

    page = open_page(story_page, "#c=2")
    page.get_by_role("button", name="Map options").click()
    page.get_by_role("button", name="Add this view as a chapter").click()
    page.get_by_placeholder("Title of the chapter").fill('My "own" \\ chapter')
    page.locator("textarea").fill("First line\nsecond")
    page.get_by_role("button", name="Add", exact=True).click()
    assert title(page) == 'My "own" \\ chapter'
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("TOML")).click()
    saved.value.save_as(tmp_path / "chapters.toml")
    (chapter,) = tomllib.loads((tmp_path / "chapters.toml").read_text("utf-8"))["chapters"]
    assert chapter["title"] == 'My "own" \\ chapter'
    assert chapter["filter"] == {"admin1": ["Homs"]}
    assert str(chapter["from"]) == "2020-01-01"
    assert chapter["layers"] == ["control"]
    assert chapter["view"].count(",") == 3
