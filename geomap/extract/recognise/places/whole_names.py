"""Latin names of which the gazetteer knows a piece: the words that go on are part of the name.

"Tall Hamza" is no place called Tall, "Rihaniyet Amuda" not Amuda and "Turbeh (Darbasiyah)" not
Darbasiyah: what is known of a piece says nothing of the whole, and the resolver is asked for that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import LATIN_ARTICLES, Taken, lower_word
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_words import (
    GENERIC,
    GIVEN_NAMES,
    LOCATIVE,
    NOT_PLACES,
    PERSON_TITLES,
    STARTERS,
)
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon
from geomap.lang.name_keys import fold_name
from geomap.lang.name_words import NAME_HEADS, QUALIFIER_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOWN = 60.0
"""Least importance of a place whose name is whole by itself ("Aleppo Sukkari")."""

REACH = 60
"""Characters of a name on either side of the piece that is known."""

_WORD = r"[^\W\d_][\w'’‘`?]*"
_ON = re.compile(
    r"(?P<glue>[ -]|\s[-–/\\]\s|_)(?P<small>(?:(?:a[lrsntdz]|e[lrsntdz]"
    rf"|{alternation('en', 'places.on')})[ -]+)*)(?P<word>{_WORD})",
    re.IGNORECASE,
)
_BACK = re.compile(rf"(?P<word>{_WORD})(?P<glue>[ -]|\s[-–/]\s|\s?\()(?:[Aa]l[ -])?$")
_OWNER = re.compile(r"['’‘`][sS]$")
_BRACKET = re.compile(r" ?\((?P<inside>[^()\n]{2,40})\)")
_OF = re.compile(r"\b(?:villages?|towns?|hamlets?|farms?)\s+of\s+$")


def whole_latin_names(
    text: str, mentions: Sequence[PlaceMention], blocked: Sequence[tuple[int, int]]
) -> list[PlaceMention]:
    """Return the mentions with the words that belong to their names; lone heads are no names."""
    held = Taken(blocked)
    known = {mention.start: mention for mention in mentions}
    whole = []
    for mention in mentions:
        if mention.country:
            whole.append(mention)
            continue
        start, end = _begin(text, mention, held), _end(text, mention, held, known)
        if text[start : mention.start].rstrip().endswith("("):
            end = max(end, _close(text, end))
        elif match := _BRACKET.match(text, end):
            if _holds_name(match, known):
                end = match.end()
        if (start, end) != (mention.start, mention.end):
            whole.append(PlaceMention(start, end, text[start:end]))
        elif not _is_bare_head(text, mention):
            whole.append(mention)
    return whole


def _close(text: str, end: int) -> int:
    """Return where a bracket that was opened before ends."""
    at = text.find(")", end, end + REACH)
    return at + 1 if at >= 0 else end


def _holds_name(match: re.Match[str], known: dict[int, PlaceMention]) -> bool:
    """Return True if a bracket holds a known name and nothing else."""
    begin, end = match.span("inside")
    for start in range(begin, min(begin + 4, end)):
        mention = known.get(start)
        if mention is not None and not mention.country:
            return mention.end >= end - 8 and not _is_area(mention)
    return False


def _is_area(mention: PlaceMention) -> bool:
    """Return True for a governorate or a part of the country, which holds the name before it."""
    return bool(mention.places) and all(
        p.feature_class == "A" or p.feature_code == "RGN" for p in mention.places
    )


def _end(text: str, mention: PlaceMention, held: Taken, known: dict[int, PlaceMention]) -> int:
    """Return where the name of a mention ends."""
    is_head = fold_name(mention.text) in NAME_HEADS
    called = _OF.search(text, max(0, mention.start - 16), mention.start) is not None
    if top_of(mention) >= TOWN and not is_head and not called:
        return mention.end
    small = called or top_of(mention) < TOWN
    end = mention.end
    for match in _go_on(text, end):
        given = is_head or end > mention.end or called
        if match["glue"] not in " -" and not small:
            break
        if not _names_on(match, given=given) or held.overlaps(match.start(), match.end()):
            break
        other = known.get(match.start("word"))
        if other is not None and match["glue"] == "-" and top_of(other) >= TOWN:
            break
        end = match.end()
    return end


def _names_on(match: re.Match[str], *, given: bool) -> bool:
    """Return True if a word behind a name may belong to it."""
    word = lower_word(match["word"])
    named = match["word"][0].isupper() or bool(match["small"].strip(" -"))
    if not named and (word not in QUALIFIER_OF or _is_english(word)):
        return False
    return not _is_other(word, given=given)


def _go_on(text: str, end: int) -> Iterator[re.Match[str]]:
    """Yield the words behind a name, one by one."""
    limit = end + REACH
    while end < limit and (match := _ON.match(text, end, limit)) is not None:
        yield match
        end = match.end()


def _begin(text: str, mention: PlaceMention, held: Taken) -> int:
    """Return where the name of a mention begins: "in Rihaniyet Amuda" begins with its first word.

    Words before a name belong to it only where a cue stands before them.
    """
    start = headed = mention.start
    floor = max(0, start - REACH)
    while (match := _BACK.search(text, floor, start)) is not None:
        word = lower_word(match["word"])
        if not match["word"][0].isupper() or held.overlaps(match.start(), match.end()):
            break
        if _OWNER.search(match["word"]) or ("(" in match["glue"] and _is_area(mention)):
            break
        if _is_other(word, given=False) or word in LATIN_ARTICLES or word in LOCATIVE:
            break
        start = match.start()
        if word in NAME_HEADS and match["glue"] in " -":
            headed = start  # "Kafr Batana" is no Batana
    return start if start < headed and _is_cued(text, start) else headed


def _is_cued(text: str, start: int) -> bool:
    """Return True if a word that leads to a place stands before a name."""
    before = re.findall(r"[\w'’-]+", text[max(0, start - 24) : start])
    if not before or text[start - 1 : start] not in {" ", "-"}:
        return False
    return lower_word(before[-1]) in lexicon("en", "place_names.leads")


def _is_other(word: str, *, given: bool) -> bool:
    """Return True for a capitalised word that is no part of a place's name."""
    if word in NOT_PLACES or word in GENERIC or word in STARTERS:
        return not (given and word in GIVEN_NAMES)
    return not given and (word in GIVEN_NAMES or word in PERSON_TITLES)


def _is_english(word: str) -> bool:
    return word in LOCATIVE or word in lexicon("en", "place_names.sides")


def _is_bare_head(text: str, mention: PlaceMention) -> bool:
    """Return True for "Tall" or "Rasm" alone without an article: a piece of some name."""
    behind = text[mention.end : mention.end + 2]
    return (
        fold_name(mention.text) in NAME_HEADS and behind[:1] in {" ", "-"} and behind[1:].isalpha()
    )


def top_of(mention: PlaceMention) -> float:
    """Return the importance of the best known place of a mention."""
    return max((place.importance for place in mention.places), default=0.0)
