"""What was done, by whom and when; every version of an event; and going back to one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geomap.desk.acts import Act, do
from geomap.desk.event_cells import as_event
from geomap.errors import InputError
from geomap.store.rows import tell_difference

if TYPE_CHECKING:
    from geomap.desk.book import Book

PAGE = 200


def list_acts(book: Book, before: int = 0) -> list[dict[str, object]]:
    """Return acts, the newest first, from before an act's number on."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT a.id, a.at, a.who, a.kind, a.note, a.undoes, json_array_length(a.events) AS "
            "events, (SELECT b.id FROM desk_acts b WHERE b.undoes = a.id) AS undone "
            "FROM desk_acts a WHERE (? = 0 OR a.id < ?) ORDER BY a.id DESC LIMIT ?",
            (before, before, PAGE),
        )
        return [{**dict(row), "note": json.loads(row["note"])} for row in cursor]


def list_versions(book: Book, event_id: str) -> list[dict[str, object]]:
    """Return every version of an event, the newest first, with who made it."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT id, change, changed_at, told FROM history WHERE event_id = ? ORDER BY id",
            (event_id,),
        )
        lines = [dict(row) for row in cursor]
        cursor.execute(
            "SELECT at, who, kind FROM desk_acts WHERE EXISTS "
            "(SELECT 1 FROM json_each(desk_acts.events) WHERE value = ?)",
            (event_id,),
        )
        who = {row["at"].partition("+")[0]: (row["who"], row["kind"]) for row in cursor}
    told, before = [], None
    for line in lines:
        by, kind = who.get(str(line["changed_at"]).removesuffix("Z"), ("", ""))
        told.append({
            "id": line["id"], "at": line["changed_at"], "change": line["change"], "who": by,
            "kind": kind, "differences": tell_difference(before, line["told"])[:60],
        })  # fmt: skip
        before = line["told"]
    return told[::-1]


def last_hand(book: Book, what: str) -> str:
    """Return who changed an event or a row under review last, empty if nobody here did."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT who FROM desk_acts WHERE EXISTS (SELECT 1 FROM json_each(desk_acts.events) "
            "WHERE value = ?) OR json_extract(note, '$.row') = ? ORDER BY id DESC LIMIT 1",
            (what, what),
        ).fetchone()
    return "" if row is None else str(row["who"])


def restore_version(book: Book, who: str, event_id: str, version: int) -> int:
    """Make an event what it was in a version; return the act's number."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT told FROM history WHERE id = ? AND event_id = ?", (version, event_id)
        ).fetchone()
    if row is None:
        raise InputError("there is no such version")
    return do(book, who, Act("restore", {"event": event_id}, [as_event(json.loads(row["told"]))]))
