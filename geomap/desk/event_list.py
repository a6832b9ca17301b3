"""The table of events: found, sorted and paged by the file itself, changed in acts."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from geomap.desk.acts import Act, ChangedError, do
from geomap.desk.event_cells import as_event, change_cells, place_cells
from geomap.errors import InputError
from geomap.schema import EVENT_COLUMNS, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.desk.book import Book

PAGE = 200
MOST_AT_ONCE = 20_000
FACETS = ("event_type", "sub_event_type", "status", "admin1", "source")
ROLES = ("actor1", "actor2", "claimed_by", "attributed_to")
SHOWN_VALUES = 200
SHOWN_CHANGES = 12


def where_of(book: Book, cursor: Any, wanted: Mapping[str, Any]) -> tuple[str, list[object]]:
    """Return the SQL condition of a filter, and its values.

    Parameters
    ----------
    wanted
        ``text``, ``from`` and ``to`` (days), ``precision`` (coarsest), and lists for `FACETS` and
        ``actor`` (in any role).
    """
    parts = ["1 = 1"]
    values: list[object] = []
    if text := str(wanted.get("text", "")).strip()[:200]:
        parts.append("fid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(book.texts.find(cursor, text)))
    for key, sql in (("from", "date_end >= ?"), ("to", "date_start <= ?")):
        if day := str(wanted.get(key, ""))[:10]:
            parts.append(sql)
            values.append(day)
    if precision := wanted.get("precision"):
        parts.append("geo_precision <= ?")
        values.append(int(precision))
    for name in FACETS:
        if chosen := [str(value) for value in wanted.get(name) or ()][:SHOWN_VALUES]:
            parts.append(f"{name} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    if actors := [str(value) for value in wanted.get("actor") or ()][:SHOWN_VALUES]:
        marks = ", ".join("?" * len(actors))
        parts.append("(" + " OR ".join(f"{role} IN ({marks})" for role in ROLES) + ")")
        values += actors * len(ROLES)
    return " AND ".join(parts), values


def list_events(
    book: Book, wanted: Mapping[str, object], sort: str = "date_start", *, down: bool = True,
    offset: int = 0,
) -> dict[str, object]:  # fmt: skip
    """Return a page of events, and how many there are in all."""
    if sort not in EVENT_COLUMNS:
        raise InputError("is no column", field=sort[:40])
    order = "DESC" if down else "ASC"
    by = [sort, *(name for name in ("date_start", "date_end") if name != sort), "fid"]
    told = ", ".join(f"{name} {order} NULLS {'LAST' if down else 'FIRST'}" for name in by)
    with book.reading() as cursor:
        where, values = where_of(book, cursor, wanted)
        asked = f"SELECT fid FROM events WHERE {where} ORDER BY {told}"  # noqa: S608
        if values:  # one look at all that fit is quicker than one to count and one to order
            every = [row[0] for row in cursor.execute(asked, values)]
            total, fids = len(every), every[max(0, offset) :][:PAGE]
        else:
            total = cursor.execute("SELECT count(*) FROM events").fetchone()[0]
            cursor.execute(f"{asked} LIMIT ? OFFSET ?", (PAGE, max(0, offset)))
            fids = [row[0] for row in cursor]
        order_of = {fid: n for n, fid in enumerate(fids)}
        columns = ", ".join((*EVENT_COLUMNS, "digest"))
        cursor.execute(
            f"SELECT fid, {columns} FROM events WHERE fid IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(list(order_of)),),
        )
        found = sorted(cursor.fetchall(), key=lambda row: order_of[row["fid"]])
        rows = [{name: row[name] for name in (*EVENT_COLUMNS, "digest")} for row in found]
        return {"total": total, "offset": offset, "rows": [row | {"more": {}} for row in rows]}


def tell_event(row: Any) -> dict[str, object]:
    """Return an event for the screen; ``digest`` says which version it is."""
    told = {name: row[name] for name in EVENT_COLUMNS}
    return told | {"digest": row["digest"], "more": json.loads(row["more"])}


def list_values(book: Book) -> dict[str, list[list[object]]]:
    """Return the values of the columns that can be filtered, the most frequent first."""
    names = ", ".join(FACETS)
    counts: list[Counter[str]] = [Counter() for _ in FACETS]
    with book.reading() as cursor:
        cursor.execute(f"SELECT {names}, count(*) FROM events GROUP BY {names}")  # noqa: S608
        for *row, count in cursor:
            for found, value in zip(counts, row, strict=True):
                found[value] += count
        cursor.execute("SELECT min(date_start), max(date_end), count(*) FROM events")
        span = [list(cursor.fetchone())]
    told = {
        name: [list(pair) for pair in found.most_common(SHOWN_VALUES)]
        for name, found in zip(FACETS, counts, strict=True)
    }
    return {**told, "span": span}


def find_event(book: Book, event_id: str) -> dict[str, object]:
    """Return an event with the row and text that it was read from, if it was.

    Raises
    ------
    InputError
        If there is none.
    """
    with book.reading() as cursor:
        row = cursor.execute("SELECT * FROM events WHERE event_id = ?", (event_id,)).fetchone()
        if row is None:
            raise InputError("there is no such event", fix="load the page again")
        cursor.execute("SELECT report, evidence FROM desk_rows WHERE id = ?", (event_id,))
        read = cursor.fetchone()
    told = tell_event(row)
    if read is not None:
        told["report"] = read["report"]
    return told


def cells_of(event: Mapping[str, Any]) -> dict[str, object]:
    """Return an event's cells as the store has them."""
    return {name: event[name] for name in EVENT_COLUMNS} | dict(event["more"])


