"""What every store does: push, pull, changes, status; the SQL that the stores share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError
from geomap.schema import COUNT, DATE, DTYPES, EVENT_COLUMNS, NUMBER, SCALE, TEXT, Kind
from geomap.store.rows import DIGEST, MORE, frame_rows, read_row, row_json, rows_of, tell_difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

NEW, CORRECTED, RESTORED, WITHDRAWN = "new", "corrected", "restored", "withdrawn"
SQL_TYPES: dict[Kind, str] = {
    TEXT: "TEXT NOT NULL DEFAULT ''", DATE: "DATE", SCALE: "SMALLINT", COUNT: "BIGINT",
    NUMBER: "DOUBLE PRECISION",
}  # fmt: skip
KEPT = (*EVENT_COLUMNS, MORE, DIGEST)


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many events one push changed."""

    new: int = 0
    corrected: int = 0
    restored: int = 0
    withdrawn: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history.

    Parameters
    ----------
    when
        UTC.
    change
        ``new``, ``corrected``, ``restored`` (after a withdrawal) or ``withdrawn``.
    event_id
        The event.
    differences
        For a correction, a clause for each column: ``lon: 37.1 -> 37.2``.
    after
        The event as JSON; for a withdrawal as it last was.
    """

    when: datetime
    change: str
    event_id: str
    differences: tuple[str, ...]
    after: str


class Store(ABC):
    """Events with their history. Every push is one transaction; writers wait for one another."""

    prefix = ""
    """What stands before a table's name."""

    mark = "?"
    """How a parameter is written."""

    @contextmanager
    @abstractmethod
    def _transaction(self, *, write: bool) -> Iterator[Any]:
        """Yield a cursor; commit at the end, roll back on any error. Tables exist."""

    @abstractmethod
    def _load(self, cursor: object, rows: Iterable[tuple[object, ...]]) -> None:
        """Fill the temporary table ``incoming``: `KEPT`, then ``told`` (JSON)."""

    @abstractmethod
    def _upsert(self, cursor: object) -> None:
        """Bring ``events`` up to date from ``incoming``."""

    @abstractmethod
    def _to_database(self, when: datetime) -> object:
        """Return a time as the database keeps it."""

    @abstractmethod
    def _from_database(self, when: object) -> datetime:
        """Return a time of the database, UTC."""

    def push(
        self, events: gpd.GeoDataFrame, *, whole: bool = False, withdraw: Sequence[str] = ()
    ) -> Pushed:
        """Insert new events, correct changed ones, all in one transaction.

        Parameters
        ----------
        events
            Checked against the schema by whoever read them.
        whole
            Whether these are all events: those of the store that are not among them are withdrawn.
        withdraw
            Ids of events to withdraw.

        Raises
        ------
        InputError
            If an id to withdraw is not in the store.
        OutputError
            If the store cannot be written.
        """
        return self.push_rows(rows_of(events), whole=whole, withdraw=withdraw)

    def push_rows(
        self,
        rows: Iterable[tuple[object, ...]],
        *,
        whole: bool = False,
        withdraw: Sequence[str] = (),
        beside: Callable[[Any, datetime], None] | None = None,
        first: Callable[[Any], None] | None = None,
    ) -> Pushed:
        """Do as `push` with rows of `geomap.store.rows.keep_row`.

        `beside` is called with the cursor and the moment (UTC) at the end of the same transaction,
        for what must stand or fall with it; `first` with the cursor before anything changes, when
        no other writer is at work: what it raises ends the push.
        """
        p, m = self.prefix, self.mark
        given = 0

        def counted() -> Iterator[tuple[object, ...]]:
            nonlocal given
            for given, row in enumerate(rows, start=1):  # noqa: B007 - the count is wanted
                yield (*row, row_json(row))

        with self._transaction(write=True) as cursor:
            if first is not None:
                first(cursor)
            moment = datetime.now(UTC)
            now = self._to_database(moment)
            self._load(cursor, counted())
            cursor.execute(
                f"""INSERT INTO {p}history (event_id, change, changed_at, told)
                SELECT i.event_id,
                  CASE WHEN w.event_id IS NOT NULL THEN '{RESTORED}'
                       WHEN e.event_id IS NULL THEN '{NEW}' ELSE '{CORRECTED}' END, {m}, i.told
                FROM incoming i LEFT JOIN {p}events e ON e.event_id = i.event_id
                LEFT JOIN {p}withdrawn w ON w.event_id = i.event_id
                WHERE e.event_id IS NULL OR e.digest <> i.digest ORDER BY i.event_id""",  # noqa: S608
                (now,),
            )
            cursor.execute(
                f"DELETE FROM {p}withdrawn WHERE event_id IN (SELECT event_id FROM incoming)"  # noqa: S608
            )
            self._upsert(cursor)
            if whole:
                self._withdraw(
                    cursor, now,
                    "NOT EXISTS (SELECT 1 FROM incoming i WHERE i.event_id = e.event_id)", (),
                )  # fmt: skip
            for event_id in dict.fromkeys(withdraw):
                if not self._withdraw(cursor, now, f"e.event_id = {m}", (event_id,)):
                    raise InputError(
                        f"no event {event_id!r} in the store", fix="nothing was changed"
                    )
            cursor.execute(
                f"SELECT change, count(*) FROM {p}history WHERE changed_at = {m} GROUP BY change",  # noqa: S608
                (now,),
            )
            counts = {change: int(count) for change, count in cursor.fetchall()}
            if beside is not None:
                beside(cursor, moment)
        changed = sum(counts.get(change, 0) for change in (NEW, CORRECTED, RESTORED))
        return Pushed(**counts, unchanged=given - changed)

    def _withdraw(self, cursor: Any, now: object, where: str, values: tuple[object, ...]) -> int:
        p, m = self.prefix, self.mark
        cursor.execute(
            f"""INSERT INTO {p}withdrawn (event_id, withdrawn_at, told)
            SELECT e.event_id, {m}, (SELECT h.told FROM {p}history h
              WHERE h.event_id = e.event_id ORDER BY h.id DESC LIMIT 1)
            FROM {p}events e WHERE {where}""",  # noqa: S608
            (now, *values),
        )
        count = int(cursor.rowcount)
        cursor.execute(
            f"""INSERT INTO {p}history (event_id, change, changed_at, told)
            SELECT w.event_id, '{WITHDRAWN}', {m}, w.told FROM {p}withdrawn w
            JOIN {p}events e ON e.event_id = w.event_id WHERE {where}
            ORDER BY w.event_id""",  # noqa: S608
            (now, *values),
        )
        cursor.execute(f"DELETE FROM {p}events AS e WHERE {where}", values)  # noqa: S608
        return count

    def pull(self, *, more: bool = True) -> gpd.GeoDataFrame:
        """Return the events as they stand, without the withdrawn, in the order of their ids.

        Without `more` they have the event columns only.
        """
        last = MORE if more else f"'{{}}' AS {MORE}"
        columns = ", ".join([*(_shown(name) for name in EVENT_COLUMNS), last])
        with self._transaction(write=False) as cursor:
            cursor.execute(f"SELECT {columns} FROM {self.prefix}events ORDER BY event_id")  # noqa: S608
            return frame_rows(cursor.fetchall())

    def pull_at(self, moment: datetime) -> gpd.GeoDataFrame:
        """Return the events as they stood just before a moment (UTC), from the history."""
        p, m = self.prefix, self.mark
        with self._transaction(write=False) as cursor:
            cursor.execute(
                f"""SELECT h.change, h.told FROM {p}history h WHERE h.id = (SELECT max(b.id)
                FROM {p}history b WHERE b.event_id = h.event_id AND b.changed_at < {m})
                ORDER BY h.event_id""",  # noqa: S608
                (self._to_database(moment),),
            )
            rows = cursor.fetchall()
        return frame_rows([read_row(told) for change, told in rows if change != WITHDRAWN])

    def changes(self, since: datetime | None = None) -> list[Change]:
        """Return the lines of the history from `since` (UTC) on, oldest first."""
        p, m = self.prefix, self.mark
        where = f"WHERE h.changed_at >= {m}" if since is not None else ""
        values = (self._to_database(since),) if since is not None else ()
        with self._transaction(write=False) as cursor:
            cursor.execute(
                f"""SELECT h.changed_at, h.change, h.event_id, h.told,
                  (SELECT b.told FROM {p}history b WHERE b.event_id = h.event_id AND b.id < h.id
                   ORDER BY b.id DESC LIMIT 1)
                FROM {p}history h {where} ORDER BY h.id""",  # noqa: S608
                values,
            )
            rows = cursor.fetchall()
        found = []
        for when, change, event_id, told, before in rows:
            told_anew = change in (CORRECTED, RESTORED)
            differences = tuple(tell_difference(before, told)) if told_anew else ()
            found.append(Change(self._from_database(when), change, event_id, differences, told))
        return found

    def status(self) -> dict[str, object]:
        """Return how many events stand and are withdrawn, and when the last change was."""
        p = self.prefix
        with self._transaction(write=False) as cursor:
            cursor.execute(
                f"""SELECT (SELECT count(*) FROM {p}events), (SELECT count(*) FROM {p}withdrawn),
                (SELECT count(*) FROM {p}history), (SELECT max(changed_at) FROM {p}history),
                (SELECT min(date_start) FROM {p}events), (SELECT max(date_end) FROM {p}events)"""  # noqa: S608
            )
            events, withdrawn, history, last, first_day, last_day = cursor.fetchone()
        return {
            "events": events, "withdrawn": withdrawn, "changes": history,
            "last_change": self._from_database(last).isoformat() if last else "",
            "first_day": str(first_day or ""), "last_day": str(last_day or ""),
        }  # fmt: skip


def column_definitions(words: Mapping[Kind, str] = MappingProxyType({})) -> str:
    """Return the SQL of the event columns, ``event_id`` being unique.

    `words` are a database's own words for kinds of `SQL_TYPES`.
    """
    types = {**SQL_TYPES, **words}
    kinds = [f"{name} {types[kind]}" for name, kind in DTYPES.items() if name != "event_id"]
    return ", ".join(["event_id TEXT NOT NULL UNIQUE", *kinds, "more TEXT", "digest TEXT NOT NULL"])


def _shown(name: str) -> str:
    return f"CAST({name} AS TEXT)" if DTYPES.get(name) == DATE else name
