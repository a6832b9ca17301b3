"""Great-circle distances between many points."""

from __future__ import annotations

from typing import Any

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def distance_km(lon1: Any, lat1: Any, lon2: Any, lat2: Any) -> Any:
    """Return great-circle distances in km between points in degrees (EPSG:4326), lon before lat."""
    import numpy as np

    lon1, lat1, lon2, lat2 = (
        np.radians(np.asarray(v, dtype=float)) for v in (lon1, lat1, lon2, lat2)
    )
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
