"""A report taken apart: its sentences and the names, dates and triggers in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geomap.extract.document.sentences import Sentence
    from geomap.extract.document.words import Words
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import ActorMention, PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger


SHORT = 4
"""A report of up to this many sentences is about one happening unless it says otherwise."""


@dataclass(slots=True)
class ReportParts:
    """A report taken apart."""

    text: str
    arabic: bool
    anchor: date | None
    sentences: list[Sentence]
    actors: list[ActorMention]
    dates: list[DateMention]
    places: list[PlaceMention]
    triggers: list[Trigger]
    words: Words
    day: date | None = None
    """The day of a happening that is told without one: the header's, else that of publication."""
