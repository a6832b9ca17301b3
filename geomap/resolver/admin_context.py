"""Admin hints: which units the words mean, and how a place lies to them."""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from geomap.lang.letters import SPREAD
from geomap.lang.name_keys import fold_name, parse_name
from geomap.lang.name_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.lang.name_keys import ParsedName
    from geomap.model import Hints, Place

_similarity = Levenshtein.normalized_similarity
DAMASCUS, RURAL_DAMASCUS = "SY01", "SY03"
LEVELS = {4: 1, 6: 2, 8: 3}
ALIKE = 0.55
"""Least likeness of the sounds of a hint and a unit's name."""

CONTEXT_ALIKE = 0.75
"""Least likeness of the sounds of a word in the toponym and a unit that it is taken for."""

KNOWN_ABROAD = 40.0
"""Least importance of a place abroad that a hint may name."""

_UNIT_WORDS = frozenset(word for kind in ("adm1", "adm2", "town", "area") for word in KINDS[kind])

CELL = 0.1
"""Degrees; units are known by the cells of this size in which their places lie."""


class Fit(IntEnum):
    """How a place lies to the units that were hinted, best first."""

    DEEP = 0  # inside the deepest unit named, district or below
    INSIDE = 1  # inside the governorate, no deeper unit named
    PARTLY = 2  # inside the governorate, beside the deeper unit
    ASTRAY = 3  # inside the governorate, far from the deeper unit
    SWAPPED = 4  # Damascus for Rural Damascus or the other way round
    BESIDE = 5  # outside, within about 15 km of the unit
    CLOSE = 6  # outside, within about 40 km
    FAR = 7  # outside, far
    NONE = 8  # no hint, or one that nobody knows, or a place of unknown units


class Wanted(NamedTuple):
    """Units that a hint means: p-codes of governorate and of the deepest unit (may be empty).

    For a hint abroad ("Nineveh", "Turkey") `admin1` is the country's code.
    """

    admin1: str = ""
    deep: str = ""


