"""The other side of a fight that a sentence leaves out, where the whole report knows but one.

"ISIS seized Ein Issa" in a report on ISIS and the YPG: the YPG lost it. Only takings by those who
are no state, and clashes, have a second side that their words may leave out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import CLASH, OTHERS_TAKE
from geomap.vocab.actors import get_actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.names import ActorMention

CAMPS = Path(__file__).with_name("camps.toml")
OUTSIDE = "outside"
"""Camp of those that strike from outside and hold no front of the report."""

MUCH = 3
"""A camp named so many times as often as any other is the one that is meant."""

STEPS = 5
"""Parents that are followed to the root of an actor."""


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(CAMPS.read_text(encoding="utf-8"))


@cache
def _roots() -> dict[str, str]:
    return {root: camp for camp, roots in _table()["camps"].items() for root in roots}


@cache
def camp_of(actor_id: str) -> str:
    """Return the camp of an actor, by itself or by what it is a part of; empty for none."""
    actor = get_actor(actor_id)
    for _ in range(STEPS):
        if actor is None:
            return ""
        if (camp := _roots().get(actor.id)) is not None:
            return camp
        if not actor.parent:
            break
        actor = get_actor(actor.parent)
    return "rebels" if actor is not None and actor.kind == "armed group" else ""


def name_foes(parts: ReportParts, drafts: Sequence[Draft]) -> None:
    """Name the sides of fights that their sentences leave out."""
    fronts, camps = _fronts_of(parts)
    pair: Happening | None = None
    for draft in drafts:
        deed = draft.happening
        if deed.sub_event_type not in {CLASH, OTHERS_TAKE}:
            continue
        bare = _is_unnamed(deed.patient, deed.patient_id)
        if bare and deed.kind == "mutual" and _is_unnamed(deed.agent, deed.agent_id):
            _name_both(deed, pair, camps, fronts)
        elif bare and deed.agent is not None:
            _name_foe(deed, camps, fronts)
        if deed.sub_event_type == CLASH and _has_both(deed):
            pair = deed


def _fronts_of(parts: ReportParts) -> tuple[list[ActorMention], Counter[str]]:
    """Return the armed parties that a report names, and how often each camp is named."""
    kinds = _table()["fronts"]["kinds"]
    named = [a for a in parts.actors if not a.weak and a.actors and a.kind in kinds]
    fronts = [a for a in named if camp_of(a.actors[0].id) not in {"", OUTSIDE}]
    return fronts, Counter(camp_of(a.actors[0].id) for a in fronts)


def _has_both(deed: Happening) -> bool:
    return deed.agent is not None and deed.patient is not None and not deed.patient.weak


def _is_unnamed(side: ActorMention | None, side_id: str) -> bool:
    if side is not None:
        return side.weak and side.kind == "armed"
    return side_id in {"", "unknown-armed-group"}


def _name_both(
    deed: Happening, pair: Happening | None, camps: Counter[str], fronts: Sequence[ActorMention]
) -> None:
    """Give a clash of nobody the sides of the last one before it, or the only two of the report."""
    if pair is not None:
        deed.agent, deed.agent_id = pair.agent, pair.agent_id
        deed.patient, deed.patient_id = pair.patient, pair.patient_id
        return
    if len(camps) != 2:
        return
    named = sorted((_of_camp(fronts, camp, deed) for camp in camps), key=lambda a: a.start)
    deed.agent, deed.agent_id = named[0], ""
    deed.patient, deed.patient_id = named[1], ""


def _name_foe(deed: Happening, camps: Counter[str], fronts: Sequence[ActorMention]) -> None:
    """Give a party the only other camp of the report as its foe."""
    own = deed.agent
    if own is None or not own.actors:
        return
    mine = camp_of(own.actors[0].id)
    others = Counter({camp: n for camp, n in camps.items() if camp != mine}).most_common(2)
    if not mine or mine == OUTSIDE or not others:
        return
    if len(others) > 1 and others[0][1] < MUCH * others[1][1]:
        return
    deed.patient, deed.patient_id = _of_camp(fronts, others[0][0], deed), ""


def _of_camp(fronts: Sequence[ActorMention], camp: str, deed: Happening) -> ActorMention:
    """Return how a camp was named last before a deed, else first in the report."""
    named = [a for a in fronts if camp_of(a.actors[0].id) == camp]
    before = [a for a in named if a.start < deed.start]
    return before[-1] if before else named[0]
