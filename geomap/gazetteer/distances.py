"""Distances of points in km, good enough within one country."""

from __future__ import annotations

import math

KM_PER_DEGREE = 111.2


def gap_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the distance of two points in km (equirectangular), ``lon, lat`` in degrees."""
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return math.hypot(east, lat2 - lat1) * KM_PER_DEGREE
