"""Two names in one cell: "Tadmur/Palmyra", "Has (Hass)", "Aleppo - Salah al-Din"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.lang.lexicon import NAMES, alternation, words
from geomap.lang.name_keys import fold_name
from geomap.lang.name_words import KIND_OF, NAME_HEADS

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETS = re.compile(r"^([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]?\s*([^()\[\]]*)$")
_SLASH = re.compile(r"\s*[/|\\]\s*|\s+(?:or|aka|a\.k\.a\.|i\.e\.|also|او|أو)\s+")
_COMMA = re.compile(r"\s*[,،;؛]\s*")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]+\s+|\s*_\s*|\s+في\s+|\s+in\s+")
_IN = re.compile(r"\s(?:في|in)\s")
_INSIDE = re.compile(r"^(\S.*\S)\s+ب((?!ن\s|نت\s)\S{3,}(?:\s\S+){0,2})$")
"""Arabic "in", written as one with the name that follows."""
_BESIDE = re.compile(r"^(.*\S)\s+(?:near|close to|next to|بالقرب من|قرب)\s+(\S.*)$", re.IGNORECASE)
_WAY = r"(?:north|south)?-?(?:north|south|east|west)"
_SIDE_OF = re.compile(
    rf"^(.*\S)\s+(?:to the )?{_WAY}(?:ern)?\s+of\s+(\S.*)$"
    r"|^(.*\S)\s+(?:شمال|جنوب|شرق|غرب)ي?(?:\s+(?:ال)?(?:شرق|غرب)ي?)?(?:\s+(?:مدينة|بلدة))?\s+(\S.*)$",
    re.IGNORECASE,
)
"""A place and the better known one that it lies north, south ... of."""
SEPARATORS = re.compile(
    r"\sب\S{3,}|[(\[/|\\,،;؛_]|\s[-–—]|[–—]\s"
    rf"|\sو|\s[&+]\s|\s{alternation(NAMES, 'separators.joining')}\s"
    r"|\s(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)[a-z-]*\s+of\s"
    rf"|\s{alternation(NAMES, 'separators.ways')}ي?\s"
)
_ITEMS = re.compile(r"[\n•·▪◦‣]|^\s*1[.)]\s")
"""Lines, bullets and numbers of a list."""

_SIGNS = frozenset("([/|\\,،;؛_–—&+•·▪◦‣") | {
    chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) != " "
}
WORDS = words(NAMES, "separators.heard")


def is_separated(text: str, said: Iterable[str]) -> bool:
    """Return True if `SEPARATORS` is in a text, whose folded words are `said`; quickly."""
    if (
        _SIGNS.isdisjoint(text)
        and WORDS.isdisjoint(said)
        and " -" not in text
        and " ب" not in text
        and " و" not in text
        and not text.lstrip().startswith(("1. ", "1) "))
    ):
        return False
    return SEPARATORS.search(text) is not None or _ITEMS.search(text) is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a cell.

    Parameters
    ----------
    names
        Spellings of one place (or of places side by side), any of which may be known.
    context
        What is said to hold the place or to lie near it.
    is_far
        The context may lie far off ("X south of Y"): it is no answer for an unknown name.
    is_beside
        The context is a neighbour ("X near Y"), not what holds the place.
    is_reversed
        The larger place stands first ("Aleppo, Salah al-Din"): likely only if that is known.
    """

    names: tuple[str, ...]
    context: tuple[str, ...] = ()
    is_far: bool = False
    is_reversed: bool = False
    is_beside: bool = False


def split_readings(text: str) -> list[Reading]:
    """Return the readings of a cell that holds more than one name, likeliest first."""
    if not SEPARATORS.search(text):
        return []
    return [reading for reading in _read(text) if reading.names]


def list_parts(text: str) -> list[str]:
    """Return the parts of a cell between commas."""
    return [part.strip() for part in _COMMA.split(text) if part.strip()]


def _read(text: str) -> list[Reading]:
    if match := _BRACKETS.match(text):
        return _in_brackets(*(part.strip(" ,;-/") for part in match.groups()))
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) > 1:
        small_first = Reading(_alternatives(parts[0]), tuple(parts[1:]))
        large_first = Reading(_alternatives(parts[-1]), tuple(parts[:-1]), is_reversed=True)
        return [small_first, large_first]
    names = _alternatives(text)
    if len(names) > 1:
        return [Reading(names)]
    return _in_words(text) or _by_dashes(text)


def _in_brackets(outer: str, inner: str, tail: str) -> list[Reading]:
    """Return the reading of "Has (Hass)", "(Hass)"."""
    outer = f"{outer} {tail}".strip()
    if outer and inner:
        return [Reading((*_alternatives(outer), *_alternatives(inner)), (inner,))]
    return [Reading(_alternatives(outer or inner))] if outer or inner else []


def _in_words(text: str) -> list[Reading]:
    """Return the reading of "A near B", "A south of B", "A بحلب"."""
    if match := _BESIDE.match(text):
        return [Reading((match[1],), (match[2],), is_beside=True)]
    if match := _SIDE_OF.match(text):
        name, beside = (part for part in match.groups() if part)
        return [Reading((name,), (beside,), is_far=True)]
    if (match := _INSIDE.match(text)) and not _asks_for_more(match[1]):
        return [Reading((match[1],), (match[2],))]
    return []


def _by_dashes(text: str) -> list[Reading]:
    """Return the readings of "A - B": B in A, A in B, or one place by two names."""
    parts = [part for part in _DASH.split(text) if part]
    if len(parts) < 2:
        return []
    within = Reading((parts[0],), tuple(parts[1:]))
    if _IN.search(text):
        return [within]  # "Waer in Homs" is never Homs in Waer
    around = Reading((parts[-1],), tuple(parts[:-1]), is_reversed=True)
    return [around, within, Reading(tuple(parts))]


def _asks_for_more(text: str) -> bool:
    """Return True for what a name goes on behind: "مدينة", "كفر"."""
    said = fold_name(text).split()
    return len(said) == 1 and (said[0] in KIND_OF or said[0] in NAME_HEADS)


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SLASH.split(text) if part.strip())
