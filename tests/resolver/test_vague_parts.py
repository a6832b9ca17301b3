"""Words that say no more of where are left out; parts lie somewhere in the whole."""

from __future__ import annotations

import pytest

from geomap.resolver.cells.vague_parts import read_vague


@pytest.mark.parametrize(
    ("text", "place_id", "precision"),
    [
        ("the northern Syrian province of Aleppo", "SY02", 3),
        ("the eastern Syrian city of Deir ez-Zor", "C5086", 1),
        ("the northern town of Azaz", "C1564", 1),
        ("Idlib province in northwestern Syria", "SY07", 3),
        ("Syria's Idlib province", "SY07", 3),
        ("several areas of Aleppo city", "C1007", 2),
        ("a number of neighborhoods in Aleppo", "C1007", 2),
        ("residential areas in Idlib city", "C3871", 2),
        ("government-held areas of Aleppo", "SY02", 3),
        ("areas of Idlib", "SY07", 3),
        ("north of Syria", "northern-syria", 3),
        ("أحياء في مدينة حلب", "C1007", 2),
        ("عدة أحياء من حلب", "C1007", 2),
        ("الأحياء الشرقية لمدينة حلب", "C1007/city-east", 2),
        ("محافظة حلب شمالي سوريا", "SY02", 3),
        ("مدينة إدلب شمال غربي سوريا", "C3871", 1),
        ("مدينة الباب شرقي حلب", "C1202", 1),
        ("قرى ريف حماة الشمالي", "SY05/north", 2),
        ("شمالي سوريا", "northern-syria", 3),
    ],
)
def test_what_is_left_is_answered(resolver, text, place_id, precision):
    answer = resolver.resolve(text)
    assert (answer.place_id, answer.geo_precision) == (place_id, precision), answer.reasons


@pytest.mark.parametrize("text", ["Aleppo", "Tall Rifaat", "حي السكري", "ريف حلب الشمالي"])
def test_other_texts_are_left_alone(text):
    assert list(read_vague(text)) == []


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Maarzita south of Idlib", "C4066"),
        ("Maarzita north of Idlib", ""),
        ("حاجز المداجن غرب مدينة طيبة الإمام", ""),
        ("حي الثورة", ""),
    ],
)
def test_what_lies_far_from_its_neighbour_or_is_no_quarter_is_refused(resolver, text, place_id):
    assert resolver.resolve(text).place_id == place_id
