"""Arabic names of which the gazetteer knows a piece: what stands beside it is part of the name.

"قرية باب الفرج" is no village Bab, "أم سوسة" not Susah and "تل عودة قامشلي" not Tal Odeh.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import bare_arabic, lower_word
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_words import ARABIC_COMMON, ARABIC_GENERIC
from geomap.extract.recognise.places.toponym_checks import is_arabic_word
from geomap.extract.recognise.places.whole_names import top_of
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon
from geomap.lang.name_keys import fold_name
from geomap.lang.name_words import NAME_HEADS, QUALIFIER_OF

if TYPE_CHECKING:
    from collections.abc import Collection

KNOWN = 40.0
"""Least importance of a place whose name stands alone before an adjective ("سراقب المحاصرة")."""

CITY = 75.0
"""Least importance of a place whose name stands alone before a direction ("حلب الشمالي")."""

MOST_WORDS = 3
"""Words that may go on behind a piece of a name."""

_VILLAGE = re.compile(r"(?<![ء-ي])[وفبل]{0,2}(?:قرية|قريه|بلدة|بلده|مزرعة|مزرعه)\s$")
_GOES_ON = re.compile(r"(?P<glue>\s|\s?[-–_]\s?)(?P<word>[ء-ي]{2,})")
_BEFORE = re.compile(r"(?<![ء-ي])(?P<clitics>[وفبل]{0,2})(?P<word>[ء-ي]{2,5})\s$")
_JOINED = re.compile(rf"(?:و|ب|ل|ف){alternation('ar', 'places.joined_2')}")


def whole_arabic_name(text: str, mention: PlaceMention, known: Collection[str]) -> PlaceMention:
    """Return the mention with the words before and behind that belong to its name.

    Parameters
    ----------
    text
        The whole text.
    mention
        A name of the gazetteer as found.
    known
        Words of the Arabic names of the gazetteer, without articles.
    """
    if mention.country:
        return mention
    start = _begin(text, mention)
    end = _end(text, mention, known)
    if (start, end) == (mention.start, mention.end):
        return mention
    return PlaceMention(start, end, text[start:end], zone=mention.zone)


def _begin(text: str, mention: PlaceMention) -> int:
    """Return where a name begins: "أم سوسة" with its first word, "تل بستان" too."""
    match = _BEFORE.search(text, max(0, mention.start - 9), mention.start)
    if match is None or top_of(mention) >= CITY:
        return mention.start
    for word, at in (
        (match["clitics"] + match["word"], match.start()),
        (match["word"], match.start("word")),
    ):
        if lower_word(word) in lexicon("ar", "place_names.heads"):
            return at
    return mention.start


def _end(text: str, mention: PlaceMention, known: Collection[str]) -> int:
    is_head = fold_name(mention.text) in NAME_HEADS
    cued = _VILLAGE.search(text, max(0, mention.start - 12), mention.start) is not None
    top = top_of(mention)
    behind = lexicon("ar", "place_names.behind")
    end = mention.end
    for _ in range(MOST_WORDS):
        match = _GOES_ON.match(text, end)
        if match is None or _JOINED.match(match["word"]):
            break
        lower = lower_word(match["word"])
        if lower in behind or bare_arabic(lower) in behind:
            break
        if match["glue"].strip():
            goes_on = top < CITY
        elif is_head and end == mention.end:
            goes_on = len(match["word"]) > 2
        else:
            goes_on = cued and _belongs(text, match, top, known)
        if not goes_on:
            break
        end = match.end()
    return end


def _belongs(text: str, match: re.Match[str], top: float, known: Collection[str]) -> bool:
    """Return True if a word behind the name of a village is part of it."""
    lower = lower_word(match["word"])
    if (sort := QUALIFIER_OF.get(fold_name(match["word"]))) is not None:
        leads_on = sort in "NSEWC" and _GOES_ON.match(text, match.end()) is not None
        return top < CITY and (lower.startswith("ال") or not leads_on)
    if lower.startswith("ال"):
        return top < KNOWN
    return top < CITY and _is_name_word(lower, bare_arabic(lower), known)


def _is_name_word(lower: str, word: str, known: Collection[str]) -> bool:
    """Return True for a word of the gazetteer's names that is hardly anything else."""
    if word in ARABIC_COMMON or word in ARABIC_GENERIC or is_arabic_word(lower, word):
        return False
    return word in known or lower in NAME_HEADS
