from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geomap.resolver.geocoder import SyriaGeocoder

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.resolver.resolver import Resolver


@pytest.fixture(scope="module")
def geocoder(resolver: Resolver) -> SyriaGeocoder:
    return SyriaGeocoder(resolver=resolver)


def test_it_is_a_geopy_geocoder(geocoder: SyriaGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    found = geocoder.geocode("Deir Ezzor, Syria")
    assert isinstance(found, Location)
    assert found.raw["pcode"] == "C5086"
    assert found.latitude == pytest.approx(35.34, abs=0.02)
    assert found.longitude == pytest.approx(40.14, abs=0.02)
    assert found.address.endswith("Syria")


def test_an_unknown_or_ambiguous_name_is_none(geocoder: SyriaGeocoder) -> None:
    assert geocoder.geocode("Qwertistan") is None
    assert geocoder.geocode("Mushayrifah") is None
    many = geocoder.geocode("Mushayrifah", exactly_one=False)
    assert isinstance(many, list)
    assert len(many) > 1


def test_addresses_come_in_arabic(geocoder: SyriaGeocoder) -> None:
    found = geocoder.geocode("Homs", language="ar")
    assert isinstance(found, Location)
    assert found.address.startswith("حمص")


def test_a_point_finds_the_nearest_place(geocoder: SyriaGeocoder) -> None:
    found = geocoder.reverse((36.586, 37.044))
    assert isinstance(found, Location)
    assert found.raw["place_id"] == "C1564"
    assert found.raw["distance_km"] < 2
    several = geocoder.reverse("36.586, 37.044", exactly_one=False)
    assert isinstance(several, list)
    gaps = [location.raw["distance_km"] for location in several]
    assert gaps == sorted(gaps)
    assert geocoder.reverse((0, 0)) is None


def test_it_works_under_a_rate_limiter(geocoder: SyriaGeocoder) -> None:
    slow = RateLimiter(geocoder.geocode, min_delay_seconds=0.001)
    assert slow("Azaz").raw["pcode"] == "C1564"


def test_it_works_in_geopandas(resolver: Resolver) -> None:
    from geopandas.tools import geocode

    frame = geocode(["Azaz", "Qwertistan"], provider=SyriaGeocoder, resolver=resolver)
    assert frame.crs == "EPSG:4326"
    assert frame.geometry[0].x == pytest.approx(37.04, abs=0.02)
    assert frame.geometry[1].is_empty


class Elsewhere(Geocoder):  # type: ignore[misc]
    """A geocoder that knows one invented town and one in France, and counts its questions."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def geocode(self, query: str, **_: Any) -> list[Location]:
        self.asked.append(query)
        return [Location("Far", (48.8, 2.3), {}), Location("Invented", (35.5, 36.5), {})]


def test_the_fallback_is_asked_last_bound_to_syria_marked_and_kept(
    resolver: Resolver, tmp_path: Path
) -> None:
    other = Elsewhere()
    chain = SyriaGeocoder(resolver=resolver, fallback=other, cache=tmp_path / "answers.sqlite")
    known = chain.geocode("Azaz")
    assert isinstance(known, Location)
    assert known.raw["provider"] == "geomap"
    assert other.asked == []
    found = chain.geocode("Qwertistan")
    assert isinstance(found, Location)
    assert found.address == "Invented"
    assert found.raw == {"provider": "Elsewhere", "status": "fallback"}
    again = SyriaGeocoder(resolver=resolver, fallback=other, cache=tmp_path / "answers.sqlite")
    assert again.geocode("Qwertistan") is not None
    assert other.asked == ["Qwertistan"]
