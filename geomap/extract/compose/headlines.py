"""A headline that names the town near which it happened: the body tells the very places.

"Shelling near Manbij" over a report that tells of Tukhar and Arima: two rows, not three. The row
of a headline is left out where the body tells the like, on the same days and by the same side,
within reach of its town, at a smaller place; what only the headline counts goes to the one row that takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.compose.one_row import (
    days_agree,
    gap_km,
    is_exact,
    kinds_agree,
    parties_agree,
    take_in,
)
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.reading import ReadEvent

LINES, WORDS = 5, 28
"""Lines at the head of a report that may be headlines, and the words of one at most."""

REACH_KM = 30.0
"""How far the places of the body may lie from that of the headline."""

SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
"""Towns that stand for the land around them."""

SHORT = 160
"""Characters of a text that has no headline."""

_ENDS = ".؟?!…:؛;،,"


def join_headlines(text: str, events: Sequence[ReadEvent]) -> list[ReadEvent]:
    """Return the events without those of a headline that the body tells at finer places."""
    lines = headlines_of(text)
    if not lines or len(events) < 2:
        return list(events)
    heads = [e for e in events if _within(e, lines)]
    body = [e for e in events if e not in heads]
    gone = []
    for head in heads:
        told = [e for e in body if _tells(e, head)]
        if not told or head.listed > 1:
            continue
        gone.append(head)
        if len(told) == 1:
            take_in(told[0], head)
    return [e for e in events if e not in gone]


def headlines_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines at the head of a report that are no sentences."""
    if len(text) < SHORT:
        return []
    out, start = [], 0
    for line in text[: SHORT * 10].splitlines(keepends=True):
        words = line.strip()
        if words and (len(words.split()) > WORDS or words[-1] in _ENDS):
            break
        if words:
            out.append((start, start + len(line)))
        start += len(line)
        if len(out) == LINES:
            break
    return out if start < len(text) else []


def _within(event: ReadEvent, lines: Sequence[tuple[int, int]]) -> bool:
    """Return True for a row that only headlines tell of."""
    told = [e for e in event.evidence if e.field == "type"]
    return bool(told) and all(any(lo <= e.start < hi for lo, hi in lines) for e in told)


def _tells(other: ReadEvent, head: ReadEvent) -> bool:
    """Return True for a row of the body that is what the headline tells of."""
    if not (kinds_agree(other, head) and days_agree(other, head) and parties_agree(other, head)):
        return False
    if Status.PLANNED in {other.status, head.status} or not is_exact(other):
        return False
    mine, all_of = other.fatalities, head.fatalities
    if mine is not None and all_of is not None and mine[0] != all_of[0] and other.listed == 1:
        return False
    place = head.resolution.place if head.resolution is not None else None
    seat = place is not None and place.feature_code in SEATS
    return seat and gap_km(other, head) <= REACH_KM and _reach(other) < _reach(head)


def _reach(event: ReadEvent) -> float:
    """Return how far around its centre the place of an event reaches."""
    found = event.resolution
    return (found.precision_km or 0.0) if found is not None else 0.0
