"""What a gazetteer does not know: common names, thin governorates, cells half known."""

from __future__ import annotations

import pytest

from geomap.model import Hints, Verdict
from geomap.resolver.merits.doubts import read_communities
from geomap.resolver.resolver import Resolver


def test_every_governorate_says_how_many_places_it_has(installed) -> None:
    units = {p.place_id for p in installed.places.values() if p.feature_code == "ADM1"}
    assert set(read_communities()) == units


def test_a_hamlet_of_a_thin_governorate_is_doubted_and_the_district_settles_it(installed) -> None:
    hamlets = [
        p for p in installed.places.values()
        if p.admin1 == "SY08" and p.feature_class == "P" and p.importance <= 12 and p.admin2
    ]  # fmt: skip
    resolver = Resolver(installed)
    wide = [resolver.resolve(p.name, Hints("Hasakah")).score for p in hamlets]
    deep = [resolver.resolve(p.name, Hints("Hasakah", p.admin2)).score for p in hamlets]
    assert sum(deep) > sum(wide)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("Midan - Zork Kalan", "Aleppo"),  # the other half is not known
        ("Umm al-Masamir (Markada)", "Hasakah"),  # known, but not there
        ("الميدان_زرك كلان", "حلب"),
    ],
)
def test_a_cell_half_known_is_not_pinned(resolver, cell: str, unit: str) -> None:
    answer = resolver.resolve(cell, Hints(unit))
    assert not answer.resolved or (answer.geo_precision or 0) > 1
    assert answer.reasons


def test_an_unknown_place_of_a_known_one_in_brackets_lies_near_it(resolver) -> None:
    answer = resolver.resolve("Marjet Zubayd (Darbasiyah)", Hints("Hasakah"))
    assert answer.place is not None
    assert answer.place.name == "Darbasiyah"
    assert answer.geo_precision == 2


@pytest.mark.parametrize(
    ("name", "unit", "country"),
    [("Manbij", "Raqqa", "SY"), ("Arsal", "Homs", "LB"), ("Aleppo", "Idlib", "")],
)
def test_a_town_of_its_own_name_beside_the_unit_given(
    resolver, name: str, unit: str, country: str
) -> None:
    answer = resolver.resolve(name, Hints(unit))
    assert (answer.place.country if answer.place is not None else "") == country
    assert "unit given" in " ".join(answer.reasons)


@pytest.mark.parametrize(
    ("hints", "decides"),
    [(Hints(), "say the governorate"), (Hints("Hasakah"), "say its district")],
)
def test_a_refusal_says_what_would_decide(installed, resolver, hints: Hints, decides: str) -> None:
    hamlets = [
        p for p in installed.places.values()
        if p.admin1 == "SY08" and p.feature_class == "P" and p.importance <= 20
    ]  # fmt: skip
    answers = [resolver.resolve(f"{p.name[:-1]}e", hints) for p in hamlets]
    said = [a.reasons[0] for a in answers if a.verdict is Verdict.UNKNOWN and a.score >= 0.3]
    assert any(decides in reason for reason in said)
