"""A text taken apart into what each step of reading is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from geomap.extract.document.language import detect_language
from geomap.extract.document.sentences import Sentence, split_sentences
from geomap.extract.document.words import Words, split_words
from geomap.extract.reader import Reader
from geomap.extract.recognise.actors.actor_mentions import find_actors
from geomap.extract.recognise.dates.date_mentions import DateMention, find_dates
from geomap.extract.recognise.places.place_lists import group_places
from geomap.extract.recognise.trigger_mentions import Trigger, find_triggers
from geomap.resolver.resolver import make_resolver

if TYPE_CHECKING:
    from geomap.extract.recognise.names import ActorMention, PlaceMention

PUBLISHED = date(2020, 3, 5)


@dataclass
class Apart:
    """A text, and the names, days, triggers and sentences in it."""

    text: str
    arabic: bool
    words: Words
    actors: list[ActorMention]
    dates: list[DateMention]
    places: list[PlaceMention]
    triggers: list[Trigger]
    sentences: list[Sentence]

    def place(self, text: str) -> PlaceMention:
        return next(place for place in self.places if place.text == text)

    def actor(self, text: str) -> ActorMention:
        return next(actor for actor in self.actors if actor.text == text)

    def trigger(self, text: str) -> Trigger:
        return next(trigger for trigger in self.triggers if trigger.text == text)


@cache
def the_reader() -> Reader:
    return Reader(make_resolver())


@pytest.fixture(scope="session")
def placer():
    return the_reader().placer


@pytest.fixture(scope="session")
def finder():
    return the_reader().finder


@cache
def take_apart(text: str, *, placed: bool = True) -> Apart:
    lang = detect_language(text) or "en"
    arabic = lang == "ar"
    words = split_words(text)
    actors = find_actors(words, arabic=arabic)
    dates = find_dates(text, lang, PUBLISHED)
    blocked = [(a.start, a.end) for a in actors if not a.weak]
    blocked += [(d.start, d.end) for d in dates]
    places = the_reader().finder.find(words, blocked, arabic=arabic)
    group_places(text, places, arabic=arabic)
    if placed:
        the_reader().placer.place(text, places)
    triggers = find_triggers(words, arabic=arabic)
    return Apart(text, arabic, words, actors, dates, places, triggers, split_sentences(text, lang))


@pytest.fixture(scope="session")
def apart():
    """Return the function that takes a text apart."""
    return take_apart


@pytest.fixture(scope="session")
def read():
    """Return the function that gives the events of a text."""
    from geomap.model import Report

    def events(text: str, published: date | None = PUBLISHED):
        return the_reader().read(Report("r", text, published)).events

    return events
