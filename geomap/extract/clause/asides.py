"""Sentences of a page that tell no news of the report: links to other pages, sums over years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from geomap.extract.document.sentences import Sentence

_LINK = re.compile(rf"[\W_]*{alternation('en', 'asides.links')}\s*[:|>»]", re.IGNORECASE)
_SUM = re.compile(rf"\b{alternation('en', 'asides.sums')}\b", re.IGNORECASE)

_CUES = words("en", "asides.sum_cues")
"""One of these is in every sentence that the pattern fits."""


def is_link(text: str, sentence: Sentence) -> bool:
    """Return True for a line such as "Read more: ..." that leads to another report."""
    stop = min(sentence.end, sentence.start + 60)
    if not any(mark in text[sentence.start : stop] for mark in ":|>»"):
        return False
    return _LINK.match(text, sentence.start, stop) is not None


def tells_sum(text: str, start: int, end: int) -> bool:
    """Return True for a sentence that counts over many places or weeks."""
    low = text[start:end].lower()
    return any(cue in low for cue in _CUES) and _SUM.search(low) is not None