def edit_event(book: Book, who: str, event_id: str, given: Mapping[str, Any]) -> int:
    """Change cells (``set``) or the place (``place``) of an event; return the act's number.

    Raises
    ------
    ChangedError
        If ``digest`` is given and the event is another version by now.
    """
    before = find_event(book, event_id)
    if given.get("digest") and given["digest"] != before["digest"]:
        raise ChangedError(
            "somebody changed this event meanwhile", fix="look at it and write again"
        )
    cells = change_cells(cells_of(before), given.get("set") or {})
    kind = "edit"
    if given.get("place"):
        cells, kind = place_cells(cells, given["place"]), "move"
    changed = sorted(name for name in cells if cells[name] != cells_of(before).get(name))
    note = {"event": event_id, "type": cells["sub_event_type"], "place": cells["location"],
            "changed": changed}  # fmt: skip
    seen = {event_id: str(before["digest"])}
    return do(book, who, Act(kind, note, [as_event(cells)], seen=seen))


def edit_many(
    book: Book, who: str, wanted: Mapping[str, object], changes: Mapping[str, object], *, dry: bool
) -> dict[str, object]:
    """Write the same cells into every event of a filter or of ``ids``; `dry` shows what it does.

    Returns ``count`` (events that change), ``shown`` (some of them), and the act's number.
    """
    if not changes or set(changes) - set(WRITTEN):
        raise InputError("choose a column and what to write in it")
    events = _wanted_events(book, wanted)
    changed: list[dict[str, object]] = []
    shown: list[dict[str, object]] = []
    seen: dict[str, str] = {}
    for event in events:
        before = cells_of(event)
        after = change_cells(before, changes)
        names = [name for name in changes if after[name] != before.get(name)]
        if not names:
            continue
        changed.append(as_event(after))
        seen[event["event_id"]] = event["digest"]
        if len(shown) < SHOWN_CHANGES:
            shown += [
                {"id": event["event_id"], "column": n, "before": before.get(n), "after": after[n]}
                for n in names
            ]
    if dry or not changed:
        return {"count": len(changed), "shown": shown}
    note = {"count": len(changed), "set": dict(changes)}
    return {"count": len(changed), "act": do(book, who, Act("edit-many", note, changed, seen=seen))}


def edit_cells(book: Book, who: str, edits: Sequence[Mapping[str, Any]]) -> int:
    """Write cells of several events in one act: what was pasted from a spreadsheet."""
    if len(edits) > MOST_AT_ONCE:
        raise InputError(f"more than {MOST_AT_ONCE} rows at once")
    changed, seen = [], {}
    for edit in edits:
        event = find_event(book, str(edit["id"]))
        seen[str(edit["id"])] = str(edit.get("digest") or event["digest"])
        changed.append(as_event(change_cells(cells_of(event), edit.get("set") or {})))
    act = Act("edit-many", {"count": len(changed), "set": {}}, changed, seen=seen)
    return do(book, who, act)


def withdraw_events(book: Book, who: str, ids: Sequence[str]) -> int:
    """Take events out; their history stays. Return the act's number."""
    if not ids or len(ids) > MOST_AT_ONCE:
        raise InputError("choose events first")
    return do(book, who, Act("withdraw", {"count": len(ids)}, withdraw=list(ids)))


def _wanted_events(book: Book, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    ids = [str(one) for one in wanted.get("ids") or ()]
    with book.reading() as cursor:
        where, values = where_of(book, cursor, {} if ids else wanted)
        if ids:
            where, values = "event_id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        cursor.execute(
            f"SELECT * FROM events WHERE {where} LIMIT {MOST_AT_ONCE + 1}",  # noqa: S608
            values,
        )
        found = [tell_event(row) for row in cursor]
    if len(found) > MOST_AT_ONCE:
        raise InputError(f"more than {MOST_AT_ONCE} events at once", fix="filter further")
    return found
