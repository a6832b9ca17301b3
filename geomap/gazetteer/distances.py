"""Distances of points in km, good enough within one country."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    import pandas as pd

    from geomap.arrays import Floats

    Points: TypeAlias = float | Floats | pd.Series

KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def gap_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the distance of two points in km (equirectangular), ``lon, lat`` in degrees."""
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return math.hypot(east, lat2 - lat1) * KM_PER_DEGREE


def distance_km(lon1: Points, lat1: Points, lon2: Points, lat2: Points) -> Floats:
    """Return great-circle distances in km between points in degrees (EPSG:4326), lon before lat."""
    import numpy as np

    lon1, lat1, lon2, lat2 = (
        np.radians(np.asarray(v, dtype=float)) for v in (lon1, lat1, lon2, lat2)
    )
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    apart: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return apart
