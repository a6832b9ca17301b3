"""Rows that a person kept though they lack a day or a place: named in what is published."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.desk.event_list import FACETS, ROLES
from geomap.schema import EVENT_COLUMNS, NEEDED, PLACING
from geomap.tables.values.formulas import guard_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from geomap.desk.book import Book

KEPT_FILE = "without_place.csv"
MOST = 5000
TOLD = tuple(
    name
    for name in EVENT_COLUMNS
    if name in NEEDED
    or name in {"event_type", "sub_event_type", "status", "location", "place_id", "source"}
)


def list_kept(book: Book, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of the kept rows that a filter of the table keeps, the oldest first."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT cells FROM desk_rows WHERE state = 'kept' ORDER BY item, id LIMIT ?", (MOST,)
        )
        rows = [json.loads(row["cells"]) for row in cursor]
    return [row for row in rows if _fits(row, wanted)]


def _fits(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Return True if a row would be among the events that a filter keeps."""
    if wanted.get("precision") or not _in_days(row, wanted):
        return False
    told = " ".join(str(value) for value in row.values() if value).casefold()
    if not all(word in told for word in str(wanted.get("text") or "").casefold().split()):
        return False
    actors = [str(one) for one in wanted.get("actor") or ()]
    if actors and not any(row.get(role) in actors for role in ROLES):
        return False
    return all(not wanted.get(name) or row.get(name) in wanted[name] for name in FACETS)


def _in_days(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    first, last = row.get("date_start") or "", row.get("date_end") or row.get("date_start") or ""
    since, until = str(wanted.get("from") or ""), str(wanted.get("to") or "")
    return last >= since and (not until or (bool(first) and first <= until))


def write_kept(
    path: Path, rows: Sequence[Mapping[str, Any]], hidden: Collection[str], *, blurred: bool
) -> Path:
    """Write rows as a table that a specification reads; it counts and names them.

    Parameters
    ----------
    hidden
        Columns that readers may not see: they are empty.
    blurred
        Whether places are blurred: then these have no name either.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TOLD)
    bare = {*hidden, *(PLACING if blurred else ()), *(("location",) if blurred else ())}
    for row in rows:
        writer.writerow(["" if name in bare else _text(row.get(name)) for name in TOLD])
    return write_text(path, out.getvalue())


def _text(value: object) -> str:
    return "" if value is None else guard_text(str(value))
