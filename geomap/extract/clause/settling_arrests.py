"""Who holds whom: arrests and what follows for them from the words of their clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import ABDUCTION, Happening
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention

_LINKED = re.compile(
    rf"\b{alternation('en', 'roles.linked')}\s+(?:with|to)\s+(?:the\s+)?$"
    rf"|(?<![ء-ي])(?:ال)?{alternation('ar', 'roles.linked')}[ء-ي]*\s+(?:إلى\s+|ل|ب)?[\"«“]?"
    r"(?:تنظيم\s+)?$",
    re.IGNORECASE,
)


_NETWORK = re.compile(r"(?:['’]s)?\s+(?:\w+\s+)?(?:cells?|hideouts?|networks?)\b", re.IGNORECASE)


def settle_arrest(
    happening: Happening, clause: str, actors: Sequence[ActorMention], agent: ActorMention | None
) -> None:
    """Tell an arrest from an abduction, and set who holds whom."""
    if agent is not None and _is_linked(agent, clause, happening.floor):
        happening.agent, happening.patient, agent = None, agent, None
    if agent is not None and (
        agent.kind in {"unknown", "criminal"} or (agent.actors and agent.actors[0].id == "isis")
    ):
        happening.sub_event_type = ABDUCTION
    _set_sides(happening, clause, actors)


def _set_sides(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Set who holds ("under the guard of X") and who is held ("a cell", "linked to X")."""
    at = happening.start - happening.floor
    words = clause[at : happening.end - happening.floor].lower()
    if words.endswith(" of") and words.startswith(("under", "in")):
        _set_guard(happening, actors)
    cell = re.search(r"\bcells?$|hideouts$", words) is not None
    if happening.patient is None or cell:
        _hold_linked(happening, clause, actors, cell=cell)
    if happening.agent is None and not happening.agent_id:
        _set_arrester(happening, actors)
    if happening.patient is None:
        happening.patient_id = "civilians"


def _set_arrester(happening: Happening, actors: Sequence[ActorMention]) -> None:
    """Name who arrests: a state from outside named before it, else the only force of order."""
    held = happening.patient
    if held is not None and held.actors and held.end <= happening.start:
        if held.kind == "state" and not held.actors[0].id.startswith("syria"):
            happening.agent, happening.patient = held, None
            return
    happening.agent = _authority(happening, actors)


def _authority(happening: Happening, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Return the only force of order that a clause names before an arrest: it tells of its own."""
    named = [
        a for a in actors
        if a.kind in _AUTHORITIES and a.actors and a.end <= happening.start
        and a is not happening.patient
    ]  # fmt: skip
    return named[-1] if len({a.actors for a in named}) == 1 else None


_AUTHORITIES = frozenset({"state", "security service"})


def _hold_linked(
    happening: Happening, clause: str, actors: Sequence[ActorMention], *, cell: bool
) -> None:
    """Take the group that those held belong to, or whose cell it is, for the one held."""
    groups = [a for a in actors if a.actors and a.kind in {"armed group", "militia"}]
    armed = [a for a in groups if a is not happening.agent]
    linked = [a for a in armed if _is_linked(a, clause, happening.floor)]
    if linked or (cell and armed):
        happening.patient = (linked or armed)[0]


def _set_guard(happening: Happening, actors: Sequence[ActorMention]) -> None:
    """Take who is named right behind "under the guard of" for the one that holds."""
    guard = next((a for a in actors if a.start >= happening.end), None)
    if guard is None or guard.start - happening.end >= 30:
        return
    happening.agent = guard
    if happening.patient is guard:
        happening.patient = None


def _is_linked(actor: ActorMention, clause: str, floor: int) -> bool:
    """Return True if a clause says that those held belong to a group."""
    start = actor.start - floor
    return bool(
        _LINKED.search(clause[max(0, start - 30) : start])
        or _NETWORK.match(clause[actor.end - floor :])
    )
