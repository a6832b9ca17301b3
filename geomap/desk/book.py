"""What the desk keeps beside the events, in the same file: items, reports, rows, acts, rules."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from geomap.desk.event_texts import EventTexts
from geomap.errors import InputError, OutputError
from geomap.store.geopackage import GeoPackageStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.desk.project import Project
    from geomap.store.base import Store

VERSION = 1


class AwayError(OutputError):
    """The database does not answer now; nothing was lost that it acknowledged."""


WAIT_SECONDS = 20.0
TABLES = """
CREATE TABLE IF NOT EXISTS desk_about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_items (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
  kind TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL,
  added_at TEXT NOT NULL, who TEXT NOT NULL, state TEXT NOT NULL, options TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS desk_reports (key TEXT PRIMARY KEY, item INTEGER NOT NULL,
  told TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_rows (id TEXT PRIMARY KEY, report TEXT NOT NULL,
  item INTEGER NOT NULL, state TEXT NOT NULL, confidence REAL NOT NULL, cells TEXT NOT NULL,
  read TEXT NOT NULL, places TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS desk_rows_report ON desk_rows (report);
CREATE INDEX IF NOT EXISTS desk_rows_state ON desk_rows (state, confidence);
CREATE TABLE IF NOT EXISTS desk_acts (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
  who TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, events TEXT NOT NULL,
  undo TEXT NOT NULL, undoes INTEGER);
CREATE UNIQUE INDEX IF NOT EXISTS desk_acts_undoes ON desk_acts (undoes);
CREATE TABLE IF NOT EXISTS desk_rules (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
  name TEXT NOT NULL, hint TEXT NOT NULL, value TEXT NOT NULL, told TEXT NOT NULL,
  made_at TEXT NOT NULL, who TEXT NOT NULL, revoked_at TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS desk_pairs (key TEXT PRIMARY KEY, decision TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_published (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
  who TEXT NOT NULL, told TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_views (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL,
  text TEXT NOT NULL, told TEXT NOT NULL, made_at TEXT NOT NULL, who TEXT NOT NULL);
"""
OF_THE_FILE = """
CREATE TRIGGER IF NOT EXISTS desk_acts_stay BEFORE UPDATE ON desk_acts
  BEGIN SELECT RAISE(ABORT, 'what was done stays told'); END;
CREATE TRIGGER IF NOT EXISTS desk_acts_last BEFORE DELETE ON desk_acts
  BEGIN SELECT RAISE(ABORT, 'what was done stays told'); END;
CREATE INDEX IF NOT EXISTS desk_found ON events (date_start, date_end, event_type,
  sub_event_type, status, admin1, source, geo_precision, place_name, location, actor1, actor2,
  fatalities, event_id, description);
"""
"""``desk_found`` holds all that the table is searched and sorted by: a row of it is a tenth of an
event with its other columns."""


class Book:
    """One project's file: read by rows, changed in whole acts.

    Every change is one transaction that the disk has before it is acknowledged.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.store = self._open_store()
        self.texts = EventTexts()
        self._writing = threading.RLock()
        if project.refusal:
            return
        self._migrate()
        with self.writing():
            pass

    def _open_store(self) -> Store:
        return GeoPackageStore(self.address)

    @property
    def address(self) -> str:
        """Where `geomap.store.open_store` finds the events."""
        return str(self.project.store)

    def close(self) -> None:
        """End what is kept open."""

    def _migrate(self) -> None:
        """Make the desk's tables; a file of an older version is copied to the backups first."""
        path = self.project.store
        if path.exists():
            version = self._version()
            if version > VERSION:
                raise InputError(
                    "was made by a newer geomap", file=str(path), fix="install that or a newer one"
                )
            if version < VERSION:
                stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
                shutil.copy2(path, self.project.inside("backups", f"before-{stamp}.gpkg"))
        self.store.push_rows([], beside=lambda _cursor, _when: None)
        try:
            link = sqlite3.connect(path, isolation_level=None)
            try:
                link.execute("PRAGMA journal_mode = WAL")
                link.executescript(TABLES + OF_THE_FILE)
                link.execute("INSERT OR REPLACE INTO desk_about VALUES ('version', ?)", (VERSION,))
            finally:
                link.close()
        except sqlite3.Error as error:
            raise OutputError(f"{path}: cannot be used by the desk ({error})") from error

    def _version(self) -> int:
        try:
            with self.reading() as cursor:
                found = cursor.execute("SELECT value FROM desk_about WHERE key = 'version'")
                return int(found.fetchone()[0])
        except (OutputError, TypeError):
            return 0

    def _connect(self) -> sqlite3.Connection:
        try:
            link = sqlite3.connect(
                self.project.store, timeout=WAIT_SECONDS, isolation_level=None,
                check_same_thread=False,
            )  # fmt: skip
        except sqlite3.Error as error:
            raise OutputError(f"{self.project.store}: cannot be opened ({error})") from error
        link.row_factory = sqlite3.Row
        link.execute("PRAGMA synchronous = FULL")
        return link

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Yield a cursor that sees one state of the file."""
        link = self._connect()
        try:
            link.execute("PRAGMA query_only = ON")
            link.execute("BEGIN")
            yield link.cursor()
        except sqlite3.Error as error:
            raise OutputError(f"{self.project.store}: cannot be read ({error})") from error
        finally:
            _leave(link)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Yield a cursor whose changes are all kept, on disk, or none."""
        self.refuse_reader()
        with self._writing:
            link = self._connect()
            try:
                link.execute("BEGIN IMMEDIATE")
                yield link.cursor()
                link.execute("COMMIT")
            except sqlite3.Error as error:
                raise OutputError(f"not saved: {error}") from error
            finally:
                _leave(link)

    def push(
        self,
        rows: Iterable[tuple[object, ...]],
        withdraw: Sequence[str],
        beside: Callable[[Any, str], None],
        first: Callable[[Any], None] | None = None,
    ) -> None:
        """Change events, and what the desk keeps, in one transaction.

        `first` looks whether all is as it was thought to be, when no other writer is at work.
        """
        self.refuse_reader()
        with self._writing:
            self.store.push_rows(
                rows, withdraw=withdraw, first=None if first is None else _named(first),
                beside=lambda cursor, when: beside(cursor, when.isoformat(timespec="microseconds")),
            )  # fmt: skip

    def refuse_reader(self) -> None:
        """Refuse a change where this desk only reads."""
        if self.project.refusal:
            raise OutputError(f"not saved: {self.project.refusal}")


def _named(first: Callable[[Any], None]) -> Callable[[Any], None]:
    def by_name(cursor: Any) -> None:
        cursor.row_factory = sqlite3.Row
        first(cursor)
        cursor.row_factory = None

    return by_name


def _leave(link: sqlite3.Connection) -> None:
    """Close a connection; a cursor that somebody still holds keeps no lock."""
    if link.in_transaction:
        link.execute("ROLLBACK")
    link.close()


def now() -> str:
    """Return this moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def dump(told: object) -> str:
    """Return a value as JSON."""
    return json.dumps(told, ensure_ascii=False, default=str)
