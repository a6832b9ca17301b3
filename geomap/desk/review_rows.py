"""Rows under review: what a reading found, and what a person says to each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.desk.acts import Act, ChangedError, do, mark_of
from geomap.desk.book import dump
from geomap.desk.event_cells import (
    as_event,
    change_cells,
    missing_of,
    place_cells,
    type_cell,
    type_row,
)
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.desk.book import Book

OPEN, ACCEPTED, STRUCK, MERGED, KEPT = "open", "accepted", "struck", "merged", "kept"
"""``kept`` is right and has no day or no place: it is counted, and on no map."""
UNJUDGED = 0.5
MOST_ROWS = 400
HIDDEN = ("scores", "evidence")


def keep_reading(book: Book, item: int, told: Mapping[str, Any]) -> dict[str, int]:
    """Keep what a reading found; rows that a person decided on already stay as they are.

    Rows of an earlier reading of the same text that nobody touched go. Returns figures.
    """
    kept = 0
    with book.writing() as cursor:
        for report in told["reports"]:
            about = {key: report[key] for key in report if key not in ("rows", "key")}
            cursor.execute(
                "INSERT INTO desk_reports (key, item, told) VALUES (?, ?, ?) ON CONFLICT (key) "
                "DO UPDATE SET item = excluded.item, told = excluded.told",
                (report["key"], item, dump(about)),
            )
            cursor.execute(
                "DELETE FROM desk_rows WHERE report = ? AND state = 'open' AND cells = read",
                (report["key"],),
            )
            for row in report["rows"]:
                kept += _keep(cursor, item, report["key"], row)
    return {"reports": len(told["reports"]), "rows": kept}


def _keep(cursor: Any, item: int, report: str, row: Mapping[str, Any]) -> int:
    raw = {name: value for name, value in row["cells"].items() if name not in HIDDEN}
    try:
        cells = type_row(raw)
    except InputError as error:  # a reader's own cell: shown as it is, to be mended
        cells = {name: str(value)[:2000] for name, value in raw.items()}
        row = {**row, "verdict": str(error)}
    told = dump(cells)
    scores = row.get("scores") or {}
    confidence = row.get("confidence")
    if confidence is None:
        confidence = min([float(s) for s in scores.values()], default=UNJUDGED)
    evidence = {
        "spans": row["evidence"], "scores": scores, "verdict": row.get("verdict", ""),
    }  # fmt: skip
    cursor.execute(
        "INSERT INTO desk_rows (id, report, item, state, confidence, cells, read, "
        "places, evidence) VALUES (?, ?, ?, 'open', ?, ?, ?, ?, ?) ON CONFLICT (id) "
        "DO NOTHING",
        (str(cells["event_id"]), report, item, confidence, told, told, dump(row["places"]),
         dump(evidence)),
    )  # fmt: skip
    return int(cursor.rowcount)


def list_reports(book: Book) -> list[dict[str, object]]:
    """Return the reports that have rows: those with open ones first, the oldest first."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT p.key, p.item, json_extract(p.told, '$.title') AS title, "
            "json_extract(p.told, '$.lang') AS lang, json_extract(p.told, '$.day') AS day, "
            "json_extract(p.told, '$.source') AS source, count(r.id) AS rows, "
            "sum(CASE WHEN r.state = 'open' THEN 1 END) AS open, "
            "min(CASE WHEN r.state = 'open' THEN r.confidence END) "
            "AS least FROM desk_reports p LEFT JOIN desk_rows r ON r.report = p.key "
            "GROUP BY p.key ORDER BY max(CASE WHEN r.state = 'open' THEN 1 ELSE 0 END) DESC, "
            "p.item, p.rowid LIMIT 2000"
        )
        return [dict(row) for row in cursor]


def show_report(book: Book, key: str) -> dict[str, Any]:
    """Return a report's text with its rows, the least sure of the open ones first."""
    with book.reading() as cursor:
        report = cursor.execute("SELECT * FROM desk_reports WHERE key = ?", (key,)).fetchone()
        if report is None:
            raise InputError("there is no such report")
        cursor.execute(
            "SELECT * FROM desk_rows WHERE report = ? ORDER BY state <> 'open', confidence, id "
            "LIMIT ?",
            (key, MOST_ROWS),
        )
        rows = [tell_row(row) for row in cursor]
    return {**json.loads(report["told"]), "key": key, "item": report["item"], "rows": rows}


def tell_row(row: Any) -> dict[str, Any]:
    """Return a row for the screen."""
    cells = json.loads(row["cells"])
    return {
        "id": row["id"], "report": row["report"], "state": row["state"],
        "confidence": row["confidence"], "cells": cells, "read": json.loads(row["read"]),
        "places": json.loads(row["places"]), "missing": missing_of(cells),
        "mark": mark_of(row["state"], row["cells"], row["places"]),
        **json.loads(row["evidence"]),
    }  # fmt: skip


