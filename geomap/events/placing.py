"""Reports joined to places by the column: distinct names are resolved once, rows only look up."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

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
    tell_apart,
    type_columns,
)
from geomap.events.coarsen import coarsen
from geomap.events.distance import distance_km
from geomap.events.ids import format_ids, hash_reports
from geomap.model import Hints, Resolution, Status, Verdict
from geomap.schema import DTYPES, EXTRA_COLUMNS, PLACEMENT_COLUMNS, PLACING, TEXT
from geomap.settings import APART_KM
from geomap.tables.text_columns import encode_text
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.resolver.resolver import Resolver

GIVEN = "given"
"""The rule of an event that keeps its source's own coordinates."""

_GIVEN_KM = {1: 1.0, 2: 25.0, 3: 100.0}
_NAMES = tuple(name for name in PLACEMENT_COLUMNS if DTYPES[name] == TEXT)
_PLACED = frozenset({*PLACING, "apart_km"})
_HINTS = ("location", "admin1", "admin2", "admin3", "geo_precision", "pcode")


def placement_of(resolution: Resolution, gazetteer: Gazetteer) -> dict[str, object]:
    """Return the placement columns of one resolution, empty where it is not resolved."""
    place = resolution.place
    names = {
        level: gazetteer.places[pcode].name if pcode in gazetteer.places else ""
        for level, pcode in (
            ("admin1", place.admin1 if place else ""),
            ("admin2", place.admin2 if place else ""),
            ("admin3", place.admin3 if place else ""),
        )
    }
    return {
        "place_id": resolution.place_id,
        "place_name": place.name if place else "",
        "pcode": place.pcode if place else "",
        **names,
        "lon": resolution.lon,
        "lat": resolution.lat,
        "geo_precision": resolution.geo_precision,
        "precision_km": resolution.precision_km,
        "rule": resolution.rule,
        "score": resolution.score if resolution.verdict is Verdict.RESOLVED else None,
        "placed_how": "; ".join(resolution.reasons),
    }


