"""What the place that a model chose makes of the resolver's answer."""

from __future__ import annotations

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.model_reader.asking import PlaceAsker
from geomap.model_reader.witness import Witness
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings


@pytest.mark.parametrize(
    ("text", "words", "hint", "chosen", "name", "km"),
    [
        # a spot that nobody knows lies in the town chosen for it
        ("A blast at Palace of Zarzar in Idlib.", "Palace of Zarzar", "Idlib", "Idlib", "Idlib", 5),
        ("قتل شخصان في صالة زرزر في سراقب.", "صالة زرزر", "سراقب", "سراقب", "Saraqib", 5),
        # what the resolver knows and the model agrees with stays as it is
        ("Shelling hit Saraqib in Idlib.", "Saraqib", "Idlib", "Saraqib", "Saraqib", None),
        # a village that is known and lies near the chosen town stays the village
        ("Shelling hit Sarmin near Idlib.", "Sarmin", "Idlib", "Idlib", "Sarmin", None),
        # one of two places far apart is wrong
        ("Shelling hit Saraqib. A man was shot in Palmyra.", "Saraqib", "", "Palmyra", "", None),
    ],
)  # fmt: skip
def test_the_chosen_place_is_weighed_against_the_answer(text, words, hint, chosen, name, km):
    resolver = make_resolver(PlaceSettings())
    reading = Reader(resolver).read(Report("a", text, None, ""))
    at = text.index(words)
    asked = PlaceAsker(reading, resolver).ask(words, hint, (at, at + len(words)))
    answer = next((found for found in asked if found.resolved), asked[0])
    meant = next(m.resolution for m in reading.places if chosen in m.text)
    assert meant is not None
    found = Witness(reading).weigh(answer, meant.place_id)
    assert (found.place.name if found.place else "") == name
    assert found.resolved == bool(name)
    if km:
        assert found.precision_km == pytest.approx(km)
        assert found.geo_precision == 2


def test_a_number_that_was_not_shown_changes_nothing():
    resolver = make_resolver(PlaceSettings())
    reading = Reader(resolver).read(Report("a", "Shelling hit Saraqib.", None, ""))
    (answer, *_) = PlaceAsker(reading, resolver).ask("Saraqib", "", (13, 20))
    assert Witness(reading).weigh(answer, "no-such-place") is answer
