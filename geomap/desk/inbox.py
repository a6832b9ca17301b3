"""What came in: pasted texts and files, each kept as it came, with what became of it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_bytes
from geomap.desk.book import dump, now
from geomap.desk.project import plain_name
from geomap.errors import InputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.desk.book import Book

QUEUED, READING, ASKING, READY, FAILED, STOPPED = (
    "queued", "reading", "asking", "ready", "failed", "stopped",
)  # fmt: skip
TABLES = frozenset({
    ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".ods", ".geojson", ".parquet", ".geoparquet", ".pq",
    ".gpkg", ".fgb", ".kml", ".kmz", ".gpx",
})  # fmt: skip
TEXTS = frozenset({
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".jsonl",
    ".ndjson", ".json", ".xml", ".rss", ".atom", ".eml", ".mht", ".mhtml",
})  # fmt: skip
MOST_BYTES = 200_000_000
MOST_TEXT = 2_000_000
OPTIONS = ("date", "source", "scheme", "dates", "form", "mapping", "pasted")


@dataclass(frozen=True)
class Item:
    """One thing that came in; `told` is what became of it, for the screen."""

    id: int
    name: str
    kind: str
    file: str
    size: int
    added_at: str
    who: str
    state: str
    options: dict[str, object]
    told: dict[str, object]


def kind_of_file(name: str) -> str:
    """Return ``table`` or ``text`` by a file's ending.

    Raises
    ------
    InputError
        If it is none that is read.
    """
    ending = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if ending in TABLES:
        return "table"
    if ending in TEXTS:
        return "text"
    known = " ".join(sorted(e[1:] for e in TEXTS | TABLES))
    raise InputError(f"{ending or 'a file without an ending'} is not read", fix=f"known: {known}")


def add_text(book: Book, who: str, text: str, options: Mapping[str, object]) -> int:
    """Take a pasted text in; return its number."""
    if not text.strip():
        raise InputError("there is no text", fix="paste an article or a message")
    if len(text) > MOST_TEXT:
        raise InputError("is too long to paste", fix="save it as a file and drop that")
    first = re.sub(r"\s+", " ", text.strip()[:200])
    name = first[:60] + ("…" if len(first) > 60 else "")
    return _add(book, who, name, "text", ".txt", text.encode("utf-8", "replace"), options)


def add_file(book: Book, who: str, name: str, content: bytes, options: Mapping[str, object]) -> int:
    """Take a file in; return its number."""
    kind = kind_of_file(name)
    if not content:
        raise InputError("is empty", file=name[:80])
    ending = "." + name.rpartition(".")[2].lower()
    return _add(book, who, re.split(r"[/\\]", name)[-1][:120], kind, ending, content, options)


def _add(
    book: Book, who: str, name: str, kind: str, ending: str, content: bytes,
    options: Mapping[str, object],
) -> int:  # fmt: skip
    book.refuse_reader()
    digest = hashlib.sha256(content).hexdigest()
    stem = plain_name(name.rpartition(".")[0] or name, "text")[:40]
    file = f"{digest[:12]}-{stem}{ending}"
    path = book.project.inside("originals", file)
    if not path.exists():
        write_bytes(path, content)
    state = ASKING if kind == "table" else QUEUED
    with book.writing() as cursor:
        cursor.execute(
            "INSERT INTO desk_items (name, kind, file, size, digest, added_at, who, state, options)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (name, kind, file, len(content), digest, now(), who, state,
             dump(clean_options(options))),
        )  # fmt: skip
        return int(cursor.fetchone()[0])


def clean_options(options: Mapping[str, Any]) -> dict[str, object]:
    """Return the options of reading that are known, each checked."""
    out: dict[str, Any] = {}
    for name in OPTIONS:
        value = options.get(name)
        if not value:
            continue
        if name == "mapping":
            out[name] = {str(k)[:200]: str(v)[:60] for k, v in dict(value).items()}
        else:
            out[name] = str(value)[:200]
    if "date" in out:
        try:
            date.fromisoformat(out["date"])
        except ValueError:
            raise InputError(f"{out['date'][:40]!r} is no day", fix="write 2020-04-14") from None
    return out


def add_refused(book: Book, who: str, name: str, why: str) -> None:
    """Say of a file that it could not be taken in."""
    with book.writing() as cursor:
        cursor.execute(
            "INSERT INTO desk_items (name, kind, file, size, digest, added_at, who, state, options,"
            " told) VALUES (?, 'text', '', 0, '', ?, ?, 'refused', '{}', ?)",
            (name[:120], now(), who, dump({"problem": why})),
        )


def add_sample(book: Book, who: str) -> int:
    """Take the seeds in, the sample of a first run; return the number."""
    from geomap.settings import PACKAGE

    inside = PACKAGE / "data" / "seeds"
    folder = inside if inside.is_dir() else PACKAGE.parent / "seeds"
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise InputError("the sample is not installed")
    number = add_file(book, who, paths[0].name, paths[0].read_bytes(), {})
    set_state(book, number, QUEUED)
    return number


def path_of(book: Book, item: Item) -> Path:
    """Return where the original of an item lies."""
    return book.project.inside("originals", item.file)


def list_items(book: Book) -> list[dict[str, Any]]:
    """Return every item, the newest first, with how many of its rows wait for review."""
    with book.reading() as cursor:
        cursor.execute(
            "SELECT i.*, (SELECT count(*) FROM desk_rows r WHERE r.item = i.id AND "
            "r.state = 'open') AS open, (SELECT count(*) FROM desk_rows r WHERE r.item = i.id) "
            "AS rows FROM desk_items i ORDER BY i.id DESC LIMIT 500"
        )
        return [_told(row) | {"open": row["open"], "rows": row["rows"]} for row in cursor]


def _told(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"], "name": row["name"], "kind": row["kind"], "size": row["size"],
        "added_at": row["added_at"], "who": row["who"], "state": row["state"],
        "options": json.loads(row["options"]), "told": json.loads(row["told"]),
    }  # fmt: skip


def find_item(book: Book, number: int) -> Item:
    """Return an item.

    Raises
    ------
    InputError
        If there is none.
    """
    with book.reading() as cursor:
        row = cursor.execute("SELECT * FROM desk_items WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise InputError("there is no such thing in the inbox")
    return Item(file=row["file"], **_told(row))


def next_queued(book: Book) -> Item | None:
    """Return what is to be read next."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT id FROM desk_items WHERE state = 'queued' ORDER BY id LIMIT 1"
        ).fetchone()
    return find_item(book, row[0]) if row else None


def set_state(
    book: Book, number: int, state: str, told: Mapping[str, object] | None = None,
    options: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Say where an item stands."""
    with book.writing() as cursor:
        cursor.execute("UPDATE desk_items SET state = ? WHERE id = ?", (state, number))
        if told is not None:
            cursor.execute("UPDATE desk_items SET told = ? WHERE id = ?", (dump(told), number))
        if options is not None:
            cursor.execute(
                "UPDATE desk_items SET options = ? WHERE id = ?",
                (dump(clean_options(options)), number),
            )


def begin_again(book: Book) -> int:
    """Queue what was being read when the desk ended; return how many."""
    with book.writing() as cursor:
        cursor.execute("UPDATE desk_items SET state = 'queued' WHERE state = 'reading'")
        return int(cursor.rowcount)
