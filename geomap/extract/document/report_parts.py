"""A report taken apart: its sentences and the names, dates and triggers in them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.extract.document.sentences import Sentence
    from geomap.extract.document.words import Words
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import ActorMention, PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger


SHORT = 4
"""A report of up to this many sentences is about one happening unless it says otherwise."""


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


Told = TypeVar("Told", bound=_Spanned)
_START = attrgetter("start")


def _within(items: Sequence[Told], floor: int, ceiling: int) -> list[Told]:
    """Return the items that begin at or behind `floor` and before `ceiling`; they are in order."""
    first = bisect_left(items, floor, key=_START)
    return list(items[first : bisect_left(items, ceiling, first, key=_START)])


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

    def actors_in(self, floor: int, ceiling: int) -> list[ActorMention]:
        """Return the actors that begin in a span of the text."""
        return _within(self.actors, floor, ceiling)

    def dates_in(self, floor: int, ceiling: int) -> list[DateMention]:
        """Return the dates that begin in a span of the text."""
        return _within(self.dates, floor, ceiling)

    def places_in(self, floor: int, ceiling: int) -> list[PlaceMention]:
        """Return the places that begin in a span of the text."""
        return _within(self.places, floor, ceiling)

    def triggers_in(self, floor: int, ceiling: int) -> list[Trigger]:
        """Return the trigger phrases that begin in a span of the text."""
        return _within(self.triggers, floor, ceiling)
