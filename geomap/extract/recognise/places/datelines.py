"""Places that only say where a report was written: "BEIRUT (Reuters) -", "QAMISHLI, Syria -"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention, PlaceMention

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
NEAR = 30
"""Characters between a place and the outlet that reports from there."""

_HEAD = 60
"""Characters of a line that names nothing but an outlet and from where it reports."""


def mark_arabic_datelines(
    text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]
) -> None:
    """Mark "دير الزور – نورث برس" and "زاكروس عربية - أربيل": a place beside an outlet's name."""
    outlets = [a.start for a in actors if a.kind in {"outlet", "monitor"}]
    for place in places:
        start = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.end)
        line = (start, len(text) if end < 0 else end)
        beside = [at for at in outlets if start <= at < min(line[1], start + _HEAD)]
        if place.phrase_end <= place.end:
            place.dateline = _is_arabic_dateline(text, place, line, beside)


def _is_arabic_dateline(
    text: str, place: PlaceMention, line: tuple[int, int], beside: Sequence[int]
) -> bool:
    start, end = line
    before = text[start : place.start].strip(' \t•*"“')
    if not before:
        near = any(0 < at - place.end < NEAR for at in beside)
        return _ARABIC_BEHIND.match(text, place.end) is not None and (near or _abroad(place))
    alone = not text[place.end : end].strip(" .()|-–") and end - start < _HEAD
    return bool(beside) and alone and before[-1:] in {"-", "–", "—", "|", "/"}


def _abroad(place: PlaceMention) -> bool:
    found = place.resolution.place if place.resolution else None
    return found is not None and found.country != "SY"
