"""Names of two words of which the gazetteer knows one alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.names import PlaceMention
from geomap.lang.lexicon import alternation
from geomap.lang.name_keys import fold_name
from geomap.lang.name_words import NAME_HEADS, QUALIFIER_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = 40.0
"""Least importance of a place whose name stands alone before an adjective ("سراقب المحاصرة")."""

_VILLAGE = re.compile(r"(?<![ء-ي])[وفبل]{0,2}(?:قرية|قريه|بلدة|بلده|مزرعة|مزرعه)\s$")
_GOES_ON = re.compile(rf"\s(?!{alternation('ar', 'places.name_ends')}(?![ء-ي]))([ء-ي]{{3,}})")
_JOINED = re.compile(rf"(?:و|ب|ل|ف){alternation('ar', 'places.joined')}")


def whole_arabic_name(text: str, mention: PlaceMention) -> PlaceMention:
    """Return the mention with the word that goes on behind the first word of a name.

    "قرية باب الفرج" is no village Bab; what is known of its first word says nothing of it.
    """
    if mention.country or len(mention.text.split()) != 1:
        return mention
    match = _GOES_ON.match(text, mention.end)
    if match is None or _JOINED.match(match[1]):
        return mention
    first, word = fold_name(mention.text), fold_name(match[1])
    cued = _VILLAGE.search(text, max(0, mention.start - 12), mention.start) is not None
    is_head = first in NAME_HEADS
    goes_on = is_head or (cued and _top(mention.places) < KNOWN and word.startswith("ال"))
    if not goes_on or (word in QUALIFIER_OF and not is_head):
        return mention
    end = match.end()
    return PlaceMention(mention.start, end, text[mention.start : end])


_LATIN_HEAD = re.compile(r"(?<![\w-])(?P<head>[A-Z][a-z]{1,5})[ -]$")


def with_head(text: str, mention: PlaceMention) -> PlaceMention:
    """Return the mention with the head of its name before it: "Kafr Batana" is no Batana."""
    match = _LATIN_HEAD.search(text, max(0, mention.start - 8), mention.start)
    if match is None or mention.country or fold_name(match["head"]) not in NAME_HEADS:
        return mention
    start = match.start("head")
    return PlaceMention(start, mention.end, text[start : mention.end])


def _top(places: Sequence[object]) -> float:
    return max((getattr(place, "importance", 0.0) for place in places), default=0.0)
