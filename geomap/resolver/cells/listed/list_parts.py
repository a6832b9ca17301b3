"""The parts of a cell that lists places: by commas, semicolons, lines, bullets, slashes, "and"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.folding import fold_phrase
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"\s*[,،;؛&+\n/|\\]\s*(?:and\s+|و(?=\S))?|\s+and\s+|\s+[-–—]+\s+|\s+و\s*(?=\S)")
_LISTS = re.compile(r"[,،;؛&+\n/|\\]|\sand\s|\s[-–—]\s|\sو")
_FIRM = re.compile(r"[;؛\n]")
_JOINED = re.compile(r"[&+]|\sand\s|\sو")
_SLASH = re.compile(r"[/|\\]")
_ITEM = re.compile(r"(?m)^[^\S\n]*(?:[•·▪◦‣*–-]|\d{1,2}[.)-])[^\S\n]+")
_FIRST = re.compile(r"\s*1[.)]\s")
_NUMBER = re.compile(r"(?<!\S)\d{1,2}[.)]\s")
_BULLET = re.compile(r"\s*[•·▪◦‣]\s*")


def is_list(text: str) -> bool:
    """Return True if a cell has what separates the places of a list."""
    text = _as_lines(text)
    return _LISTS.search(text) is not None and _other_signs().search(text) is None


@cache
def _other_signs() -> re.Pattern[str]:
    """Return signs of something else than a list: two spellings, a stretch between two places."""
    en, ar = (alternation(lang, "place_phrases.stretches") for lang in ("en", "ar"))
    return re.compile(rf"[(\[]|\b{en}\b|{ar}", re.IGNORECASE)


def is_firm(text: str) -> bool:
    """Return True if a cell has what never stands before what holds a place: ";", a new line."""
    return _FIRM.search(_as_lines(text)) is not None


def is_joined(text: str) -> bool:
    """Return True if a cell has what stands between two places only: "and", "&"."""
    return _JOINED.search(text) is not None


def is_slashed(text: str) -> bool:
    """Return True for a list that may be a path of units: "Aleppo / Azaz / Sawran"."""
    return _SLASH.search(text) is not None


def split_parts(text: str) -> list[str]:
    """Return the parts of a list as they are written, without bullets and "the towns of"."""
    parts = [part.strip(" .\t\r") for part in _PART.split(_as_lines(text))]
    return [part for part in _without_head(parts) if part]


def _as_lines(text: str) -> str:
    """Return a list with bullets or numbers as lines."""
    if _FIRST.match(text):
        text = _NUMBER.sub("\n", text)
    text = _ITEM.sub("", text.strip())
    return _BULLET.sub("\n", text).strip()


def _without_head(parts: list[str]) -> Iterator[str]:
    """Yield the parts, the first one without what it says of all: "the towns of", "بلدات"."""
    for number, part in enumerate(parts):
        yield part if number else _behind_head(part)


def _behind_head(part: str) -> str:
    said = part.split()
    folds = [fold_phrase(word) for word in said[:3]]
    at = 1 if folds[:1] == ["the"] else 0
    if folds[at : at + 1] and folds[at] in words("ar", "place_phrases.listed"):
        return " ".join(said[at + 1 :])
    if folds[at + 1 : at + 2] == ["of"] and folds[at] in words("en", "place_phrases.listed"):
        return " ".join(said[at + 2 :])
    return part
