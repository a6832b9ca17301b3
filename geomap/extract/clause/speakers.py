"""Who "we" and "us" are inside a quotation: the side for which the speaker speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geomap.extract.recognise.names import ActorMention
from geomap.lang.lexicon import alternation
from geomap.vocab.actors import find_actor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_WE = re.compile(r"\b(?:[Ww]e|us|[Oo]urselves)\b")
_OFFICE = rf"(?:{alternation('en', 'status.office')}|(?:[a-z]+\s+)?minister)"
_NATIONAL = re.compile(rf"\b(?P<nation>[A-Z][a-z]+(?:ian|ish|an|ese|i|ch|sh))\s+(?i:{_OFFICE})\b")
_OF_SIDE = re.compile(
    rf"\b(?i:{_OFFICE}|leader|member|fighter)s?\s+"
    rf"{alternation('en', 'status.office_of')}\s+(?:the\s+)?(?=[A-Z])"
)
_OTHERS = re.compile(
    rf"\b{alternation('en', 'status.other_speakers')}\b[^.\n]{{0,140}}?\b"
    r"(?:said|told|says?)\b"
)
REACH = 4000
"""Characters behind a speaker's first naming within which a quotation may still be his."""


def find_first_person(
    text: str, actors: Sequence[ActorMention], on: date | None
) -> list[ActorMention]:
    """Return "we" and "us" in quotations as mentions of the speaker's side.

    Left out where the last speaker named before speaks for nobody (a resident, a source).
    """
    found = [match for match in _WE.finditer(text) if _quoted(text, match.start())]
    if not found:
        return []
    speakers = _find_speakers(text, actors, on)
    starts = [start for start, _ in speakers]
    out = []
    for match in found:
        at = bisect_left(starts, match.start())
        side = speakers[at - 1][1] if at else None
        if side is None or match.start() - speakers[at - 1][0] > REACH:
            continue
        out.append(ActorMention(match.start(), match.end(), side.text, side.actors, side.kind))
    return out


def _find_speakers(
    text: str, actors: Sequence[ActorMention], on: date | None
) -> list[tuple[int, ActorMention | None]]:
    """Return where each speaker is named, with the side; None for one who has none."""
    out: list[tuple[int, ActorMention | None]] = []
    for match in _NATIONAL.finditer(text):
        actor = find_actor(f"{match['nation']} forces", on)
        if actor is not None:
            start, end = match.span("nation")
            out.append((start, ActorMention(start, end, actor.name, (actor,), actor.kind)))
    named = {actor.start: actor for actor in actors if actor.actors and not actor.weak}
    for match in _OF_SIDE.finditer(text):
        side = named.get(match.end())
        if side is not None:
            out.append((match.start(), side))
    out.extend((match.start(), None) for match in _OTHERS.finditer(text))
    return sorted(out, key=lambda pair: pair[0])


def _quoted(text: str, at: int) -> bool:
    """Return True if the character stands inside quotation marks of its paragraph."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if "“" in line or "”" in line:
        return line.rfind("“") > line.rfind("”")
    return line.count('"') % 2 == 1
