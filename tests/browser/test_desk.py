"""The desk in a real browser: the whole morning, in both languages, with hostile texts too."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.browser.desk_run import AXE_RULES, Morning, running_desk
from tests.browser.test_accessibility import AXE
from tests.browser.watching import rest

REPORT = (
    "Damascus, 3 March 2020 - Russian warplanes struck the village of Kafr Nabl in southern Idlib "
    "on Monday, killing three civilians, activists said. In Dana, residents protested against "
    "Hayat Tahrir al-Sham. Government forces shelled Saraqib on Sunday, killing two fighters."
)
ARABIC = (
    "دمشق - ٣ آذار ٢٠٢٠: قُتل ثلاثة مدنيين في غارة جوية استهدفت بلدة كفرنبل في ريف إدلب الجنوبي "
    "يوم الاثنين. وقصفت قوات النظام مدينة سراقب بالمدفعية يوم الأحد."
)
TABLE = (
    "date,location,governorate,type,source,killed,what\n"
    "2020-03-02,Kafr Nabl,Idlib,Air/drone strike,Radio A,3,Warplanes struck it and killed 3\n"
    "2020-03-02,Kafr Nabl,Idlib,Air/drone strike,Radio B,4,An air strike on Kafr Nabl killed four\n"
    "2020-02-10,Palmyra,Homs,Armed clash,Radio A,,Fighting near Palmyra\n"
)


@pytest.fixture
def axe():
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    return AXE.read_text(encoding="utf-8")


def serious(page, axe):
    page.evaluate(axe)
    return page.evaluate(AXE_RULES)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_whole_morning(chromium, tmp_path, axe, lang):
    folder = tmp_path / "project"
    with running_desk(folder) as (_process, address):
        desk = Morning(chromium, address)
        page = desk.page
        if lang == "ar":
            page.click("button[aria-label='العربية']")
            assert page.evaluate("document.documentElement.dir") == "rtl"
        found = {"start": serious(page, axe)}
        page.set_input_files("input[type=file]", [
            {"name": "report.txt", "mimeType": "text/plain", "buffer": REPORT.encode()},
            {"name": "تقرير.txt", "mimeType": "text/plain", "buffer": ARABIC.encode()},
            {"name": "table.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
        ])  # fmt: skip
        page.locator(".d-item.d-is-asking").wait_for()
        page.locator(".d-item.d-is-asking .d-look-main").click()
        page.locator(".d-columns").wait_for()
        found["columns"] = serious(page, axe)
        page.locator("dialog .d-look-main").click()
        page.locator(".d-item.d-is-ready").nth(2).wait_for(timeout=90_000)
        found["inbox"] = serious(page, axe)

        desk.go(2)
        page.locator(".d-card.d-on").wait_for()
        page.locator(".d-spot").first.wait_for()
        found["review"] = serious(page, axe)
        rest(page, 300)
        waiting = desk.open_rows()
        assert waiting >= 4
        for _ in range(waiting):
            desk.press("a")
        page.locator(".d-tab:nth-child(2) .d-badge").wait_for(state="detached")
        assert desk.keys <= 5 * waiting
        page.keyboard.press("Control+z")  # the last is open again, and accepted again
        page.locator(".d-tab:nth-child(2) .d-badge").wait_for()
        page.locator(".d-card.d-is-open").first.click()
        desk.press("a")

        desk.go(3)
        page.locator(".d-grid-row .d-c-description >> text=Palmyra").wait_for()
        found["table"] = serious(page, axe)
        page.locator(".d-head .d-button").last.click()
        page.locator(".d-twin").first.wait_for(timeout=60_000)
        found["twins"] = serious(page, axe)
        before = page.locator(".d-twin").count()
        page.locator(".d-twin .d-look-main").first.click()
        page.locator(".d-twin").nth(before - 1).wait_for(state="detached")
        page.keyboard.press("Escape")

        page.locator(".d-open-row").first.click()
        mark = page.locator(".d-panel .d-spot.d-on")
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        page.mouse.move(box["x"] + 10, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 50, box["y"] + 30, steps=5)
        page.mouse.up()
        page.locator(".d-choices .d-button").nth(1).click()
        page.locator(".d-versions li").nth(1).wait_for()
        found["event"] = serious(page, axe)

        desk.go(4)
        page.locator(".gm-title").wait_for(timeout=60_000)
        desk.go(5)
        page.locator(".d-outputs").wait_for()
        page.locator(".d-outputs label", has_text="PNG").click()
        page.locator(".d-outputs input").nth(3).check()  # slides
        found["publish"] = serious(page, axe)
        page.locator(".d-head .d-look-main").click()
        page.locator(".d-preview").wait_for(timeout=120_000)
        desk.go(6)
        page.locator(".d-acts li").nth(5).wait_for()
        found["history"] = serious(page, axe)
        page.keyboard.press("?")
        page.locator(".d-help").wait_for()
        found["help"] = serious(page, axe)
        assert {name: faults for name, faults in found.items() if faults} == {}
        assert desk.outside == []
        assert desk.errors == []
        desk.context.close()
    (made,) = (folder / "published").iterdir()
    assert {path.suffix for path in made.iterdir()} == {".html", ".pdf", ".pptx", ".toml",
                                                        ".geojson"}  # fmt: skip
    bytes_of = {path.name: path.read_bytes() for path in made.iterdir() if path.suffix == ".html"}
    subprocess.run(
        [sys.executable, "-m", "geomap", "build", str(made / "map.toml")],
        check=True, capture_output=True,
    )  # fmt: skip
    for name, content in bytes_of.items():
        assert (made / name).read_bytes() == content, "the command line makes the same bytes"
    shown = json.loads((made / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert len(shown) >= 6
    assert not {"rule", "score", "placed_how"} & set(shown[0]["properties"])


ROWS = 40


@pytest.mark.long
def test_no_row_needs_more_than_five_keys(chromium, tmp_path):
    """Accept, strike, another candidate, another name and a mended cell, forty rows in turn."""
    from geomap.desk.book import Book
    from geomap.desk.event_list import list_events
    from geomap.desk.project import open_project
    from geomap.desk.review_rows import keep_reading, show_report
    from tests.desk.conftest import PLACE, read_row

    project = open_project(tmp_path / "project")
    rows = []
    for n in range(ROWS):
        row = read_row(f"r{n:02}", n / 100, [["type", 0, 5]], location="Saraqib")
        other = {"id": "C2", "name": "Beta", "placement": PLACE | {"place_id": "C2", "lon": 36.6}}
        filled = {"name_ar": "", "kind": "", "within": "", "score": 0.5, "reasons": []}
        row["places"] = [filled | place for place in [*row["places"], other]]
        rows.append(row)
    report = dict.fromkeys(("title", "source", "url", "problem", "report_id"), "t")
    report |= {"key": "k", "lang": "en", "text": "Words.", "day": "2020-03-03", "rows": rows}
    keep_reading(Book(project), 1, {"reports": [report]})
    project.close()
    kinds = (["a"], ["x"], ["2", "a"], ["p", "Enter", "a"], ["e", "TYPE", "Enter", "a"])
    most = 0
    with running_desk(tmp_path / "project") as (_process, address):
        desk = Morning(chromium, address)
        page = desk.page
        desk.go(2)
        page.locator("[data-row=r00].d-on").wait_for()
        for n in range(ROWS):
            page.locator(f"[data-row=r{n:02}].d-on").wait_for()
            keys = kinds[n % len(kinds)]
            for key in keys:
                if key == "TYPE":
                    page.locator(".d-form [name=fatalities]").fill("7")
                    page.locator(".d-form [name=fatalities]").focus()
                elif key == "Enter" and keys[0] == "p":
                    page.locator(".d-search .d-option").first.wait_for()
                    with page.expect_response(lambda r: "/api/decide" in r.url):
                        page.keyboard.press(key)
                elif key in ("p", "e"):
                    page.keyboard.press(key)
                else:
                    with page.expect_response(lambda r: "/api/decide" in r.url):
                        page.keyboard.press(key)
            most = max(most, len(keys))
        page.locator(".d-tab:nth-child(2) .d-badge").wait_for(state="detached")
        desk.context.close()
    assert most <= 5
    opened = open_project(tmp_path / "project")
    book = Book(opened)
    states = [row["state"] for row in show_report(book, "k")["rows"]]
    assert states.count("accepted") == 32
    events = {row["event_id"]: row for row in list_events(book, {})["rows"]}
    assert events["r02"]["place_id"] == "C2"
    assert events["r03"]["place_name"] == "Saraqib"
    assert events["r04"]["fatalities"] == 7
    opened.close()


HOSTILE = (
    "<img src=x onerror=window.__pwned=1>", "<script>window.__pwned=1</script>",
    "\"><svg/onload=window.__pwned=1>", "javascript:window.__pwned=1", "{{constructor.x()}}",
    "\u202egnirts", "=cmd|'/C calc'!A0", "</textarea><script>window.__pwned=1</script>",
)  # fmt: skip


@pytest.mark.long
def test_hostile_texts_stay_texts_on_every_screen(chromium, tmp_path):
    from geomap.desk.acts import Act, do
    from geomap.desk.book import Book
    from geomap.desk.event_cells import as_event
    from geomap.desk.lasting_rules import add_rule
    from geomap.desk.project import open_project
    from geomap.desk.review_rows import keep_reading
    from tests.desk.conftest import event_cells, read_row

    project = open_project(tmp_path / "project")
    book = Book(project)
    columns = ("description", "location", "place_name", "actor1", "actor2", "source", "source_url",
               "admin1", "sub_event_type", "claimed_by")  # fmt: skip
    events = [
        as_event(
            event_cells(event_id=f"{text}-{n}", **dict.fromkeys(columns, text), **{text: text})
        )
        for n, text in enumerate(HOSTILE)
    ]
    do(book, HOSTILE[0], Act("import", {"item": HOSTILE[1], "count": 8}, events))
    add_rule(book, HOSTILE[2], {"kind": "place", "name": HOSTILE[0], "value": HOSTILE[3]})
    for n, text in enumerate(HOSTILE):
        row = read_row(f"r{n}", 0.5, [["type", 0, 5]], **dict.fromkeys(columns, text))
        row["verdict"] = text
        place = {"id": "x", "kind": "", "score": 0.5, "reasons": [text]}
        place |= dict.fromkeys(("name", "name_ar", "within"), text)
        row["places"] = [{**place, "placement": {"lon": 36, "lat": 35}}]
        report = dict.fromkeys(("title", "source", "url", "problem", "report_id"), text)
        report |= {"key": f"k{n}", "lang": "en", "text": text * 3, "day": "", "rows": [row]}
        keep_reading(book, n, {"reports": [report]})
    project.close()
    with running_desk(tmp_path / "project") as (_process, address):
        desk = Morning(chromium, address)
        page = desk.page
        for screen in range(1, 7):
            desk.go(screen)
            rest(page, 1500)
            if screen == 2:
                for _ in HOSTILE:
                    page.keyboard.press("g")
                    rest(page, 120)
                page.keyboard.press("e")
                page.locator(".d-form").wait_for()
                page.keyboard.press("Escape")
            if screen == 3:
                page.locator(".d-open-row").first.click()
                rest(page, 600)
        assert page.evaluate("window.__pwned") is None
        assert page.locator("#desk script, #desk img[src=x], #desk svg[onload]").count() == 0
        assert desk.outside == []
        desk.context.close()


@pytest.mark.long
def test_the_second_desk_says_why_it_only_reads(chromium, tmp_path):
    folder = tmp_path / "project"
    with running_desk(folder), running_desk(folder) as (_process, address):
        desk = Morning(chromium, address)
        assert "another desk has this project open" in desk.page.locator(".d-banner").inner_text()
        assert desk.page.locator(".d-head .d-look-main").is_disabled()
        desk.context.close()


@pytest.mark.long
def test_a_desk_that_went_away_says_so_and_comes_back(chromium, tmp_path):
    with running_desk(tmp_path / "project") as (process, address):
        desk = Morning(chromium, address)
        process.kill()
        desk.page.locator(".d-banner.d-bad").wait_for()
        desk.context.close()
