"""HXL tags: what a column holds, in the words of the humanitarian exchange language 1.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import amounts, mapping, words

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = re.compile(r"#[A-Za-z]\w*(\s*\+\s*[A-Za-z]\w*)*\s*")
_CODE = ("code", "id", "num")

_NOT = words("formats", "hxl.nothing")
"""Attributes of what is no day, no name and no coordinate."""

_MEANINGS: tuple[tuple[str, frozenset[str], str], ...] = tuple(
    (tag, frozenset(attributes), column)
    for told, column in mapping("formats", "hxl.meanings").items()
    for tag, *attributes in [told.split("+")]
)
"""Hashtag, the attributes that it must have, and the event column; the first that fits counts."""

_RANKS = amounts("formats", "hxl.ranks")
"""How fit a tag is by its attributes, among those of one meaning; 3 is any other."""


def is_tag(cell: str) -> bool:
    """Return True for ``#date``, ``#geo +lat`` and the like."""
    return _TAG.fullmatch(cell.strip()) is not None


def are_tags(cells: Iterable[str]) -> bool:
    """Return True if every filled cell of a row is a tag, and one says what its column holds.

    A row with nothing but ``#Idlib`` is data, and faulty.
    """
    filled = [cell for cell in cells if cell.strip()]
    return all(map(is_tag, filled)) and any(map(read_tag, filled))


def read_tag(cell: str) -> str:
    """Return the event column that a tag speaks of, or nothing.

    Examples
    --------
    >>> read_tag("#geo +lat"), read_tag("#adm1+name"), read_tag("#loc+code"), read_tag("#adm1+code")
    ('lat', 'admin1', 'pcode', '')
    """
    if not is_tag(cell):
        return ""
    hashtag, *attributes = re.findall(r"\w+", cell.casefold())
    coded = any(attribute in _CODE for attribute in attributes)
    if coded:
        return {"loc": "pcode", "adm4": "pcode", "event": "event_id"}.get(hashtag, "")
    for known, needed, target in _MEANINGS:
        if set(attributes) & (_NOT - needed):
            continue
        if hashtag == known and needed <= set(attributes):
            return target
    return ""


def rank_tag(cell: str) -> tuple[int, int]:
    """Return how fit a tag is among those of its meaning, the least first.

    Examples
    --------
    >>> rank_tag("#date +occurred") < rank_tag("#date") < rank_tag("#date +reported")
    True
    """
    attributes = re.findall(r"\w+", cell.casefold())[1:]
    ranks = [_RANKS.get(attribute, 3) for attribute in attributes] or [2]
    return max(ranks), len(attributes)
