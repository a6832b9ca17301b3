"""The local plane in km on which shapes are made, and the shape that comes of it.

The plane is equirectangular around a place: better than 1 % over 300 km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import KM_PER_DEGREE, gap_km

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    Plane = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area (EPSG:4326), the point that stands for it, and its honest size.

    Parameters
    ----------
    area
        Polygon or multipolygon.
    lon, lat
        A point inside.
    precision_km
        All of the area lies within this distance of the point; of parts of a governorate nine
        of ten settlements.
    geo_precision
        ACLED's scale: 2 near a place or part of a region, 3 a larger region.
    """

    area: BaseGeometry
    lon: float
    lat: float
    precision_km: float
    geo_precision: int


def disc(lon: float, lat: float, km: float) -> BaseGeometry:
    """Return the disc of `km` around a point."""
    import shapely

    _, back = plane(lon, lat)
    return shapely.transform(shapely.Point(0, 0).buffer(km, quad_segs=12), back)


def plane(lon: float, lat: float) -> tuple[Callable[..., Plane], Callable[..., Plane]]:
    """Return the movers from degrees to km around a point, and back."""
    import numpy as np

    scale = np.array([KM_PER_DEGREE * math.cos(math.radians(lat)), KM_PER_DEGREE])
    origin = np.array([lon, lat])
    return partial(_to_plane, origin, scale), partial(_from_plane, origin, scale)


def _to_plane(origin: Plane, scale: Plane, xy: Plane) -> Plane:
    moved: Plane = (xy - origin) * scale
    return moved


def _from_plane(origin: Plane, scale: Plane, xy: Plane) -> Plane:
    moved: Plane = xy / scale + origin
    return moved


def back_point(back: Callable[..., Plane], x: float, y: float) -> tuple[float, float]:
    """Return a point of the plane as ``lon, lat``."""
    import numpy as np

    lon, lat = back(np.array([[x, y]]))[0]
    return float(lon), float(lat)


def size_of(area: BaseGeometry, lon: float, lat: float) -> float:
    """Return the distance in km from a point to the farthest corner of `area`."""
    import shapely

    corners = shapely.get_coordinates(area.convex_hull)
    return max(gap_km(lon, lat, float(x), float(y)) for x, y in corners)


def make_shape(area: BaseGeometry, precision: int, at: tuple[float, float] | None = None) -> Shape:
    """Return an area as a shape around `at`, else around a point inside it."""
    import shapely

    if at is None:
        middle = area.centroid
        inside = middle if area.contains(middle) else area.representative_point()
        at = (inside.x, inside.y)
    area = shapely.set_precision(area, 1e-5)
    lon, lat = round(at[0], 5), round(at[1], 5)
    return Shape(area, lon, lat, round(size_of(area, lon, lat), 1), precision)


def span_of(flat: BaseGeometry) -> float:
    """Return the longer side of the box around a geometry of the plane, in km."""
    west, south, east, north = flat.bounds
    return max(east - west, north - south)
