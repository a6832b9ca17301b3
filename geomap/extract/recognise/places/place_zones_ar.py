"""Arabic places behind the noun that says what they are: "قرى A، B وC", "بلدة D".

The noun opens a zone. Within it every name of the gazetteer counts without a cue of its own, and
a name that nobody knows is a member too: a village without a place, never that of another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.extract.document.words import bare_arabic
from geomap.extract.recognise.places.place_chunks_ar import (
    BREAK,
    Chunk,
    adjectives,
    decode_chunk,
    gap_before,
    is_common,
    read_chunk,
    tells,
)
from geomap.lang.lexicon import mapping
from geomap.lang.lexicon import words as lexicon
from geomap.lang.name_words import NAME_HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.extract.document.words import Words

MEMBERS = 40
"""Members of one list at most."""


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a zone: first and last word, the words that the gazetteer knows, its zone."""

    first: int
    last: int
    key: str
    zone: int
    skip: int = 0
    wide: str = ""


def find_members(words: Words, known: Mapping[str, float]) -> Iterator[Member]:
    """Yield the members of every zone of a text.

    Parameters
    ----------
    known
        Keys of the gazetteer's Arabic names with the importance of the place.
    """
    singular, plural = lexicon("ar", "zones.singular"), lexicon("ar", "zones.plural")
    areas = lexicon("ar", "zones.areas")
    wide = mapping("ar", "zones.wide")
    reach = 0
    for at, lower in enumerate(words.lower):
        if at < reach:
            continue
        noun = _bare_noun(lower, singular | plural | areas | wide.keys())
        if not noun:
            continue
        loose = noun in areas or noun in wide
        for member in _members(words, known, at, many=noun not in singular, loose=loose):
            reach = member.last + 1
            yield replace(member, wide=wide.get(noun, ""))


def _bare_noun(lower: str, nouns: frozenset[str]) -> str:
    """Return the noun of a word with its particles ("وبلدات"), empty where it is none."""
    for cut in (0, 1, 2):
        if lower[:cut].strip("وفبلك") == "" and (lower[cut:] in nouns):
            return lower[cut:]
    return ""


def _members(
    words: Words, known: Mapping[str, float], at: int, *, many: bool, loose: bool
) -> Iterator[Member]:
    count = 0
    for number, chunk in enumerate(_chunks(words, known, _skip_opening(words, at + 1))):
        found = decode_chunk(words, chunk, known, sure=not number and not many)
        key, first, last, skip = found or ("", -1, -1, 0)
        if not key and (tells(words, chunk) or (not many and number)):
            return
        if key or (found and not loose and _may_be_name(words, chunk, first, skip, many=many)):
            count += 1
            yield Member(first, last, key, at, skip)
        elif not many:
            return
        if count == MEMBERS:
            return


def _chunks(words: Words, known: Mapping[str, float], start: int) -> Iterator[Chunk]:
    """Yield what may be the members of a list, as long as they are joined."""
    here = start
    while chunk := read_chunk(words, here, known, first=here == start):
        if here > start and not chunk.joined:
            return
        yield chunk
        if chunk.ended:
            return
        here = chunk.last


def _skip_opening(words: Words, at: int) -> int:
    """Step over "and towns", "strategic", "among them" behind the noun."""
    opening = lexicon("ar", "zones.opening") | lexicon("ar", "zones.plural")
    while at < len(words.lower) and not BREAK.search(gap_before(words, at).replace(":", "")):
        word = words.lower[at]
        if word not in opening and word.removeprefix("و") not in opening:
            break
        at += 1
    return at


def _may_be_name(words: Words, chunk: Chunk, first: int, skip: int, *, many: bool) -> bool:
    """Return True if words that nobody knows look like the name of a village."""
    lower = [words.lower[first][skip:], *words.lower[first + 1 : chunk.last]]
    if any(is_common(word) for word in lower) or tells(words, chunk):
        return False
    head = lower[0]
    if len(head) < 4 + head.startswith("ال") or bare_arabic(head) in adjectives():
        return False
    return chunk.quoted or _looks_like_name(lower, chunk, many=many)


def _looks_like_name(lower: Sequence[str], chunk: Chunk, *, many: bool) -> bool:
    """Return True if unquoted words have the form of a village's name."""
    head, alone = lower[0], len(lower) == 1
    heads_names = bare_arabic(head) in NAME_HEADS
    if head.endswith("ت") and not head.startswith("ال"):
        return False
    if not alone and not heads_names and not many:
        return False
    if head.startswith(("ال", "كفر")) or heads_names:
        return True
    if many:
        return alone or (chunk.joined and chunk.bounded and len(lower) == 2)
    return alone and not head.endswith("يه") and chunk.bounded and head[0] not in "يتن"