class Placer:
    """Places batches of reports; what it has resolved it remembers for the next batch."""

    def __init__(self, resolver: Resolver) -> None:
        import pyarrow as pa

        self._resolver = resolver
        self._keys = pa.array([], pa.string())
        self._resolutions: list[Resolution] = []
        self._placements: list[dict[str, Any]] = []
        self._numbers: dict[str, Any] = {}
        self._texts: dict[str, tuple[dict[str, int], Any, Any]] = {}
        self._lock = Lock()

    @property
    def distinct(self) -> int:
        """How many distinct names with hints have been resolved."""
        return len(self._resolutions)

    def place(
        self, table: pa.Table, rows: np.ndarray[Any, Any], name: str
    ) -> tuple[pa.Table, pa.Table]:
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
        codes = self._resolve(table)
        resolved = self._take("resolved", codes) > 0
        lon, lat = (floats_of(table, axis) for axis in ("lon", "lat"))
        given = ~(_isnan(lon) | _isnan(lat))
        placed = given | resolved
        events = self._fill(told, table, codes, given, lon, lat)
        if placed.all():
            return events, self._unplaced(table.slice(0, 0), codes[:0])
        mask = pa.array(placed)
        lost = pa.array(~placed)
        return events.filter(mask), self._unplaced(table.filter(lost), codes[~placed])

    def _resolve(self, table: pa.Table) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return for each row the number of its resolution, resolving what is new."""
        import numpy as np
        import pyarrow as pa

        present = [column for column in _HINTS if column in table.column_names]
        encoded = [encode_text(table[column]) for column in present]
        count = table.num_rows
        combined = np.zeros(count, dtype=np.int64)
        width = 1
        for column in encoded:
            if len(column.dictionary) > 1:
                width *= len(column.dictionary)
                if width >= 1 << 62:
                    combined = np.unique(combined, return_inverse=True)[1].reshape(-1)
                    width = count * len(column.dictionary)
                combined *= len(column.dictionary)
                combined += column.indices.to_numpy(zero_copy_only=False)
        _, places = tell_apart(combined, width)
        inverse = places.to_numpy(zero_copy_only=False)
        first = np.empty(int(inverse.max(initial=-1)) + 1, dtype=np.int64)
        first[inverse[::-1]] = np.arange(count - 1, -1, -1)
        blank = pa.nulls(len(first), pa.string()).fill_null("")
        by_name = {
            name: column.dictionary.take(column.indices.take(first))
            for name, column in zip(present, encoded, strict=True)
        }
        numbers = self._find([by_name.get(column, blank) for column in _HINTS])
        return np.asarray(numbers[inverse], dtype=np.int64)

    def _find(self, cells: list[pa.Array]) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the number of the resolution of each name with its hints, given by column."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        lengths = [pc.utf8_length(column).cast(pa.string()) for column in cells[:-1]]
        # with their lengths behind them no two rows of cells are joined to one text
        keys = pc.binary_join_element_wise(*cells, *lengths, "\x1f")
        with self._lock:
            known = self._keys
            numbers = pc.index_in(keys, known)
            if numbers.null_count:
                new = numbers.is_null()
                rows = zip(*(column.filter(new).to_pylist() for column in cells), strict=True)
                self._learn(list(rows))
                self._keys = pa.concat_arrays([known, keys.filter(new)])
                numbers = pc.index_in(keys, self._keys)
        return np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.int64)

    def _learn(self, new: list[tuple[str, ...]]) -> None:
        """Resolve names with hints that have not been seen."""
        named = [key for key in new if key[0].strip()]
        if named:
            answers = self._resolver.resolve_many([(key[0], Hints(*key[1:4])) for key in named])
            found = dict(zip(named, answers, strict=True))
        else:
            found = {}
        for key in new:
            resolution = found.get(key) or Resolution(
                key[0], Verdict.UNKNOWN, reasons=("the report names no place",)
            )
            if key[5].strip():
                resolution = self._settle_by_code(resolution, key[5].strip())
            if key[4]:
                resolution = coarsen(resolution, int(key[4]), self._resolver.gazetteer)
            placement = placement_of(resolution, self._resolver.gazetteer)
            self._resolutions.append(resolution)
            self._placements.append({**placement, "resolved": resolution.resolved})

    def _settle_by_code(self, resolution: Resolution, code: str) -> Resolution:
        """Return the place of a p-code where the words name none, several, or it among others."""
        meant = {candidate.place.place_id for candidate in resolution.candidates}
        if resolution.resolved and len(meant) < 2:
            return resolution
        [by_code] = self._resolver.resolve_many([(code, Hints())])
        if not by_code.resolved or by_code.place_id == resolution.place_id:
            return resolution
        if resolution.resolved and by_code.place_id not in meant:
            return resolution
        reasons = (f"p-code {code} of the source", *by_code.reasons)
        return replace(by_code, toponym=resolution.toponym, reasons=reasons)

    def _take(self, what: str, codes: np.ndarray[Any, Any]) -> Any:
        """Return a numeric placement column by row, as a NumPy array."""
        import numpy as np

        with self._lock:
            values = self._numbers.get(what, np.zeros(0, dtype=float))
            if len(values) < len(self._placements):
                new = [p[what] for p in self._placements[len(values) :]]
                more = np.array([np.nan if v is None else v for v in new], dtype=float)
                values = self._numbers[what] = np.concatenate([values, more])
        return values[codes]

    def _take_text(self, what: str, codes: np.ndarray[Any, Any]) -> pa.DictionaryArray:
        """Return a text placement column by row, as a dictionary array of distinct texts."""
        import numpy as np
        import pyarrow as pa

        with self._lock:
            known, numbers, dictionary = self._texts.get(
                what, ({}, np.zeros(0, dtype=np.int32), pa.array([], pa.string()))
            )
            if len(numbers) < len(self._placements):
                new = [str(p[what] or "") for p in self._placements[len(numbers) :]]
                more = np.array([known.setdefault(text, len(known)) for text in new], np.int32)
                numbers = np.concatenate([numbers, more])
                if len(known) > len(dictionary):
                    dictionary = pa.array(list(known), pa.string())
                self._texts[what] = (known, numbers, dictionary)
        return pa.DictionaryArray.from_arrays(pa.array(numbers[codes]), dictionary)

    def _fill(
        self, columns: dict[str, Any], table: pa.Table, codes: np.ndarray[Any, Any],
        given: np.ndarray[Any, Any], lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any],
    ) -> pa.Table:  # fmt: skip
        """Return the events of a batch; `columns` holds what `_fill_told` gave."""
        import numpy as np
        import pyarrow as pa

        resolved = self._take("resolved", codes) > 0
        ours_km = self._take("precision_km", codes)
        apart = np.full(len(codes), np.nan)
        both = given & resolved
        if both.any():
            ours = self._take("lon", codes)[both], self._take("lat", codes)[both]
            apart[both] = distance_km(lon[both], lat[both], *ours)
        far = both & (apart > np.fmax(APART_KM, ours_km))
        named = resolved & ~far
        for column in _NAMES:
            columns[column] = choose_text(
                named, self._take_text(column, codes), columns.get(column), len(codes)
            )
        columns["lon"] = np.where(given, lon, self._take("lon", codes))
        columns["lat"] = np.where(given, lat, self._take("lat", codes))
        written = floats_of(table, "geo_precision")
        agreed = np.where(named, self._take("geo_precision", codes), np.nan)
        scale = np.where(
            given, first_number(written, agreed, 1.0), self._take("geo_precision", codes)
        )
        written_km = floats_of(table, "precision_km")
        by_scale = np.select([written == 1, written == 2, written == 3], list(_GIVEN_KM.values()),
                             default=np.nan)  # fmt: skip
        agreed_km = np.where(named, ours_km, np.nan)
        radius = np.where(given, first_number(written_km, by_scale, agreed_km, 1.0), ours_km)
        columns["geo_precision"] = nullable(scale, pa.int8())
        columns["precision_km"] = radius
        columns["rule"] = choose_text(~given, self._take_text("rule", codes), GIVEN, len(codes))
        columns["score"] = nullable(
            np.where(given, np.nan, self._take("score", codes)), pa.float64()
        )
        how = choose_text(
            ~given, self._take_text("placed_how", codes), "coordinates of the source", len(codes)
        )
        if far.any():
            warning = "coordinates of the source; the place of this name lies elsewhere (apart_km)"
            how = choose_text(~far, how, warning, len(codes))
        columns["placed_how"] = how
        columns["apart_km"] = nullable(np.round(apart, 1), pa.float64())
        extras = [c for c in EXTRA_COLUMNS if c in columns]
        others = [c for c in columns if c not in DTYPES and c not in EXTRA_COLUMNS]
        return pa.table({c: columns[c] for c in [*DTYPES, *extras, *others]})

    def _fill_told(self, table: pa.Table, rows: np.ndarray[Any, Any], name: str) -> dict[str, Any]:
        """Return the table's columns and what follows from them, whatever the place.

        Ids, actor ids, types, status, precision of time.
        """
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        count = table.num_rows
        columns: dict[str, Any] = {c: table[c] for c in table.column_names}
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

    def _unplaced(self, table: pa.Table, codes: np.ndarray[Any, Any]) -> pa.Table:
        import pyarrow as pa

        lost = [self._resolutions[code] for code in codes.tolist()]
        nearest = ["|".join(c.place.name for c in r.candidates[:5]) for r in lost]
        columns: dict[str, Any] = {
            "verdict": pa.array([str(r.verdict) for r in lost], pa.string()),
            "reason": pa.array(["; ".join(r.reasons) for r in lost], pa.string()),
            "nearest": pa.array(nearest, pa.string()),
        }
        for column in table.column_names:
            own = column
            while own in columns:
                own = f"{own}_as_written"
            columns[own] = table[column]
        return pa.table(columns)


def _isnan(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    missing: np.ndarray[Any, Any] = np.isnan(values)
    return missing
