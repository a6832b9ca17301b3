"""Where the places of one report are, all of them together."""

from __future__ import annotations

import pytest

from geomap.extract.located.place_context import (
    governorate_of,
    governorates,
    km,
    nearest_told,
    next_to,
    strays_of,
    sure_places,
)
from geomap.extract.located.report_places import strip_kind


@pytest.mark.parametrize(
    ("words", "left"),
    [("town of Saraqib", "Saraqib"), ("Saraqib", "Saraqib"), ("بلدة سراقب", "سراقب")],
)
def test_the_word_for_the_kind_is_left_out(words, left):
    assert strip_kind(words) == left


def test_places_of_a_report_stand_together(apart):
    parts = apart("Shells fell on Saraqib and Sarmin in Idlib governorate.")
    saraqib, sarmin = parts.place("Saraqib"), parts.place("Sarmin")
    assert 0 < km(saraqib, sarmin) < 30
    assert governorates(parts.places).keys() == {saraqib.resolution.place.admin1}
    assert next_to(sarmin, parts.places) == saraqib.resolution.place.admin1
    assert next(place.name for _, place in sure_places(parts.places)) == "Saraqib"
    assert saraqib.resolution.place in nearest_told(sure_places(parts.places), sarmin)
    assert strays_of(parts.places) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell on Sarmin in Idlib governorate.", "Idlib"),
        ("Shells fell on Sarmin.", ""),
    ],
)
def test_the_one_governorate_that_a_report_names(apart, text, name):
    parts = apart(text)
    assert governorate_of(parts.places) in {name, ""}


def test_a_placer_asks_for_all_names_at_once(apart, placer):
    parts = apart("Shells fell on Saraqib.", placed=False)
    placer.place(parts.text, parts.places)
    assert parts.places[0].resolution.resolved


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A mine went off in Abdullah village near Manbij.", "Abdullah village", "Manbij"),
        ("انفجر لغم في قرية العبد الله قرب منبج", "العبد الله", "Manbij"),
        ("انفجر لغم في قرية العبد الله بالقرب من مدينة منبج", "العبد الله", "Manbij"),
        ("Shells fell on Sarmin near Idlib.", "Sarmin", "Sarmin"),
        ("Shells fell on Palmyra near Homs.", "Palmyra", "Palmyra"),
    ],
)
def test_a_village_far_from_what_it_is_told_to_lie_near_lies_near_that(apart, text, words, name):
    found = apart(text).place(words).resolution
    assert found.place.name == name
    assert found.geo_precision == (1 if name in words else 2)
