"""The words of one name in an Arabic list of places: where they begin, go on and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import bare_arabic, lower_word
from geomap.extract.recognise.places.place_words import ARABIC_COMMON, ARABIC_GENERIC
from geomap.lang.lexicon import words as lexicon
from geomap.lang.name_words import NAME_HEADS
from geomap.vocab.triggers import trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.extract.document.words import Words

LONGEST = 4
"""Words of a name at most."""

TOWN = 20.0
"""Least importance of a town whose name is a common word too ("بلدة الحارة")."""

KNOWN = 40.0
"""Least importance of a place whose name goes on behind the words known."""

BREAK = re.compile(r"[.!?؟؛;:…\n]")
_JOIN = re.compile(r"[،,/&]")
_QUOTE = re.compile(r"[«»“”\"'()\[\]]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words between two separators of a list."""

    first: int
    last: int
    """Behind the last word."""
    skip: int
    """Letters of the first word that belong to a particle."""
    joined: bool
    quoted: bool
    bounded: bool
    """True if a mark or a word that is no name stands behind, not "and"."""
    ended: bool


@cache
def _told() -> frozenset[str]:
    phrases = {lower_word(w) for p in trigger_phrases("ar") for w in p.text.split()}
    return frozenset(phrases | {bare_arabic(w) for w in phrases})


def gap_before(words: Words, at: int) -> str:
    """Return what stands before a word."""
    return words.text[words.spans[at - 1][1] : words.spans[at][0]] if at else ""


def read_chunk(words: Words, at: int, known: Mapping[str, float], *, first: bool) -> Chunk | None:
    """Return the words from `at` up to the next separator, None where the zone ends."""
    opened = _open_chunk(words, at, first=first)
    if opened is None:
        return None
    at, joined = opened
    lower = words.lower
    if at >= len(lower) or len(gap_before(words, at)) > 6:
        return None
    skip = _conjunction(lower, at, known)
    if _ends(lower[at][skip:]) or _ends(lower[at]):
        return None
    quoted = bool(_QUOTE.search(gap_before(words, at)))
    last, ended = _close_chunk(words, at, skip, known)
    bounded = ended or bool(gap_before(words, last).strip(" \t-–"))
    return Chunk(at, last, skip, joined or bool(skip), quoted, bounded, ended)


def _open_chunk(words: Words, at: int, *, first: bool) -> tuple[int, bool] | None:
    """Step over what joins members; return where a name begins and whether it is joined."""
    lower, begin, joined = words.lower, at, False
    glue, after = lexicon("ar", "zones.glue"), lexicon("ar", "zones.after_glue")
    while at < len(lower):
        gap = gap_before(words, at)
        if BREAK.search(gap.replace(":", "") if first else gap):
            return None
        joined = joined or bool(_JOIN.search(gap))
        word = lower[at]
        is_glue = word in glue or word.removeprefix("و") in glue
        if not is_glue and (at == begin or word not in after):
            break
        joined, at = True, at + 1
    return at, joined


def _close_chunk(words: Words, at: int, skip: int, known: Mapping[str, float]) -> tuple[int, bool]:
    """Return the word behind a name that begins at `at`, and whether its zone ends there."""
    lower, last = words.lower, at + 1
    while last < len(lower):
        gap = gap_before(words, last)
        plain = not gap.strip(" \t-–")
        if BREAK.search(gap) or (plain and _is_over(lower, at, last, skip, known)):
            return last, True
        if not plain or lower[last] == "و" or _conjunction(lower, last, known):
            return last, False
        last += 1
    return last, True


def _is_over(
    lower: Sequence[str], at: int, last: int, skip: int, known: Mapping[str, float]
) -> bool:
    """Return True if the word at `last` belongs to no name any more."""
    if _ends(lower[last]):
        return True
    told = not lower[last].startswith("ال") and _is_told(lower[last])
    return told and _key(lower, at, last + 1, skip) not in known


def _conjunction(lower: Sequence[str], at: int, known: Mapping[str, float]) -> int:
    word = lower[at]
    if word[0] != "و" or len(word) < 3:
        return 0
    if len(word) == 3:
        return int(word[1:] in NAME_HEADS)
    whole = bare_arabic(word) in known or bare_arabic(word) in NAME_HEADS
    return 0 if whole and bare_arabic(word[1:]) not in known else 1


def _ends(word: str) -> bool:
    """Return True for a word that belongs to no name: "in", "said", "in the countryside of"."""
    if word in lexicon("ar", "zones.ends") or word[:1].isdigit():
        return True
    if len(word) > 2 and word[0] in "بل":
        rest = bare_arabic(word[1:])
        return rest in ARABIC_GENERIC or rest in lexicon("ar", "zones.ends")
    return False


def _key(lower: Sequence[str], first: int, last: int, skip: int) -> str:
    return " ".join(
        bare_arabic(word[skip:] if n == 0 else word) for n, word in enumerate(lower[first:last])
    )


def decode_chunk(
    words: Words, chunk: Chunk, known: Mapping[str, float], *, sure: bool
) -> tuple[str, int, int, int] | None:
    """Return key, first word, last word and letters left out of a chunk's name."""
    lower, first, skip = words.lower, chunk.first, chunk.skip
    kinds = lexicon("ar", "zones.singular") | lexicon("ar", "zones.plural")
    while first + 1 < chunk.last and (
        bare_arabic(lower[first][skip:]) in kinds or lower[first][skip:] in _AROUND
    ):
        first, skip = first + 1, 0
    longest = min(chunk.last, first + LONGEST)
    for last in range(longest, first, -1):
        key = _key(lower, first, last, skip)
        if key not in known:
            continue
        if last == first + 1 and is_common(lower[first][skip:]):
            if not (sure and lower[first].startswith("ال") and known[key] >= TOWN):
                continue
        if _is_whole(words, chunk, (first, last), key, known[key]):
            return key, first, last - 1, skip
        break
    if chunk.last - first > 3:
        return None
    return "", first, chunk.last - 1, skip


def _is_whole(
    words: Words, chunk: Chunk, span: tuple[int, int], key: str, importance: float
) -> bool:
    """Return True if a known name that ends before its chunk does is no piece of a longer one."""
    first, last = span
    if last == chunk.last:
        return True
    if last == first + 1 and key in NAME_HEADS:
        return False
    several = importance >= KNOWN or last - first > 1
    return several or bare_arabic(words.lower[last]) in adjectives()


_AROUND = frozenset(["محيط", "اطراف", "قرب", "محور"])


@cache
def adjectives() -> frozenset[str]:
    """Return the words that go on behind a name ("strategic", "big")."""
    return frozenset(bare_arabic(word) for word in lexicon("ar", "zones.opening"))


def is_common(word: str) -> bool:
    """Return True for a word that is common, or says what kind of place a name is of."""
    bare = bare_arabic(word)
    return bare in ARABIC_GENERIC or bare in ARABIC_COMMON or bare in lexicon("ar", "common.words")


def tells(words: Words, chunk: Chunk) -> bool:
    """Return True if a chunk tells of a happening, so that the list is over."""
    return _is_told(words.lower[chunk.first][chunk.skip :])


def _is_told(word: str) -> bool:
    forms = {word, bare_arabic(word)} | ({word[1:]} if word[0] in "بلف" else set())
    return bool(forms & _told())
