"""What was acknowledged is there, whatever happens to the desk."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest

from benchmarks.desk.client import Client
from geomap.desk import inbox
from geomap.desk.acts import Act, do
from geomap.desk.book import Book
from geomap.desk.event_list import list_events
from geomap.desk.past import list_acts
from geomap.desk.project import open_project
from geomap.desk.review_rows import keep_reading, show_report
from tests.desk.conftest import read_row
from tests.growth import assert_linear

ROWS = 300


@pytest.fixture
def many_rows(tmp_path):
    project = open_project(tmp_path / "work")
    rows = [read_row(f"r{n:04}", 0.5, []) for n in range(ROWS)]
    report = {
        "key": "k", "title": "T", "lang": "en", "text": "x", "source": "", "url": "", "day": "",
        "problem": "", "report_id": "t", "rows": rows,
    }  # fmt: skip
    keep_reading(Book(project), 1, {"reports": [report]})
    project.close()
    return project.folder


def states_of(folder):
    project = open_project(folder)
    book = Book(project)
    try:
        rows = show_report(book, "k")["rows"]
        events = {row["event_id"] for row in list_events(book, {})["rows"]}
        return {row["id"]: row["state"] for row in rows}, events, len(list_acts(book))
    finally:
        project.close()


@pytest.mark.long
def test_what_was_acknowledged_outlives_fifty_kills(many_rows):
    chance = random.Random(7)
    wanted: dict[str, str] = {}
    names = [f"r{n:04}" for n in range(ROWS)]
    for _ in range(50):
        client = Client(many_rows)
        delay = chance.uniform(0.01, 0.35)
        killer = threading.Timer(delay, client.process.kill)
        killer.start()
        asked = None
        try:
            for _ in range(200):
                asked = chance.choice(names)
                action = chance.choice(["accept", "strike", "open"])
                client.post("decide", {"row": asked, "action": action})
                wanted[asked] = {"accept": "accepted", "strike": "struck", "open": "open"}[action]
        except (OSError, urllib.error.URLError, ValueError):
            pass
        killer.join()
        client.end()
        states, events, _acts = states_of(many_rows)
        for name, state in wanted.items():
            # the last may be done and not acknowledged: it is whole then
            assert states[name] == state or name == asked
            assert (name in events) == (states[name] == "accepted")
        if asked:
            wanted[asked] = states[asked]
    assert len(wanted) > 20


def test_what_was_being_read_is_read_again(book):
    number = inbox.add_text(book, "me", "A text.", {})
    inbox.set_state(book, number, inbox.READING)
    assert inbox.begin_again(book) == 1
    assert inbox.next_queued(book).id == number


def test_a_clock_set_back_changes_no_order(filled, monkeypatch):
    from datetime import UTC, datetime

    from geomap.desk.acts import undo
    from geomap.desk.event_list import edit_event, find_event
    from geomap.store import base

    class Past(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=tz or UTC)

    edit_event(filled, "me", "e1", {"set": {"actor1": "now"}})
    monkeypatch.setattr(base, "datetime", Past)
    edit_event(filled, "me", "e1", {"set": {"actor1": "then"}})
    monkeypatch.undo()
    assert find_event(filled, "e1")["actor1"] == "then"
    undo(filled, "me")
    assert find_event(filled, "e1")["actor1"] == "now"


FULL = """
import resource, signal, sys
from pathlib import Path
from geomap.desk.acts import Act, do
from geomap.desk.book import Book
from geomap.desk.project import open_project
from geomap.errors import OutputError
book = Book(open_project(Path(sys.argv[1])))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = book.project.store.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, size + 20_000))
done = 0
try:
    for n in range(10_000):
        do(book, "me", Act("rule", {"long": "x" * 3000}))
        done += 1
except OutputError as error:
    print(done, error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits a file's size as a full disk would")
def test_a_full_disk_is_said_and_loses_nothing(filled):
    before = len(list_acts(filled))
    filled.project.close()
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(filled.project.folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    done = int(run.stdout.split()[0])
    project = open_project(filled.project.folder)
    book = Book(project)
    assert len(list_acts(book)) == before + done
    do(book, "me", Act("rule"))
    assert list_events(book, {})["total"] == 3
    project.close()


def test_a_decision_takes_no_longer_for_those_before_it(reviewed):
    from geomap.desk.review_rows import decide

    def work(decisions: int) -> None:
        for n in range(decisions):
            decide(reviewed, "me", "r-sure", "open" if n % 2 else "accept", {})

    assert_linear(work, 10)
