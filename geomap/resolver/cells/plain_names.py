"""Telling plain names from cells that say more: a code, two names, a place told by relation."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from geomap.lang.lexicon import NAMES, alternation
from geomap.lang.lexicon import words as words_of
from geomap.lang.name_keys import fold_name
from geomap.resolver.cells.phrases import phrase_words
from geomap.resolver.cells.readings import WORDS, is_separated
from geomap.resolver.cells.relation_words import DIRECTION_OF, TRIGGERS
from geomap.resolver.cells.vague_parts import read_vague, vague_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.lang.name_keys import ParsedName

DIGIT = re.compile(r"\d")
FIRST = words_of(NAMES, "separators.inside")
SYRIA = (" syria", " syrian arab republic", " سوريا", " سوريه")

_COUNTRY = re.compile(
    r"[\s,،;؛:/|_.\[(–—-]+(?:syria|syrian arab republic|سوريا|سورية)\s*[\])]?\s*$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    rf"^\s*{alternation(NAMES, 'separators.inside')}\s+"
    r"(?!and\b|or\b|the vicinity|the area)",
    re.IGNORECASE,
)
_SIDES = DIRECTION_OF.keys() | {"central"}

RELATED = TRIGGERS | phrase_words() | vague_words()
"""Words of which a relation or a phrase has at least one."""

_SPEAKING = RELATED | WORDS | FIRST | {"syria", "republic", "سوريا", "سوريه"}
OWNED = re.compile(r"['’]s\s")
"""A town and its part: "Homs's Jobar"."""
_SIGNS = re.compile(r"[^\S ]|[(\[/|\\,،;؛_–—&+•·▪◦‣]| -| [بو]|['’]s ")


class Kind(Enum):
    """What a text is: a name and nothing else, one that says more, or something else."""

    PLAIN = "a name without code, separator or word of a relation"
    NUMBERED = "a plain name with a digit, if it is no code"
    SPEAKING = "it has a separator or a word of a relation, and may yet be a name as it stands"
    OTHER = "anything else"


def is_related(text: str, words: Iterable[str]) -> bool:
    """Return True if a text, whose folded words are `words`, may tell a place by another one."""
    return not RELATED.isdisjoint(words) or OWNED.search(text) is not None


def kind_of(text: str, parsed: ParsedName) -> Kind:
    """Return what a text is, `parsed` being the same taken apart."""
    fold = parsed.fold
    words = fold.split()
    if _SIGNS.search(text) is None and _SPEAKING.isdisjoint(words):
        if DIGIT.search(text) is None:
            return Kind.PLAIN if words else Kind.OTHER
        is_plain = words and "km" not in fold and not is_separated(text, words)
        return Kind.NUMBERED if is_plain else Kind.OTHER
    if not words or words[0] in FIRST or fold.endswith(SYRIA) or DIGIT.search(fold) is not None:
        return Kind.OTHER
    if not is_related(text, words) and not is_separated(text, words):
        return Kind.PLAIN
    return Kind.SPEAKING


_CLITIC = re.compile(r"^\s*(?:[وف]?(?:لل|[بلك](?:ال)?)|[وف](?:ال)?)(?=[ء-ي]{2})")


def without_clitics(text: str, parsed: ParsedName) -> Iterator[str]:
    """Yield an Arabic text without what is written as one with its first word.

    "and", "so", "in", "to", "like" (و ف ب ل ك), longest first; "للباب" is "to al-Bab".
    """
    if not parsed.arabic or (match := _CLITIC.match(text)) is None:
        return
    taken = match[0].strip()
    rest = text[match.end() :]
    if taken.endswith(("لل", "ال")):
        yield f"ال{rest}"
    else:
        yield rest
    if len(taken) > 1 and taken[0] in "وف":
        yield text.strip()[1:]


def without_frame(text: str, parsed: ParsedName) -> str:
    """Return a text without ", Syria" behind it or "in" before it, empty if it has neither."""
    fold = parsed.fold
    if fold.endswith(SYRIA):
        plain = next((left for left, inside in read_vague(text) if not inside), "")
        if plain and plain != fold:
            return plain
        bare = _COUNTRY.sub("", text)
        if bare != text and bare.strip() and not set(fold_name(bare).split()) <= _SIDES:
            return bare
    if fold.partition(" ")[0] in FIRST:
        bare = _PREPOSITION.sub("", text)
        if bare != text and bare.strip():
            return bare
    return ""
