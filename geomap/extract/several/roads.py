"""Roads named by their ends: "the A-B road", "طريق أ – ب": one place between the two.

Neither end is where it happened; the resolver is asked for what lies between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import PlaceMention

_DASH = r"\s*[\"“”»«')(]*\s*[-–—ـ/]\s*[\"“”»«'()]*\s*"
_OF = rf"(?:the\s+)?(?:{alternation('en', 'places.kinds')}\s+of\s+)?"
_JOIN = re.compile(
    rf"{_DASH}|\s+(?:and|to|with)\s+{_OF}"
    rf"|[\"”»')]*\s*و\s*[\"“«'(]*(?:{alternation('ar', 'places.kinds_between')}\s+)?"
)
_DASHED = re.compile(_DASH)
_BEHIND = re.compile(
    rf"[\"”»')]*\s*(?:\w+\s+)?{alternation('en', 'places.roads')}\b", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"\b{alternation('en', 'places.roads')}\s+(?:that\s+|which\s+)?{alternation('en', 'places.road_links')}\s+"
    rf"{_OF}[\"“'(]*$"
    rf"|(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'places.roads')}\s+"
    rf"(?:ال[ء-ي]+\s+)?(?:{alternation('ar', 'places.kinds_between')}\s+)?[\"“«'(]*$",
    re.IGNORECASE,
)
LOOK = 60
"""Characters before the first end in which the word for a road stands."""


def join_roads(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions in which the two ends of a road are one place between them."""
    joined: list[PlaceMention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if left is not None and _is_road(text, left, mention):
            _set_ends(left, left.text, mention.text)
            left.end = left.phrase_end = mention.end
            left.text = text[left.start : left.end]
            left.held_by = mention.held_by or left.held_by
            continue
        if (ends := _ENDS.match(mention.text)) and _leads(text, mention.start):
            _set_ends(mention, ends["first"], ends["second"])
        joined.append(mention)
    return joined


_ENDS = re.compile(r"(?P<first>[^-–—ـ]{2,40}?)\s+[-–—ـ]\s+(?P<second>[^-–—ـ]{2,40})$")
"""Both ends of a road taken for one name."""


def _set_ends(mention: PlaceMention, first: str, second: str) -> None:
    mention.relation, mention.asked = "between", f"between {first} and {second}"
    mention.ends = (first, second)
    mention.places, mention.container = (), False


def _leads(text: str, start: int) -> bool:
    return _BEFORE.search(text, max(0, start - LOOK), start) is not None


def _is_road(text: str, left: PlaceMention, right: PlaceMention) -> bool:
    if left.country or right.country or left.relation == "between":
        return False
    if not _JOIN.fullmatch(text, left.end, right.start):
        return False
    if _DASHED.fullmatch(text, left.end, right.start) and _BEHIND.match(text, right.end):
        return True
    return _leads(text, left.start)
