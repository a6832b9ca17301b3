"""Sentences of a page that tell no news of the report: links to other pages, sums over years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from geomap.extract.sentences import Sentence

_LINK = re.compile(rf"[\W_]*{alternation('en', 'asides.links')}\s*[:|>»]", re.IGNORECASE)
_SUM = re.compile(rf"\b{alternation('en', 'asides.sums')}\b", re.IGNORECASE)


def is_link(text: str, sentence: Sentence) -> bool:
    """Return True for a line such as "Read more: ..." that leads to another report."""
    return _LINK.match(text, sentence.start, min(sentence.end, sentence.start + 60)) is not None


def tells_sum(text: str, start: int, end: int) -> bool:
    """Return True for a sentence that counts over many places or weeks."""
    return _SUM.search(text, start, end) is not None
