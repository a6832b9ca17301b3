"""Corrections that later readings honour: what a name means, what a text was decided to say."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.desk.acts import Act, do
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.desk.book import Book

PLACE, ACTOR = "place", "actor"
DECIDED = (
    "sub_event_type", "date_start", "date_end", "actor1", "actor2", "location", "place_id",
    "fatalities", "status",
)  # fmt: skip
"""Cells that a decision of `geomap.reviewing` sets."""


def add_rule(book: Book, who: str, given: Mapping[str, object]) -> int:
    """Take a correction for all that is read from now on; return the act's number.

    Parameters
    ----------
    given
        ``kind`` (``place`` or ``actor``), ``name`` as it is written, ``hint`` (a governorate, or
        empty), ``value`` (a place id, ``never``, or what the actor is called), ``told`` (the
        value for people); for a point ``lon`` and ``lat``.
    """
    kind, name, value = (str(given.get(key, "")).strip() for key in ("kind", "name", "value"))
    if kind not in (PLACE, ACTOR) or not name or not value or len(name) > 200 or len(value) > 200:
        raise InputError("a correction needs a name and what it means")
    rule = {
        "kind": kind, "name": name, "hint": str(given.get("hint", ""))[:80], "value": value,
        "told": str(given.get("told") or value)[:200],
    }  # fmt: skip
    act = Act("rule", {"name": name, "told": rule["told"]}, rules=[rule])
    return do(book, who, act)


def revoke_rule(book: Book, who: str, number: int) -> int:
    """Take a correction back; later readings do without it."""
    for rule in list_rules(book):
        if rule["id"] == number and not rule["revoked_at"]:
            note = {"name": rule["name"], "told": rule["told"]}
            return do(book, who, Act("revoke", note, revoke=[number]))
    raise InputError("there is no such correction")


def list_rules(book: Book) -> list[dict[str, Any]]:
    """Return every correction, the newest first, those that were taken back too."""
    with book.reading() as cursor:
        return [dict(row) for row in cursor.execute("SELECT * FROM desk_rules ORDER BY id DESC")]


def write_overrides(book: Book, path: Path) -> Path | None:
    """Write the names that people decided on as a CSV for the resolver; None if there are none."""
    rows = [r for r in list_rules(book) if r["kind"] == PLACE and not r["revoked_at"]]
    if not rows:
        return None
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("name", "hint", "place", "lon", "lat", "note"))
    seen = set()
    for rule in rows:  # the newest decision on a name counts
        key = (rule["name"], rule["hint"])
        if key not in seen:
            seen.add(key)
            place, _, point = rule["value"].partition("@")
            lon, _, lat = point.partition(",")
            writer.writerow((rule["name"], rule["hint"], place, lon, lat, f"desk {rule['id']}"))
    return write_text(path, out.getvalue())


def rename_actors(book: Book, rows: list[dict[str, Any]]) -> None:
    """Give actors in rows just read the names that people decided on."""
    names = {
        rule["name"]: rule["value"]
        for rule in reversed(list_rules(book))
        if rule["kind"] == ACTOR and not rule["revoked_at"]
    }
    if not names:
        return
    from geomap.vocab.actors import find_actor

    for row in rows:
        for role in ("actor1", "actor2"):
            if (wanted := names.get(row["cells"].get(role, ""))) is not None:
                actor = find_actor(wanted)
                row["cells"] |= {role: wanted, f"{role}_id": actor.id if actor else ""}


def write_decisions(book: Book, digest_item: int, path: Path) -> Path | None:
    """Write what people decided on the texts of an item, as the review page does."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT * FROM desk_rows WHERE item = ? AND (state IN ('struck', 'merged') OR "
            "cells <> read)",
            (digest_item,),
        )
        entries = [entry for row in cursor if (entry := _decision_of(row)) is not None]
    if not entries:
        return None
    return write_text(path, json.dumps(entries, ensure_ascii=False, indent=1))


def _decision_of(row: Any) -> dict[str, object] | None:
    spans = json.loads(row["evidence"])["spans"]
    quote = next((span[1:] for span in spans if span[0] == "type"), [0, 0])
    read, cells = json.loads(row["read"]), json.loads(row["cells"])
    told = {"report": row["report"], "quote": quote}
    as_read = {name: _text(read.get(name)) for name in DECIDED}
    as_set = {name: _text(cells.get(name)) for name in DECIDED}
    if row["state"] in ("struck", "merged"):
        return {**told, "action": "strike", "read": as_read} if read else None
    if not read:
        return {**told, "action": "add", "set": as_set}
    changed = {name: value for name, value in as_set.items() if value != as_read[name]}
    return {**told, "action": "change", "read": as_read, "set": changed} if changed else None


def _text(value: object) -> str:
    return "" if value is None else str(value)
