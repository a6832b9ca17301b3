"""The same happening told by several sources: side by side, joined or kept apart by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.desk.acts import Act, do, undo
from geomap.desk.event_cells import as_event
from geomap.desk.event_list import find_event
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.desk.book import Book
    from geomap.desk.work.process import Process

REFUSED = "refused"


def list_twins(book: Book, asked: Process) -> list[dict[str, object]]:
    """Return proposals that nobody refused, each with its events."""
    with book.reading() as cursor:
        refused = [
            row[0]
            for row in cursor.execute("SELECT key FROM desk_pairs WHERE decision = 'refused'")
        ]
    found = asked.ask("duplicates", store=book.address, refused=refused)
    return [one | {"events": [find_event(book, i) for i in one["ids"]]} for one in found]


def join_twins(book: Book, who: str, asked: Process, ids: Sequence[str]) -> int:
    """Make several events one that names all their sources; return the act's number."""
    if not 2 <= len(set(ids)) <= 20:
        raise InputError("choose two events or more")
    merged = asked.ask("merge", store=book.address, ids=list(ids))
    if merged.get("event_id") != ids[0]:
        raise InputError("the events changed meanwhile", fix="load the page again")
    note = {"event": ids[0], "count": len(ids)}
    return do(book, who, Act("join", note, [as_event(merged)], withdraw=list(ids[1:])))


def split_event(book: Book, who: str, event_id: str) -> int:
    """Make an event that was joined those that it was joined of; return the act's number.

    Raises
    ------
    InputError
        If it was not joined at this desk, or was changed since.
    """
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT id FROM desk_acts a WHERE kind = 'join' AND EXISTS (SELECT 1 FROM "
            "json_each(a.events) WHERE value = ?) AND NOT EXISTS "
            "(SELECT 1 FROM desk_acts b WHERE b.undoes = a.id) ORDER BY id DESC LIMIT 1",
            (event_id,),
        ).fetchone()
    if row is None:
        raise InputError("it was not joined at this desk", fix="go back to one of its versions")
    return undo(book, who, row[0])


def refuse_twins(book: Book, who: str, ids: Sequence[str]) -> int:
    """Say that events are not the same; they are not proposed again. Return the act's number."""
    key = "|".join(sorted(ids))
    return do(book, who, Act("refuse", {"count": len(ids)}, pairs={key: REFUSED}))