def find_row(book: Book, row_id: str) -> dict[str, Any]:
    """Return a row under review.

    Raises
    ------
    InputError
        If there is none.
    """
    with book.reading() as cursor:
        row = cursor.execute("SELECT * FROM desk_rows WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise InputError("no such row under review", fix="load the page again")
    return tell_row(row)


def decide(book: Book, who: str, row_id: str, action: str, given: Mapping[str, Any]) -> int:
    """Do what a person says to a row; return the act's number.

    Parameters
    ----------
    action
        ``accept``, ``strike``, ``open`` (again), ``set`` (cells and place).
    given
        ``set``: cells by name; ``place``: the cells of a place, None to unplace; ``places``:
        candidates found since; ``state`` and ``mark``: the version that the person saw.
    """
    row = find_row(book, row_id)
    _refuse_other_version(row, given)
    cells = change_cells(row["cells"], given.get("set") or {})
    if "place" in given:
        cells = place_cells(cells, given["place"] or {})
    note = {"row": row_id, "type": cells.get("sub_event_type"), "place": cells.get("location")}
    changes: dict[str, str] = {}
    if cells != row["cells"]:
        changes["cells"] = dump(cells)
        note["changed"] = sorted(name for name in cells if cells[name] != row["cells"].get(name))
    if given.get("places") is not None:
        changes["places"] = dump(given["places"])
    after = _state_after(action, row["state"], whole=not missing_of(cells))
    if after != row["state"]:
        changes["state"] = after
    events = [as_event(cells)] if after == ACCEPTED else []
    withdraw = [row_id] if row["state"] == ACCEPTED and after != ACCEPTED else []
    rows = {row_id: changes} if changes else {}
    act = Act(action, note, events, withdraw=withdraw, rows=rows, saw={row_id: row["mark"]})
    return do(book, who, act)


def _refuse_other_version(row: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Refuse if the person saw another version of a row."""
    if any(given.get(name) and given[name] != row[name] for name in ("state", "mark")):
        raise ChangedError("somebody decided on this row meanwhile", fix="load it again")


def _state_after(action: str, state: str, *, whole: bool) -> str:
    """Return the state that a decision leads to; a row that lacks day or place is only kept."""
    states = {
        "accept": ACCEPTED if whole else KEPT,
        "strike": STRUCK,
        "open": OPEN,
        "set": state,
    }
    if action not in states:
        raise InputError(f"{action[:40]!r} is no decision")
    return states[action]


def accept_many(book: Book, who: str, at_least: float, *, dry: bool) -> dict[str, object]:
    """Accept every open row with day and place that is at least so sure; `dry` only counts."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT * FROM desk_rows WHERE state = 'open' AND confidence >= ?", (at_least,)
        )
        rows = [row for row in map(tell_row, cursor) if not row["missing"]]
    if dry or not rows:
        return {"count": len(rows)}
    act = Act(
        "accept-many", {"count": len(rows), "at_least": at_least},
        [as_event(row["cells"]) for row in rows],
        rows={row["id"]: {"state": ACCEPTED} for row in rows},
        saw={row["id"]: row["mark"] for row in rows},
    )  # fmt: skip
    return {"count": len(rows), "act": do(book, who, act)}


def add_row(
    book: Book, who: str, report: str, span: tuple[int, int], given: Mapping[str, Any]
) -> str:
    """Make a row of words that a person selected; return its id."""
    import hashlib

    told = show_report(book, report)
    start, end = span
    if not 0 <= start < end <= len(told["text"]):
        raise InputError("these words are not in the text")
    taken = {row["id"] for row in told["rows"]}
    stem = "p-" + hashlib.sha256(f"{report} {start} {end}".encode()).hexdigest()[:12]
    row_id = next(
        i for n in range(1, 1000) if (i := stem if n == 1 else f"{stem}-{n}") not in taken
    )
    quote = " ".join(told["text"][start:end].split())[:400]
    cells = type_row({
        "event_id": row_id, "report_id": told["report_id"], "status": "reported",
        "source": told["source"], "source_url": told["url"], "description": quote,
    })  # fmt: skip
    first = {"sub_event_type": given.get("sub_event_type") or "Other"}
    if told["day"]:
        first["date_start"] = told["day"]
    cells = change_cells(cells, first | dict(given.get("set") or {}))
    if given.get("place"):
        cells = place_cells(cells, given["place"])
    made = {
        "id": row_id, "report": report, "item": told["item"], "state": OPEN, "confidence": 1.0,
        "cells": dump(cells), "read": dump({}), "places": dump(given.get("places") or []),
        "evidence": dump({"spans": [["type", start, end]], "scores": {}, "verdict": "added"}),
    }  # fmt: skip
    do(book, who, Act("add", {"row": row_id, "quote": quote[:80]}, made=[made]))
    return row_id


def merge_rows(book: Book, who: str, stays: str, gone: Iterable[str]) -> int:
    """Take rows to be the same happening as another: that one stays, with what they knew more."""
    keep = find_row(book, stays)
    others = [find_row(book, one) for one in gone]
    if not others or any(one["id"] == stays for one in others):
        raise InputError("mark another row first")
    if any(other["state"] == ACCEPTED for other in others):
        raise InputError("the other row is an event already", fix="join them in the table")
    cells = _join_cells([one["cells"] for one in (keep, *others)])
    names = [str(type_cell("event_id", other["id"])) for other in others]
    cells["merged_from"] = "|".join(filter(None, [str(cells.get("merged_from") or ""), *names]))
    rows: dict[str, dict[str, str]] = {other["id"]: {"state": MERGED} for other in others}
    rows[stays] = {"cells": dump(cells)}
    events = [as_event(cells)] if keep["state"] == ACCEPTED else []
    saw = {one["id"]: one["mark"] for one in (keep, *others)}
    return do(book, who, Act("merge", {"row": stays, "gone": names}, events, rows=rows, saw=saw))


def _join_cells(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the cells of the first row, its empty ones filled from the others.

    The range of the dead spans them all.
    """
    cells = dict(rows[0])
    for row in rows[1:]:
        empty = {name: value for name, value in row.items() if cells.get(name) in (None, "")}
        cells |= {name: value for name, value in empty.items() if value not in (None, "")}
    for name, choose in (("fatalities_low", min), ("fatalities_high", max)):
        figures = [row[name] for row in rows if row.get(name) is not None]
        cells[name] = choose(figures) if figures else None
    return cells
