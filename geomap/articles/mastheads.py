"""Who publishes a text, by its first lines: a masthead, or a dateline: ``BEIRUT (Reuters)``."""

from __future__ import annotations

import re
from functools import cache

from geomap.lang.folding import fold_phrase
from geomap.lang.lexicon import LANGUAGES, words

_LINES = 4
"""A masthead stands among so many first lines."""
_LONGEST = 90
_BESIDE = 1
"""Words that may stand beside a name in a masthead: an edition, a place."""
_DATELINES = (
    re.compile(r"[^.()\n]{2,60}\(([^()\n]{2,60})\)\s*[-–—:]"),
    re.compile(r"[^.()\n:،,–—-]{2,40}[-–—,،]\s*([^.()\n:,،–—-]{2,40})\s*[:–—-]"),
)


def find_masthead(text: str) -> str:
    r"""Return the publisher that the first lines of a text name, as they write it, or nothing.

    Examples
    --------
    >>> find_masthead("Enab Baladi\n3 May 2020\n\nTwo shells fell on the market.")
    'Enab Baladi'
    >>> find_masthead("BEIRUT (Reuters) - A car bomb went off.")
    'Reuters'
    """
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()][:_LINES]
    for line in lines:
        for pattern in _DATELINES:
            if (match := pattern.match(line)) and _is_outlet(match[1]):
                return match[1].strip()
    for line in lines:
        for part in re.split(r"\s[-–—]\s|[|:•]", line) if len(line) <= _LONGEST else ():
            if _is_outlet(part):
                return re.sub(r"^[\W_]+|[\W_]+$", "", part)
    return ""


def _is_outlet(text: str) -> bool:
    """Return True if a text is the name of an outlet with hardly a word beside it."""
    plain = re.sub(r"[^\w'.&]+|\d{4,}", " ", text).rstrip(". ")
    found = fold_phrase(plain).split()
    for length in range(len(found), max(0, len(found) - _BESIDE - 1), -1):
        for start in range(len(found) - length + 1):
            if " ".join(found[start : start + length]) in _outlets():
                return True
    return False


@cache
def _outlets() -> frozenset[str]:
    return frozenset().union(*(words(lang, "outlets.outlets") for lang in LANGUAGES))
