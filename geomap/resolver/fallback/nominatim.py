"""Nominatim as the geocoder's fallback: rate limited, bound to Syria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import InputError
from geomap.gazetteer.areas.extent import country_at, near_syria

if TYPE_CHECKING:
    from collections.abc import Callable

SYRIA_BOX = ((32.2, 35.5), (37.4, 42.5))
"""South-west and north-east corner, ``lat, lon`` as geopy wants it."""


class BoundNominatim:
    """Nominatim, rate limited, with Syria's box and country set on every question."""

    provider = "Nominatim"

    def __init__(self, geocode: Callable[..., Any]) -> None:
        self._geocode = geocode

    def geocode(self, query: str, **options: Any) -> Any:
        """Ask, inside Syria only."""
        return self._geocode(query, country_codes="sy", viewbox=SYRIA_BOX, bounded=True, **options)


def make_nominatim(
    user_agent: str, *, min_delay_seconds: float = 1.0, **options: Any
) -> BoundNominatim:
    """Return geopy's Nominatim, rate limited and bound to Syria, to be given as ``fallback``.

    Parameters
    ----------
    user_agent
        Who asks; Nominatim's usage policy wants your own.
    min_delay_seconds
        Least pause between two questions; the policy wants a second.

    Raises
    ------
    InputError
        If no user agent of your own is given.
    """
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim

    if not user_agent.strip() or user_agent.strip().casefold() in {"geomap", "geopy"}:
        raise InputError(
            "Nominatim wants a user agent of your own", fix="name your application and contact"
        )
    service = Nominatim(user_agent=user_agent, **options)
    return BoundNominatim(
        RateLimiter(service.geocode, min_delay_seconds=max(1.0, min_delay_seconds))
    )


def in_syria(lat: float, lon: float) -> bool:
    """Return True if a point lies in Syria, or at sea before its coast."""
    return near_syria(lon, lat) and country_at(lon, lat) in ("SY", "")
