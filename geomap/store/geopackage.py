"""The embedded store: one GeoPackage file, whose layer ``events`` QGIS and R's sf can open."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.schema import COUNT, EVENT_COLUMNS, NUMBER
from geomap.store.base import KEPT, Store, column_definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WAIT_SECONDS = 30.0
"""How long a writer waits for another."""

FEW = 1000
"""So many changes in a larger store only widen the layer's extent; it is not measured anew."""

_LON, _LAT = EVENT_COLUMNS.index("lon"), EVENT_COLUMNS.index("lat")
_HEAD = struct.pack("<2sBBi", b"GP", 0, 0b00000001, 4326)

_TABLES = f"""
CREATE TABLE IF NOT EXISTS events (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT,
  {column_definitions({COUNT: "INTEGER", NUMBER: "DOUBLE"})});
CREATE INDEX IF NOT EXISTS events_when ON events (date_start, date_end);
CREATE INDEX IF NOT EXISTS events_where ON events (lon, lat);
CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL, change TEXT NOT NULL, changed_at DATETIME NOT NULL, told TEXT);
CREATE INDEX IF NOT EXISTS history_event ON history (event_id, id);
CREATE INDEX IF NOT EXISTS history_when ON history (changed_at);
CREATE TABLE IF NOT EXISTS withdrawn (id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE, withdrawn_at DATETIME NOT NULL, told TEXT);
"""
_ROWS = """
INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES
  ('events', 'features', 'events', 4326), ('history', 'attributes', 'history', NULL),
  ('withdrawn', 'attributes', 'withdrawn', NULL);
INSERT OR IGNORE INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
"""
_META = """
CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL
  PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE IF NOT EXISTS gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE,
  min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT
  NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""


class GeoPackageStore(Store):
    """Events in one GeoPackage file (SQLite); made on the first push."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[object]:
        if not write and not self.path.is_file():
            raise OutputError(f"{self.path}: no such store; push events to make it")
        if write and not self.path.parent.is_dir():
            raise OutputError(f"{self.path}: the folder {str(self.path.parent)!r} does not exist")
        try:
            connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise OutputError(f"{self.path}: cannot be opened ({error})") from error
        try:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            if write:
                self._make_tables(cursor)
            yield cursor
            if write:
                self._update_extent(cursor)
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise OutputError(
                    f"{self.path}: another program holds the store; try again when it is done"
                ) from error
            raise OutputError(f"{self.path}: cannot be used as a store ({error})") from error
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{self.path}: is no store of events ({error})") from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.close()

    def _make_tables(self, cursor: Any) -> None:
        cursor.execute("PRAGMA application_id")
        if cursor.fetchone()[0] == 0:
            cursor.execute("PRAGMA application_id = 0x47504B47")
            cursor.execute("PRAGMA user_version = 10200")
        for statement in (_META + _TABLES + _ROWS).split(";"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute(
            "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES "
            "('WGS 84', 4326, 'EPSG', 4326, ?, 'longitude, latitude in degrees')",
            (_wkt(),),
        )
        names = ", ".join(KEPT)
        cursor.execute(f"CREATE TEMP TABLE incoming (geom, {names}, told, PRIMARY KEY (event_id))")

    def _load(self, cursor: Any, rows: Iterable[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * (len(KEPT) + 2))
        cursor.executemany(
            f"INSERT INTO incoming VALUES ({marks})",  # noqa: S608
            ((_point(row[_LON], row[_LAT]), *row) for row in rows),
        )

    def _upsert(self, cursor: Any) -> None:
        names = ", ".join(("geom", *KEPT))
        updates = ", ".join(f"{n} = excluded.{n}" for n in ("geom", *KEPT) if n != "event_id")
        cursor.execute(
            f"""INSERT INTO events ({names}) SELECT {names} FROM incoming WHERE true
            ON CONFLICT (event_id) DO UPDATE SET {updates}
            WHERE events.digest <> excluded.digest"""  # noqa: S608
        )

    def _update_extent(self, cursor: Any) -> None:
        cursor.execute(
            "SELECT count(*), (SELECT max(fid) FROM events), min(lon), min(lat), max(lon), max(lat)"
            " FROM incoming"
        )
        count, size, *box = cursor.fetchone()
        if 0 < count <= FEW < (size or 0):
            # a look at all events would take longer than the change itself
            cursor.execute(
                """UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),
                min_x = min(min_x, ?), min_y = min(min_y, ?), max_x = max(max_x, ?),
                max_y = max(max_y, ?) WHERE table_name = 'events'""",
                box,
            )
            return
        cursor.execute(
            """UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),
            (min_x, min_y, max_x, max_y) =
              ((SELECT min(lon) FROM events), (SELECT min(lat) FROM events),
               (SELECT max(lon) FROM events), (SELECT max(lat) FROM events))
            WHERE table_name = 'events'"""
        )

    def _to_database(self, when: datetime) -> object:
        return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def _from_database(self, when: object) -> datetime:
        return datetime.strptime(str(when), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def _point(lon: float, lat: float) -> bytes:
    return _HEAD + struct.pack("<BIdd", 1, 1, lon, lat)


def _wkt() -> str:
    return (
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
        'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
        'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
        'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
    )
