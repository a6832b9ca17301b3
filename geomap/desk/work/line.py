"""The line of things to be read: one after another, in a process that never sees the store."""

from __future__ import annotations

import contextlib
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.desk import inbox
from geomap.desk.acts import Act, do
from geomap.desk.book import AwayError
from geomap.desk.event_cells import as_event
from geomap.desk.lasting_rules import rename_actors, write_decisions, write_overrides
from geomap.desk.review_rows import keep_reading
from geomap.desk.work.incoming import take_incoming
from geomap.desk.work.process import Process, StoppedError
from geomap.errors import GeomapError, InputError
from geomap.store.rows import keep_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.desk.book import Book

READER = "geomap.desk.work.file_work"
SECONDS = 1800.0
MOST_OPEN = 5000
SHOWN_REJECTS = 50


class Line:
    """Reads what is queued, in the order in which it came; `wake` after something was queued."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.process = Process(READER, SECONDS)
        self.looker = Process(READER, 60.0)
        self.now: dict[str, object] = {}
        self._wake = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="line")

    def start(self) -> None:
        """Begin; what was being read when the desk ended is read again."""
        inbox.begin_again(self.book)
        self.process.warm()
        self._thread.start()

    def close(self) -> None:
        """End, also what is being read; it goes on when the desk starts again."""
        self._end.set()
        self._wake.set()
        self.process.end()
        self.looker.end()

    def wake(self) -> None:
        """Look for something queued."""
        self._wake.set()

    def stop(self, number: int) -> None:
        """Stop an item, whether it waits or is being read."""
        item = inbox.find_item(self.book, number)
        if item.state == inbox.QUEUED:
            inbox.set_state(self.book, number, inbox.STOPPED)
        elif item.state == inbox.READING and self.now.get("id") == number:
            self.process.stop()

    def _run(self) -> None:
        while not self._end.is_set():
            item = None
            with contextlib.suppress(GeomapError, OSError):
                take_incoming(self.book)
            with contextlib.suppress(GeomapError):
                item = inbox.next_queued(self.book)
            if item is None:
                self._wake.wait(2.0)
                self._wake.clear()
                continue
            self._read(item)

    def _read(self, item: inbox.Item) -> None:
        self.now = {"id": item.id, "since": time.time(), "done": 0, "total": 0}
        try:
            inbox.set_state(self.book, item.id, inbox.READING, {})
            with tempfile.TemporaryDirectory(prefix="geomap-desk-") as folder:
                told = self._work(item, Path(folder))
            inbox.set_state(self.book, item.id, inbox.READY, told)
        except AwayError:
            self._queue_again(item.id)
        except StoppedError:
            if not self._end.is_set():
                self._say(item.id, inbox.STOPPED, {})
        except GeomapError as error:
            if not self._end.is_set():
                why = str(error).replace(item.file, item.name)
                why = why.replace(str(self.book.project.folder), "").removeprefix("/originals/")
                self._say(item.id, inbox.FAILED, {"problem": why})
        except Exception as error:  # noqa: BLE001 - told at the item; the line goes on
            self._say(item.id, inbox.FAILED, {"problem": f"unexpected {type(error).__name__}"})
        finally:
            self.now = {}

    def _queue_again(self, number: int) -> None:
        """Put an item back into the line once the database answers."""
        while not self._end.is_set():
            with contextlib.suppress(AwayError):
                inbox.set_state(self.book, number, inbox.QUEUED)
                return
            self._end.wait(2.0)

    def _say(self, number: int, state: str, told: dict[str, object]) -> None:
        with contextlib.suppress(GeomapError):
            inbox.set_state(self.book, number, state, told)

    def _work(self, item: inbox.Item, folder: Path) -> dict[str, object]:
        overrides = write_overrides(self.book, folder / "overrides.csv")
        path = str(inbox.path_of(self.book, item))
        shared = {"options": item.options, "overrides": str(overrides or "")}
        if item.kind == "table" and item.options.get("form") != "csv":
            spool = folder / "rows.jsonl"
            counts = self.process.ask(
                "place_table", self._hear, path=path, spool=str(spool), **shared
            )
            return self._keep_table(item, spool, counts)
        decisions = write_decisions(self.book, item.id, folder / "decisions.json")
        told = self.process.ask(
            "read_text", self._hear, path=path, name=item.name,
            decisions=str(decisions or ""), **shared,
        )  # fmt: skip
        rename_actors(self.book, [row for report in told["reports"] for row in report["rows"]])
        return keep_reading(self.book, item.id, told) | {"problems": told["problems"]}

    def _hear(self, told: Any) -> None:
        self.now |= {"done": told[0], "total": told[1]}

    def _keep_table(
        self, item: inbox.Item, spool: Path, counts: dict[str, Any]
    ) -> dict[str, object]:
        """Keep the events of a table, and its rows without a place or a day for review."""
        rejects = [row for kind, row in _lines(spool) if kind == "reject"][:SHOWN_REJECTS]
        opened = [row for kind, row in _lines(spool) if kind == "open"]
        # checked into a second file first: nobody waits for the store meanwhile
        ready = spool.with_name("ready.jsonl")
        with ready.open("w", encoding="utf-8") as file:
            for kind, row in _lines(spool):
                if kind == "event":
                    file.write(json.dumps(keep_row(as_event(row)), ensure_ascii=False) + "\n")
        note = {"item": item.name, "count": counts["events"]}
        with ready.open(encoding="utf-8") as file:
            do(self.book, item.who, Act("import", note, kept=map(json.loads, file)))
        if opened:
            self._open_rows(item, opened[:MOST_OPEN])
        more = max(0, len(opened) - MOST_OPEN)
        beyond = [f"{more} more rows wait in the file"] if more else []
        return {
            "events": counts["events"], "open": len(opened), "rejects": counts["rejects"],
            "shown_rejects": [
                {key: str(value)[:200] for key, value in row.items() if value not in (None, "")}
                for row in rejects
            ],
            "problems": [*counts["notes"], *beyond],
        }  # fmt: skip

    def _open_rows(self, item: inbox.Item, rows: list[dict[str, object]]) -> None:
        told = []
        for number, row in enumerate(rows, start=1):
            cells = {key: value for key, value in row.items() if key not in ("verdict", "nearest")}
            why = str(cells.pop("reason", "") or "")
            cells["event_id"] = str(row.get("event_id") or f"t-{item.id}-{number}")
            cells["status"] = cells.get("status") or "reported"
            told.append({"cells": cells, "evidence": [], "scores": {}, "confidence": 0.0,
                         "places": [], "verdict": why})  # fmt: skip
        report = {
            "key": f"table-{item.id}", "title": item.name, "lang": "", "text": "", "source": "",
            "url": "", "day": "", "problem": "", "report_id": item.name, "rows": told,
        }  # fmt: skip
        keep_reading(self.book, item.id, {"reports": [report]})


def _lines(spool: Path) -> Iterator[tuple[str, dict[str, object]]]:
    with spool.open(encoding="utf-8") as file:
        for line in file:
            kind, row = json.loads(line)
            if not isinstance(row, dict):
                raise InputError("the process that reads gave no rows")
            yield str(kind), row
