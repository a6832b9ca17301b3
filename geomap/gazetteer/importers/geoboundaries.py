"""Outlines of geoBoundaries (SYR ADM1 to ADM3): names and levels, no p-codes.

Each outline is given to the unit of its level that has its name and its centre, else only its
centre; one that fits no unit, or several, is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.lang.name_keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

FIELDS = frozenset({"shapeName", "shapeType"})
"""Columns by which such a table is known."""


def match_shapes(rows: Iterable[dict[str, Any]], units: Sequence[Place]) -> dict[str, BaseGeometry]:
    """Return outlines (EPSG:4326) by p-code.

    Parameters
    ----------
    rows
        With ``shapeName``, ``shapeType`` (``ADM2``) and ``geometry``, a shapely geometry.
    units
        Admin units with their names and centres.
    """
    found: dict[str, BaseGeometry] = {}
    rest: list[tuple[str, BaseGeometry]] = []
    for row in rows:
        shape, level = row["geometry"], str(row["shapeType"]).upper()
        key = name_key(str(row["shapeName"]))
        wide = shape.buffer(0.05)
        same = [
            unit.pcode
            for unit in units
            if unit.feature_code == level and key in _keys_of(unit) and _lies_in(unit, wide)
        ]
        if len(same) == 1 and same[0] not in found:
            found[same[0]] = shape
        else:
            rest.append((level, shape))
    for level, shape in rest:
        inside = [
            unit.pcode
            for unit in units
            if unit.feature_code == level and unit.pcode not in found and _lies_in(unit, shape)
        ]
        if len(inside) == 1:
            found[inside[0]] = shape
    return found


def _keys_of(unit: Place) -> set[str]:
    return {name_key(name) for name in (unit.name, *(n.text for n in unit.names))}


def _lies_in(unit: Place, shape: BaseGeometry) -> bool:
    import shapely

    return bool(shape.contains(shapely.Point(unit.lon, unit.lat)))
