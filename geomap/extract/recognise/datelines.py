"""Places that only say where a report was written: "BEIRUT (Reuters) -", "QAMISHLI, Syria -"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.names import ActorMention, PlaceMention

_OPENS = re.compile(r"[ \t*•“\"]*(?:date\s+[\d-]{8,10}\s+)?$")
_BEHIND = re.compile(
    r"(?:,\s*(?:[A-Z0-9][\w.’'-]*\s?){1,4})?\s*(?:[,-]?\s*\([^()\n]{2,40}\))?"
    r"(?:\s*[—–]|\s+--?\s|\)\s*-|\s*-\s+)"
)
_DATED = re.compile(
    r",?\s*\(?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})\b[^\n]{0,40}$"
)
_DESK = re.compile(
    rf"\b{alternation('en', 'outlets.desks')}\b[^\n.]{{0,20}}[-–—|]\s*$", re.IGNORECASE
)
_CAPITALS = re.compile(r"\s+(?:\([^()\n]{2,30}\)\s+)?[A-Z][a-z]+\s+[a-z]")


def mark_datelines(text: str, places: Sequence[PlaceMention]) -> None:
    """Mark the places that head a line as its dateline; a province there heads a section."""
    for place in places:
        if not (place.container and place.relation) and is_dateline(text, place):
            place.dateline = True


def is_dateline(text: str, place: PlaceMention) -> bool:
    """Return True for a place that stands where a report says from where it is told."""
    line_start = text.rfind("\n", 0, place.start) + 1
    line_end = text.find("\n", place.end)
    line_end = len(text) if line_end < 0 else line_end
    if place.phrase_end > place.end:
        return False
    head = text[line_start : place.start]
    tail = text[place.end : min(line_end, place.end + 90)]
    if not tail.strip() and len(head) < 60 and _DESK.search(head):
        return True
    if not _OPENS.match(head) or text[place.end : place.end + 1] == ":":
        return False
    if _BEHIND.match(tail) or (_DATED.match(tail) and line_end - line_start < 70):
        return True
    return place.text.isupper() and len(place.text) > 3 and _CAPITALS.match(tail) is not None


_ARABIC_BEHIND = re.compile(r"\s*(?:[—–-]|\()")
_HEAD = 60
"""Characters of a line that names nothing but an outlet and from where it reports."""


def mark_arabic_datelines(
    text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]
) -> None:
    """Mark "دير الزور – نورث برس" and "زاكروس عربية - أربيل": a place beside an outlet's name."""
    outlets = [a for a in actors if a.kind in {"outlet", "monitor"}]
    for place in places:
        start = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.end)
        end = len(text) if end < 0 else end
        opens = not text[start : place.start].strip(' \t•*"“')
        if place.phrase_end > place.end or not (opens or end - start < _HEAD):
            continue
        beside = [a for a in outlets if start <= a.start < min(end, start + _HEAD)]
        if opens and _ARABIC_BEHIND.match(text, place.end):
            place.dateline = any(0 < a.start - place.end < 30 for a in beside) or _abroad(place)
        elif beside and not text[place.end : end].strip(" .()|-–") and end - start < _HEAD:
            before = text[start : place.start].rstrip()
            place.dateline = before[-1:] in {"-", "–", "—", "|", "/"}


def _abroad(place: PlaceMention) -> bool:
    found = place.resolution.place if place.resolution else None
    return found is not None and found.country != "SY"
