from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.model import Hints, Name, Place, Verdict
from geomap.resolver.precision import geo_precision_of
from geomap.resolver.resolver import Resolver
from tests.growth import assert_linear

if TYPE_CHECKING:
    from geomap.model import Resolution

TABLE = Path(__file__).with_name("hard_names.csv")
HARD = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", HARD, ids=lambda c: f"{c['name']} {c['admin1']}: {c['why']}")
def test_hard_names(resolver: Resolver, case: dict[str, str]) -> None:
    answer = resolver.resolve(case["name"], Hints(case["admin1"], case["admin2"]))
    expect = case["expect"]
    if expect in ("unknown", "ambiguous", "several"):
        assert (str(answer.verdict), answer.place) == (expect, None)
        return
    if expect.startswith("foreign:"):
        assert (answer.place_id, answer.rule) == (expect.removeprefix("foreign:"), "foreign")
        assert answer.place is not None
        assert answer.place.country != "SY"
        return
    assert (answer.place_id, answer.verdict) == (expect, Verdict.RESOLVED)


@pytest.mark.parametrize("case", HARD, ids=lambda c: c["name"])
def test_every_verdict_is_complete(resolver: Resolver, case: dict[str, str]) -> None:
    answer = resolver.resolve(case["name"], Hints(case["admin1"], case["admin2"]))
    assert answer.toponym == case["name"]
    assert answer.rule
    assert answer.reasons
    assert 0 <= answer.score <= 1
    filled = [answer.place, answer.lon, answer.lat, answer.geo_precision, answer.precision_km]
    assert all(value is not None for value in filled) or all(value is None for value in filled)
    if answer.resolved:
        assert answer.place_id
        assert answer.geo_precision in (1, 2, 3)
        assert answer.precision_km is not None
        assert answer.precision_km > 0
    if answer.verdict is Verdict.AMBIGUOUS:
        assert len(answer.candidates) > 1
    scores = [candidate.score for candidate in answer.candidates]
    if answer.verdict is not Verdict.SEVERAL:  # those stand in the order of the text
        assert scores == sorted(scores, reverse=True)


def place(place_id: str, name: str, lon: float, lat: float, **more: object) -> Place:
    fields: dict[str, object] = {"radius_km": 1.0, "admin1": "SY07", **more}
    return Place(place_id, name, "", "P", "PPL", lon, lat, **fields)  # type: ignore[arg-type]


UNIT = Place("SY07", "Idlib", "إدلب", "A", "ADM1", 36.6, 35.8, 45, "SY07", "SY07")
OTHER = Place("SY02", "Aleppo", "حلب", "A", "ADM1", 37.6, 36.2, 90, "SY02", "SY02")


def small(*places: Place) -> Resolver:
    return Resolver(Gazetteer({p.place_id: p for p in (UNIT, OTHER, *places)}))


def test_refuses_a_tie_whatever_the_order() -> None:
    one, two = place("a", "Barziya", 36.5, 35.7), place("b", "Barziya", 36.9, 36.1)
    for order in ((one, two), (two, one)):
        answer = small(*order).resolve("Barziya")
        assert answer.verdict is Verdict.AMBIGUOUS
        assert {c.place.place_id for c in answer.candidates} == {"a", "b"}


def test_importance_decides_between_namesakes() -> None:
    resolver = small(place("a", "Barziya", 36.5, 35.7, importance=75.0),
                     place("b", "Barziya", 36.9, 36.1, importance=5.0))  # fmt: skip
    assert resolver.resolve("Barziya").place_id == "a"


def test_a_hint_decides_between_namesakes() -> None:
    resolver = small(place("a", "Barziya", 36.5, 35.7, importance=75.0),
                     place("b", "Barziya", 37.9, 36.1, admin1="SY02"))  # fmt: skip
    assert resolver.resolve("Barziya", Hints("Aleppo")).place_id == "b"
    assert resolver.resolve("Barziya", Hints("SY02")).place_id == "b"
    assert resolver.resolve("Barziya", Hints("حلب")).place_id == "b"


