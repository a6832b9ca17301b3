from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from geomap.gazetteer.distances import gap_km
from geomap.resolver.cells.relations import parse_relation

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver

READ = [
    ("15 km east of Palmyra", "distance", ("palmyra",), "east"),
    ("about 12 miles north of Raqqa", "distance", ("raqqa",), "north"),
    ("20 kilometers south-west of Al-Bukamal", "distance", ("al-bukamal",), "southwest"),
    ("15 كم شرق تدمر", "distance", ("تدمر",), "east"),
    ("على بعد 20 كم جنوب شرق السخنة", "distance", ("السخنه",), "southeast"),
    ("between Saraqib and Maarat al-Numan", "between", ("saraqib", "maarat al-numan"), ""),
    ("بين سراقب ومعرة النعمان", "between", ("سراقب", "معره النعمان"), ""),
    ("southern countryside of Idlib", "part", ("idlib",), "south"),
    ("Aleppo's western countryside", "part", ("aleppo",), "west"),
    ("ريف إدلب الجنوبي", "part", ("ادلب",), "south"),
    ("ريف حلب الشمالي الغربي", "part", ("حلب",), "northwest"),
    ("rural Homs", "rural", ("homs",), ""),
    ("ريف حلب", "rural", ("حلب",), ""),
    ("the Damascus-Homs highway", "road", ("damascus", "homs"), ""),
    ("طريق دمشق - حمص", "road", ("دمشق", "حمص"), ""),
    ("the Turkish border near Azaz", "border", ("azaz",), ""),
    ("eastern bank of the Euphrates", "bank", ("euphrates",), "east"),
    ("near Azaz", "near", ("azaz",), ""),
    ("outskirts of Raqqa", "near", ("raqqa",), ""),
    ("محيط سراقب", "near", ("سراقب",), ""),
]


@pytest.mark.parametrize(("text", "kind", "names", "direction"), READ)
def test_a_relation_is_read(text: str, kind: str, names: tuple[str, ...], direction: str) -> None:
    first = parse_relation(text)[0]
    assert (first.kind, first.names, first.direction) == (kind, names, direction)


@pytest.mark.parametrize("text", ["Idlib", "Deir ez-Zor", "تدمر", "Kafr Nabl", ""])
def test_a_plain_name_is_no_relation(text: str) -> None:
    assert parse_relation(text) == []


AREAS = [
    ("15 km east of Palmyra", "C2889/15km-east", 2, 10),
    ("southern countryside of Idlib", "SY07/south", 2, 80),
    ("ريف إدلب الجنوبي", "SY07/south", 2, 80),
    ("rural Homs", "SY04/rural", 3, 260),
    ("Hama countryside", "SY05/rural", 3, 200),
    ("between Saraqib and Maarat al-Numan", "C3916/between/C3985", 2, 30),
    ("near Azaz", "C1564/near", 2, 10),
    ("20 kilometers south-west of Al-Bukamal", "C5167/20km-southwest", 2, 10),
]


@pytest.mark.parametrize(("text", "place_id", "precision", "largest"), AREAS)
def test_a_relation_becomes_an_area_with_an_honest_size(
    resolver: Resolver, text: str, place_id: str, precision: int, largest: float
) -> None:
    answer = resolver.resolve(text)
    assert answer.place_id == place_id
    assert answer.rule == "relation"
    assert answer.geo_precision == precision
    assert answer.area is not None
    assert answer.precision_km is not None
    assert 0 < answer.precision_km <= largest
    assert answer.lon is not None
    assert answer.lat is not None
    settlements = [
        (x, y)
        for x, y in resolver.gazetteer.settlements.T
        if shapely.contains_xy(answer.area, x, y)
    ]
    corners = shapely.get_coordinates(answer.area)
    asked = settlements if place_id.startswith("SY") else corners  # nine of ten; all of it
    gaps = sorted(gap_km(answer.lon, answer.lat, x, y) for x, y in asked)
    assert gaps[int(0.89 * len(gaps))] <= answer.precision_km + 0.5


@pytest.mark.parametrize(("text", "place_id"), [(a[0], a[1]) for a in AREAS])
def test_the_area_of_a_derived_id_can_be_had_again(
    resolver: Resolver, text: str, place_id: str
) -> None:
    answer, again = resolver.resolve(text), resolver.gazetteer.area(place_id)
    assert again is not None
    assert again.equals_exact(answer.area, 1e-6)


def test_directions_lie_where_they_should(resolver: Resolver) -> None:
    palmyra = resolver.resolve("Palmyra")
    east = resolver.resolve("15 km east of Palmyra")
    assert palmyra.lon is not None
    assert east.lon is not None
    assert east.lon > palmyra.lon
    assert gap_km(palmyra.lon, palmyra.lat or 0, east.lon, east.lat or 0) == pytest.approx(
        15, abs=0.3
    )
    south, north = resolver.resolve("southern Idlib"), resolver.resolve("northern Idlib")
    assert (south.lat or 0) < (north.lat or 0)


def test_a_governorate_as_a_whole_says_how_large_it_is(resolver: Resolver) -> None:
    homs = resolver.resolve("Homs governorate")
    assert homs.place_id == "SY04"
    assert homs.geo_precision == 3
    assert homs.precision_km is not None
    assert 50 < homs.precision_km < 100  # nine of ten of its settlements, in the west
    assert homs.area is not None


def test_a_region_is_an_area(resolver: Resolver) -> None:
    desert = resolver.resolve("the Syrian desert")
    assert (desert.place_id, desert.geo_precision) == ("badia", 3)
    assert desert.area is not None


def test_damascus_countryside_is_the_governorate_around_it(resolver: Resolver) -> None:
    for text in ("Damascus countryside", "Rif Dimashq", "ريف دمشق", "Rural Damascus"):
        assert resolver.resolve(text).place_id == "SY03"


def test_a_border_stretch_lies_on_the_border(resolver: Resolver) -> None:
    near = resolver.resolve("the Turkish border near Azaz")
    border = resolver.gazetteer.area("border-tr")
    assert border is not None
    assert shapely.Point(near.lon, near.lat).distance(border) < 0.05


def test_hints_bind_the_governorate_that_a_relation_starts_from(resolver: Resolver) -> None:
    from geomap.model import Hints

    assert resolver.resolve("Western Sweida", Hints("Hama")).place_id != "SY13/west"
