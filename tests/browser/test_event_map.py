"""What a reader does with the event map, in a real browser without a network."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tests.browser.watching import rest, wait_until

STATE = "geomap.state()"


def test_opens_offline_without_requests_or_errors(open_page, sample_page):
    page = open_page(sample_page())
    state = page.evaluate(STATE)
    assert state["visible_events"] == state["events"] == 21
    assert page.seen.requests == []
    assert page.seen.errors == []
    assert page.locator("h1").inner_text() == "Invented events"


def test_shows_basemap_marks_legend_list_and_timeline(open_page, sample_page):
    page = open_page(sample_page())
    inked = page.evaluate("""() => [...document.querySelectorAll('canvas')].map(c => {
        const pen = new OffscreenCanvas(c.width, c.height).getContext('2d');
        pen.drawImage(c, 0, 0);
        const d = pen.getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 400) seen.add(`${d[i]},${d[i+1]},${d[i+2]},${d[i+3]}`);
        return seen.size; })""")
    assert len(inked) == 3
    assert all(colours > 4 for colours in inked), inked
    legend = page.locator(".gm-legend").inner_text()
    for words in ("Size: number of events", "Pale part", "Square: somewhere"):
        assert words in legend
    assert "Battles" in page.locator(".gm-facets").inner_text()
    assert page.locator(".gm-card:visible").count() >= 10


def test_one_clock_moves_counts_list_and_map(open_page, sample_page):
    page = open_page(sample_page())
    page.evaluate("geomap.setWindow('2025-06-20', '2025-06-30')")
    state = page.evaluate(STATE)
    assert state["visible_events"] == 4, "three dated events and one of some day in June"
    assert state["window"] == ["2025-06-20", "2025-06-30"]
    assert page.locator(".gm-counts").inner_text().startswith("4 events")
    assert "Palmyra" not in page.locator(".gm-list").inner_text()


def test_dates_before_1970_and_years_long_are_right(open_page, sample_page):
    page = open_page(sample_page())
    page.evaluate("geomap.setWindow('1860-07-01', '1860-07-31')")
    assert page.evaluate(STATE)["visible_events"] == 1
    page.evaluate("geomap.setWindow('2018-08-01', '2018-08-02')")
    assert page.evaluate(STATE)["visible_events"] == 1, "the year 2018 holds August 2018"
    page.evaluate("geomap.setWindow('1861-01-01', '1861-12-31')")
    assert page.evaluate(STATE)["visible_events"] == 0
    assert page.locator(".gm-empty").is_visible()


def test_far_dates_are_left_out_of_the_bars_and_said_so(open_page, sample_page):
    page = open_page(sample_page())
    chip = page.locator(".gm-outside")
    assert "1 earlier" in chip.inner_text()
    chip.click()
    assert "1 earlier" not in chip.inner_text()


FILTERED = [
    ({"event_type": ["Battles"]}, 4),
    ({"event_type": ["Battles", "Riots"]}, 6),
    ({"event_type": ["Battles"], "actor": ["Syrian Arab Army"]}, 2),
    ({"actor": ["Islamic State"]}, 5),
    ({"actor": ["Islamic State"], "role": "attributed_to"}, 1),
    ({"status": ["claimed"]}, 2),
    ({"status": ["planned", "denied"]}, 2),
    ({"geo_precision": ["3"]}, 4),
    ({"governorate": ["SY03"]}, 3),
    ({"governorate": [""]}, 2),
    ({"fatalities": ["25+"]}, 4),
    ({"fatalities": ["?"]}, 13),
    ({"source": ["Sample paper, June 2025"], "event_type": ["Protests"]}, 1),
    ({"text": "saraya"}, 2),
    ({"text": "السويداء"}, 1),
    ({"text": "السُّوَيداءَ"}, 1),
    ({"text": "TURKISH tall"}, 1),
    ({"text": "invented bomb"}, 1),
    ({"text": "no such words"}, 0),
]


def test_filters_combine_and_reset(open_page, sample_page):
    page = open_page(sample_page())
    counts = []
    for filters, _ in FILTERED:
        page.evaluate("f => geomap.setFilter(f)", filters)
        counts.append((filters, page.evaluate(STATE)["visible_events"]))
        page.evaluate("geomap.reset()")
        assert page.evaluate(STATE)["visible_events"] == 21
    assert counts == FILTERED


def test_an_unknown_filter_or_window_is_refused(open_page, sample_page):
    page = open_page(sample_page())
    with pytest.raises(Exception, match="no filter colour"):
        page.evaluate("geomap.setFilter({colour: ['red']})")
    with pytest.raises(Exception, match="not a window"):
        page.evaluate("geomap.setWindow('2025-02-30', '2025-03-01')")


def test_counts_of_the_options_follow_the_other_filters(open_page, sample_page):
    page = open_page(sample_page())
    page.locator("summary", has_text="Governorate").click()
    page.locator(".gm-option", has_text="Idlib").locator("input").check()
    wait_until(page, "geomap.state().visible_events === 4")
    rest(page, 300)
    battles = page.locator(".gm-facets .gm-option", has_text="Battles").locator(".gm-count")
    assert battles.inner_text() == "2"
    page.locator(".gm-left .gm-link", has_text="Reset").click()
    wait_until(page, "geomap.state().visible_events === 21")


def test_a_reader_learns_what_happened_in_damascus_in_june_2025(open_page, sample_page):
    page = open_page(sample_page())
    page.evaluate("geomap.setWindow('2025-06-01', '2025-06-30')")
    page.locator(".gm-card", has_text="Suicide bomb").click()
    detail = page.locator(".gm-detail")
    wait_until(page, "document.querySelector('.gm-detail a')")
    text = detail.inner_text()
    for words in (
        "22 June 2025", "Mar Elias church", "Claimed by", "Saraya Ansar al-Sunna",
        "Attributed to", "Islamic State", "25", "the church in Dweila", "Exact place",
        "within 0.3 km", "exact name in the gazetteer", "Sample paper, June 2025",
    ):  # fmt: skip
        assert words in text, words
    link = detail.locator("a")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://example.org/0"
    page.locator("button", has_text="Next").click()
    wait_until(page, "!document.querySelector('.gm-detail').innerText.includes('Mar Elias')")
    page.locator("button", has_text="Previous").click()
    wait_until(page, "document.querySelector('.gm-detail').innerText.includes('Mar Elias')")


def test_a_click_on_a_mark_opens_its_place(open_page, sample_page):
    page = open_page(sample_page(), "#m=9/34.56/38.284")
    box = page.locator(".leaflet-container").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_until(page, "geomap.state().selected === 's-015'")


def test_the_table_sorts_and_opens_events(open_page, sample_page):
    page = open_page(sample_page())
    page.locator("[data-opens=table]").click()
    table = page.locator(".gm-table")
    assert table.locator("tbody tr").count() == 19, "those in view"
    table.locator("th button", has_text="Fatalities").click()
    first = table.locator("tbody tr").first.inner_text()
    assert "800" in first
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("Fatalities")
    table.locator("tbody tr button").first.click()
    wait_until(page, "geomap.state().selected === 's-017'")


def test_search_finds_places_in_both_scripts(open_page, sample_page):
    page = open_page(sample_page())
    for words, place in (("palmy", "Palmyra"), ("تدمر", "Palmyra")):
        page.locator(".gm-search input").fill(words)
        page.locator(".gm-found li").first.wait_for()
        assert place in page.locator(".gm-found").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until(page, "geomap.state().place === 'Palmyra'")


def test_keys_do_what_buttons_do(open_page, sample_page):
    page = open_page(sample_page())
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.locator(".gm-tablepanel").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".gm-tablepanel").is_hidden()
    page.locator(".gm-brush-end").first.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "geomap.state().window !== null")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("0")
    wait_until(page, "geomap.state().window === null")


def test_every_control_has_a_name_and_can_be_reached_by_tab(open_page, sample_page):
    page = open_page(sample_page())
    nameless = page.evaluate("""() => [...document.querySelectorAll(
        '.gm button, .gm input, .gm select, .gm a, .gm [role=slider]')]
        .filter(e => e.offsetParent !== null)
        .filter(e => !(e.getAttribute('aria-label') || e.textContent
            || e.closest('label')?.textContent))
        .map(e => e.outerHTML)""")
    assert nameless == []
    reached = set()
    for _ in range(50):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        ))  # fmt: skip
    for name in ("Search places and events", "Play", "Zoom in", "Table", "Start of the window"):
        assert name in reached or any(name in str(r) for r in reached), (name, reached)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_text_stands_out_from_its_ground(open_page, sample_page, theme, lang):
    page = open_page(sample_page(lang=lang, theme=theme))
    page.locator(".gm-card").first.click()
    rest(page, 200)
    faint = page.evaluate("""() => {
      const lum = c => { const [r,g,b] = c.match(/[\\d.]+/g).map(Number).map(v => {
        v /= 255; return v <= 0.04045 ? v/12.92 : ((v+0.055)/1.055)**2.4 });
        return 0.2126*r + 0.7152*g + 0.0722*b };
      const ground = e => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor;
        if (!/, 0\\)$|transparent/.test(c)) return c } return 'rgb(255, 255, 255)' };
      const out = [];
      for (const e of document.querySelectorAll('.gm *')) {
        if (!e.offsetParent || e.closest('svg') || e.closest('.gm-tl-plot')) continue;
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
        const style = getComputedStyle(e);
        const [a, b] = [lum(style.color), lum(ground(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        const what = `${e.className} ${e.textContent.slice(0, 30)}`;
        if (ratio < 4.5) out.push(`${ratio.toFixed(2)} ${what}`);
      }
      return out }""")
    assert faint == []


def test_arabic_runs_from_right_to_left(open_page, sample_page):
    page = open_page(sample_page(lang="ar", arabic_digits=True))
    root = page.locator(".gm")
    assert root.get_attribute("dir") == "rtl"
    assert root.get_attribute("lang") == "ar"
    assert "٢١" in page.locator(".gm-counts").inner_text()
    text = root.inner_text()
    for words in ("معارك", "التصفية", "دمشق", "حزيران"):
        assert words in text, words
    filters = page.locator(".gm-left").bounding_box()
    assert filters["x"] > 700, "the first panel stands on the right"
    assert page.seen.errors == []


def test_the_address_holds_the_state(open_page, sample_page):
    page = open_page(sample_page())
    page.evaluate("geomap.setWindow('2020-01-01', '2020-12-31')")
    page.evaluate("geomap.setFilter({event_type: ['Battles'], text: 'syrian army'})")
    rest(page, 400)
    before = page.evaluate(STATE)
    fragment = page.evaluate("location.hash")
    assert "w=2020-01-01..2020-12-31" in fragment
    other = open_page(sample_page(), fragment)
    after = other.evaluate(STATE)
    assert after["visible_events"] == before["visible_events"] > 0
    assert after["filters"] == before["filters"]
    assert after["window"] == before["window"]


def test_nonsense_in_the_address_does_no_harm(open_page, sample_page):
    page = open_page(
        sample_page(), "#w=x..y&m=a/b/c&type=%&e=<img src=x>&show=&color=__proto__&q=%E0%A4"
    )
    assert page.evaluate(STATE)["events"] == 21
    assert page.seen.errors == []


def test_downloads_hold_the_filtered_events(open_page, sample_page):
    page = open_page(sample_page(), accept_downloads=True)
    page.evaluate("geomap.setFilter({event_type: ['Battles']})")
    page.locator("[data-opens=menu]").click()
    with page.expect_download() as caught:
        page.locator(".gm-menu-item", has_text="GeoJSON").click()
    features = json.loads(caught.value.path().read_text(encoding="utf-8"))["features"]
    assert len(features) == 4
    first = features[0]["properties"]
    assert first["event_type"] == "Battles"
    assert {"event_id", "actor1_id", "pcode", "precision_km", "description"} <= set(first)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", first["date_start"])
    with page.expect_download() as caught:
        page.locator(".gm-menu-item", has_text="CSV").click()
    lines = caught.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    with page.expect_download() as caught:
        page.locator(".gm-menu-item", has_text="PNG").click()
    assert caught.value.path().read_bytes().startswith(b"\x89PNG")
    assert page.seen.errors == []


def test_play_moves_the_clock_and_stops(open_page, sample_page):
    page = open_page(sample_page())
    page.locator(".gm-play").click()
    wait_until(page, "geomap.state().playing && geomap.state().window !== null")
    first = page.evaluate(STATE)["window"]
    wait_until(page, "w => geomap.state().window[0] !== w", arg=first[0])
    page.locator(".gm-play").click()
    assert page.evaluate(STATE)["playing"] is False


def test_the_brush_is_drawn_with_the_pointer(open_page, sample_page):
    page = open_page(sample_page())
    box = page.locator(".gm-tl-plot").bounding_box()
    y = box["y"] + 20
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=5)
    page.mouse.up()
    state = page.evaluate(STATE)
    assert state["window"][0] > "2018"
    assert state["window"][1] < "2024"
    assert 0 < state["visible_events"] < 21
    page.locator(".gm-clock-bar button", has_text="All time").click()
    assert page.evaluate(STATE)["window"] is None


def test_a_phone_gets_sheets_and_no_sideways_scrolling(open_page, sample_page):
    page = open_page(sample_page(), width=390, height=844, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".gm-right").is_hidden()
    page.locator(".gm-only-right").tap()
    sheet = page.locator(".gm-right").bounding_box()
    assert sheet["width"] == 390
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    small = page.evaluate("""() => [...document.querySelectorAll('.gm button, .gm select')]
        .filter(e => e.offsetParent && !e.matches('.gm-skip'))
        .map(e => e.getBoundingClientRect()).filter(b => b.height < 24 || b.width < 24).length""")
    assert small == 0, "WCAG 2.2: targets of at least 24 px"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (390, 844), (3840, 2160)])
def test_controls_do_not_overlap(open_page, sample_page, size):
    page = open_page(sample_page(), width=size[0], height=size[1])
    boxes = page.evaluate("""() => ['.gm-head', '.gm-left', '.gm-right', '.gm-dock', '.gm-tools']
        .map(s => document.querySelector(s)).filter(e => e && e.offsetParent)
        .map(e => [e.className, e.getBoundingClientRect()])
        .map(([name, b]) => [name, b.x, b.y, b.right, b.bottom])""")
    for i, one in enumerate(boxes):
        assert one[1] >= 0
        assert one[3] <= size[0]
        for two in boxes[i + 1 :]:
            apart = one[3] <= two[1] or two[3] <= one[1] or one[4] <= two[2] or two[4] <= one[2]
            assert apart, (one, two)


def test_prints_on_one_page(open_page, sample_page, tmp_path):
    page = open_page(sample_page())
    pdf = page.pdf(landscape=True, format="A4", print_background=True, prefer_css_page_size=True)
    (tmp_path / "map.pdf").write_bytes(pdf)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    assert len(re.findall(rb"/Subtype\s*/Image", pdf)) >= 2, "basemap and events as pictures"


def test_shading_heat_and_colours_by_actor_draw_without_errors(open_page, sample_page):
    page = open_page(sample_page(), "#show=heat,shading,symbols&color=actor1&size=fatalities")
    state = page.evaluate(STATE)
    assert sorted(state["show"]) == ["heat", "shading", "symbols"]
    assert state["color"] == "actor1"
    assert state["visible_events"] == 21
    assert "Islamic State" in page.locator(".gm-legend-colors").inner_text()
    assert page.seen.errors == []


def test_an_empty_map_says_so(open_page, make_sample, tmp_path):
    from geomap.settings import Presentation
    from geomap.web.page import write_page

    path = write_page(make_sample().iloc[:0], tmp_path / "empty.html", Presentation())
    page = open_page(path)
    assert page.evaluate(STATE)["events"] == 0
    assert page.locator(".gm-empty").is_visible()
    assert page.seen.errors == []


def test_graphic_text_waits_for_a_click(open_page, make_sample, tmp_path):
    from geomap.settings import Presentation
    from geomap.web.page import write_page

    events = make_sample(graphic=["yes"] + [""] * 20)
    page = open_page(write_page(events, tmp_path / "graphic.html", Presentation()))
    page.locator(".gm-card", has_text="Suicide bomb").click()
    veil = page.locator(".gm-veil")
    veil.wait_for()
    assert "an invented event" not in page.locator(".gm-detail").inner_text()
    veil.click()
    assert "an invented event" in page.locator(".gm-detail").inner_text()


def test_a_notebook_shows_the_same_page(open_page, make_sample, tmp_path):
    import geomap

    shown = geomap.render_map(make_sample())._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>n</title>{shown}", encoding="utf-8")
    page = open_page(path, wait=False)
    frame = page.frame_locator("iframe")
    frame.locator(".gm-counts", has_text="21 events").wait_for()
    assert page.seen.errors == []
    assert page.seen.requests == []


def test_the_keyboard_opens_an_event_and_comes_back_to_its_card(open_page, sample_page):
    page = open_page(sample_page())
    card = page.locator(".gm-card", has_text="Suicide bomb")
    card.focus()
    page.keyboard.press("Enter")
    page.locator(".gm-detail").wait_for()
    held = "document.activeElement.closest('.gm-detail-bar') !== null"
    assert page.evaluate(held)
    page.keyboard.press("Escape")
    page.locator(".gm-detail").wait_for(state="hidden")
    assert "Suicide bomb" in page.evaluate("document.activeElement.textContent")


def test_a_long_title_takes_more_lines_on_a_phone(open_page, sample_page):
    page = open_page(sample_page(), width=390, height=844)
    page.evaluate(
        "document.querySelector('.gm-title').textContent = 'Armed clashes around Idlib, 2020'"
    )
    title = page.locator(".gm-title")
    assert title.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    assert title.evaluate("e => e.clientHeight") > 30


HIDDEN_PIXELS = """
const plain = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...box) {
    const image = plain.apply(this, box);
    image.data.fill(255);
    return image;
};
"""


def test_a_browser_that_hides_its_pixels_shows_the_same_marks(chromium, sample_page):
    shots = []
    for script in ("", HIDDEN_PIXELS):
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        try:
            page = context.new_page()
            if script:
                page.add_init_script(script)
            page.goto(sample_page().as_uri())
            page.evaluate("geomap.ready")
            rest(page, 500)
            shots.append(page.screenshot())
        finally:
            context.close()
    plain, hidden = (Image.open(BytesIO(shot)).convert("RGB") for shot in shots)
    differs = ImageChops.difference(plain, hidden).convert("L").point(lambda v: 255 * (v > 90))
    count = differs.histogram()[255]
    assert count < 0.001 * plain.width * plain.height
