"""A happening with its places and date, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.text.dates import DateMention
    from geomap.text.happening import Happening
    from geomap.text.mentions import ActorMention, PlaceMention
    from geomap.text.sentences import Sentence


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
    long: bool = False
    passing: bool = False
