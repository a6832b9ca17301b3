"""ACLED's precision of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Place


def geo_precision_of(place: Place) -> int:
    """Return ACLED's precision of an event known to have been in `place`: 1 exact, 3 region."""
    if place.feature_code in {"ADM1", "PCLI", "RGN"} or place.radius_km > 50:
        return 3
    if place.feature_code in {"OILF", "GASF", "RDJCT", "INDS"} and place.radius_km <= 10:
        return 1
    if place.feature_class in {"A", "L", "R", "H"} or place.radius_km > 15:
        return 2
    if place.feature_class == "T" and place.radius_km > 5:
        return 2
    return 1
