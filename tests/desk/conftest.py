"""A project with a few events and rows, and a browser's way of asking it."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.desk.acts import Act, do
from geomap.desk.book import Book
from geomap.desk.event_cells import as_event
from geomap.desk.launch import make_desk
from geomap.desk.project import open_project
from geomap.desk.review_rows import keep_reading

PORT = 8123
TEXT = "Shells fell on Alpha on Monday, killing two. In Beta people marched."
PLACE = {
    "place_id": "C1", "place_name": "Alpha", "admin1": "Idlib", "lon": 36.5, "lat": 35.7,
    "geo_precision": 1, "precision_km": 1.0,
}  # fmt: skip


def event_cells(**changes: Any) -> dict[str, Any]:
    """Return the cells of one placed event."""
    return {
        "event_id": "e1", "report_id": "t", "date_start": "2020-03-03", "date_end": "2020-03-03",
        "time_precision": 1, "event_type": "Protests", "sub_event_type": "Peaceful protest",
        "status": "reported", "location": "Alpha", "source": "S", "description": "People marched.",
        **PLACE, **changes,
    }  # fmt: skip


def read_row(event_id: str, confidence: float, spans: list[Any], **changes: Any) -> dict[str, Any]:
    """Return a row as the process that reads gives it: all text."""
    cells = {k: str(v) for k, v in event_cells(event_id=event_id, **changes).items()}
    return {"cells": cells, "evidence": spans, "scores": {}, "confidence": confidence,
            "places": [{"id": "C1", "name": "A", "placement": PLACE}], "verdict": ""}  # fmt: skip


@pytest.fixture
def project(tmp_path):
    """Return a new project."""
    opened = open_project(tmp_path / "work")
    yield opened
    opened.close()


@pytest.fixture
def book(project):
    """Return the file of a new project."""
    return Book(project)


@pytest.fixture
def reviewed(book):
    """Return a book with one report of three rows: sure, unsure, and one without a place."""
    rows = [
        read_row("r-sure", 0.9, [["type", 0, 11], ["place", 15, 20]]),
        read_row("r-unsure", 0.2, [["type", 52, 67]], location="Beta"),
        read_row("r-nowhere", 0.5, [], lon="", lat="", place_id="", place_name=""),
    ]
    report = {
        "key": "k1", "title": "T", "lang": "en", "text": TEXT, "source": "S", "url": "",
        "day": "2020-03-03", "problem": "", "report_id": "t", "rows": rows,
    }  # fmt: skip
    keep_reading(book, 1, {"reports": [report]})
    return book


def bring_three(book: Any) -> None:
    """Bring three events into a book."""
    cells = [
        event_cells(),
        event_cells(event_id="e2", date_start="2020-04-01", date_end="2020-04-01",
                    description="Shelling 100% sure", event_type="Battles"),
        event_cells(event_id="e3", fatalities=3, source="Other", note="kept"),
    ]  # fmt: skip
    do(book, "me", Act("import", {}, [as_event(one) for one in cells]))


@pytest.fixture
def filled(book):
    """Return a book with three events."""
    bring_three(book)
    return book


@pytest.fixture
def desk(project):
    """Return a desk whose processes were not started."""
    made = make_desk(project, PORT)
    yield made
    made.close()


@pytest.fixture
def ask(desk):
    """Return a browser that is signed in."""
    pytest.importorskip("httpx")
    from starlette.testclient import TestClient

    from geomap.desk.serve.screen import make_app

    client = TestClient(make_app(desk), base_url=f"http://127.0.0.1:{PORT}")
    client.get(f"/open?token={desk.door.token}", follow_redirects=False)
    client.headers["x-geomap-desk"] = desk.door.csrf
    return client
