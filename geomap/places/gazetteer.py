"""The table of known places and their names, loaded offline."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Name, Place
from geomap.places.names import name_key
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Gazetteer:
    """Places by id, with an index of their name keys.

    Parameters
    ----------
    places
        Every place by ``place_id``.
    areas
        Outlines (EPSG:4326) by ``place_id``, where they are known.
    """

    places: Mapping[str, Place]
    areas: Mapping[str, BaseGeometry] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, list[tuple[Place, Name]]]:
        """Every place with the name that fits, by name key."""
        index: dict[str, list[tuple[Place, Name]]] = {}
        for place in self.places.values():
            for name in all_names(place):
                if key := name_key(name.text):
                    index.setdefault(key, []).append((place, name))
        return index

    def area(self, place_id: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of a place, None where it is not known.

        Takes the ids of places and those that relations make (``SY07/south``).
        """
        return self.areas.get(place_id)


def all_names(place: Place) -> Iterator[Name]:
    """Yield the main names of `place`, then every other."""
    yield Name(place.name, "en", "official")
    if place.name_ar:
        yield Name(place.name_ar, "ar", "official")
    yield from place.names


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Load the gazetteer: the file named, else the tables that ship with geomap."""
    folder = path or data_dir()
    places: dict[str, Place] = {}
    for table in sorted([*folder.glob("admin/*.csv"), *folder.glob("places/*.csv")]):
        for place in _read_table(table):
            if place.place_id in places:
                raise GazetteerError(f"{place.place_id} stands twice", file=str(table))
            places[place.place_id] = place
    for name in ("regions.csv", "lines.csv", "foreign.csv"):
        if (folder / name).exists():
            for place in _read_table(folder / name):
                places.setdefault(place.place_id, place)
    return Gazetteer(places)


def _read_table(table: Path) -> Iterable[Place]:
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            pcode = row.get("pcode") or row["place_id"]
            kind = row.get("kind") or {4: "A.ADM1", 6: "A.ADM2", 8: "A.ADM3"}[len(pcode)]
            admin = row.get("admin") or (pcode if pcode.startswith("SY") else "")
            yield Place(
                place_id=pcode,
                name=row["name"],
                name_ar=row["name_ar"],
                feature_class=kind[0],
                feature_code=kind[2:],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                radius_km=float(row["radius_km"]),
                pcode=pcode if pcode[:2] == "SY" or pcode[1:].isdigit() else "",
                admin1=admin[:4],
                admin2=admin[:6] if len(admin) >= 6 else "",
                admin3=admin if len(admin) == 8 else "",
                country=row.get("country") or "SY",
                importance=float(row.get("importance") or 50),
                source=row["source"],
                names=tuple(_parse_names(row["also"])),
            )


def _parse_names(also: str) -> Iterator[Name]:
    for item in filter(None, also.split("|")):
        tag, colon, text = item.partition(":")
        if not colon:
            tag, text = "", item
        strong = not text.endswith("?")
        lang = tag if len(tag) == 2 else "en"
        kind = {"former": "former", "war": "wartime", "short": "short"}.get(tag, "transliteration")
        yield Name(text.rstrip("?").strip(), lang, kind, strong)
