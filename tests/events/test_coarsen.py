"""A place is never told more finely than the report tells it."""

from __future__ import annotations

import pytest

from geomap.events.coarsen import NEAR_KM, REGION_KM, coarsen
from geomap.model import Hints
from geomap.resolver.resolver import Resolver, make_resolver


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return make_resolver()


def test_a_governorate_wins_over_its_capital_at_precision_3(resolver: Resolver) -> None:
    city = resolver.resolve("Idlib", Hints("Idlib"))
    assert city.place_id == "C3871"
    region = coarsen(city, 3, resolver.gazetteer)
    assert (region.place_id, region.geo_precision) == ("SY07", 3)
    assert region.precision_km is not None
    assert region.precision_km > 30
    assert region.candidates == city.candidates


@pytest.mark.parametrize(("level", "radius"), [(2, NEAR_KM), (3, REGION_KM)])
def test_a_town_stays_where_it_is_and_its_radius_grows(
    resolver: Resolver, level: int, radius: float
) -> None:
    town = resolver.resolve("Palmyra")
    wide = coarsen(town, level, resolver.gazetteer)
    assert (wide.lon, wide.lat, wide.place_id) == (town.lon, town.lat, town.place_id)
    assert (wide.geo_precision, wide.precision_km) == (level, radius)


def test_it_never_makes_a_place_finer(resolver: Resolver) -> None:
    desert = resolver.resolve("Syrian desert")
    assert coarsen(desert, 1, resolver.gazetteer) is desert
    unknown = resolver.resolve("no such place at all")
    assert coarsen(unknown, 3, resolver.gazetteer) is unknown
