"""The two sides of a fight or of an agreement."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import CLASH
from geomap.extract.document.grammar import governor_of
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


BREAK = re.compile(
    r";|\bwhile\b|\bwhereas\b|\bmeanwhile\b|(?<!\bSept)(?<!\bAug)(?<!\bOct)(?<!\bNov)(?<!\bDec)(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!U\.S)\. ",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Roles:
    """Actor 1 (did it), actor 2 (was done to, or fought), as mentions; None where not said."""

    agent: ActorMention | None = None
    patient: ActorMention | None = None


_BACKED_BY = re.compile(
    r"\b(?:supported|backed|aided|assisted|accompanied|joined)\s+by\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


_TALKS = re.compile(
    r"\b(?:negotiations?|talks|mediation|meetings?|consultations|discussions)\s+$", re.IGNORECASE
)


def mutual_roles(
    text: str,
    floor: int,
    trigger: Trigger,
    before: Sequence[ActorMention],
    after: Sequence[ActorMention],
) -> Roles:
    """Return the two sides, the one named first as the one that did it."""
    strong_before = [
        a for a in before
        if not a.weak and not _BACKED_BY.search(text[max(floor, a.start - 40) : a.start])
    ]  # fmt: skip
    strong_after = [a for a in after if not a.weak]
    tail = text[trigger.end : trigger.end + 160]
    found = _between(text, trigger.end, tail, strong_after) or _with(
        text, floor, trigger.end, tail, strong_before, strong_after
    )
    if found is not None:
        return found
    if (
        len(strong_before) >= 2
        and BREAK.search(text[strong_before[-2].end : trigger.start]) is None
    ):
        return Roles(strong_before[-2], strong_before[-1])
    sides = [*strong_before[-1:], *strong_after]
    if len(sides) >= 2:
        return Roles(sides[0], sides[1] if sides[1].actors != sides[0].actors else None)
    return Roles(sides[0] if sides else None, None)


def _between(text: str, start: int, tail: str, after: Sequence[ActorMention]) -> Roles | None:
    """Return the sides of "between A and B"."""
    between = re.search(r"\b(?:between|btw|b/w|pitting|involving)\b", tail)
    if between is None or _TALKS.search(tail[: between.start()]):
        return None
    sides = [a for a in after if a.start >= start + between.end()]
    if not sides:
        return None
    return Roles(sides[0], _other_side(text, sides) if len(sides) >= 2 else None)


def _with(
    text: str, floor: int, start: int, tail: str,
    before: Sequence[ActorMention], after: Sequence[ActorMention],
) -> Roles | None:  # fmt: skip
    """Return the sides of "A clashed with B"."""
    with_ = re.search(r"\b(?:with|against)\b", tail)
    foes = [a for a in after if a.start >= start + with_.end()] if with_ else []
    if not foes:
        return None
    foe = foes[0]
    own = [a for a in after if a.end <= foe.start]
    agent = next(iter([*before[-1:], *own]), None)
    if len(before) >= 2:
        heads = [a for a in before if governor_of(text, a.start, floor) in {"", "by"}]
        agent = heads[-1] if heads else agent
    if agent is None and len(foes) > 1:
        agent = foes[1]
    return Roles(agent, foe)


def _other_side(text: str, sides: Sequence[ActorMention]) -> ActorMention | None:
    """Return the first actor behind "... on one side, and"; else the second named."""
    for left, right in itertools.pairwise(sides):
        if re.search(r"one\s+(?:side|hand)|\band\b", text[left.end : right.start], re.IGNORECASE):
            if right.actors != sides[0].actors:
                return right
    return sides[1] if sides[1].actors != sides[0].actors else None


_FEUD = re.compile(
    r"\bbetween\s+(?:members\s+of\s+)?(?:the\s+)?(?:two|rival|several"
    r"|three)\s+(?:\w+\s+)?(?:families|clans|gangs)\b|(?<![ء-ي])بين\s+"
    rf"{alternation('ar', 'deeds.feud')}",
    re.IGNORECASE,
)


def settle_feud(happening: Happening, clause: str, agent: ActorMention | None) -> bool:
    """Make a clash of families one of communal militias; return whether it is one."""
    if happening.sub_event_type != CLASH:
        return False
    if agent is not None and agent.kind not in {"civilians", "person"}:
        return False
    feud = _FEUD.search(clause)
    if feud is None or not (happening.kind == "mutual" or feud.start() > 0):
        return False
    happening.agent_id = happening.patient_id = "unidentified-communal-militia"
    happening.patient = None
    return True
