"""Views of the map that a person saved: chapters of what is published."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.desk.book import dump, now
from geomap.desk.event_list import FACETS
from geomap.desk.project import quote
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.desk.book import Book

LONGEST_TITLE, LONGEST_TEXT = 200, 5000
MOST_VIEWS = 200
LISTS = (*FACETS, "actor")


def save_view(book: Book, who: str, given: Mapping[str, Any]) -> dict[str, object]:
    """Save a view; return it.

    Parameters
    ----------
    given
        ``title``, ``text`` (the small Markdown of chapters), ``filter`` (as of the table) and
        ``box``: west, south, east, north.
    """
    title = " ".join(str(given.get("title") or "").split())[:LONGEST_TITLE]
    if not title:
        raise InputError("a view needs a title", field="title")
    text = str(given.get("text") or "").replace("\0", "")[:LONGEST_TEXT]
    told = dump({"filter": _clean_filter(given.get("filter") or {}), "box": _box(given.get("box"))})
    with book.writing() as cursor:
        count = cursor.execute("SELECT count(*) FROM desk_views").fetchone()[0]
        if count >= MOST_VIEWS:
            raise InputError("there are too many views", fix="take some away")
        cursor.execute(
            "INSERT INTO desk_views (title, text, told, made_at, who) VALUES (?, ?, ?, ?, ?) "
            "RETURNING id",
            (title, text, told, now(), who),
        )
        number = int(cursor.fetchone()[0])
    return next(view for view in list_views(book) if view["id"] == number)


def drop_view(book: Book, number: int) -> dict[str, object]:
    """Take a view away; what was published with it stays."""
    with book.writing() as cursor:
        cursor.execute("DELETE FROM desk_views WHERE id = ?", (number,))
    return {"view": number}


def list_views(book: Book) -> list[dict[str, Any]]:
    """Return the saved views, the oldest first."""
    with book.reading() as cursor:
        cursor.execute("SELECT * FROM desk_views ORDER BY id")
        found = [dict(row) for row in cursor]
    return [{**json.loads(one.pop("told")), **one} for one in found]


def format_chapters(
    views: Sequence[Mapping[str, Any]], chosen: Sequence[int], *, blurred: bool
) -> str:
    """Return chapters of a specification, in the order in which they were chosen.

    With blurred places a chapter has no box of its own: it would tell where the events were.
    """
    by_id = {view["id"]: view for view in views}
    return "".join(_chapter(by_id[one], blurred=blurred) for one in chosen if one in by_id)


def _chapter(view: Mapping[str, Any], *, blurred: bool) -> str:
    lines = ["", "[[chapters]]", f"title = {quote(view['title'])}"]
    if view["text"].strip():
        lines.append(f"text = {quote(view['text'])}")
    told = view["filter"]
    lines += [f"{name} = {told[name]}" for name in ("from", "to") if told.get(name)]
    if view["box"] and not blurred:
        lines.append(f"view = {quote(','.join(f'{side:g}' for side in view['box']))}")
    keys = [f"{name} = [{', '.join(map(quote, told[name]))}]" for name in LISTS if told.get(name)]
    if told.get("precision"):
        keys.append(f"geo_precision = {told['precision']}")
    if keys:
        lines.append(f"filter = {{ {', '.join(keys)} }}")
    return "\n".join([*lines, ""])


def _clean_filter(given: Mapping[str, Any]) -> dict[str, object]:
    told: dict[str, object] = {}
    for name in LISTS:
        if values := [str(value)[:300] for value in given.get(name) or ()][:LONGEST_TITLE]:
            told[name] = values
    for name in ("from", "to"):
        if given.get(name):
            told[name] = date.fromisoformat(str(given[name])).isoformat()
    if given.get("precision"):
        told["precision"] = int(given["precision"])
    return told


def _box(given: Sequence[Any] | None) -> list[float]:
    if not given:
        return []
    west, south, east, north = (round(float(side), 3) for side in given)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise InputError("a view is west, south, east, north", field="box")
    return [west, south, east, north]
