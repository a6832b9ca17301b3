"""Names that are not known as they stand: without clitics, or by the letters of another system."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.common_words import say_common
from geomap.lang.name_keys import parse_name
from geomap.lang.name_words import NAME_HEADS
from geomap.lang.respelling import may_be_respelled, respellings
from geomap.resolver.cells.plain_names import without_clitics
from geomap.resolver.cells.readings import is_separated
from geomap.resolver.cells.rewritten import by_rewriting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.entries import Entry
    from geomap.lang.name_keys import ParsedName
    from geomap.model import Place, Resolution
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.cells.asked import Asked

SURE, KNOWN = 0.9, 30.0
"""Least score and importance of a place that is meant behind a clitic ("بحلب")."""

_JOINED = re.compile(r"(?<!\S)([\u0621-\u064a]{2,6})(\u0627\u0644[\u0621-\u064a]{3,})")
"""Two words written as one: "جسرالشغور"."""
LEAST_KEY = 2
"""Consonants of a name that is read by the letters of another system."""


def look_again(
    resolver: Asked, text: str, parsed: ParsedName, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to a text that was refused, read in another way; None if there is none."""
    if (anew := by_rewriting(resolver, text, wanted, near)) is not None:
        return anew
    if parsed.arabic:
        return _by_bare_name(resolver, text, parsed, wanted, near)
    return _by_other_letters(resolver, text, wanted) if may_be_respelled(text) else None


def _by_bare_name(
    resolver: Asked, text: str, parsed: ParsedName, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to a text without its clitics, if that is a well-known name."""
    if (apart := _JOINED.sub(r"\1 \2", text)) != text:
        answer = resolver.resolve_inner(apart, wanted, near)
        if answer.resolved and answer.score >= SURE:
            return replace(answer, toponym=text)
    for bare in without_clitics(text, parsed):
        if say_common(bare):
            continue
        answer = resolver.resolve_inner(bare, wanted, near)
        place = answer.place
        if (
            place is not None
            and answer.score >= SURE
            and (place.importance >= KNOWN or parse_name(bare).kinds)
        ):
            return replace(answer, toponym=text)
    return None


def _by_other_letters(resolver: Asked, text: str, wanted: Wanted) -> Resolution | None:
    """Return the answer to a name read by the letters of another system, if it is one.

    It must sound like a name that is known, to the last vowel.
    """
    for other in respellings(text):
        parsed = parse_name(other)
        words = parsed.fold.split()
        if len(parsed.key) < LEAST_KEY or NAME_HEADS.issuperset(words) or say_common(other):
            continue
        if is_separated(other, words):
            continue
        bucket = resolver.index.bucket(parsed.key)
        if bucket is None or not any(_sounds_like(parsed, entry) for entry in bucket.entries):
            continue
        found = resolver.index.find(parsed, wanted, likely=True)
        answer = resolver.judge.decide(other, parsed, found)
        if answer.place is not None and answer.place.country == "SY":
            name = parse_name(answer.candidates[0].name)
            if _sounds_like(parsed, name):
                why = f"read as {other!r}, by the letters of another system"
                return replace(answer, toponym=text, reasons=(*answer.reasons, why))
    return None


def _sounds_like(parsed: ParsedName, known: Entry | ParsedName) -> bool:
    """Return True if two names sound the same; Arabic does not write the vowels."""
    return parsed.bones == known.bones and (known.arabic or parsed.voiced == known.voiced)
