"""Checks of a gazetteer's tables: what a careful reader would find, found by machine."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geomap.errors import Finding
from geomap.gazetteer.areas.extent import near_syria
from geomap.gazetteer.conflate import sort_of
from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.place_rows import list_tables, read_areas, read_table
from geomap.lang.letters import is_arabic
from geomap.lang.name_keys import name_key

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

SLACK_KM = 3.0
"""Outlines are simplified: a point this near its governorate counts as inside."""

SAME_NAME_KM = 1.0
"""Two rows of one name in one sub-district nearer than this are one place twice."""


def check_tables(folder: Path) -> list[Finding]:
    """Return every fault of a gazetteer folder; `Finding.severe` ones break it.

    Raises
    ------
    GazetteerError
        If a table cannot be read at all.
    """
    rows: list[tuple[str, int, Place]] = []
    notes: dict[str, str] = {}
    for table in list_tables(folder):
        rows += [(f"{table.parent.name}/{table.name}", n, place) for n, place in read_table(table)]
        with table.open(encoding="utf-8-sig", newline="") as cells:
            for cell in csv.DictReader(cells):
                notes[cell.get("place_id") or cell.get("pcode") or ""] = cell.get("note") or ""
    areas = read_areas(folder)
    by_id: dict[str, Place] = {}
    faults: list[Finding] = []
    for file, row, place in rows:
        if place.place_id in by_id:
            problem = f"{place.place_id}: this id stands twice"
            faults.append(Finding(problem, "give each place one row", file=file, row=row))
        by_id.setdefault(place.place_id, place)
    excepted = read_exceptions(folder)
    for file, row, place in rows:
        outside = "outside" not in excepted.get(place.place_id, {})
        faults += [
            Finding(f"{place.place_id}: {problem}", fix, file=file, row=row, severe=severe)
            for problem, fix, severe in (
                *_parent_faults(place, by_id),
                *_point_faults(place, areas if outside else {}),
                *_text_faults(place),
            )
        ]
    faults += _name_faults(rows, notes)
    faults += _seat_faults(folder, by_id)
    return sorted(faults, key=lambda f: (not f.severe, f.file, f.row))


def read_exceptions(folder: Path) -> dict[str, dict[str, str]]:
    """Return what is excepted from which check and why: place id to check to reason."""
    table = folder / "exceptions.csv"
    found: dict[str, dict[str, str]] = {}
    if table.is_file():
        with table.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                found.setdefault(row["place_id"], {})[row["check"]] = row["reason"]
    return found


def _parent_faults(place: Place, by_id: dict[str, Place]) -> list[tuple[str, str, bool]]:
    found = [
        (f"admin unit {unit} is in no table", "correct the p-code", True)
        for unit in dict.fromkeys((place.admin1, place.admin2, place.admin3))
        if unit and unit not in by_id
    ]
    if place.feature_class == "P" and place.country == "SY" and not place.admin1:
        found.append(("a settlement without an admin unit", "give its p-code", True))
    return found


def _point_faults(place: Place, areas: dict[str, BaseGeometry]) -> list[tuple[str, str, bool]]:
    import shapely
    import shapely.ops

    found = []
    if not (-180 <= place.lon <= 180 and -90 <= place.lat <= 90):
        return [("no such coordinates", "decimal degrees, lon then lat", True)]
    if place.country != "SY":
        return []
    if not near_syria(place.lon, place.lat):
        return [("the point is not in Syria", "check lon and lat", True)]
    outline = areas.get(place.admin1)
    if outline is not None and place.feature_class in "PSA":
        point = shapely.Point(place.lon, place.lat)
        if not outline.contains(point):
            near = shapely.ops.nearest_points(outline, point)[0]
            gap = gap_km(place.lon, place.lat, near.x, near.y)
            if gap > SLACK_KM:
                found.append((
                    f"the point lies {gap:.0f} km outside governorate {place.admin1}",
                    "check the coordinates or the admin unit", True,
                ))  # fmt: skip
    if place.radius_km <= 0:
        found.append(("radius_km is not above 0", "village 1, town 2, city 5-10", True))
    return found


def _text_faults(place: Place) -> list[tuple[str, str, bool]]:
    found = []
    if not place.name:
        found.append(("no English name", "give one", True))
    if not place.source:
        found.append(("no source", "name a code of SOURCES.md", True))
    if place.name_ar and not is_arabic(place.name_ar):
        found.append(("name_ar is not Arabic", "swap the columns?", True))
    if not place.name_ar:
        found.append(("no Arabic name", "add it where it is known", False))
    if not 0 <= place.importance <= 100:
        found.append(("importance is not within 0-100", "see README.md", True))
    return found


def _name_faults(rows: list[tuple[str, int, Place]], notes: dict[str, str]) -> list[Finding]:
    """Two settlements of one key in one sub-district need a note that says why."""
    faults = []
    seen: dict[tuple[str, str, str], tuple[Place, str]] = {}
    for file, row, place in rows:
        if not place.admin3 or place.feature_class == "A":
            continue
        key = (place.admin3, sort_of(place), name_key(place.name))
        other, _ = seen.setdefault(key, (place, file))
        if other is place:
            continue
        gap = gap_km(place.lon, place.lat, other.lon, other.lat)
        kinds_differ = place.feature_code != other.feature_code
        if gap < SAME_NAME_KM and not kinds_differ:
            problem = f"{place.place_id}: the same name and place as {other.place_id}"
            faults.append(Finding(problem, "give each place one row", file=file, row=row))
        elif not (notes.get(place.place_id) or notes.get(other.place_id)) and not kinds_differ:
            problem = f"{place.place_id}: the name key of {other.place_id} in the same sub-district"
            fix = "say in the note why both are there"
            faults.append(Finding(problem, fix, file=file, row=row, severe=False))
    return faults


def _seat_faults(folder: Path, by_id: dict[str, Place]) -> list[Finding]:
    faults = []
    for table in sorted(folder.glob("admin/*.csv")):
        with table.open(encoding="utf-8-sig", newline="") as cells:
            for number, row in enumerate(csv.DictReader(cells), start=2):
                seat = row.get("seat", "")
                if seat and seat not in by_id:
                    faults.append(
                        Finding(
                            f"{row['pcode']}: its seat {seat} is in no table",
                            "add the town",
                            file=f"admin/{table.name}",
                            row=number,
                            severe=False,
                        )
                    )
    return faults
