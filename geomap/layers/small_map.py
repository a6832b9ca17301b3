"""A small map of the country as SVG paths, for pages without a map of their own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

WEST, EAST, SOUTH, NORTH = 35.4, 42.6, 32.1, 37.5
"""What it shows: degrees, EPSG:4326."""
SCALE_Y = 100.0
SCALE_X = SCALE_Y * math.cos(math.radians(35))
"""Units of the picture to a degree."""
WIDTH, HEIGHT = (EAST - WEST) * SCALE_X, (NORTH - SOUTH) * SCALE_Y


def place_point(lon: float, lat: float) -> tuple[float, float]:
    """Return where ``lon, lat`` (degrees) lies in the picture, y downwards."""
    return (lon - WEST) * SCALE_X, (NORTH - lat) * SCALE_Y


def draw_path(geometry: dict[str, Any]) -> str:
    """Return SVG path data for a GeoJSON geometry (``lon, lat``), clipped by the view box."""
    close = "Z" if "Polygon" in geometry["type"] else ""
    out = []
    for ring in _lines_of(geometry):
        points = ["{:.0f},{:.0f}".format(*place_point(lon, lat)) for lon, lat, *_ in ring]
        thin = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
        out.append("M" + "L".join(thin) + close)
    return "".join(out)


def _lines_of(geometry: dict[str, Any]) -> Sequence[Any]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    if kind in ("Polygon", "MultiLineString"):
        return list(coordinates)
    return [coordinates] if kind == "LineString" else []
