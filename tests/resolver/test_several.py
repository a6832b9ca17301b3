"""Cells that list several places, and cells that only look so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Hints, Verdict

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver

LISTS = [
    ("Saraqib; Ariha; Binnish", ["C3916", "C4278", "C3904"]),
    ("Manbij and Jarabulus", ["C1767", "C2227"]),
    ("Kafr Nabl - Khan Shaykhun", ["C4068", "C3987"]),
    ("منبج والباب وجرابلس", ["C1767", "C1202", "C2227"]),
    ("سراقب، بنش، سرمين", ["C3916", "C3904", "C3953"]),
    ("Nawa & Inkhil", ["C6124", "C6058"]),
    ("Saraqib\nBinnish", ["C3916", "C3904"]),
    ("• Saraqib\n• Binnish\n• Ariha", ["C3916", "C3904", "C4278"]),
    ("- Saraqib\n- Binnish", ["C3916", "C3904"]),
    ("1. Saraqib 2. Binnish 3. Ariha", ["C3916", "C3904", "C4278"]),
    ("Saraqib / Binnish", ["C3916", "C3904"]),
    ("سراقب / بنش", ["C3916", "C3904"]),
    ("Saraqib - Binnish - Ariha", ["C3916", "C3904", "C4278"]),
    ("the towns of Saraqib, Binnish and Ariha", ["C3916", "C3904", "C4278"]),
    ("مدينتي سراقب وبنش", ["C3916", "C3904"]),
    ("Nubl and al-Zahraa", ["C1655", "C1646"]),
    ("Sarmin; Suran", ["C3953"]),
]
SINGLE = [
    ("Jindires, Afrin", "C1426"),
    ("Saraqib, Idlib", "C3916"),
    ("Tadmur/Palmyra", "C2889"),
    ("Kobane / Ain al-Arab", "C1946"),
    ("رأس العين - سري كانيه", "C4988"),
    ("Deir\nez-Zor", "C5086"),
    ("Has (Hass)", "C4058"),
    ("مدينة بانياس", "C5360"),
    ("بلدة وادي العيون", "C3434"),
]


@pytest.mark.parametrize(("text", "ids"), LISTS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_list_names_every_place(resolver: Resolver, text: str, ids: list[str]) -> None:
    answer = resolver.resolve(text)
    assert answer.verdict is Verdict.SEVERAL
    assert [c.place.place_id for c in answer.candidates] == ids
    assert answer.place is None


@pytest.mark.parametrize(("text", "place_id"), SINGLE)
def test_a_place_and_what_holds_it_is_no_list(resolver: Resolver, text: str, place_id: str) -> None:
    assert resolver.resolve(text).place_id == place_id


def test_a_tied_name_is_the_one_beside_the_rest_of_its_list(resolver: Resolver) -> None:
    assert not resolver.resolve("Sinjar").resolved
    answer = resolver.resolve("Sinjar, Abu al-Duhur")
    assert [c.place.admin1 for c in answer.candidates] == ["SY07", "SY07"]
    assert any("which is named with it" in reason for reason in answer.reasons)


def test_a_path_of_units_is_no_list(resolver: Resolver) -> None:
    assert resolver.resolve("Aleppo / Azaz / Sawran").verdict is not Verdict.SEVERAL


def test_one_by_one_and_together_agree(resolver: Resolver) -> None:
    queries = [(text, Hints()) for text, _ in [*LISTS, *SINGLE]] * 2
    together = resolver.resolve_many(queries + [(f"{t} ", h) for t, h in queries])
    assert [a.verdict for a in together[: len(queries)]] == [
        resolver.resolve(text, hints).verdict for text, hints in queries
    ]


CLITICS = [
    ("بمدينة حلب", "C1007"),
    ("ببلدة بنش", "C3904"),
    ("وسراقب", "C3916"),
    ("لحلب", "C1007"),
    ("بلدة بزاعة", "C1188"),
    ("كفر بطنا", "C2319"),
    ("معرة نعمان", "C3985"),
]


@pytest.mark.parametrize(("text", "place_id"), CLITICS)
def test_what_is_written_as_one_with_a_name(resolver: Resolver, text: str, place_id: str) -> None:
    assert resolver.resolve(text).place_id == place_id


@pytest.mark.parametrize("text", ["بجروح", "حي طريق الباب", "شارع حلب", "Bab al-Hawa road quarter"])
def test_what_is_no_place_is_not_pinned(resolver: Resolver, text: str) -> None:
    answer = resolver.resolve(text)
    assert not answer.resolved or answer.geo_precision != 1
