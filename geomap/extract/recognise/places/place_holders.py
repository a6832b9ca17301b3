"""Which place of a text holds which."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import PlaceMention

_LINK = re.compile(
    rf"^(?:['’]s)?(?:[\s,()\-–]|\b(?:{alternation('en', 'places.links')}"
    rf"|{alternation('en', 'places.directions')}|{alternation('en', 'places.wide')}|{alternation('en', 'places.units')}|{alternation('en', 'places.kinds')})\b)*$",
    re.IGNORECASE,
)


_ARABIC_LINK = re.compile(
    rf"^(?:[\s،,()\-–]|(?<![ء-ي]){alternation('ar', 'places.links')}"
    "(?![ء-ي])|ب(?=$)|ل(?=$))*$"
)


DIRECTION_GAP = 6
"""Characters between a name and the direction that it lies in: "السويداء جنوب شرقي دمشق"."""


def link_holders(text: str, mentions: Sequence[PlaceMention], *, arabic: bool) -> None:
    """Say which place holds which: "Nawa town in Daraa countryside", "Idlib's Sarmin"."""
    link = _ARABIC_LINK if arabic else _LINK
    for left, right in itertools.pairwise(mentions):
        if right.start - left.end > 80 or right.start < left.end:
            continue
        between = text[left.end : right.start]
        if "\n" in between:
            continue
        if _NEAR_LINK.match(between) and _bigger(right, left) and left.places:
            right.container = True
            continue
        if not link.match(between):
            if _FAR_LINK.match(between) and is_governorate(right) and not left.country:
                left.hint, left.held_by = left.hint or right.text, right
                right.container = True
            continue
        if arabic and right.relation == "direction" and left.places:
            if right.phrase_start - left.end <= DIRECTION_GAP:
                right.container = True
        if re.match(r"^['’]s\s", between):
            right.held_by, left.container = left, True
            if not _is_country(left):  # "Syria's Manbij" says no governorate
                right.hint = right.hint or left.text
        elif _in_unit(between, left, right):
            left.hint, left.held_by, right.container = left.hint or right.text, right, True
        elif re.search(r"\b(?:to|and|from)\b|(?<![ء-ي])(?:الى|إلى)(?![ء-ي])", between) or (
            _bare_list(between) and (is_governorate(left) or not is_governorate(right))
        ):
            continue
        elif _bigger(right, left):
            left.hint, left.held_by = left.hint or right.text, right
            right.container = True
    for mention in reversed(mentions):
        upper = mention.held_by
        steps = 0
        while upper is not None and upper.held_by is not None and steps < 4:
            mention.hint = upper.held_by.text
            upper = upper.held_by
            steps += 1


_IN = re.compile(r"(?:\s+\w+)?,\s+in\s+(?:the\s+)?(?:\w+\s+)?$")


def _in_unit(between: str, left: PlaceMention, right: PlaceMention) -> bool:
    """Return True for "the town of X, in Y": Y is the governorate that holds X."""
    small = bool(left.said_small or left.places) and not left.container and not left.country
    return small and is_governorate(right) and not is_governorate(left) and bool(_IN.match(between))


_NEAR_LINK = re.compile(
    rf"^\s*{alternation('en', 'places.kinds_near')}?,?\s*(?:near"
    r"|outside|close\s+to)\s+(?:the\s+)?(?:city\s+of\s+)?$|^\s*"
    r"(?:قرب|بالقرب من)\s*(?:مدينة\s+)?$",
    re.IGNORECASE,
)


_FAR_LINK = re.compile(
    r"(?:[ -]\(?[A-Z][\w'’-]{1,20}\)?){1,3}\s+in\s+(?:the\s+)?$"
    r"|(?:\s[ء-ي]{2,12}){1,2}\s+(?:بريف|في ريف|في محافظة|بمحافظة|ريف)\s+$"
    r"|(?:\s[ء-ي]{2,12}){1,2}\s+في\s+$"
)
"""Words of a name that are not known, between a piece of it and the governorate."""


def _bare_list(between: str) -> bool:
    return not re.search(
        rf"\b{alternation('en', 'places.inside')}\b|ريف|محافظة|(?<![ء-ي])"
        "(?:في|ب)",
        between,
    )


def _bigger(outer: PlaceMention, inner: PlaceMention) -> bool:
    if inner.country:
        return False
    if inner.said_small and is_governorate(outer):
        return True
    if outer.container and not inner.container:
        return True
    if not outer.places:
        return bool(outer.country)
    top = max(place.importance for place in outer.places)
    below = max((place.importance for place in inner.places), default=0.0)
    if outer.container and inner.container:
        return top >= below
    return top > below + 5 and top >= 40


def _is_country(mention: PlaceMention) -> bool:
    return bool(mention.country) or any(p.place_id == "SY" for p in mention.places)


def is_governorate(mention: PlaceMention) -> bool:
    """Return True if a mention may mean a governorate."""
    return any(place.feature_code == "ADM1" for place in mention.places)
