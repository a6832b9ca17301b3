"""A headline that names the town near which it happened."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.compose.headlines import headlines_of, join_headlines
from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings

BODY = (
    "MANBIJ, Syria – Turkish forces shelled the villages of Tukhar and Arima on Monday. "
    "Residents said that several houses were damaged and that nobody had been hurt by the shells."
)


@pytest.fixture(scope="module")
def read():
    reader = make_reader(PlaceSettings())
    return lambda text: reader.read(Report("t", text, date(2022, 5, 17))).events


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("Turkish forces shell Manbij", {"Tukhar", "Arima"}),
        ("Turkish forces shell Manbij, Arima and Tal Rifaat",
         {"Manbij", "Tukhar", "Arima", "Tal Rifaat"}),
        ("Israeli jets strike Damascus", {"Damascus", "Tukhar", "Arima"}),
    ],
)  # fmt: skip
def test_the_body_tells_the_places(read, head, places):
    assert {e.location for e in read(f"{head}\n\n{BODY}")} == places


def test_what_is_no_headline():
    assert headlines_of("Shells fell on Manbij.\n" + BODY) == []
    assert headlines_of("Shells fall on Manbij\nTukhar hit") == []
    assert headlines_of("Shells fall on Manbij\n" + BODY) == [(0, 22)]
    assert headlines_of("word\n" * 100)[-1] == (20, 25)
    assert join_headlines(BODY, []) == []
