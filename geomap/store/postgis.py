"""The shared store: a schema ``geomap`` in PostGIS, indexed on space and time."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from geomap.errors import MissingExtraError, OutputError
from geomap.store.base import KEPT, Store, column_definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCK = 7_361_002_155_001
"""Key of the advisory lock that one writer holds until its transaction ends."""

_TABLES = f"""
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE SCHEMA IF NOT EXISTS geomap;
CREATE TABLE IF NOT EXISTS geomap.events (geom geometry(Point, 4326) NOT NULL,
  {column_definitions()}, changed_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (event_id));
CREATE INDEX IF NOT EXISTS events_geom ON geomap.events USING gist (geom);
CREATE INDEX IF NOT EXISTS events_when ON geomap.events
  USING gist (daterange(date_start, date_end, '[]'));
CREATE TABLE IF NOT EXISTS geomap.history (id bigserial PRIMARY KEY, event_id TEXT NOT NULL,
  change TEXT NOT NULL, changed_at timestamptz NOT NULL, told TEXT);
CREATE INDEX IF NOT EXISTS history_event ON geomap.history (event_id, id);
CREATE INDEX IF NOT EXISTS history_when ON geomap.history (changed_at);
CREATE TABLE IF NOT EXISTS geomap.withdrawn (event_id TEXT PRIMARY KEY,
  withdrawn_at timestamptz NOT NULL, told TEXT);
"""


class PostgisStore(Store):
    """Events in PostGIS; the schema ``geomap`` is made on the first push."""

    prefix = "geomap."
    mark = "%s"

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._made = False

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[object]:
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtraError("psycopg", "postgis") from error
        try:
            with self._linked() as link, link.cursor() as cursor:
                if write:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                    cursor.execute("SET LOCAL client_min_messages = warning")
                    if not self._made:
                        cursor.execute(_TABLES)
                else:
                    link.isolation_level = None
                    cursor.execute("SELECT to_regclass('geomap.events')")
                    if cursor.fetchone() == (None,):
                        raise OutputError(f"{self._name()}: no store there; push events to make it")
                yield cursor
            self._made = self._made or write
        except psycopg.Error as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
            raise OutputError(f"{self._name()}: {reason}") from error

    @contextmanager
    def _linked(self) -> Iterator[Any]:
        """Yield a connection; commit at the end, roll back on any error."""
        import psycopg

        with psycopg.connect(self.dsn, connect_timeout=10, application_name="geomap") as link:
            yield link

    def _name(self) -> str:
        """Return the address without the password."""
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict

        try:
            told = conninfo_to_dict(self.dsn)
        except ProgrammingError:
            return "PostgreSQL"
        where = f"{told.get('host') or 'local'}:{told.get('port') or 5432}"
        return f"PostgreSQL {where}/{told.get('dbname') or ''}"

    def _load(self, cursor: Any, rows: Iterable[tuple[object, ...]]) -> None:
        cursor.execute(
            f"""CREATE TEMP TABLE incoming ({column_definitions()}, told TEXT) ON COMMIT DROP"""
        )
        names = ", ".join((*KEPT, "told"))
        with cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy:
            for row in rows:
                # the one character that a text of PostgreSQL cannot hold
                copy.write_row([v.replace("\0", "�") if isinstance(v, str) else v for v in row])
        cursor.execute("ANALYZE incoming")

    def _upsert(self, cursor: Any) -> None:
        names = ", ".join(KEPT)
        updates = ", ".join(f"{n} = excluded.{n}" for n in ("geom", *KEPT) if n != "event_id")
        cursor.execute(
            f"""INSERT INTO geomap.events (geom, {names})
            SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326), {names} FROM incoming
            ON CONFLICT (event_id) DO UPDATE SET {updates}, changed_at = now()
            WHERE geomap.events.digest <> excluded.digest"""  # noqa: S608
        )

    def _to_database(self, when: datetime) -> object:
        return when

    def _from_database(self, when: Any) -> datetime:
        found: datetime = when.astimezone(UTC)
        return found
