"""The book of a project whose store is PostGIS: the same tables, shared by a team."""

from __future__ import annotations

import contextlib
import secrets
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.desk.book import TABLES, VERSION, AwayError, Book
from geomap.desk.team.words_of_postgres import Cursor
from geomap.errors import InputError, MissingExtraError, OutputError
from geomap.store.postgis import PostgisStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.desk.project import Project

AWAY = "the database does not answer"
MARK = ".desk.project"
IDLE = 8
"""So many connections are kept open between questions."""
OWN = """
ALTER TABLE geomap.events ADD COLUMN IF NOT EXISTS fid bigserial;
CREATE UNIQUE INDEX IF NOT EXISTS desk_events_fid ON geomap.events (fid);
CREATE INDEX IF NOT EXISTS desk_events_days ON geomap.events (date_start, date_end);
CREATE TABLE IF NOT EXISTS desk_people (id bigserial PRIMARY KEY, key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, made_at TEXT NOT NULL,
  seen_at TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS desk_invitations (digest TEXT PRIMARY KEY, key TEXT NOT NULL,
  name TEXT NOT NULL, role TEXT NOT NULL, made_at TEXT NOT NULL, ends_at TEXT NOT NULL,
  who TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_sessions (digest TEXT PRIMARY KEY, person bigint NOT NULL
  REFERENCES desk_people ON DELETE CASCADE, csrf TEXT NOT NULL, made_at TEXT NOT NULL,
  ends_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS desk_audit (id bigserial PRIMARY KEY, at TEXT NOT NULL,
  who TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL);
CREATE OR REPLACE FUNCTION desk_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'what was done stays told'; END $$;
CREATE OR REPLACE FUNCTION desk_tell() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_notify('geomap_desk', TG_TABLE_NAME); RETURN NULL; END $$;
"""
STAYING = ("desk_acts", "desk_audit")
TELLING = ("history", "desk_acts", "desk_items", "desk_reports", "desk_published", "desk_views")


class PooledStore(PostgisStore):
    """The store over connections that are kept open."""

    def __init__(self, book: PostgresBook) -> None:
        super().__init__(book.dsn)
        self._book = book

    @contextmanager
    def _linked(self) -> Iterator[Any]:
        with self._book.taken() as link:
            link.isolation_level, link.read_only = None, None
            yield link
            link.commit()


class PostgresBook(Book):
    """A book in PostGIS. One server at a time keeps it, which many browsers ask."""

    def __init__(self, project: Project, dsn: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtraError("psycopg", "team") from error
        self.dsn = dsn
        self._psycopg = psycopg
        self._idle: list[Any] = []
        self._guard = threading.Lock()
        super().__init__(project)

    def _open_store(self) -> PostgisStore:
        return PooledStore(self)

    @property
    def address(self) -> str:
        """Where `geomap.store.open_store` finds the events."""
        return self.dsn

    def _migrate(self) -> None:
        self.store.push_rows([], beside=lambda cursor, _when: self._make(cursor))

    def _make(self, raw: Any) -> None:
        raw.execute("SET LOCAL search_path = geomap, public")
        raw.execute(_tables() + OWN)
        for table in STAYING:
            raw.execute(
                f"CREATE OR REPLACE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION desk_stays()"
            )
        for table in TELLING:
            raw.execute(
                f"CREATE OR REPLACE TRIGGER {table}_tell AFTER INSERT OR UPDATE OR DELETE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION desk_tell()"
            )
        cursor = Cursor(raw)
        about = {row["key"]: row["value"] for row in cursor.execute("SELECT * FROM desk_about")}
        if int(about.get("version", VERSION)) > VERSION:
            raise InputError("was made by a newer geomap", fix="install that or a newer one")
        mine = self._mark_of_folder()
        if about.get("project", mine) != mine:
            raise InputError(
                "this database holds the project of another folder",
                fix="start the desk in that folder, or name another database",
            )
        for key, value in (("version", str(VERSION)), ("project", mine)):
            cursor.execute(
                "INSERT INTO desk_about (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE "
                "SET value = excluded.value",
                (key, value),
            )

    def _mark_of_folder(self) -> str:
        path = self.project.folder / MARK
        if not path.exists():
            write_text(path, secrets.token_hex(16) + "\n")
        return path.read_text(encoding="utf-8").strip()

    @contextmanager
    def taken(self) -> Iterator[Any]:
        """Yield a connection that nobody else has; one that fails is not used again."""
        with self._guard:
            link = self._idle.pop() if self._idle else None
        try:
            if link is None:
                link = self._psycopg.connect(
                    self.dsn, connect_timeout=5, application_name="geomap desk"
                )
            yield link
        except self._psycopg.OperationalError:
            _close(link)
            self.close()  # the others are as dead
            raise
        except BaseException:
            _close(link)
            raise
        with self._guard:
            if len(self._idle) < IDLE and not link.closed:
                self._idle.append(link)
                return
        _close(link)

    @contextmanager
    def _linked(self) -> Iterator[Any]:
        try:
            with self.taken() as link:
                yield link
        except self._psycopg.OperationalError as error:
            raise AwayError(AWAY) from error
        except self._psycopg.Error as error:
            first = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise OutputError(f"not saved: {first}") from error

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Yield a cursor that sees one state of the database."""
        with self._linked() as link:
            link.isolation_level = self._psycopg.IsolationLevel.REPEATABLE_READ
            link.read_only = True
            with link.cursor() as cursor:
                yield Cursor(cursor)
            link.rollback()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Yield a cursor whose changes are all kept or none."""
        self.refuse_reader()
        with self._linked() as link:
            link.isolation_level, link.read_only = None, None
            with link.cursor() as cursor:
                yield Cursor(cursor)
            link.commit()

    def push(
        self,
        rows: Iterable[tuple[object, ...]],
        withdraw: Sequence[str],
        beside: Callable[[Any, str], None],
        first: Callable[[Any], None] | None = None,
    ) -> None:
        """Change events, and what the desk keeps, in one transaction."""
        self.refuse_reader()
        try:
            self.store.push_rows(
                rows, withdraw=withdraw,
                first=None if first is None else lambda raw: first(Cursor(raw)),
                beside=lambda raw, when: beside(
                    Cursor(raw), when.isoformat(timespec="microseconds")
                ),
            )  # fmt: skip
        except OutputError as error:
            if isinstance(error.__cause__, self._psycopg.OperationalError):
                raise AwayError(AWAY) from error
            raise

    def close(self) -> None:
        """End the connections that wait."""
        with self._guard:
            idle, self._idle = self._idle, []
        for link in idle:
            _close(link)


def _tables() -> str:
    """Return the desk's tables in PostgreSQL's words."""
    told = TABLES.replace("INTEGER PRIMARY KEY AUTOINCREMENT", "bigserial PRIMARY KEY")
    told = told.replace("confidence REAL", "confidence DOUBLE PRECISION")
    return told.replace("key TEXT PRIMARY KEY, item", "rowid bigserial, key TEXT PRIMARY KEY, item")


def _close(link: Any) -> None:
    if link is not None:
        with contextlib.suppress(Exception):
            link.close()
