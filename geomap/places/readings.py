"""Two names in one cell: "Tadmur/Palmyra", "Has (Hass)", "Aleppo - Salah al-Din"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETS = re.compile(r"^([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]?\s*([^()\[\]]*)$")
_SLASH = re.compile(r"\s*[/|\\]\s*|\s+(?:or|aka|a\.k\.a\.|i\.e\.|also|او|أو)\s+")
_COMMA = re.compile(r"\s*[,،;؛]\s*")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]+\s+|\s*_\s*|\s+في\s+|\s+in\s+")
_INSIDE = re.compile(r"^(\S.*\S)\s+ب((?!ن\s|نت\s)\S{3,}(?:\s\S+)?)$")
"""Arabic "in", written as one with the name that follows."""
_BESIDE = re.compile(r"^(.*\S)\s+(?:near|close to|next to|بالقرب من|قرب)\s+(\S.*)$", re.IGNORECASE)
SEPARATORS = re.compile(
    r"\sب\S{3,}|[(\[/|\\,،;؛_]|\s[-–—]|[–—]\s"
    r"|\s(?:or|aka|in|near|close to|next to|قرب|بالقرب|في|او|أو)\s"
)
_SIGNS = frozenset(["(", "[", "/", "|", "\\", ",", "،", ";", "؛", "_", "–", "—"]) | {
    chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) != " "
}
WORDS = frozenset(["or", "aka", "in", "near", "close", "next", "قرب", "بالقرب", "في", "او"])


def is_separated(text: str, words: Iterable[str]) -> bool:
    """Return True if `SEPARATORS` is in a text, whose folded words are `words`; quickly."""
    if (
        _SIGNS.isdisjoint(text)
        and WORDS.isdisjoint(words)
        and " -" not in text
        and " ب" not in text
    ):
        return False
    return SEPARATORS.search(text) is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a cell.

    Parameters
    ----------
    names
        Spellings of one place (or of places side by side), any of which may be known.
    context
        What is said to hold the place or to lie near it.
    """

    names: tuple[str, ...]
    context: tuple[str, ...] = ()


def split_readings(text: str) -> list[Reading]:
    """Return the readings of a cell that holds more than one name, likeliest first."""
    if not SEPARATORS.search(text):
        return []
    return [reading for reading in _read(text) if reading.names]


def _read(text: str) -> list[Reading]:
    readings: list[Reading] = []
    if match := _BRACKETS.match(text):
        outer, inner, tail = (part.strip(" ,;-/") for part in match.groups())
        outer = f"{outer} {tail}".strip()
        if outer and inner:
            names = _alternatives(outer)
            inside = _alternatives(inner)
            readings.append(Reading((*names, *inside), (inner,)))
        elif outer or inner:
            readings.append(Reading(_alternatives(outer or inner)))
        return readings
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) > 1:
        readings.append(Reading(_alternatives(parts[0]), tuple(parts[1:])))
        readings.append(Reading(_alternatives(parts[-1]), tuple(parts[:-1])))
        return readings
    names = _alternatives(text)
    if len(names) > 1:
        return [Reading(names)]
    if match := _BESIDE.match(text):
        return [Reading((match[1],), (match[2],))]
    if match := _INSIDE.match(text):
        return [Reading((match[1],), (match[2],))]
    parts = [part for part in _DASH.split(text) if part]
    if len(parts) > 1:
        return [
            Reading((parts[-1],), tuple(parts[:-1])),
            Reading((parts[0],), tuple(parts[1:])),
            Reading(tuple(parts)),
        ]
    return readings


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SLASH.split(text) if part.strip())