def test_other_places_of_the_report_decide_between_namesakes() -> None:
    one, two = place("a", "Barziya", 36.5, 35.7), place("b", "Barziya", 36.9, 36.1)
    beside = place("c", "Fawriya", 36.91, 36.11)
    assert small(one, two, beside).resolve("Barziya", near=[beside]).place_id == "b"


def test_namesakes_that_are_neighbours_are_answered_with_a_radius_for_both() -> None:
    answer = small(
        place("a", "Barziya", 36.50, 35.70), place("b", "Barziya", 36.57, 35.70)
    ).resolve("Barziya", Hints("Idlib"))
    assert answer.resolved
    assert answer.rule == "neighbours"
    assert answer.geo_precision == 2
    assert answer.precision_km is not None
    assert answer.precision_km >= 6


def test_a_weak_name_needs_context() -> None:
    weak = place("a", "Markaz Jadid", 36.5, 35.7, names=(Name("Tripolita", strong=False),))
    assert not small(weak).resolve("Tripolita").resolved
    assert small(weak).resolve("Tripolita", Hints("Idlib")).resolved


def test_the_opposite_side_is_another_place() -> None:
    west = place("a", "Barziya Gharbi", 36.5, 35.7)
    assert not small(west).resolve("Barziya Sharqi", Hints("Idlib")).resolved
    assert small(west).resolve("Western Barziya", Hints("Idlib")).resolved


def test_a_site_without_an_entry_is_placed_near_its_town_at_most(resolver: Resolver) -> None:
    answer = resolver.resolve("Saraqib grain silos", Hints("Idlib"))
    if answer.resolved and answer.place is not None and answer.place.feature_class == "P":
        assert answer.geo_precision == 2
        assert (answer.precision_km or 0) >= 10


def test_each_distinct_query_is_resolved_once(resolver: Resolver) -> None:
    queries = [("Azaz", Hints()), ("Idlib", Hints()), ("Azaz", Hints())]
    one, two, three = resolver.resolve_many(queries)
    assert one is three
    assert two is not one


@pytest.mark.parametrize(
    ("code", "radius", "expect"),
    [("P.PPL", 1, 1), ("P.PPLC", 8, 1), ("S.AIRB", 3, 1), ("L.OILF", 5, 1), ("A.ADM3", 10, 2),
     ("A.ADM1", 45, 3), ("L.RGN", 20, 3), ("T.MTS", 15, 2), ("T.HLL", 1, 1), ("R.RD", 200, 3)],
)  # fmt: skip
def test_precision_follows_the_kind(code: str, radius: float, expect: int) -> None:
    one = Place("x", "X", "", code[0], code[2:], 37, 35, radius)
    assert geo_precision_of(one) == expect


WILD = st.one_of(
    st.text(max_size=60),
    st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ()/-،,", max_size=60),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789 .,;:/-()[]°'\"", max_size=60),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(WILD, WILD)
def test_nothing_that_a_user_types_breaks_it(resolver: Resolver, name: str, unit: str) -> None:
    answer: Resolution = resolver.resolve(name, Hints(unit, unit, unit))
    assert answer.verdict in Verdict


@pytest.mark.parametrize(
    "text", ["\x00\x01\x02", "Aleppo\x00", "حلب Aleppo 阿勒颇", "🙂 Homs 🙂", "\u202eHoms"]
)
def test_odd_letters_are_looked_up(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text).verdict in Verdict


@pytest.mark.parametrize(
    "unit", ["x", "ا", "(", " ", "1", "a/", "near ", "of ", "a - ", "between ", "between a and "]
)
@pytest.mark.parametrize("letters", [15, 2_000])
def test_nothing_that_a_user_types_hangs_it(resolver: Resolver, unit: str, letters: int) -> None:
    assert_linear(lambda size: resolver.resolve(unit * (size // len(unit)) + "x"), letters)


def test_direction_marks_and_emoji_do_not_hide_a_name(resolver: Resolver) -> None:
    assert resolver.resolve("\u202bحمص\u202c").place_id == resolver.resolve("Homs").place_id
