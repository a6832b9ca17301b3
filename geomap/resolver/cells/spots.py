"""Things that a town has: a spot that nobody knows lies somewhere in its town."""

from __future__ import annotations

from functools import cache

from geomap.lang.letters import fold
from geomap.lang.lexicon import LANGUAGES, words

PART_KM = 5.0
"""A part or a spot of a town that is not known is placed no more exactly than this."""


def is_spot(name: str) -> bool:
    """Return True for a street, a school, a checkpoint, a quarter, parts that are not said which.

    Examples
    --------
    >>> is_spot("Omar bin al-Khattab street")
    True
    >>> is_spot("Kafr Nabl")
    False
    """
    return not _spots().isdisjoint(fold(name).replace("-", " ").split())


@cache
def _spots() -> frozenset[str]:
    lists = ("sites", "quarters", "parts")
    told = {
        word
        for lang in LANGUAGES
        for name in lists
        for word in words(lang, f"place_phrases.{name}")
    }
    return frozenset(told | {"ال" + word for word in told if word > "\u0600"})
