"""Geometries of files as points: the coordinate systems they name, degrees, how far they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import TableError

if TYPE_CHECKING:
    from geomap.arrays import Floats

_DEGREES = frozenset({"EPSG:4326", "OGC:CRS84", "EPSG:4979"})


def open_crs(said: Any, file: str) -> Any:
    """Return the CRS that a file names, None where that is longitude and latitude (WGS 84).

    Parameters
    ----------
    said
        ``EPSG:32637``, a URN, WKT, or PROJJSON as a dictionary.
    file
        For messages.

    Raises
    ------
    TableError
        If there is no such system.
    """
    identity = said.get("id") if isinstance(said, dict) else None
    if isinstance(identity, dict):
        code = f"{identity.get('authority')}:{identity.get('code')}"
    else:
        code = str(said).upper().replace("URN:OGC:DEF:CRS:", "").replace("::", ":")
        code = code.replace("OGC:1.3:", "OGC:")
    if code in _DEGREES:
        return None
    import pyproj
    from pyproj.exceptions import CRSError

    try:
        crs = pyproj.CRS.from_user_input(said)
    except CRSError as error:
        shown = code if len(code) <= 40 else f"{code[:40]}..."
        raise TableError(
            f"names a coordinate system that is not known ({shown})",
            file=file,
            fix="save it in EPSG:4326",
        ) from error
    return None if crs.to_epsg() in (4326, 4979) else crs


def to_degrees(crs: Any, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return ``lon, lat`` (EPSG:4326) of points in another system, in its own units.

    A point that cannot be converted is not a number.
    """
    import numpy as np
    import pyproj

    lon, lat = pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    lon, lat = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    lost = ~(np.isfinite(lon) & np.isfinite(lat))
    lon[lost], lat[lost] = np.nan, np.nan
    return np.round(lon, 9), np.round(lat, 9)


REACHES = ((5.0, 1), (50.0, 2))
"""A geometry that reaches no more than so many km around its point is of this precision, else 3."""


def measure_reach(bounds: Floats, crs: Any = None) -> Floats:
    """Return how many km geometries reach around their middle; not a number for points and none.

    Parameters
    ----------
    bounds
        West, south, east, north of each, one a row.
    crs
        Of the bounds, as `open_crs` returns it.
    """
    import numpy as np

    west, south, east, north = (np.array(side, dtype=np.float64) for side in bounds.T)
    if crs is not None:
        (west, south), (east, north) = to_degrees(crs, west, south), to_degrees(crs, east, north)
    across = (east - west) * np.cos(np.radians((south + north) / 2))
    reach = np.hypot(across, north - south) * 111.2 / 2
    return np.where(reach > 0, np.round(reach, 1), np.nan)


def scale_of(reach: float) -> int:
    """Return ACLED's scale of precision for a geometry that reaches so many km around its point."""
    return next((scale for most, scale in REACHES if reach <= most), 3)
