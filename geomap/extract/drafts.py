"""A happening with its places and date, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.names import ActorMention, PlaceMention
    from geomap.extract.recognise.date_mentions import DateMention
    from geomap.extract.sentences import Sentence


@dataclass(slots=True)
class Draft:
    """A happening with its places and date, before merging."""

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
