"""Happenings named in passing get rows of their own, marked as background."""

from __future__ import annotations

from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report, Status
from geomap.resolver.resolver import make_resolver


@cache
def reader() -> Reader:
    return Reader(make_resolver())


def background(text: str) -> list[tuple[str, str, str]]:
    """Return sub-event type, place and first day of what a text tells as background."""
    events = reader().read(Report("r", text)).events
    return [
        (e.sub_event_type, e.location, str(e.first))
        for e in events
        if e.status is Status.BACKGROUND
    ]


def test_a_truce_with_its_day_is_an_agreement_of_that_day():
    text = (
        "On 20 April 2020, rebels shelled Saraqib. They broke the ceasefire in Idlib, which was "
        "announced on March 6, with rocket fire on Saraqib."
    )
    assert background(text) == [("Agreement", "Idlib", "2020-03-06")]


def test_its_parties_are_those_of_the_accord_that_the_text_names():
    text = (
        "Under the Russian-Turkish agreements both sides patrol. On 20 April 2020, rebels broke "
        "the ceasefire in Idlib, which was announced on March 6, by shelling Saraqib."
    )
    events = reader().read(Report("r", text)).events
    truce = next(
        e for e in events if e.sub_event_type == "Agreement" and str(e.first) == "2020-03-06"
    )
    assert {truce.actor1_id, truce.actor2_id} == {"russia", "turkey"}


def test_the_first_since_a_year_is_an_earlier_one_of_that_year():
    text = (
        "On 22 June 2025, a bomber struck a church in Damascus, the first attack on worshippers in "
        "the capital since 1860."
    )
    found = background(text)
    assert [(kind, day) for kind, _, day in found] == [("Attack", "1860-01-01")]


def test_the_place_of_a_precedent_is_not_that_of_the_news():
    text = "On 4 May 2022, a bomb exploded in Homs, the deadliest attack in Hama since 2012 aside."
    news = [e for e in reader().read(Report("r", text)).events if e.status is Status.REPORTED]
    assert [e.location for e in news] == ["Homs"]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 May 2022, the truce in Idlib held.",
        "On 4 May 2022, a bomb exploded in Homs, the first in weeks.",
    ],
)
def test_without_a_day_or_a_year_there_is_no_precedent(text):
    assert background(text) == []
