"""The table of known places and their names, loaded offline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.lang.name_keys import name_key, parse_name
from geomap.model import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.areas.settled import Columns


@dataclass(frozen=True, slots=True)
class NameList:
    """All names of a gazetteer, column by column: row i of each list is one name.

    Names of one place stand together. The columns are those of `geomap.model.Name` and
    `geomap.lang.name_keys.ParsedName`; ``kinds`` are separated by spaces.
    """

    place_id: list[str]
    text: list[str]
    lang: list[str]
    kind: list[str]
    strong: list[bool]
    fold: list[str]
    core: list[str]
    key: list[str]
    bones: list[str]
    voiced: list[str]
    qualifiers: list[str]
    kinds: list[str]
    arabic: list[bool]

    def __len__(self) -> int:
        return len(self.text)


def list_names(places: Mapping[str, Place]) -> NameList:
    """Take every name of `places` apart."""
    rows = NameList(*([] for _ in range(13)))
    for place_id, place in places.items():
        for name in all_names(place):
            parsed = parse_name(name.text)
            rows.place_id.append(place_id)
            rows.text.append(name.text)
            rows.lang.append(name.lang)
            rows.kind.append(name.kind)
            rows.strong.append(name.strong)
            rows.fold.append(parsed.fold)
            rows.core.append(parsed.core)
            rows.key.append(parsed.key)
            rows.bones.append(parsed.bones)
            rows.voiced.append(parsed.voiced)
            rows.qualifiers.append(parsed.qualifiers)
            rows.kinds.append(" ".join(parsed.kinds))
            rows.arabic.append(parsed.arabic)
    return rows


@dataclass(frozen=True)
class Gazetteer:
    """Places by id, with an index of their name keys.

    Parameters
    ----------
    places
        Every place by ``place_id``.
    areas
        Outlines (EPSG:4326) by ``place_id``, where they are known.
    listed
        Every name of every place taken apart; made when it is first needed if not given.
    meta
        What the gazetteer says of itself: sources with counts, dates, checksums.
    """

    places: Mapping[str, Place]
    areas: Mapping[str, BaseGeometry] = field(default_factory=dict)
    listed: NameList | None = None
    meta: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, list[tuple[Place, Name]]]:
        """Every place with the name that fits, by name key."""
        index: dict[str, list[tuple[Place, Name]]] = {}
        for place in self.places.values():
            for name in all_names(place):
                if key := name_key(name.text):
                    index.setdefault(key, []).append((place, name))
        return index

    @cached_property
    def names(self) -> NameList:
        """Every name taken apart."""
        return self.listed if self.listed is not None else list_names(self.places)

    @cached_property
    def settlements(self) -> Columns:
        """Longitudes and latitudes of the settlements, shape (2, n)."""
        from geomap.gazetteer.areas.settled import positions_of

        return positions_of(self.places.values())

    def area(self, place_id: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of a place, None where it is not known.

        Takes the ids of places and those that relations make (``SY07/south``,
        ``C2712/15km-east``, ``C3916/between/C3985``).
        """
        known = self.areas.get(place_id)
        if known is not None or "/" not in place_id:
            return known
        from geomap.gazetteer.areas.shapes import derived_shape

        shape = derived_shape(self, place_id)
        return shape.area if shape else None


def all_names(place: Place) -> Iterator[Name]:
    """Yield the main names of `place`, then every other."""
    yield Name(place.name, "en", "official")
    if place.name_ar:
        yield Name(place.name_ar, "ar", "official")
    yield from place.names
