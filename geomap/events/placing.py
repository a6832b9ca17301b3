"""Reports joined to places by the column: distinct names are resolved once, rows only look up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.actor_ids import find_actor_ids
from geomap.events.arrow_columns import (
    all_filled,
    choose_text,
    default_text,
    empty_column,
    fill_text,
    first_number,
    floats_of,
    map_dictionary,
    nullable,
    type_columns,
)
from geomap.events.ids import format_ids, hash_reports
from geomap.events.known_names import KnownNames
from geomap.events.lists.list_rows import split_rows
from geomap.events.lists.tied_rows import settle_rows
from geomap.gazetteer.distances import distance_km
from geomap.model import Status
from geomap.schema import (
    DTYPES,
    EXTRA_COLUMNS,
    PLACEMENT_COLUMNS,
    PLACING,
    TEXT,
    UNPLACED_COLUMNS,
)
from geomap.settings import APART_KM
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Floats, Ints, Mask
    from geomap.resolver.resolver import Resolver

GIVEN = "given"
"""The rule of an event that keeps its source's own coordinates."""

_GIVEN_KM = {1: 1.0, 2: 25.0, 3: 100.0}
_NAMES = tuple(name for name in PLACEMENT_COLUMNS if DTYPES[name] == TEXT)
_PLACED = frozenset({*PLACING, "apart_km"})


