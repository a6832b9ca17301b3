"""Ways in which a place of a model's answer is asked for."""

from __future__ import annotations

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.model_reader.asking import PlaceAsker
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings


@pytest.mark.parametrize(
    ("text", "words", "hint", "name", "precision"),
    [
        ("Shelling hit Saraqib in Idlib.", "Saraqib", "Idlib", "Saraqib", 1),
        ("Shelling hit Saraqib town near Ariha.", "Saraqib town", "Ariha", "Saraqib", 1),
        ("A blast hit the courthouse of Saraqib.", "the courthouse of Saraqib", "", "Saraqib", 1),
        ("قصف طال بلدة سراقب بريف إدلب.", "بلدة سراقب", "إدلب", "Saraqib", 1),
    ],
)
def test_places_are_asked_for_as_a_careful_reader_would(text, words, hint, name, precision):
    resolver = make_resolver(PlaceSettings())
    reading = Reader(resolver).read(Report("a", text, None, ""))
    at = text.index(words)
    answers = PlaceAsker(reading, resolver).ask(words, hint, (at, at + len(words)))
    found = next(answer for answer in answers if answer.resolved)
    assert found.place is not None
    assert (found.place.name, found.geo_precision) == (name, precision)


def test_an_unknown_name_alone_stays_unknown():
    resolver = make_resolver(PlaceSettings())
    text = "Shelling hit Qwertabad."
    reading = Reader(resolver).read(Report("a", text, None, ""))
    answers = PlaceAsker(reading, resolver).ask("Qwertabad", "", (13, 22))
    assert answers
    assert not [answer for answer in answers if answer.resolved]
