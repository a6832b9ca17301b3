"""Phrases that name a place by another one, in English and Arabic."""

from __future__ import annotations

import pytest

from geomap.resolver.cells.phrases import read_phrases
from tests.growth import assert_linear

# phrase, id of the answer (empty: refused), geo_precision
PHRASES = [
    ("Binnish farms", "C3904/near", 2),
    ("farmland around Binnish", "C3904/near", 2),
    ("the eastern outskirts of Saraqib", "C3916/2km-east", 2),
    ("western edges of Kafr Nabl", "C4068/2km-west", 2),
    ("outskirts of Saraqib", "C3916/near", 2),
    ("Damascus city centre", "C1001", 1),
    ("downtown Raqqa", "C5710", 1),
    ("a bakery in Saraqib", "C3916", 1),
    ("the national hospital in Daraa", "C5993", 1),
    ("a village in Idlib", "SY07", 3),
    ("a checkpoint at the entrance to Nawa", "C6124/near", 2),
    ("al-Waer district of Homs", "N0246", 1),
    ("Tal Tamr front line", "C4409/near", 2),
    ("a bakery in Zorkanabad", "", None),
    ("al-Nusra Front", "", None),
    ("مزارع بلدة بنش", "C3904/near", 2),
    ("الأطراف الشرقية لمدينة سراقب", "C3916/2km-east", 2),
    ("أطراف مدينة سراقب الشرقية", "C3916/2km-east", 2),
    ("وسط مدينة دمشق", "C1001", 1),
    ("مشفى في سراقب", "C3916", 1),
    ("حاجز عند مدخل نوى", "C6124/near", 2),
    ("حي الوعر في حمص", "N0246", 1),
    ("بلدة تسيل بريف درعا الغربي", "C6131", 1),
    ("الطريق الواصل بين منبج وجرابلس", "C1767/road/C2227", 2),
    ("الريف الشرقي لمدينة سراقب", "C3916/east", 2),
    ("فرن في زركنباد", "", None),
]


@pytest.mark.parametrize(("phrase", "place_id", "precision"), PHRASES)
def test_a_phrase_is_placed_as_precisely_as_it_says(
    resolver, phrase: str, place_id: str, precision: int | None
) -> None:
    answer = resolver.resolve(phrase)
    assert (answer.place_id, answer.geo_precision) == (place_id, precision)
    if place_id:
        assert answer.precision_km is not None


@pytest.mark.parametrize("words", ["the ", "north ", "في مدينه ", "a bakery in "])
def test_phrases_are_read_in_time_that_grows_with_the_text(words: str) -> None:
    assert_linear(lambda size: list(read_phrases(words * size)), 2_000)
