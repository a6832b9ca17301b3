"""Every change that a person makes: done whole, told who and when, undone if nobody built on it.

An act changes events (with the store's own history), rows under review, rules. What it changed is
kept with it; the log of acts can be read and never changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.desk.book import dump
from geomap.errors import InputError
from geomap.store.rows import keep_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.desk.book import Book

ROW_FIELDS = ("state", "cells", "places")


class ChangedError(InputError):
    """Somebody changed it meanwhile; `now` is what it is by now, `by` who made it so."""

    now: Mapping[str, object] | None = None
    by: str = ""

    def with_now(self, now: Mapping[str, object], by: str) -> ChangedError:
        """Return the same with what the thing is by now."""
        told = ChangedError(self.problem, fix=self.fix)
        told.now, told.by = now, by
        return told


@dataclass
class Act:
    """What is to be done.

    Parameters
    ----------
    kind
        ``accept``, ``strike``, ``edit`` ...; the desk has a sentence for each.
    note
        What that sentence is filled with.
    events
        Events to write, each with every event column.
    kept
        Rows of `geomap.store.rows.keep_row` to write, in place of `events`.
    withdraw
        Ids of events to take out.
    rows
        Rows under review: for each id the fields of `ROW_FIELDS` that change.
    made
        Rows under review that are new, as their table has them.
    pairs
        Decisions on duplicates, by key; empty takes one back.
    rules
        New rules: kind, name, hint, value, told.
    revoke
        Ids of rules to revoke.
    seen, saw
        Versions that this builds on: digests of events, marks of rows under review, by id. If one
        is another by now, nothing is done.
    """

    kind: str
    note: Mapping[str, object] = field(default_factory=dict)
    events: Iterable[Mapping[str, object]] = ()
    kept: Iterable[Sequence[object]] = ()
    withdraw: Sequence[str] = ()
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    made: Sequence[Mapping[str, object]] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[Mapping[str, str]] = ()
    revoke: Sequence[int] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    saw: Mapping[str, str] = field(default_factory=dict)
    undoes: int | None = None
    unmade: Sequence[str] = ()
    unrevoke: Sequence[int] = ()


def mark_of(state: str, cells: str, places: str) -> str:
    """Return which version of a row under review this is."""
    return hashlib.sha256(f"{state}\n{cells}\n{places}".encode("utf-8", "replace")).hexdigest()[:16]


def _check_versions(cursor: Any, act: Act) -> None:
    """Refuse to build on what another changed meanwhile."""
    now: dict[str, str] = {}
    if act.seen:
        cursor.execute(
            "SELECT event_id, digest FROM events WHERE event_id IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(act.seen)),),
        )
        now = {row[0]: row[1] for row in cursor}
    if any(now.get(one) != digest for one, digest in act.seen.items()):
        raise ChangedError(
            "somebody changed this event meanwhile", fix="look at it and write again"
        )
    marks: dict[str, str] = {}
    if act.saw:
        cursor.execute(
            "SELECT id, state, cells, places FROM desk_rows WHERE id IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(act.saw)),),
        )
        marks = {row[0]: mark_of(row[1], row[2], row[3]) for row in cursor}
    if any(marks.get(one) != mark for one, mark in act.saw.items()):
        raise ChangedError("somebody decided on this row meanwhile", fix="load it again")


def do(book: Book, who: str, act: Act) -> int:
    """Do an act; return its number. The disk has it when this returns.

    Raises
    ------
    ChangedError
        If something that it builds on was changed meanwhile; then nothing is done.
    """
    told: list[int] = []
    touched: list[str] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for event in act.events:
            touched.append(str(event["event_id"]))
            yield keep_row(event)
        for row in act.kept:
            touched.append(str(row[0]))
            yield tuple(row)

    def beside(cursor: Any, when: str) -> None:
        undo = _write_rows(cursor, act, who, when)
        touched.extend(act.withdraw)
        cursor.execute(
            "INSERT INTO desk_acts (at, who, kind, note, events, undo, undoes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (when, who, act.kind, dump(dict(act.note)), dump(touched), dump(undo), act.undoes),
        )
        told.append(int(cursor.fetchone()[0]))

    first = (lambda cursor: _check_versions(cursor, act)) if act.seen or act.saw else None
    book.push(rows(), act.withdraw, beside, first)
    return told[0]


def _write_rows(cursor: Any, act: Act, who: str, when: str) -> dict[str, object]:
    """Write what an act changes beside events; return what undoes that."""
    rows: dict[str, dict[str, str]] = {}
    for row_id, changes in act.rows.items():
        names = [name for name in ROW_FIELDS if name in changes]
        cursor.execute("SELECT state, cells, places FROM desk_rows WHERE id = ?", (row_id,))
        before = cursor.fetchone()
        if before is None:
            raise InputError("no such row under review", fix="load the page again")
        rows[row_id] = {name: before[ROW_FIELDS.index(name)] for name in names}
        setting = ", ".join(f"{name} = ?" for name in names)
        cursor.execute(
            f"UPDATE desk_rows SET {setting} WHERE id = ?",  # noqa: S608
            (*(changes[name] for name in names), row_id),
        )
    for made in act.made:
        cursor.execute(
            "INSERT INTO desk_rows (id, report, item, state, confidence, cells, read, places, "
            "evidence) VALUES (:id, :report, :item, :state, :confidence, :cells, :read, :places, "
            ":evidence)",
            dict(made),
        )
    cursor.executemany("DELETE FROM desk_rows WHERE id = ?", [(one,) for one in act.unmade])
    pairs = _write_pairs(cursor, act.pairs)
    rules = []
    for rule in act.rules:
        cursor.execute(
            "INSERT INTO desk_rules (kind, name, hint, value, told, made_at, who) "
            "VALUES (:kind, :name, :hint, :value, :told, :when, :who) RETURNING id",
            {**rule, "when": when, "who": who},
        )
        rules.append(int(cursor.fetchone()[0]))
    for number in act.revoke:
        cursor.execute("UPDATE desk_rules SET revoked_at = ? WHERE id = ?", (when, number))
    for number in act.unrevoke:
        cursor.execute("UPDATE desk_rules SET revoked_at = '' WHERE id = ?", (number,))
    return {
        "rows": rows, "made": [made["id"] for made in act.made], "pairs": pairs, "rules": rules,
        "revoked": list(act.revoke), "when": when,
    }  # fmt: skip


def _write_pairs(cursor: Any, pairs: Mapping[str, str]) -> dict[str, str]:
    before = {}
    for key, decision in pairs.items():
        cursor.execute("SELECT decision FROM desk_pairs WHERE key = ?", (key,))
        found = cursor.fetchone()
        before[key] = found[0] if found else ""
        cursor.execute("DELETE FROM desk_pairs WHERE key = ?", (key,))
        if decision:
            cursor.execute("INSERT INTO desk_pairs (key, decision) VALUES (?, ?)", (key, decision))
    return before


def undo(book: Book, who: str, number: int | None = None) -> int:
    """Undo an act, by default this person's last that is not undone; return the new act's number.

    Raises
    ------
    ChangedError
        If something that it changed was changed again since.
    InputError
        If there is nothing to undo.
    """
    with book.reading() as cursor:
        where, values = ("id = ?", (number,)) if number else ("who = ? AND undoes IS NULL", (who,))
        cursor.execute(
            f"SELECT * FROM desk_acts a WHERE {where} AND NOT EXISTS "  # noqa: S608
            "(SELECT 1 FROM desk_acts b WHERE b.undoes = a.id) ORDER BY id DESC LIMIT 1",
            values,
        )
        found = cursor.fetchone()
        if found is None:
            raise InputError("there is nothing to undo")
        told = json.loads(found["undo"])
        _refuse_built_on(cursor, found["id"], list(told["rows"]))
        touched = json.loads(found["events"])
        events, withdraw = _events_before(cursor, touched, told["when"])
        seen = _standing_now(cursor, touched)
    act = Act(
        "undo", {"of": found["kind"], **json.loads(found["note"])}, events, withdraw=withdraw,
        rows=told["rows"], pairs=told["pairs"], revoke=told["rules"], undoes=int(found["id"]),
        seen=seen,
        unmade=told["made"],
        unrevoke=told["revoked"],
    )  # fmt: skip
    return do(book, who, act)


def _standing_now(cursor: Any, touched: list[str]) -> dict[str, str]:
    cursor.execute(
        "SELECT event_id, digest FROM events WHERE event_id IN (SELECT value FROM json_each(?))",
        (json.dumps(touched),),
    )
    return {row[0]: row[1] for row in cursor}


def _refuse_built_on(cursor: Any, number: int, rows: list[str]) -> None:
    """Refuse if a later act that stands changed one of these rows."""
    cursor.execute(
        "SELECT a.undo FROM desk_acts a WHERE a.id > ? AND a.undoes IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM desk_acts b WHERE b.undoes = a.id)",
        (number,),
    )
    for (later,) in cursor.fetchall():
        if any(row in json.loads(later)["rows"] for row in rows):
            raise ChangedError("it was changed again since", fix="undo the later change first")


def _events_before(
    cursor: Any, touched: list[str], when: str
) -> tuple[list[dict[str, object]], list[str]]:
    """Return the events as they were before a moment, and those that were not there."""
    from datetime import datetime

    at = datetime.fromisoformat(when).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    events, withdraw = [], []
    for event_id in touched:
        cursor.execute(
            "SELECT change, changed_at, told FROM history WHERE event_id = ? ORDER BY id DESC",
            (event_id,),
        )
        lines = cursor.fetchall()
        mine = next((n for n, line in enumerate(lines) if line["changed_at"] == at), None)
        if mine is None:
            continue  # this act wrote it as it was
        if _standing(lines[0]) != _standing(lines[mine]):
            raise ChangedError(f"event {event_id} was changed again since")
        before = lines[mine + 1] if len(lines) > mine + 1 else None
        if before is None or before["change"] == "withdrawn":
            withdraw.append(event_id)
        else:
            events.append(json.loads(before["told"]))
    return events, withdraw


def _standing(line: Any) -> tuple[bool, str]:
    """Return what an event is after a line of its history."""
    return line["change"] == "withdrawn", line["told"]
