"""Whether a point can be Syria's, and whose it is: for judging coordinates, wherever they stand.

`is_near_syria` is a coarse outline with a margin, for many points; `country_at` reads the
basemap's outlines (1:1,000,000).
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.settings import data_dir

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

OUTLINE = (
    (35.72, 35.93), (36.15, 35.83), (36.37, 36.01), (36.40, 36.22), (36.69, 36.26), (36.56, 36.49),
    (36.66, 36.83), (37.05, 36.62), (37.45, 36.65), (38.00, 36.83), (38.55, 36.85), (39.20, 36.68),
    (40.00, 36.83), (40.75, 37.12), (41.50, 37.09), (42.05, 37.18), (42.38, 37.12), (42.36, 36.95),
    (41.83, 36.60), (41.42, 36.52), (41.29, 36.35), (41.37, 35.84), (41.38, 35.62), (41.24, 35.05),
    (41.20, 34.77), (41.00, 34.42), (38.79, 33.37), (36.83, 32.31), (36.41, 32.38), (36.07, 32.52),
    (35.95, 32.72), (35.62, 32.70), (35.60, 33.25), (35.85, 33.42), (35.95, 33.65), (36.37, 33.85),
    (36.62, 34.20), (36.35, 34.50), (36.43, 34.62), (35.97, 34.64), (35.85, 35.10), (35.72, 35.60),
)  # fmt: skip
"""Syria with the occupied Golan, ``lon, lat`` in degrees (EPSG:4326), read off a map: good to
about 10 km, which the margin covers. Not for drawing."""

MARGIN = 0.4
"""Degrees around the outline, about 40 km: events on the border and at sea near the coast."""

_CELLS = 8
"""Cells of a degree, each way, for many points: a power of two, so that their edges are exact."""

_MANY = 1 << 14
"""Points from which on it pays to know which cells lie wholly inside."""

_CORE = (36.9, 34.6, 40.9, 36.4)
"""West, south, east, north of a box that lies wholly inside, asked first because it is fast."""


def is_near_syria(lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return for each point (degrees, EPSG:4326) whether it lies in Syria or within the margin."""
    import numpy as np
    import shapely

    west, south, east, north = _CORE
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    if np.count_nonzero(inside) < len(inside) - _MANY:
        left, bottom, cells = _inner_cells()
        column = np.clip(np.floor(lon * _CELLS) - left, 0, cells.shape[0] - 1)
        row = np.clip(np.floor(lat * _CELLS) - bottom, 0, cells.shape[1] - 1)
        inside |= cells[column.astype(np.int64), row.astype(np.int64)]
    rest = ~inside
    if rest.any():
        inside[rest] = shapely.contains_xy(_area(), lon[rest], lat[rest])
    return inside


def near_syria(lon: float, lat: float) -> bool:
    """Return the same for one point."""
    import shapely

    west, south, east, north = _CORE
    if west <= lon <= east and south <= lat <= north:
        return True
    return bool(shapely.contains_xy(_area(), lon, lat))


def degrees_beyond(lon: float, lat: float) -> float:
    """Return how far (degrees) a point lies from Syria with its margin, 0 inside."""
    import shapely

    return float(_area().distance(shapely.Point(lon, lat)))


def country_at(lon: float, lat: float) -> str:
    """Return the ISO code of the country that holds a point (degrees, EPSG:4326), or nothing.

    The occupied Golan is Syria's; a point at sea, or where outlines leave a gap, has no country.

    Examples
    --------
    >>> country_at(36.29, 33.51), country_at(37.0, 37.25), country_at(35.8, 33.0)
    ('SY', 'TR', 'SY')
    """
    import shapely

    point = shapely.Point(lon, lat)
    for country, area in _countries():
        if area.covers(point):
            return country
    return ""


@cache
def _countries() -> tuple[tuple[str, BaseGeometry], ...]:
    """Return the outlines of countries, the Golan as Syria's first."""
    import shapely
    from shapely.geometry import shape

    found = []
    for name in ("golan", "countries"):
        path = data_dir() / "basemap" / f"{name}.geojson"
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            area = shape(feature["geometry"])
            shapely.prepare(area)
            found.append((feature["properties"].get("iso2", "SY"), area))
    return tuple(found)


@cache
def _inner_cells() -> tuple[int, int, np.ndarray[Any, np.dtype[np.bool_]]]:
    """Return which cells lie wholly inside, by column and row, the outermost ones never.

    The first two are the numbers of the cells in the west and south, counted from 0 degrees.
    """
    import numpy as np
    import shapely

    west, south, east, north = _area().bounds
    left, bottom = int(west * _CELLS) - 2, int(south * _CELLS) - 2
    columns = np.arange(left, int(east * _CELLS) + 3)[:, None] / _CELLS
    rows = np.arange(bottom, int(north * _CELLS) + 3)[None, :] / _CELLS
    step = 1 / _CELLS
    boxes = shapely.box(columns, rows, columns + step, rows + step)
    return left, bottom, shapely.contains_properly(_area(), boxes)


@cache
def _area() -> Polygon:
    import shapely

    area: Polygon = shapely.Polygon(OUTLINE).buffer(MARGIN)
    shapely.prepare(area)
    return area
