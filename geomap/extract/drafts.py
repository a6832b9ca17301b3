"""A happening with its places and date, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import ActorMention, PlaceMention
    from geomap.extract.recognise.people.numbers import Toll


@dataclass(slots=True)
class Draft:
    """A happening with its places and date, before merging.

    `tolls_at` has the counts told for each place by itself, by the start of the place.
    """

    happening: Happening
    sentence: Sentence
    places: list[PlaceMention]
    date: DateMention | None
    said: dict[str, ActorMention]
    text: str
    own_place: bool = True
    own_date: bool = True
    repeated: bool = False
    lead: bool = False
    long: bool = False
    passing: bool = False
    tolls_at: dict[int, dict[str, Toll]] = field(default_factory=dict)
    learned: str = ""
    """``added`` where what was learned made what the rules left out."""
