"""A place is never told more finely than the report tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.resolver.precision import geo_precision_of

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place, Resolution

NEAR_KM = 15.0
"""Least radius of an event that a report puts near a place or in a part of it (precision 2)."""

REGION_KM = 50.0
"""Least radius of an event that a report puts in a region (precision 3) without an outline."""


def coarsen(resolution: Resolution, geo_precision: int, gazetteer: Gazetteer) -> Resolution:
    """Return `resolution` no finer than `geo_precision` (ACLED's scale, 1 the finest).

    A name that means the region (3) and is both a governorate's and its capital's means the
    governorate: "Idlib" at precision 3 is the governorate, not a pin in the city. Where there is
    no such region the point stays and its radius grows to `NEAR_KM` or `REGION_KM`.
    """
    place = resolution.place
    if place is None or geo_precision <= (resolution.geo_precision or 3):
        return resolution
    region = _region_of(place, gazetteer) if geo_precision == 3 else None
    if region is not None:
        return replace(
            resolution,
            place=region,
            place_id=region.place_id,
            lon=region.lon,
            lat=region.lat,
            geo_precision=geo_precision_of(region),
            precision_km=region.radius_km,
            area=gazetteer.area(region.place_id),
            reasons=(*resolution.reasons, "the report means the governorate, not its capital"),
        )
    radius = max(resolution.precision_km or 0.0, REGION_KM if geo_precision == 3 else NEAR_KM)
    return replace(
        resolution,
        geo_precision=geo_precision,
        precision_km=radius,
        reasons=(*resolution.reasons, f"the report is no more precise than {radius:.0f} km"),
    )


def _region_of(place: Place, gazetteer: Gazetteer) -> Place | None:
    """Return the governorate that a capital gives its name to, None for other places."""
    if place.feature_code not in {"PPLA", "PPLC"}:
        return None
    return gazetteer.places.get(place.admin1)
