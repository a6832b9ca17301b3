"""Merging the same place from several sources into one, keeping every name and source.

A place joins one that is there if they have the same p-code, or if they are of one sort (settled
place, site, landform), share a name key with its qualifiers, and lie near each other. The place
that was there first keeps its id, coordinates and importance: tables of our own come first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.gazetteer import all_names
from geomap.lang.name_keys import name_key, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.model import Name, Place

NEAR_KM = 5.0
"""Settlements of one name key this near are one: UCDP, GeoNames and OCHA points of the same
village lie up to 3 km apart, two villages of one name in Syria seldom nearer than 6."""


@dataclass
class Conflation:
    """Places under one roof; `add` them source by source, most trusted first."""

    places: dict[str, Place] = field(default_factory=dict)
    merged: int = 0
    _by_key: dict[str, list[str]] = field(default_factory=dict)
    _by_pcode: dict[str, str] = field(default_factory=dict)
    _folds: dict[str, set[str]] = field(default_factory=dict)

    def add(self, places: Iterable[Place]) -> None:
        """Add the places of one source: each merges into one that is there, or is new."""
        pending = [(place, self._find(place)) for place in places]
        for place, found in pending:
            same = found or (place.place_id if place.place_id in self.places else None)
            if same is None:
                self.places[place.place_id] = place
                self._enter(place.place_id, all_names(place))
                if place.pcode:
                    self._by_pcode[place.pcode] = place.place_id
            else:
                self._merge(same, place)

    def _enter(self, place_id: str, names: Iterable[Name]) -> None:
        folds = self._folds.setdefault(place_id, set())
        for name in names:
            folds.add(parse_name(name.text).fold)
            key = name_key(name.text)
            ids = self._by_key.setdefault(key, [])
            if place_id not in ids:
                ids.append(place_id)

    def _find(self, place: Place) -> str | None:
        known = self._by_pcode.get(place.pcode) if place.pcode else None
        if known is not None:
            return known
        best: tuple[float, str] | None = None
        for key in {name_key(name.text) for name in all_names(place) if name.strong}:
            for place_id in self._by_key.get(key, ()):
                other = self.places[place_id]
                if not _may_be_one(place, other):
                    continue
                apart = distance_km(place, other)
                reach = max(NEAR_KM, min(other.radius_km, 10.0)) if sort_of(place) == "P" else 3.0
                if apart <= reach and (best is None or apart < best[0]):
                    best = (apart, place_id)
        return best[1] if best else None

    def _merge(self, place_id: str, newer: Place) -> None:
        older = self.places[place_id]
        folds = self._folds.setdefault(place_id, set())
        extra: list[Name] = []
        name_ar = older.name_ar
        for name in all_names(newer):
            fold = parse_name(name.text).fold
            if not fold or fold in folds:
                continue
            if not name_ar and name.lang == "ar" and name.kind == "official":
                name_ar = name.text
            else:
                extra.append(replace(name, kind="transliteration")
                             if name.kind == "official" else name)  # fmt: skip
            self._enter(place_id, [name])
        sources = older.source.split("+")
        sources += [source for source in newer.source.split("+") if source not in sources]
        pcode = older.pcode or newer.pcode
        self.places[place_id] = replace(
            older,
            name_ar=name_ar,
            pcode=pcode,
            admin1=older.admin1 or newer.admin1,
            admin2=older.admin2 or newer.admin2,
            admin3=older.admin3 or newer.admin3,
            source="+".join(filter(None, sources)),
            names=(*older.names, *extra),
        )
        if pcode:
            self._by_pcode[pcode] = place_id
        self.merged += 1


def sort_of(place: Place) -> str:
    """Return P for settled places, S for sites, else the feature class."""
    return "P" if place.feature_code == "CMPRF" else place.feature_class


def distance_km(a: Place, b: Place) -> float:
    """Return the distance of two places in km (equirectangular; good to 0.5 % inside Syria)."""
    return gap_km(a.lon, a.lat, b.lon, b.lat)


def _may_be_one(place: Place, other: Place) -> bool:
    """Return True if places of one name key agree in country and sort, and not both have a code."""
    sort = sort_of(place)
    if other.country != place.country or sort_of(other) != sort:
        return False
    return not (place.pcode and other.pcode and sort != "S")
