"""The desk's SQL in PostgreSQL's words, and its answers as SQLite gives them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from psycopg.adapt import Loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SETTING = "SET LOCAL search_path = geomap, public; SET LOCAL TIME ZONE 'UTC'"
PHRASES = (
    ("fid IN (SELECT value FROM json_each(?))",
     "fid IN (SELECT value::bigint FROM jsonb_array_elements_text(?::jsonb) AS e(value))"),
    ("json_each(e.more) j", "jsonb_each_text(e.more::jsonb) j"),
)  # fmt: skip
PATTERNS = (
    (re.compile(r"json_each\(([\w.]+|\?)\)"), r"jsonb_array_elements_text(\1::jsonb) AS e(value)"),
    (re.compile(r"json_extract\(([\w.]+), '\$\.(\w+)'\)"), r"(\1::json ->> '\2')"),
    (re.compile(r"json_array_length\(([\w.]+)\)"), r"json_array_length(\1::json)"),
)
_NAMED = re.compile(r"(?<![:\w]):([a-z_]+)")


@lru_cache(maxsize=500)
def in_postgres(sql: str) -> str:
    """Return a statement of the desk with PostgreSQL's functions and placeholders."""
    sql = sql.replace("%", "%%")
    named = "?" not in sql and _NAMED.search(sql) is not None
    for ours, theirs in PHRASES:
        sql = sql.replace(ours, theirs)
    for pattern, theirs in PATTERNS:
        sql = pattern.sub(theirs, sql)
    return _NAMED.sub(r"%(\1)s", sql) if named else sql.replace("?", "%s")


class Row(tuple[Any, ...]):
    """A row that is asked by number or by name."""

    __slots__ = ()
    names: dict[str, int]

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.names)

    def __getitem__(self, which: Any) -> Any:
        """Return a cell."""
        return tuple.__getitem__(self, self.names[which] if isinstance(which, str) else which)


def rows_by_name(cursor: Any) -> Any:
    """Return what makes a `Row` of the values of psycopg's cursor."""
    names = {column.name: n for n, column in enumerate(cursor.description or ())}
    return type("Row", (Row,), {"names": names, "__slots__": ()})


class DayLoader(Loader):
    """A day as ISO text."""

    def load(self, data: Any) -> str:
        """Return the text that the database sent."""
        return bytes(data).decode()


class MomentLoader(Loader):
    """A moment as the GeoPackage has it: UTC, microseconds."""

    def load(self, data: Any) -> str:
        """Return ``2020-04-14T12:00:00.000000Z``."""
        day, _, rest = bytes(data).decode().partition(" ")
        clock, _, part = rest.removesuffix("+00").partition(".")
        return f"{day}T{clock}.{part:0<6}Z"


class Cursor:
    """psycopg's cursor as the desk asks one: SQLite's words in, rows by name out."""

    def __init__(self, cursor: Any) -> None:
        cursor.execute(SETTING)
        cursor.row_factory = rows_by_name
        cursor.adapters.register_loader("date", DayLoader)
        cursor.adapters.register_loader("timestamptz", MomentLoader)
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return int(self._cursor.rowcount)

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        """Run a statement."""
        self._cursor.execute(in_postgres(sql), _plain(values) or None)
        return self

    def executemany(self, sql: str, values: Iterable[Any]) -> Cursor:
        """Run a statement for each of several values."""
        if many := [_plain(one) for one in values]:
            self._cursor.executemany(in_postgres(sql), many)
        return self

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._cursor.fetchall())

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""
        return iter(self._cursor)


def _plain(values: Sequence[Any] | dict[str, Any]) -> Any:
    """Return values without the one sign that a text of PostgreSQL cannot hold."""
    if isinstance(values, dict):
        return {name: _text(value) for name, value in values.items()}
    return tuple(_text(value) for value in values)


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").replace("\\u0000", "\\ufffd")
    return value
