"""Whether words that spell a place name are used as one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    Words,
    bare_arabic,
    lower_word,
)
from geomap.extract.recognise.places.place_words import (
    GENERIC,
    GIVEN_NAMES,
    LOCATIVE,
    NOT_PLACES,
    PERSON_TITLES,
    SAY,
    STARTERS,
)
from geomap.lang.lexicon import words as lexicon
from geomap.vocab.triggers import trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Name, Place


@cache
def _told_words() -> frozenset[str]:
    """Return the words of trigger phrases and the common words that are places' names too."""
    told = {lower_word(w) for phrase in trigger_phrases("ar") for w in phrase.text.split()}
    return frozenset(told | {bare_arabic(w) for w in told}) | lexicon("ar", "common.words")


def is_arabic_word(lower: str, bare: str, *, known: bool = False) -> bool:
    """Return True for a word that tells of a happening or is common, though a place bears it.

    The name of a `known` town may be a trigger's word, and yet no common one.
    """
    told = lexicon("ar", "common.words") if known else _told_words()
    return bool({lower, bare, lower[1:], bare_arabic(lower[1:])} & told)


_GAP = re.compile(r"^[\s\-–'’‘`ʿʾ./]*$")


_GAP_BREAK = re.compile(r"[.,;:]\s|\n")


_SURNAME = re.compile(
    r" (?:(?:[Aa]l|[Ee]l|[Aa][rsntdz])-)?(?!City|Town|Village|Camp|Road)[A-Z][a-z]"
)
"""What goes on behind a given name: "Bashar al-Assad"."""


_CAPITALS = frozenset({"damascus", "dimashq"})


_SPOKEN_FOR = re.compile(
    rf"^\s*(?:['’]s\s+(?:government|gov)|gov[’']?t|has\s+|have\s+|{SAY})", re.IGNORECASE
)


def is_joined(text: str, words: Words, first: int, last: int) -> bool:
    """Return True if nothing but spaces and hyphens stands between the words of a name."""
    for index in range(first, last):
        gap = text[words.spans[index][1] : words.spans[index + 1][0]]
        if _GAP_BREAK.search(gap) or not _GAP.match(gap):
            return False
    return True


def similar_places(written: str, entries: Iterable[tuple[Place, Name, str]]) -> list[Place]:
    """Return the places of an entry that are spelt much like the words written."""
    from rapidfuzz.fuzz import ratio

    best: dict[str, tuple[float, Place]] = {}
    for place, name, plain in entries:
        score = ratio(written, plain)
        need = 74 if len(written) > 5 else 79
        if score < need or (not name.strong and score < 95):
            continue
        if score > best.get(place.place_id, (0.0, place))[0]:
            best[place.place_id] = (score, place)
    return [place for _, place in sorted(best.values(), key=lambda item: -item[0])]


_MEDIA = frozenset(
    {"television", "channel", "tv", "newspaper", "radio", "news", "network", "agency"}
)
_NOT_THE_CAPITAL = frozenset({"provincial", "regional", "facto", "governorate", "district", "own"})


def is_name(text: str, words: Words, first: int, last: int, places: Sequence[Place]) -> bool:
    """Return True if the words are used as a place's name here."""
    lower = words.lower
    start, end = words.spans[first][0], words.spans[last][1]
    single = first == last or all(w in LATIN_ARTICLES for w in lower[first:last])
    core = lower[last]
    if single and (core in NOT_PLACES or (core in STARTERS and _opens(text, start))):
        return False
    before = lower[first - 1] if first else ""
    after = lower[last + 1] if last + 1 < len(lower) else ""
    touching = text[end : words.spans[last + 1][0]] if after else "\n"
    if after in _MEDIA and touching == " ":
        return False
    if single and core == "capital" and before in _NOT_THE_CAPITAL:
        return False
    top = max(place.importance for place in places)
    locative = before in LOCATIVE or before in GENERIC or after in GENERIC
    if single and core in _CAPITALS and before not in LOCATIVE and before not in GENERIC:
        if _SPOKEN_FOR.match(text[end : end + 24]) and after not in GENERIC:
            return False
    joined_before = (
        first > 0 and re.fullmatch(r"[ \-]", text[words.spans[first - 1][1] : start]) is not None
    )
    if joined_before and (before in PERSON_TITLES or before in GIVEN_NAMES):
        return False
    if single and joined_before and before in LATIN_ARTICLES and first > 1:
        name_before = lower[first - 2]
        if (name_before in GIVEN_NAMES or name_before in PERSON_TITLES) and top < 90:
            return False
    if single and lower[first] in GIVEN_NAMES and _SURNAME.match(text, end) and top < 60:
        return False
    if touching in {" ", "-"} and after and text[words.spans[last + 1][0]].isupper():
        following = after not in GENERIC and after not in NOT_PLACES and after not in LATIN_ARTICLES
        if following and before not in LOCATIVE and (top < 60 or lower[first] in GIVEN_NAMES):
            return False
    if lower[first] in GIVEN_NAMES and not locative and top < 45:
        return False
    if single and len(core) <= 4 and top < 40:
        return locative
    if single and top < 20:
        return locative or after == "countryside" or text[end : end + 1] in {",", "."}
    return True


def _opens(text: str, start: int) -> bool:
    head = text[:start].rstrip(" \t\"“'‘-–•*(")
    return not head or head[-1] in ".!?\n:"


def is_held_back(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return True if a span overlaps one of `spans` that it does not hold within itself."""
    return any(
        begin < end
        and start < stop
        and not (start <= begin and stop <= end and stop - begin < end - start)
        for begin, stop in spans
    )
