"""Names with hints, each resolved once; what was found is remembered for the next batch."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from geomap.events.arrow_columns import tell_apart
from geomap.events.coarsen import coarsen
from geomap.model import Hints, Resolution, Verdict
from geomap.resolver.admin_context import Wanted
from geomap.resolver.cells.listed.tied import settle_beside
from geomap.schema import Placement
from geomap.tables.text_columns import encode_text

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import Floats, Ints, Mask
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place
    from geomap.resolver.resolver import Resolver

_HINTS = ("location", "admin1", "admin2", "admin3", "geo_precision", "pcode", "town_as_written")


def placement_of(resolution: Resolution, gazetteer: Gazetteer) -> Placement:
    """Return where one resolution puts an event, without a point where it is not resolved."""
    place = resolution.place
    if place is None:
        admin1 = admin2 = admin3 = ""
    else:
        units = (place.admin1, place.admin2, place.admin3)
        admin1, admin2, admin3 = (
            gazetteer.places[pcode].name if pcode in gazetteer.places else "" for pcode in units
        )
    return Placement(
        resolution.place_id,
        place.name if place else "",
        place.pcode if place else "",
        admin1,
        admin2,
        admin3,
        resolution.lon,
        resolution.lat,
        resolution.geo_precision,
        resolution.precision_km,
        resolution.rule,
        resolution.score if resolution.verdict is Verdict.RESOLVED else None,
        "; ".join(resolution.reasons),
    )


def _is_open(answer: Resolution) -> bool:
    return answer.verdict in (Verdict.UNKNOWN, Verdict.AMBIGUOUS)


class KnownNames:
    """The names that reports give, and where each of them is."""

    def __init__(self, resolver: Resolver) -> None:
        import pyarrow as pa

        self._resolver = resolver
        self._keys = pa.array([], pa.string())
        self.resolutions: list[Resolution] = []
        self._placements: list[Placement] = []
        self._numbers: dict[str, Floats] = {}
        self._texts: dict[str, tuple[dict[str, int], Ints, pa.Array]] = {}
        self._settled: dict[tuple[int, tuple[str, ...]], int] = {}
        self._lock = Lock()

    def resolve(self, table: pa.Table) -> Ints:
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

    def settle(self, code: int, near: tuple[Place, ...]) -> int:
        """Return the number of the answer to a tied name beside others of its report."""
        import pyarrow as pa

        sign = code, tuple(place.place_id for place in near)
        with self._lock:
            known = self._settled.get(sign)
            if known is None:
                answer = settle_beside(self._resolver, self.resolutions[code], Wanted(), near)
                known = code
                if answer is not None:
                    known = len(self.resolutions)
                    self._remember(answer)
                    own = pa.array([f"\x1fsettled {known}"])  # as many keys as resolutions
                    self._keys = pa.concat_arrays([self._keys, own])
                self._settled[sign] = known
            return known

    def _remember(self, resolution: Resolution) -> None:
        self.resolutions.append(resolution)
        self._placements.append(placement_of(resolution, self._resolver.gazetteer))

    def _find(self, cells: list[pa.Array]) -> Ints:
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
            found = self._settle_by_town(dict(zip(named, answers, strict=True)))
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
            self._remember(resolution)

    def _settle_by_town(
        self, found: dict[tuple[str, ...], Resolution]
    ) -> dict[tuple[str, ...], Resolution]:
        """Put what happened in a quarter that is not known in the town that the table names."""
        left = [key for key, answer in found.items() if key[6].strip() and _is_open(answer)]
        towns = self._resolver.resolve_many([(key[6], Hints(*key[1:4])) for key in left])
        for key, town in zip(left, towns, strict=True):
            if town.resolved:
                reasons = ("its quarter is not known, its town is", *town.reasons)
                found[key] = replace(town, toponym=key[0], reasons=reasons)
        return found

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

    def take_resolved(self, codes: Ints) -> Mask:
        """Return for each row whether its name was resolved."""
        import numpy as np

        return ~np.isnan(self.take("score", codes))

    def take(self, what: str, codes: Ints) -> Floats:
        """Return a numeric placement column by row, as a NumPy array."""
        import numpy as np

        with self._lock:
            values = self._numbers.get(what, np.zeros(0, dtype=float))
            if len(values) < len(self._placements):
                new = [getattr(p, what) for p in self._placements[len(values) :]]
                more = np.array([np.nan if v is None else v for v in new], dtype=float)
                values = self._numbers[what] = np.concatenate([values, more])
        return values[codes]

    def take_text(self, what: str, codes: Ints) -> pa.DictionaryArray:
        """Return a text placement column by row, as a dictionary array of distinct texts."""
        import numpy as np
        import pyarrow as pa

        with self._lock:
            known, numbers, dictionary = self._texts.get(
                what, ({}, np.zeros(0, dtype=np.int32), pa.array([], pa.string()))
            )
            if len(numbers) < len(self._placements):
                new = [str(getattr(p, what) or "") for p in self._placements[len(numbers) :]]
                more = np.array([known.setdefault(text, len(known)) for text in new], np.int32)
                numbers = np.concatenate([numbers, more])
                if len(known) > len(dictionary):
                    dictionary = pa.array(list(known), pa.string())
                self._texts[what] = (known, numbers, dictionary)
        return pa.DictionaryArray.from_arrays(pa.array(numbers[codes]), dictionary)