class Placer:
    """Places batches of reports; what it has resolved it remembers for the next batch."""

    def __init__(self, resolver: Resolver) -> None:
        self._names = KnownNames(resolver)
        self._split = resolver.split

    @property
    def distinct(self) -> int:
        """How many distinct names with hints have been resolved."""
        return len(self._names.resolutions)

    def place(self, table: pa.Table, rows: Ints, name: str) -> tuple[pa.Table, pa.Table]:
        """Return events and unplaced of one batch of checked reports.

        Parameters
        ----------
        table
            Columns as `geomap.tables.checks.check_table` leaves them; any may be missing.
        rows
            Row numbers, for ``report_id``.
        name
            The file's name, for ``report_id``.

        Returns
        -------
        tuple
            Events with every event column in order, then `EXTRA_COLUMNS`, then the table's own;
            and the table's rows without a place behind ``verdict``, ``reason``, ``nearest``.
        """
        import pyarrow as pa

        table = type_columns(table)
        # first, so that other threads have work while one learns new names
        told = self._fill_told(table, rows, name)
        codes = self._names.resolve(table)
        if self._split:
            told, table, codes = self._split_lists(told, table, codes)
        codes = settle_rows(table, codes, self._names.resolutions, self._names.settle)
        resolved = self._names.take_resolved(codes)
        lon, lat = (floats_of(table, axis) for axis in ("lon", "lat"))
        given = ~(_isnan(lon) | _isnan(lat))
        placed = given | resolved
        events = self._fill(told, table, codes, given, lon, lat)
        if placed.all():
            return events, self._unplaced(table.slice(0, 0), codes[:0])
        mask = pa.array(placed)
        lost = pa.array(~placed)
        return events.filter(mask), self._unplaced(table.filter(lost), codes[~placed])

    def _split_lists(
        self, told: dict[str, ArrowColumn], table: pa.Table, codes: Ints
    ) -> tuple[dict[str, ArrowColumn], pa.Table, Ints]:
        """Return a batch with a row for each place of a cell that lists several."""
        given = ~(_isnan(floats_of(table, "lon")) | _isnan(floats_of(table, "lat")))
        answers = [self._names.resolutions[code] for code in codes.tolist()]
        split = split_rows(told, table, answers, given)
        if split is None:
            return told, table, codes
        told, table = split
        return told, table, self._names.resolve(table)

    def _fill(
        self, columns: dict[str, ArrowColumn], table: pa.Table, codes: Ints,
        given: Mask, lon: Floats, lat: Floats,
    ) -> pa.Table:  # fmt: skip
        """Return the events of a batch; `columns` holds what `_fill_told` gave."""
        import numpy as np
        import pyarrow as pa

        resolved = self._names.take_resolved(codes)
        ours_km = self._names.take("precision_km", codes)
        apart = np.full(len(codes), np.nan)
        both = given & resolved
        if both.any():
            ours = self._names.take("lon", codes)[both], self._names.take("lat", codes)[both]
            apart[both] = distance_km(lon[both], lat[both], *ours)
        far = both & (apart > np.fmax(APART_KM, ours_km))
        named = resolved & ~far
        for column in _NAMES:
            columns[column] = choose_text(
                named, self._names.take_text(column, codes), columns.get(column), len(codes)
            )
        columns["lon"] = np.where(given, lon, self._names.take("lon", codes))
        columns["lat"] = np.where(given, lat, self._names.take("lat", codes))
        written = floats_of(table, "geo_precision")
        agreed = np.where(named, self._names.take("geo_precision", codes), np.nan)
        scale = np.where(
            given, first_number(written, agreed, 1.0), self._names.take("geo_precision", codes)
        )
        written_km = floats_of(table, "precision_km")
        by_scale = np.select([written == 1, written == 2, written == 3], list(_GIVEN_KM.values()),
                             default=np.nan)  # fmt: skip
        agreed_km = np.where(named, ours_km, np.nan)
        radius = np.where(given, first_number(written_km, by_scale, agreed_km, 1.0), ours_km)
        columns["geo_precision"] = nullable(scale, pa.int8())
        columns["precision_km"] = radius
        columns["rule"] = choose_text(
            ~given, self._names.take_text("rule", codes), GIVEN, len(codes)
        )
        columns["score"] = nullable(
            np.where(given, np.nan, self._names.take("score", codes)), pa.float64()
        )
        how = choose_text(
            ~given,
            self._names.take_text("placed_how", codes),
            "coordinates of the source",
            len(codes),
        )
        if far.any():
            warning = "coordinates of the source; the place of this name lies elsewhere (apart_km)"
            how = choose_text(~far, how, warning, len(codes))
        columns["placed_how"] = how
        columns["apart_km"] = nullable(np.round(apart, 1), pa.float64())
        extras = [c for c in EXTRA_COLUMNS if c in columns]
        others = [c for c in columns if c not in DTYPES and c not in EXTRA_COLUMNS]
        return pa.table({c: columns[c] for c in [*DTYPES, *extras, *others]})

    def _fill_told(self, table: pa.Table, rows: Ints, name: str) -> dict[str, ArrowColumn]:
        """Return the table's columns and what follows from them, whatever the place.

        Ids, actor ids, types, status, precision of time.
        """
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        count = table.num_rows
        columns: dict[str, ArrowColumn] = {c: table[c] for c in table.column_names}
        for column, kind in DTYPES.items():
            if column not in columns and column not in _PLACED:
                columns[column] = empty_column(kind, count)
        columns["status"] = default_text(columns["status"], Status.REPORTED.value)
        types = map_dictionary(columns["sub_event_type"], event_type_of)
        columns["event_type"] = fill_text(columns["event_type"], types)
        start, end = (columns[c].cast(pa.int64()) for c in ("date_start", "date_end"))
        last = np.asarray(end.to_numpy()) // 86_400_000
        days = last - np.asarray(start.to_numpy()) // 86_400_000
        for actor in ("actor1", "actor2"):
            ids = find_actor_ids(columns[actor], last)
            columns[f"{actor}_id"] = fill_text(columns[f"{actor}_id"], ids)
        scale = pa.array((1 + (days >= 1) + (days > 7)).astype(np.int8))
        columns["time_precision"] = pc.coalesce(columns["time_precision"], scale)
        numbers = pc.binary_join_element_wise(name, pa.array(rows).cast(pa.string()), ":")
        columns["report_id"] = fill_text(columns["report_id"], numbers)
        if not all_filled(columns["event_id"]):
            ids = format_ids(hash_reports(table))
            columns["event_id"] = fill_text(columns["event_id"], ids)
        return columns

    def _unplaced(self, table: pa.Table, codes: Ints) -> pa.Table:
        import pyarrow as pa

        lost = [self._names.resolutions[code] for code in codes.tolist()]
        why = (
            [str(r.verdict) for r in lost],
            ["; ".join(r.reasons) for r in lost],
            ["|".join(c.place.name for c in r.candidates[:5]) for r in lost],
        )
        columns: dict[str, pa.ChunkedArray] = {
            name: pa.array(texts, pa.string())
            for name, texts in zip(UNPLACED_COLUMNS, why, strict=True)
        }
        for column in table.column_names:
            own = column
            while own in columns:
                own = f"{own}_as_written"
            columns[own] = table[column]
        return pa.table(columns)


def _isnan(values: Floats) -> Mask:
    import numpy as np

    missing: Mask = np.isnan(values)
    return missing