class HintReader:
    """Reads hints against the admin units of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places: Mapping[str, Place] = gazetteer.places
        self._by_name: dict[tuple[str, bool, int], list[str]] = {}
        self._known: dict[tuple[str, str, str], Wanted] = {}
        self._cells: dict[str, tuple[set[tuple[int, int]], ...]] = {}
        names = gazetteer.names
        self._voiced: dict[str, list[str]] = {}
        self._abroad: dict[str, str] = {}
        for row, place_id in enumerate(names.place_id):
            place = gazetteer.places[place_id]
            if place.country != "SY":
                if names.strong[row] and place.importance >= KNOWN_ABROAD:
                    self._abroad.setdefault(names.fold[row], place.country)
                continue
            level = LEVELS.get(len(place_id)) if place_id.startswith("SY") else None
            if level and place.feature_class == "A":
                key = (names.key[row], "rural" in names.kinds[row], level)
                ids = self._by_name.setdefault(key, [])
                if place_id not in ids:
                    ids.append(place_id)
                self._voiced.setdefault(place_id, []).append(names.voiced[row])

    def read(self, hints: Hints) -> Wanted:
        """Return the units that `hints` mean; parts that nobody knows are left out."""
        said = hints.admin1, hints.admin2, hints.admin3
        known = self._known.get(said)
        if known is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = self._known[said] = self._read(hints)
        return known

    def _read(self, hints: Hints) -> Wanted:
        admin1 = self._first(self.find_units(hints.admin1, 1))
        deep = ""
        for text, level in ((hints.admin2, 2), (hints.admin3, 3)):
            units = self.find_units(text, level)
            inside = [unit for unit in units if unit.startswith(deep or admin1)]
            if inside:
                deep = inside[0] if len(inside) == 1 else deep
            elif len(units) == 1 and not admin1:
                deep = units[0]
        if not admin1 and deep:
            admin1 = deep[:4]
        if not admin1:
            admin1 = self.find_country(hints.admin1)
        return Wanted(admin1, deep if len(deep) > 4 else "")

    def find_country(self, text: str) -> str:
        """Return the code of the country abroad that `text` names or lies in, else nothing."""
        fold = fold_name(text)
        if not fold:
            return ""
        without = " ".join(word for word in fold.split() if word not in _UNIT_WORDS)
        return self._abroad.get(fold) or self._abroad.get(without, "")

    def find_units(self, text: str, level: int, least: float = ALIKE) -> list[str]:
        """Return the p-codes that `text` may mean, those of `level` before those of others.

        Names of units sound like `text` by `least` at least.
        """
        text = text.strip()
        if not text:
            return []
        code = text.upper()
        if code in self.places and code.startswith("SY"):
            return [code]
        parsed = parse_name(text)
        rural = "rural" in parsed.kinds
        order = [level, *(other for other in (1, 2, 3) if other != level)]
        for one in order:
            found = [
                unit
                for unit in self._by_name.get((parsed.key, rural, one), ())
                if self._alike(parsed, unit, least)
            ]
            if len(found) > 1:
                fold = fold_name(text)
                same = [p for p in found if fold_name(self.places[p].name) == fold]
                found = same or found
            if found:
                return found
        if rural:
            return self._by_name.get((parsed.key, False, level), [])
        return []

    def _alike(self, parsed: ParsedName, unit: str, least: float) -> bool:
        """Return True if a unit's name sounds like `parsed`; the key alone is too coarse."""
        heard = parsed.voiced.translate(SPREAD)
        return any(
            _similarity(heard, voiced.translate(SPREAD)) >= least
            for voiced in self._voiced.get(unit, ())
        )

    @staticmethod
    def _first(units: list[str]) -> str:
        return units[0][:4] if units and len({unit[:4] for unit in units}) == 1 else ""

    def fit(self, place: Place, wanted: Wanted) -> Fit:
        """Return how `place` lies to the units wanted."""
        admin1, deep = wanted.admin1, wanted.deep
        if not admin1:
            return Fit.NONE
        own = place.admin1
        if not own:
            if place.country != "SY":
                if place.country == admin1:
                    return Fit.INSIDE
                # Arsal is over the border of Homs, and reports put it there.
                return max(Fit.BESIDE, self._by_cells(place, deep or admin1))
            return self._by_cells(place, deep or admin1)
        if own == admin1:
            if not deep:
                return Fit.INSIDE
            if (place.admin3 or place.admin2).startswith(deep):
                return Fit.DEEP
            return Fit.PARTLY if self._distance_class(place, deep) <= 1 else Fit.ASTRAY
        if {own, admin1} == {DAMASCUS, RURAL_DAMASCUS}:
            return Fit.SWAPPED
        return (Fit.BESIDE, Fit.BESIDE, Fit.CLOSE, Fit.FAR)[
            self._distance_class(place, deep or admin1)
        ]

    def _by_cells(self, place: Place, unit: str) -> Fit:
        return (Fit.INSIDE, Fit.BESIDE, Fit.CLOSE, Fit.FAR)[self._distance_class(place, unit)]

    def _distance_class(self, place: Place, unit: str) -> int:
        """Return 0 in a cell of the unit, 1 beside one, 2 within four cells, 3 farther."""
        cells = self._cells.get(unit)
        if cells is None:
            own = self._own_cells.get(unit, set())
            cells = self._cells[unit] = (own, _grow(own, 1), _grow(own, 4))
        cell = (int(place.lon / CELL), int(place.lat / CELL))
        for distance, ring in enumerate(cells):
            if cell in ring:
                return distance
        return 3

    @cached_property
    def _own_cells(self) -> dict[str, set[tuple[int, int]]]:
        """The cells of every unit's settlements and sites."""
        found: dict[str, set[tuple[int, int]]] = {}
        for place in self.places.values():
            if place.feature_class in "PS":
                cell = (int(place.lon / CELL), int(place.lat / CELL))
                for unit in (place.admin1, place.admin2, place.admin3):
                    if unit:
                        found.setdefault(unit, set()).add(cell)
        return found


def _grow(cells: set[tuple[int, int]], by: int) -> set[tuple[int, int]]:
    span = range(-by, by + 1)
    return {(x + dx, y + dy) for x, y in cells for dx in span for dy in span}
