"""The review page works in Chromium with the network blocked, in both directions of writing."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from geomap.events.reading_rows import frame_readings
from geomap.model import Report
from geomap.web.review_page import write_review_page

pytestmark = pytest.mark.browser

ENGLISH = (
    "On 5 May 2021, Turkish artillery shelled Tal Rifaat in Aleppo countryside. "
    "<img src=x onerror=alert(1)></script><b>bold</b>"
)
ARABIC = "في 5 أيار 2021، قصفت قوات النظام بلدة كنصفرة في ريف إدلب الجنوبي."


@pytest.fixture(scope="module")
def reader():
    from geomap.extract.reader import Reader
    from geomap.resolver.resolver import make_resolver

    return Reader(make_resolver())


@pytest.fixture
def page():
    sync = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(accept_downloads=True, offline=True)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("file:", "blob:")) or page.faults.append(request.url)
            ),
        )
        yield page
        browser.close()


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def make_page(reader, tmp_path, *texts):
    readings = [reader.read(Report(f"r{n}", text)) for n, text in enumerate(texts)]
    frame = frame_readings(readings, reader.finder.gazetteer)
    return write_review_page(readings, frame, tmp_path / "review.html")


def test_shows_text_rows_and_map_and_runs_nothing_from_the_text(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ENGLISH).as_uri())
    assert page.inner_text("#text") == ENGLISH
    assert page.locator("#text img, #text b").count() == 0
    assert page.locator("mark.place").inner_text() == "Tal Rifaat"
    assert page.locator("#dots circle").count() == 1
    page.click("mark.place")
    assert page.locator(".row.on").count() == 1
    assert page.faults == []


def test_saves_corrections_as_csv_that_events_takes(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ENGLISH).as_uri())
    page.fill("[data-field=actor2]", "=SUM(A1)")
    page.press("[data-field=actor2]", "Tab")
    assert "1 changed" in page.inner_text("#count")
    with page.expect_download() as waiting:
        page.click("#save")
    saved = tmp_path / "saved.csv"
    waiting.value.save_as(saved)
    (row,) = rows_of(saved)
    assert row["actor2"] == "'=SUM(A1)"
    assert row["actor2_id"] == ""
    assert row["location"] == "Tal Rifaat"
    from geomap.jobs import read_events

    assert len(read_events(saved)) == 1
    assert page.faults == []


def test_a_place_chosen_by_hand_keeps_its_own_precision(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ENGLISH).as_uri())
    places = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/json\"]').textContent)"
        ".reports[0].rows[0].places"
    )
    assert places
    assert all(place["precision"] in (1, 2, 3) for place in places)


def test_a_struck_row_is_not_saved(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ENGLISH).as_uri())
    page.click(".row .note button")
    with page.expect_download() as waiting:
        page.click("#save")
    waiting.value.save_as(tmp_path / "saved.csv")
    assert rows_of(tmp_path / "saved.csv") == []


def test_an_arabic_page_reads_right_to_left(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ARABIC).as_uri())
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("#text", "dir") == "rtl"
    assert page.locator("mark.place").inner_text().endswith("كنصفرة")
    assert page.faults == []


def test_several_reports_are_chosen_from_a_list(page, reader, tmp_path):
    page.goto(make_page(reader, tmp_path, ENGLISH, ARABIC).as_uri())
    page.select_option("#report", "1")
    assert page.inner_text("#text") == ARABIC
    assert page.get_attribute("#text", "dir") == "rtl"


def select(page, words: str) -> None:
    page.evaluate(
        """(words) => {
          const box = document.getElementById("text");
          const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          const whole = box.textContent.indexOf(words);
          const range = document.createRange();
          let at = 0;
          for (let node = walk.nextNode(); node; at += node.length, node = walk.nextNode()) {
            const inside = (point) => point >= at && point <= at + node.length;
            if (inside(whole) && whole < at + node.length) range.setStart(node, whole - at);
            if (!inside(whole + words.length)) continue;
            range.setEnd(node, whole + words.length - at);
            break;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


def test_decisions_are_saved_and_honoured_by_the_next_reading(page, reader, tmp_path, run_geomap):
    text = (
        ENGLISH
        + " \U0001f525 Later somebody in Manbij was said to have been hurt by men of his town."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    asked = ("read", tmp_path / "a.txt", "-o", tmp_path / "e.csv", "--html", tmp_path / "r.html")
    assert run_geomap(*asked)[0] == 0
    before = rows_of(tmp_path / "e.csv")
    page.goto((tmp_path / "r.html").as_uri())
    page.fill(".row >> nth=0 >> [data-field=actor1]", "Israel")
    page.press(".row >> nth=0 >> [data-field=actor1]", "Tab")
    assert page.is_hidden("#add")
    select(page, "somebody in Manbij was said to have been hurt")
    page.click("#add")
    new = page.locator(".row").last
    assert new.locator("[data-field=location]").input_value() == "Manbij"
    new.locator("[data-field=sub_event_type]").select_option("Attack")
    select(page, "men of his town")
    page.click("#set_actor1")
    assert (
        page.locator(".row").last.locator("[data-field=actor1]").input_value() == "men of his town"
    )
    with page.expect_download() as waiting:
        page.click("#save-decisions")
    waiting.value.save_as(tmp_path / "decisions.json")
    assert page.faults == []

    code, _, err = run_geomap(*asked, "--decisions", tmp_path / "decisions.json")
    assert code == 0, err
    after = rows_of(tmp_path / "e.csv")
    assert len(after) == len(before) + 1
    assert after[0]["actor1_id"] == "israel"
    added = after[-1]
    assert (added["sub_event_type"], added["actor1"]) == ("Attack", "men of his town")
    assert added["lon"]
    (proof,) = json.loads(added["evidence"])
    assert text[proof[1] : proof[2]] == "somebody in Manbij was said to have been hurt"

    page.goto((tmp_path / "r.html").as_uri())  # the next page strikes; earlier decisions stay
    page.click(".row >> nth=0 >> .note button")
    with page.expect_download() as waiting:
        page.click("#save-decisions")
    waiting.value.save_as(tmp_path / "more.json")
    assert run_geomap(*asked, "--decisions", tmp_path / "more.json")[0] == 0
    assert len(rows_of(tmp_path / "e.csv")) == len(before)
    assert "Attack" in {row["sub_event_type"] for row in rows_of(tmp_path / "e.csv")}
