"""Arabic words that only look like a happening: names of operations, deals spoken of, the wounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR
from geomap.extract.document.words import lower_word
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon

if TYPE_CHECKING:
    from geomap.extract.recognise.trigger_mentions import Trigger

LOOK = 60
"""Characters before a deal in which it is said to be made."""

_NAMED = re.compile(rf"[ولب]?ل?(?:ال)?{alternation('ar', 'asides.operations')}\s?[\"“«'‘]")
_MADE = re.compile(rf"(?<![ء-ي])[وف]?(?:ال)?{alternation('ar', 'asides.made')}")
_MISHAP = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'asides.mishaps')}(?![ء-ي])")
_FLIES = re.compile(rf"\s+(?:[^\s،.]+\s+){{0,2}}?{alternation('ar', 'asides.flies')}(?![ء-ي])")
"""Behind an aircraft: it looks on, or only flies over."""

_WORD = re.compile(r"[^\W_]+")


def is_aside_arabic(text: str, floor: int, trigger: Trigger) -> bool:
    """Return True for the name of an operation, a deal that is not made here, the wounded cared for."""
    if _NAMED.match(text, trigger.start, trigger.end + 3):
        return True
    if trigger.sub_event_type == AIR and _FLIES.match(text, trigger.end, trigger.end + 40):
        return True
    head = text[max(floor, trigger.start - LOOK) : trigger.start]
    if trigger.kind == "talk":
        return not _MADE.search(head + text[trigger.start : trigger.end + LOOK])
    words = [lower_word(word) for word in _WORD.findall(head[-40:])]
    if trigger.kind == "result":
        return bool(words) and words[-1].lstrip("وبل") in lexicon("ar", "asides.before_harmed")
    if trigger.sub_event_type.startswith("Remote explosive") and trigger.weight <= 5:
        return bool(_MISHAP.search(text[trigger.start : trigger.end + 40]))
    last = words[-1] if words else ""
    return last[:1] == "و" and last[1:] in lexicon("ar", "no_event.before")
