"""Happenings that a sentence names beside its own: a truce with its date, "the first since ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import ATTACK, Happening
from geomap.extract.recognise.names import ActorMention
from geomap.lang.lexicon import alternation
from geomap.model import Status
from geomap.vocab.actors import find_actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_TRUCE = re.compile(
    rf"\b(?P<what>{alternation('en', 'deeds.truce')})\b[^.;\n]{{0,60}}?,?\s+"
    r"(?:which|that)\s+(?:was|were|had\s+been)\s+"
    rf"{alternation('en', 'deeds.truce_made')}\b[^.;,\n]{{0,40}}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:the\s+)?(?:first|worst|deadliest|largest|biggest|heaviest)\b[^.;\n]{0,160}?\bsince\s+(?:18|19|20)\d\d\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?P<one>[A-Z][a-z]+)[-–](?P<two>[A-Z][a-z]+)\s+[\w-]*\s*"
    rf"{alternation('en', 'deeds.pact')}"
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A happening named in passing, with the span of the words that name it.

    Parameters
    ----------
    apart
        True if the places and actors within the span belong to it alone.
    """

    happening: Happening
    start: int
    end: int
    places: list[PlaceMention]
    date: DateMention
    apart: bool = False


def find_precedents(
    text: str,
    floor: int,
    ceiling: int,
    sentence: int,
    triggers: Sequence[Trigger],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> list[Precedent]:
    """Return the dated happenings that the sentence ``floor:ceiling`` names in passing."""
    out = []
    for pattern in (_TRUCE, _FIRST):
        for match in pattern.finditer(text, floor, ceiling):
            start, end = match.span()
            day = [d for d in dates if start <= d.start <= end and d.first is not None]
            here = [p for p in places if start <= p.start < end and not p.country]
            if not day or not here:
                continue
            happening = (
                _truce(text, match, sentence)
                if pattern is _TRUCE
                else _earlier(match, sentence, triggers)
            )
            if happening is not None:
                out.append(Precedent(happening, start, max(end, day[-1].end), here[-1:], day[-1],
                                     apart=pattern is _FIRST))  # fmt: skip
    return out


def _truce(text: str, match: re.Match[str], sentence: int) -> Happening:
    one, two = _parties(text[max(0, match.start() - 1500) : match.end() + 200])
    return Happening(
        match.start("what"), match.end("what"), sentence, "Agreement", "talk", 7,
        status=Status.BACKGROUND, floor=match.start(), ceiling=match.end(), agent=one, patient=two,
    )  # fmt: skip


def _parties(text: str) -> tuple[ActorMention | None, ActorMention | None]:
    """Return the two sides of "Russian-Turkish agreements", where a text has such words."""
    sides: list[ActorMention | None] = []
    for match in _PAIR.finditer(text):
        for word in (match["one"], match["two"]):
            actor = find_actor(f"{word} forces", None)
            if actor is not None:
                sides.append(ActorMention(0, 0, actor.name, (actor,), actor.kind))
        if len(sides) == 2:
            return sides[0], sides[1]
        sides.clear()
    return None, None


def _earlier(match: re.Match[str], sentence: int, triggers: Sequence[Trigger]) -> Happening | None:
    """Return what happened last in the year that "the first ... since" names."""
    inside = [t for t in triggers if match.start() <= t.start < match.end()]
    if not inside:
        return None
    trigger = max(inside, key=lambda t: t.weight)
    civil = re.search(
        rf"\b{alternation('en', 'deeds.civil_targets')}",
        match.group(), re.IGNORECASE,
    )  # fmt: skip
    kind = trigger.sub_event_type
    if kind == "Armed clash" and civil:
        kind = ATTACK
    return Happening(
        trigger.start, trigger.end, sentence, kind, trigger.kind, trigger.weight,
        status=Status.BACKGROUND, floor=match.start(), ceiling=match.end(),
        agent_id="unknown-armed-group", patient_id="civilians" if civil else "",
    )  # fmt: skip
