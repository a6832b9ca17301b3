"""Unknown spots of a known city: "a shell fell near Blue Square" of a report on Damascus.

The gazetteer knows few streets, squares, schools and quarters. What is told of one happened in the
city that holds it: the row keeps the words of the spot and lies in the city, as wide as the city.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import PlaceMention
    from geomap.model import Resolution

REACH = 700
"""Characters before a spot within which its city is told."""

CITY = 60.0
"""Least importance of a settlement that has spots of its own."""

_BEHIND = re.compile(rf"\s+(?:\w+\s+)?{alternation('en', 'places.city_spots')}\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b{alternation('en', 'places.city_spots')}\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE
)
_STREET = re.compile(rf"\s+{alternation('en', 'places.named_streets')}\b")


def place_spots(text: str, places: Sequence[PlaceMention]) -> None:
    """Place unknown spots in the city that holds them, or that is told last before them."""
    for at, place in enumerate(places):
        found = place.resolution
        named_after = found is not None and found.resolved and _is_street(text, place)
        if place.country or (found is not None and found.resolved and not named_after):
            continue
        if not named_after and not is_spot(text, place):
            continue
        city = _city_of(places[:at], place)
        if city is not None:
            if (behind := _BEHIND.match(text, place.end)) is not None:
                place.end = behind.end()
                place.phrase_end = max(place.phrase_end, place.end)
                place.text = " ".join(text[place.start : place.end].split())
            place.resolution = replace(city, toponym=place.text, rule="spot")
        elif named_after:
            place.resolution = None


def is_spot(text: str, place: PlaceMention) -> bool:
    """Return True for a name beside a word such as square, street or quarter."""
    if _BEHIND.match(text, place.end):
        return True
    return _BEFORE.search(text, max(0, place.start - 40), place.start) is not None


def _is_street(text: str, place: PlaceMention) -> bool:
    """Return True for a street that bears the name of another city: "Baghdad Street"."""
    known = place.resolution.place if place.resolution else None
    if known is None or known.feature_class != "P" or known.feature_code == "PPLX":
        return False
    return _STREET.match(text, place.end) is not None


def _city_of(before: Sequence[PlaceMention], place: PlaceMention) -> Resolution | None:
    holder = place.held_by
    if holder is not None:
        return holder.resolution if _is_city(holder) else None
    for known in reversed(before):
        if place.start - known.end > REACH:
            return None
        if _is_city(known) and not known.dateline and not known.taken_up:
            return known.resolution
    return None


def _is_city(mention: PlaceMention) -> bool:
    found = mention.resolution
    if found is None or not found.resolved or found.place is None or mention.relation:
        return False
    known = found.place
    settled = known.feature_class == "P" and known.feature_code != "PPLX"
    return settled and known.country == "SY" and known.importance >= CITY
