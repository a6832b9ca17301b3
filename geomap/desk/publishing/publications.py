"""Publishing: what readers may see, written by a specification that the command line takes too."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.desk.acts import Act, do
from geomap.desk.book import dump, now
from geomap.desk.event_list import where_of
from geomap.desk.project import plain_name, quote
from geomap.desk.publishing.kept_rows import KEPT_FILE, list_kept, write_kept
from geomap.desk.publishing.views import format_chapters, list_views
from geomap.errors import InputError
from geomap.schema import BY_NAME, COLUMNS
from geomap.store.rows import tell_difference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.desk.book import Book
    from geomap.desk.work.process import Process

FIGURES = ("png", "svg", "pdf", "pptx")
FILMS = ("mp4", "webm", "gif")
ENDINGS = ("html", "geojson", *FIGURES, *FILMS, "csv", "xlsx")
THEMES = ("light", "dark", "print", "neutral")
PREVIEW = "preview"
"""Folders of previews; each person has one."""
MOST_CHAPTERS = 60
SHOWN_SINCE = 100
BLURRED = {
    "en": "Places are blurred: each lies within {km} km of its mark.",
    "ar": "المواقع مموهة: يقع كل منها ضمن {km} كم من علامته.",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def list_columns(book: Book) -> list[dict[str, object]]:
    """Return every column of the events: how many cells are filled, and whether we know it."""
    told = []
    with book.reading() as cursor:
        names = [column.name for column in COLUMNS]
        counts = ", ".join(
            f"sum(CASE WHEN CAST({name} AS TEXT) <> '' THEN 1 ELSE 0 END)" for name in names
        )
        filled = cursor.execute(f"SELECT {counts} FROM events").fetchone()  # noqa: S608
        for column, count in zip(COLUMNS, filled, strict=True):
            told.append({"name": column.name, "meaning": column.meaning, "filled": count or 0,
                         "known": True, "needed": column.needed})  # fmt: skip
        cursor.execute(
            "SELECT j.key AS name, sum(CASE WHEN CAST(j.value AS TEXT) <> '' THEN 1 ELSE 0 END) AS "
            "filled "
            "FROM events e, json_each(e.more) j GROUP BY j.key ORDER BY j.key"
        )
        told += [
            {
                "name": row["name"], "meaning": known.meaning if known else "",
                "filled": row["filled"] or 0, "known": known is not None, "needed": False,
                "work": known is not None and known.inner,
            }
            for row in cursor
            for known in [BY_NAME.get(row["name"])]
        ]  # fmt: skip
    return told


def publish(
    book: Book, who: str, asked: Process, given: Mapping[str, Any], *, preview: bool
) -> dict[str, object]:
    """Write the files that a person wants; return where they are and what was noticed.

    Raises
    ------
    InputError
        If nothing is chosen, or a column that is left in looks private.
    """
    book.refuse_reader()
    chosen = [str(one) for one in given.get("outputs") or () if str(one) in ENDINGS]
    if not chosen:
        raise InputError("choose what to write")
    stem = plain_name(str(given.get("name") or "map"), "map")[:40].replace(".", "_")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    name = f"{PREVIEW}-{plain_name(who)}" if preview else f"{stamp}-{stem}"
    folder = book.project.inside("published", name)
    if preview:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
    except FileExistsError as error:
        raise InputError("this is being written already", fix="wait a moment") from error
    try:
        told = _write(book, asked, given, folder, stem, chosen)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    told |= {"folder": folder.name, "name": stem, "title": _line(given.get("title"))}
    if preview:
        return told
    with book.writing() as cursor:
        cursor.execute(
            "INSERT INTO desk_published (at, who, told) VALUES (?, ?, ?)", (now(), who, dump(told))
        )
    do(book, who, Act("publish", {"name": stem, "files": told["files"], "count": told["events"]}))
    return told


def _write(
    book: Book, asked: Process, given: Mapping[str, Any], folder: Path, stem: str,
    chosen: list[str],
) -> dict[str, object]:  # fmt: skip
    blur = float(given.get("blur_km") or 0)
    if not 0 <= blur <= 100:
        raise InputError("places are blurred by 0 to 100 km")
    wanted = _wanted_ids(book, given.get("filter") or {})
    found = asked.ask(
        "snapshot", store=book.address, folder=str(folder), wanted=wanted,
        private=[str(n) for n in given.get("private") or ()],
        public=[str(n) for n in given.get("public") or ()], blur_km=blur,
    )  # fmt: skip
    hidden = frozenset(str(name) for name in given.get("private") or ())
    kept = list_kept(book, given.get("filter") or {})
    if kept:
        write_kept(folder / KEPT_FILE, kept, hidden, blurred=blur > 0)
    views = [int(number) for number in given.get("chapters") or ()][:MOST_CHAPTERS]
    chapters = format_chapters(list_views(book), views, blurred=blur > 0)
    text = format_spec(given, stem, chosen, blur, kept=bool(kept)) + chapters
    spec = write_text(folder / f"{stem}.toml", text)
    told = asked.ask("publish", spec=str(spec))
    return {
        "kept": len(kept), "blur_km": blur,
        "files": told["files"], "spec": spec.name, "events": found["events"],
        "hash": found["hash"], "notices": [*found["notices"], *told["warnings"]],
    }  # fmt: skip


def _wanted_ids(book: Book, wanted: Mapping[str, Any]) -> list[str] | None:
    """Return the ids of the events that a filter keeps, None for all."""
    if not any(wanted.values()):
        return None
    with book.reading() as cursor:
        where, values = where_of(book, cursor, wanted)
        cursor.execute(f"SELECT event_id FROM events WHERE {where}", values)  # noqa: S608
        return [row[0] for row in cursor]


def format_spec(
    given: Mapping[str, object], stem: str, chosen: list[str], blur: float, *, kept: bool = False
) -> str:
    """Return the specification that makes the same files on the command line."""
    lang = "ar" if given.get("lang") == "ar" else "en"
    subtitle = _line(given.get("subtitle"))
    if blur:
        subtitle = " · ".join(filter(None, (subtitle, BLURRED[lang].format(km=f"{blur:g}"))))
    lines = ["# Written by geomap desk; `geomap build` makes the same files of it."]
    for key, value in (("title", _line(given.get("title"))), ("subtitle", subtitle),
                       ("lang", lang), ("theme", given.get("theme"))):  # fmt: skip
        if value and (key != "theme" or value in THEMES):
            lines.append(f"{key} = {quote(str(value))}")
    if day := str(given.get("as_of") or ""):
        try:
            lines.append(f"as_of = {date.fromisoformat(day).isoformat()}")
        except ValueError:
            raise InputError(f"{day[:40]!r} is no day", fix="write 2020-04-14") from None
    files = ", ".join(quote(f"{stem}.{ending}") for ending in dict.fromkeys(chosen))
    tables = ", ".join(quote(name) for name in ("events.geojson", *([KEPT_FILE] * kept)))
    lines += ["", "[read]", f"tables = [{tables}]", "", "[write]", f"files = [{files}]", ""]
    return "\n".join(lines)


def _line(value: object) -> str:
    return _CONTROL.sub(" ", str(value or "")).strip()[:300]


def list_published(book: Book) -> list[dict[str, object]]:
    """Return what was published, the newest first, and how many events changed since."""
    with book.reading() as cursor:
        cursor.execute("SELECT * FROM desk_published ORDER BY id DESC LIMIT 200")
        found = [dict(row) for row in cursor]
        for one in found:
            cursor.execute(
                "SELECT count(DISTINCT event_id) FROM history WHERE changed_at > ?",
                (_stored(one["at"]),),
            )
            one["since"] = cursor.fetchone()[0]
    return [{**json.loads(one.pop("told")), **one} for one in found]


def list_since(book: Book, number: int) -> list[dict[str, object]]:
    """Return what changed since a publication, each event once, the last change first.

    Raises
    ------
    InputError
        If there is no such publication.
    """
    with book.reading() as cursor:
        row = cursor.execute("SELECT at FROM desk_published WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise InputError("there is no such publication")
        cursor.execute(
            "SELECT l.event_id, l.change, l.changed_at, l.told, (SELECT b.told FROM history b "
            "WHERE b.event_id = l.event_id AND b.changed_at <= ? ORDER BY b.id DESC LIMIT 1) AS "
            "before FROM history l WHERE l.id IN (SELECT max(id) FROM history WHERE "
            "changed_at > ? GROUP BY event_id) ORDER BY l.id DESC LIMIT ?",
            (_stored(row["at"]), _stored(row["at"]), SHOWN_SINCE),
        )
        lines = [dict(line) for line in cursor]
    told = []
    for line in lines:
        event = json.loads(line["told"])
        gone, before = line["change"] == "withdrawn", line["before"]
        told.append({
            "event": line["event_id"], "at": line["changed_at"],
            "change": "withdrawn" if gone else "corrected" if before else "new",
            "type": event.get("sub_event_type"), "place": event.get("location"),
            "day": event.get("date_start"),
            "differences": [] if gone else tell_difference(before, line["told"])[:8],
        })  # fmt: skip
    return told


def _stored(at: str) -> str:
    """Return a moment of the desk as the history has it."""
    return at.partition("+")[0] + "Z"
