"""Two people in two browsers at one project in a real PostGIS."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from geomap.desk.acts import Act, do
from geomap.desk.event_cells import as_event
from geomap.desk.event_list import find_event
from geomap.desk.past import list_versions
from geomap.desk.project import open_project
from geomap.desk.team import accounts
from geomap.desk.team.postgres_book import PostgresBook
from tests.browser.desk_run import AXE_RULES
from tests.browser.test_accessibility import AXE
from tests.desk.conftest import TEXT, event_cells, read_row
from tests.desk.team.cable import Cable
from tests.store.conftest import postgis, postgis_server  # noqa: F401 - fixtures

pytestmark = pytest.mark.long
PASSWORD = "seven green kettles"


@contextmanager
def running_team(folder, dsn):
    """Yield the address of a team's desk and what its terminal says of the first administrator."""
    process = subprocess.Popen(
        [sys.executable, "-m", "geomap", "desk", str(folder), "--dsn", dsn, "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        home = re.search(r"http://\S+", process.stdout.readline())[0]
        yield home, re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


class Seat:
    """A person before a browser of their own."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, **options}
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def choose_password(self, address):
        """Follow an invitation."""
        self.page.goto(address)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.fill("input[name=again]", PASSWORD)
        self.page.click("button")
        self.page.wait_for_url("**/sign-in*")

    def sign_in(self, home, name):
        """Sign in by the form."""
        self.page.goto(home)
        self.page.fill("input[name=name]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("button")
        self.page.wait_for_selector(".d-rail")

    def open_event(self, text):
        """Open an event of the table."""
        self.page.keyboard.press("Alt+3")
        self.page.locator(".d-cell, td", has_text=text).first.dblclick()
        self.page.wait_for_selector(".d-panel dl")


@pytest.fixture
def axe():
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def shots():
    """Return a way to keep a picture, where GEOMAP_SHOTS names a folder."""
    folder = os.environ.get("GEOMAP_SHOTS")
    return lambda page, name: folder and page.screenshot(path=f"{folder}/{name}.png")


@pytest.fixture
def home(postgis, tmp_path):  # noqa: F811
    """Yield the address of a desk with two events and a report of two rows, and its invitation."""
    from geomap.desk.review_rows import keep_reading

    project = open_project(tmp_path / "work")
    book = PostgresBook(project, postgis)
    cells = [event_cells(), event_cells(event_id="e2", location="Beta", place_name="Beta")]
    do(book, "me", Act("import", {}, [as_event(one) for one in cells]))
    rows = [read_row("r1", 0.9, [["type", 0, 11]]), read_row("r2", 0.2, [["type", 52, 67]])]
    keep_reading(book, 1, {"reports": [{
        "key": "k1", "title": "T", "lang": "en", "text": TEXT, "source": "S", "url": "",
        "day": "2020-03-03", "problem": "", "report_id": "t", "rows": rows,
    }]})  # fmt: skip
    book.close()
    project.close()
    port = int(re.search(r":(\d+)/", postgis)[1])
    cable = Cable(port)
    dsn = postgis.replace(f":{port}/", f":{cable.port}/")
    with running_team(project.folder, dsn) as (address, first):
        yield address, first, book, cable
    book.close()
    cable.cut()


def test_two_people_at_one_event(home, chromium, shots):
    address, first, book, _cable = home
    head = Seat(chromium)
    head.choose_password(first)
    name = accounts.list_people(book)["people"][0]["name"]
    head.sign_in(address, name)
    shots(head.page, "team-desk")
    # invite another
    head.page.click("button[aria-label=People]")
    head.page.fill(".d-invite input", "Layla")
    head.page.click(".d-invite button[type=submit]")
    link = head.page.locator(".d-link-made input").input_value()
    shots(head.page, "team-people")
    head.page.keyboard.press("Escape")
    layla = Seat(chromium, locale="ar", viewport={"width": 820, "height": 1100})
    layla.page.goto(link)
    shots(layla.page, "team-invited")
    layla.choose_password(link)
    layla.page.goto(f"{address}/sign-in?lang=ar")
    shots(layla.page, "team-sign-in-ar")
    layla.sign_in(address, "Layla")
    # both open the same event and see each other
    for seat in (head, layla):
        seat.open_event("Beta")
    head.page.wait_for_selector(".d-panel .d-also:has-text('Layla')")
    shots(head.page, "team-presence")
    # both write the same cell, and each another one
    for seat in (head, layla):
        seat.page.locator(".d-panel .d-bar button").first.click()
        seat.page.wait_for_selector(".d-panel form")
    head.page.fill(".d-panel [name=fatalities]", "5")
    head.page.fill(".d-panel [name=source]", "Head's source")
    layla.page.fill(".d-panel [name=fatalities]", "7")
    layla.page.fill(".d-panel [name=actor1]", "Somebody")
    head.page.click(".d-panel form button[type=submit]")
    head.page.wait_for_selector(".d-panel form", state="detached")
    layla.page.click(".d-panel form button[type=submit]")
    layla.page.wait_for_selector(".d-merge")
    shots(layla.page, "team-merge")
    save = layla.page.locator("dialog .d-look-main")
    assert save.is_disabled()
    layla.page.locator(".d-merge-open label").first.click()
    save.click()
    layla.page.wait_for_selector(".d-merge", state="detached")
    head.page.wait_for_selector(".d-panel dd:has-text('Somebody')")
    told = head.page.locator(".d-panel .d-cells").inner_text()
    assert "7" in told
    kept = find_event(book, "e2")
    assert (kept["fatalities"], kept["fatalities_high"], kept["actor1"]) == (7, 7, "Somebody")
    assert "Head's source" in told
    layla.page.get_by_role("button", name="العربية").click()
    layla.page.wait_for_selector("[dir=rtl] .d-rail")
    layla.page.keyboard.press("Alt+2")
    layla.page.wait_for_selector(".d-card")
    shots(layla.page, "team-review-ar")
    head.page.get_by_role("button", name="العربية").click()
    head.page.click(".d-top button[aria-label='الأشخاص']")
    head.page.wait_for_selector(".d-people td")
    shots(head.page, "team-people-ar")
    assert not head.errors + layla.errors
    for seat in (head, layla):
        seat.context.close()


def test_edits_wait_while_the_database_is_away(home, chromium, shots):
    address, first, book, cable = home
    seat = Seat(chromium)
    seat.choose_password(first)
    seat.sign_in(address, accounts.list_people(book)["people"][0]["name"])
    seat.open_event("Beta")
    seat.page.locator(".d-panel .d-bar button").first.click()
    seat.page.fill(".d-panel [name=fatalities]", "5")
    cable.cut()
    seat.page.wait_for_selector(".d-banner.d-bad:has-text('database')")
    seat.page.click(".d-panel form button[type=submit]")
    seat.page.wait_for_selector(".d-banner:has-text('One edit waits')")
    shots(seat.page, "team-away")
    assert find_event(book, "e2")["fatalities"] is None
    cable.mend()
    seat.page.wait_for_selector(".d-banner:has-text('One edit waits')", state="detached")
    seat.page.wait_for_selector(".d-panel dd:has-text('5')")
    assert find_event(book, "e2")["fatalities"] == 5
    assert len(list_versions(book, "e2")) == 2
    assert not seat.errors
    seat.context.close()


def test_screens_of_a_team_have_nothing_serious(home, chromium, axe):
    address, first, book, _cable = home
    seat = Seat(chromium, bypass_csp=True)

    def check():
        seat.page.evaluate(axe)
        assert seat.page.evaluate(AXE_RULES) == []

    seat.page.goto(first)
    check()
    seat.choose_password(first)
    check()
    name = accounts.list_people(book)["people"][0]["name"]
    seat.sign_in(address, name)
    check()
    seat.page.click("button[aria-label=People]")
    seat.page.wait_for_selector(".d-people td")
    check()
    seat.context.close()
