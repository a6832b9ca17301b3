"""Latin names that the gazetteer does not know as written, behind a word that leads to a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import LATIN_ARTICLES, Taken, lower_word
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_words import (
    GENERIC,
    GIVEN_NAMES,
    NOT_PLACES,
    PERSON_TITLES,
    STARTERS,
)
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNKNOWN = re.compile(
    rf"(?:\b(?P<cue>{alternation('en', 'places.unknown_kinds')})s?\s+of\s+"
    rf"(?:the\s+)?|\b(?P<prep>{alternation('en', 'places.unknown_prepositions')})\s+"
    r"(?:the\s+)?)(?P<name>(?:[Aa]l-|[Aa][rsntdz]h?-|[Ee]l-)?[A-Z][\w'’‘`]*"
    r"(?:[ -](?:(?:al|a[rsntdz]h?|el)-)?[A-Z][\w'’‘`]*|-[a-z]{3,}){0,3})"
)
_LOOSE = words("en", "places.loose_prepositions")
_KIND_AFTER = re.compile(rf"\s+{alternation('en', 'places.kinds_after')}\b")


def find_unknown(
    text: str, mentions: Sequence[PlaceMention], blocked: Sequence[tuple[int, int]]
) -> Iterator[PlaceMention]:
    """Yield capitalised names behind a cue that the gazetteer does not know as written."""
    taken = Taken([*((m.start, m.end) for m in mentions), *blocked])
    for match in _UNKNOWN.finditer(text):
        start, end = match.span("name")
        if taken.overlaps(start, end):
            continue
        if match["prep"] in _LOOSE and not _KIND_AFTER.match(text[end : end + 24]):
            continue
        name, parts = _without_kind(match["name"])
        if parts and _may_be_place(parts, said=bool(match["cue"])):
            yield PlaceMention(start, start + len(name), name)


def _without_kind(name: str) -> tuple[str, list[str]]:
    """Return a name and its words without "Town" and the like at its end."""
    parts = [lower_word(part) for part in re.findall(r"[\w'’]+", name)]
    while parts and (parts[-1] in NOT_PLACES or parts[-1] in GENERIC):
        cut = name.rfind(" ")
        if cut < 0:
            break
        name = name[:cut]
        parts.pop()
    return name, parts


def _may_be_place(parts: Sequence[str], *, said: bool) -> bool:
    """Return False for words that begin a sentence, name a person or only a kind of place."""
    first = parts[0]
    if first in STARTERS:
        return False
    if first in NOT_PLACES and not (said and len(parts) > 1):
        return False
    if not said and (first in PERSON_TITLES or first in GIVEN_NAMES):
        return False
    return not all(part in GENERIC or part in LATIN_ARTICLES for part in parts)
