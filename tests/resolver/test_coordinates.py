# ruff: noqa: E501
from __future__ import annotations

import pytest

from geomap.resolver.cells.coordinates import parse_coordinates
from geomap.tables.values.angles import parse_angle
from tests.growth import assert_linear

PALMYRA = (38.29, 34.55)


@pytest.mark.parametrize(
    "text",
    ["34.5504, 38.2915", "34.5504 38.2915", "(34.5504, 38.2915)", "34.5504;38.2915",
     "N34.5504 E38.2915", "34.5504°N, 38.2915°E", "38.2915 E, 34.5504 N",
     "34°33'01\"N 38°17'29\"E", "34°33′01″N, 38°17′29″E", "34d33m01s 38d17m29s", "37S DU 35008 23275"],
)  # fmt: skip
def test_coordinates_in_every_dress_are_read(text: str) -> None:
    read = parse_coordinates(text)
    assert read is not None
    assert read[:2] == pytest.approx(PALMYRA, abs=0.01)


def test_swapped_numbers_are_turned_only_where_one_order_lies_in_syria() -> None:
    swapped = parse_coordinates("38.2915, 34.5504")
    assert swapped is not None
    assert swapped[:2] == (38.2915, 34.5504)
    both = parse_coordinates("36.2, 37.1")
    assert both is not None
    assert both[:2] == (37.1, 36.2)


@pytest.mark.parametrize(
    "text",
    ["lat 34.5504, lon 38.2915", "Longitude: 38.2915 Latitude: 34.5504", "geo:34.5504,38.2915",
     "٣٤٫٥٥٠٤، ٣٨٫٢٩١٥", "خط العرض 34.5504 خط الطول 38.2915"],
)  # fmt: skip
def test_labels_and_arabic_digits_are_read(text: str) -> None:
    read = parse_coordinates(text)
    assert read is not None
    assert read[:2] == pytest.approx(PALMYRA, abs=0.01)


def test_two_numbers_that_may_be_either_order_are_no_point() -> None:
    assert parse_coordinates("37.1343, 36.2021") is None
    assert parse_coordinates("lat 36.2021, lon 37.1343") == (37.1343, 36.2021, 0.011)
    assert parse_coordinates("37.07 N, 36.25 E") == (36.25, 37.07, 1.11)


def test_how_finely_a_point_is_given_is_kept() -> None:
    fine, coarse = parse_coordinates("34.5504, 38.2915"), parse_coordinates("34.6, 38.3")
    assert fine is not None
    assert coarse is not None
    assert fine[2] < 0.1 < coarse[2]


@pytest.mark.parametrize("text", ["M4", "113", "Brigade 52", "34 38", "12/04/2020", "99°99'N 1°1'E",
                                  "200.5, 300.1", "37S ZZ 1", ""])  # fmt: skip
def test_what_is_no_coordinate_is_none(text: str) -> None:
    assert parse_coordinates(text) is None


@pytest.mark.parametrize("blank", ["\r", " ", "\t\x1c"])
@pytest.mark.parametrize("text", ["6:26{}:4", "36.2{}", "36°12'{}37°10'", "N{}E"])
def test_a_run_of_blanks_is_read_in_time_that_grows_with_it(text: str, blank: str) -> None:
    def parse(size: int) -> None:
        for _ in range(200 if size < 100 else 1):  # a long one is refused, but not unread
            parse_coordinates(text.format(blank * size))
            parse_angle(text.format(blank * size), "lon")

    assert_linear(parse, 7 // len(blank))
    assert_linear(parse)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("36.20 N, 37.13 E", "SY"),
        ("36.90 N, 37.38 E", "TR"),
        ("34.45 N, 40.92 E", "SY"),
        ("34.37 N, 41.2 E", "IQ"),
        ("33.0 N, 35.8 E", "SY"),
    ],
)
def test_a_point_is_of_the_country_that_holds_it(resolver, text: str, country: str) -> None:
    answer = resolver.resolve(text)
    assert answer.place is not None
    assert answer.place.country == country


def test_a_point_far_inside_iraq_is_refused_wherever_it_stands(resolver) -> None:
    assert not resolver.resolve("33.0 N, 42.9 E").resolved
