"""Where people live in an area: the middle of its settlements, and how far from it most lie.

A report that says "the northern countryside of Hama" means its villages, not the middle of a desert
that the outline also holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

    Columns = npt.NDArray[np.float64]

SHARE = 0.9
"""So many of the settlements lie within the radius."""
FEWEST = 5
"""An area with fewer known settlements has no middle of them."""
LEAST_KM = 8.0


@dataclass(frozen=True, slots=True)
class Middle:
    """The mean of settlements (EPSG:4326), and the radius (km) that holds nine of ten."""

    lon: float
    lat: float
    km: float


def middle_of(area: BaseGeometry, settlements: Columns) -> Middle | None:
    """Return the middle of the settlements within an area (EPSG:4326), None if few are known.

    Parameters
    ----------
    area
        Polygon or multipolygon.
    settlements
        Longitudes and latitudes of settlements, shape (2, n); quarters of towns are none.
    """
    import numpy as np
    import shapely

    lon, lat = settlements
    west, south, east, north = area.bounds
    near = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    inside = shapely.contains_xy(area, lon[near], lat[near])
    lon, lat = lon[near][inside], lat[near][inside]
    if len(lon) < FEWEST:
        return None
    x, y = float(lon.mean()), float(lat.mean())
    scale = KM_PER_DEGREE * math.cos(math.radians(y))
    away = np.hypot((lon - x) * scale, (lat - y) * KM_PER_DEGREE)
    km = max(LEAST_KM, float(np.quantile(away, SHARE)))
    return Middle(round(x, 5), round(y, 5), round(km, 1))


def positions_of(places: Iterable[Place]) -> Columns:
    """Return longitudes and latitudes of the settlements among places, shape (2, n)."""
    import numpy as np

    spots = [
        (place.lon, place.lat)
        for place in places
        if place.feature_class == "P" and place.feature_code != "PPLX" and place.country == "SY"
    ]
    return np.array(spots, dtype=np.float64).reshape(-1, 2).T
