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
]
SINGLE = [
    ("Jindires, Afrin", "C1426"),
    ("Saraqib, Idlib", "C3916"),
    ("Tadmur/Palmyra", "C2889"),
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
