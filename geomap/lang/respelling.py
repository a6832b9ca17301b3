"""Other readings of a Latin name, by the letters of systems of transliteration.

"Arhyoûl" is Aghyul to those who write rh for ghayn, "Xenme" Ghanma. A reading is tried only
where the name as it stands is not known, and counts only if it sounds like a known name
(`geomap.resolver.resolver`). The letters are data: ``geomap/lexicon/names/respelling.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geomap.lang.lexicon import NAMES, lists_of_file, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = re.compile("[rt]h|[kgxvcêîûşçğı]|e.*e", re.IGNORECASE)


class _Way(NamedTuple):
    """A system's letters: the one that asks for it, a pattern of all, and how they are read."""

    sign: str
    letters: re.Pattern[str]
    reads: dict[str, str]


@cache
def _ways() -> tuple[_Way, ...]:
    ways = []
    for name in lists_of_file(NAMES, "respelling"):
        reads = mapping(NAMES, f"respelling.{name}")
        longest = sorted(reads, key=len, reverse=True)
        ways.append(_Way(next(iter(reads)), re.compile("|".join(map(re.escape, longest))), reads))
    return tuple(ways)


def may_be_respelled(text: str) -> bool:
    """Return True if a text has letters that another system reads in its own way."""
    return _SIGNS.search(text) is not None


def respellings(text: str) -> Iterator[str]:
    """Yield a Latin text as other systems read its letters.

    Examples
    --------
    >>> list(respellings("Arhyoûl"))
    ['aghyoûl']
    """
    lowered = text.lower().replace("ş", "sh").replace("ç", "ch").replace("ğ", "gh")
    seen = {lowered}
    for way in _ways():
        if way.sign in lowered:
            read = _read(way, lowered)
            if read not in seen:
                seen.add(read)
                yield read


def _read(way: _Way, text: str) -> str:
    """Return a text with the letters of one system read its way."""
    return way.letters.sub(lambda match: way.reads[match[0]], text)
