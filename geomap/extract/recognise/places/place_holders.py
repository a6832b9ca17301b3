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


APART = 80
"""Characters between two places of which one may still hold the other."""

DIRECTION_GAP = 6
"""Characters between a name and the direction that it lies in: "السويداء جنوب شرقي دمشق"."""


def link_holders(text: str, mentions: Sequence[PlaceMention], *, arabic: bool) -> None:
    """Say which place holds which: "Nawa town in Daraa countryside", "Idlib's Sarmin"."""
    for left, right in itertools.pairwise(mentions):
        between = text[left.end : right.start]
        if 0 <= right.start - left.end <= APART and "\n" not in between:
            _link_pair(between, left, right, arabic=arabic)
    for mention in reversed(mentions):
        upper = mention.held_by
        steps = 0
        while upper is not None and upper.held_by is not None and steps < 4:
            mention.hint = upper.held_by.text
            upper = upper.held_by
            steps += 1


def _link_pair(between: str, left: PlaceMention, right: PlaceMention, *, arabic: bool) -> None:
    """Say which of two neighbours holds the other, by the words between them."""
    if _NEAR_LINK.match(between) and _bigger(right, left) and left.places:
        right.container = True
    elif (_ARABIC_LINK if arabic else _LINK).match(between):
        _link_joined(between, left, right, arabic=arabic)
    elif _FAR_LINK.match(between) and is_governorate(right) and not left.country:
        _hold(left, right)


def _link_joined(between: str, left: PlaceMention, right: PlaceMention, *, arabic: bool) -> None:
    """Do as `_link_pair` where nothing but linking words stand between the two."""
    if arabic and right.relation == "direction" and left.places:
        if right.phrase_start - left.end <= DIRECTION_GAP:
            right.container = True
    if _OWNS.match(between):
        right.held_by, left.container = left, True
        if not _is_country(left):  # "Syria's Manbij" says no governorate
            right.hint = right.hint or left.text
    elif _in_unit(between, left, right) or (
        not _are_apart(between, left, right) and _bigger(right, left)
    ):
        _hold(left, right)


def _hold(inner: PlaceMention, outer: PlaceMention) -> None:
    inner.hint, inner.held_by = inner.hint or outer.text, outer
    outer.container = True


def _are_apart(between: str, left: PlaceMention, right: PlaceMention) -> bool:
    """Return True for two places side by side: "from A to B", "A, B"."""
    if _SIDE_BY_SIDE.search(between):
        return True
    return _bare_list(between) and (is_governorate(left) or not is_governorate(right))


_OWNS = re.compile(r"^['’]s\s")
_SIDE_BY_SIDE = re.compile(r"\b(?:to|and|from)\b|(?<![ء-ي])(?:الى|إلى)(?![ء-ي])")
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
