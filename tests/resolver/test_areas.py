"""Areas that are called by a town's or a governorate's name: deserts, parts of a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver

AREAS = [
    ("Homs desert", "SY04/desert", 3),
    ("the desert of Raqqa", "SY11/desert", 3),
    ("Sukhnah desert", "C2893/desert", 3),
    ("بادية دير الزور", "SY09/desert", 3),
    ("بادية تدمر", "C2889/desert", 3),
    ("eastern Aleppo city", "C1007/city-east", 2),
    ("Aleppo's eastern neighborhoods", "C1007/city-east", 2),
    ("أحياء حلب الشرقية", "C1007/city-east", 2),
    ("western Homs", "SY04/west", 2),
]


@pytest.mark.parametrize(("text", "place_id", "precision"), AREAS)
def test_an_area_is_no_town(resolver: Resolver, text: str, place_id: str, precision: int) -> None:
    answer = resolver.resolve(text)
    assert (answer.place_id, answer.geo_precision) == (place_id, precision)
    assert answer.area is not None
    assert resolver.gazetteer.area(place_id) is not None


def test_a_part_of_a_city_lies_in_the_city(resolver: Resolver) -> None:
    city, part = resolver.resolve("Aleppo"), resolver.resolve("eastern Aleppo city")
    assert part.lon is not None
    assert city.lon is not None
    assert city.lon < part.lon < city.lon + 0.15
    assert part.precision_km is not None
    assert part.precision_km < 12
