from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer.common_words import say_common
from geomap.model import Hints

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver


@pytest.mark.parametrize("name", ["Hassan", "HASSAN", "the market", "السوق", "سوق", "october"])
def test_words_that_are_more_often_something_else_are_known(name: str) -> None:
    assert say_common(name)


@pytest.mark.parametrize("name", ["Hasakah", "al-Abbas", "Jasim", "", "x" * 5000, "👍", "The"])
def test_names_of_places_are_left_alone(name: str) -> None:
    assert say_common(name) == ""


def test_a_refused_word_says_what_else_it_is_and_keeps_its_candidates(resolver: Resolver) -> None:
    answer = resolver.resolve("Hassan")
    assert not answer.resolved
    assert "a given name" in answer.reasons[0]
    assert answer.candidates


def test_another_place_of_the_report_speaks_for_a_common_word(resolver: Resolver) -> None:
    mayadin = resolver.resolve("Deir ez-Zor").place
    assert mayadin is not None
    assert resolver.resolve("Hassan", near=[mayadin]).resolved
    aleppo = resolver.resolve("Aleppo").place
    assert aleppo is not None
    assert not resolver.resolve("Hassan", near=[aleppo]).resolved


def test_a_refusal_for_the_hint_says_so(resolver: Resolver) -> None:
    answer = resolver.resolve("Ras al-Ain", Hints("Raqqa"))
    assert "correct the unit or leave it out" in answer.reasons[0]


def test_a_hint_that_nobody_knows_is_said(resolver: Resolver) -> None:
    answer = resolver.resolve("Aleppo", Hints("Bogusland"))
    assert answer.place_id == "C1007"
    assert "'Bogusland' is no unit that is known: not used as a hint" in answer.reasons
    assert len(resolver.resolve("Aleppo", Hints("Aleppo")).reasons) > 0


def test_many_at_once_are_judged_as_one_by_one(resolver: Resolver) -> None:
    asked = [
        ("Hassan", Hints()),
        ("Hassan", Hints("Deir ez-Zor")),
        ("المدينة", Hints()),
        ("Rabia", Hints("Nineveh")),
        ("Kafr Blorp, Idlib", Hints()),
        ("Homs Brigade", Hints()),
        ("37.1343 36.2021", Hints()),
        ("Aleppo", Hints("Bogusland")),
        *((name, Hints()) for name in ("Homs", "Ali", "Omar", "Sarin", "October", "Nawa", "Dweir")),
        *((name, Hints("Raqqa")) for name in ("Kobani", "Ali", "Karama", "Raqqa", "Salam")),
    ]
    together = resolver.resolve_many(asked)
    for (name, hints), answer in zip(asked, together, strict=True):
        alone = resolver.resolve(name, hints)
        assert (answer.verdict, answer.place_id) == (alone.verdict, alone.place_id), name
        assert answer.reasons == alone.reasons, name
