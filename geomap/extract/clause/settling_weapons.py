"""What follows for a strike or an explosion from who takes part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import (
    AIR,
    CLASH,
    IED,
    SHELLING,
    Happening,
)
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention


STRIKES_STRUCK = re.compile(
    rf"\b(?:air)?strikes?\s+(?:\w+\s+)?{alternation('en', 'deeds.strikes_struck')}\b",
    re.IGNORECASE,
)


_HOMES = re.compile(rf"(?<![ء-ي])[وبلف]?{alternation('ar', 'people.homes')}(?![ء-ي])")
_CENTCOM_WORDS = re.compile(r"\bISI[LS]\b|\bDaesh\b|tactical\s+unit|^\W*Near\b")


_GUNS = re.compile(
    r"\bMG\b|machine\s*-?\s*gun|small\s+arms|gunfire|clash|light\s+weapons|RPGs?\b", re.IGNORECASE
)


_GROUND = re.compile(
    rf"{alternation('en', 'deeds.ground')}|{alternation('ar', 'deeds.ground')}",
    re.IGNORECASE,
)


_FROM_THE_AIR = {"israel", "coalition", "russia", "usa"}
"""Actors that strike from afar where nothing is said of guns or troops on the ground."""


def settle_weapon(happening: Happening, clause: str, agent: ActorMention | None) -> None:
    """Set the weapon that follows from who uses it, and fights in which both sides shoot."""
    kind = happening.sub_event_type
    loose = kind == CLASH and happening.kind == "verb" and happening.weight <= 4
    if _is_from_the_air(kind, clause, agent, loose=loose):
        happening.sub_event_type, happening.kind = AIR, "strike"
    tail = clause[happening.end - happening.floor :]
    if loose and (_is_shelled(agent, clause, tail) or _aims_at_ground(happening, agent, clause)):
        happening.sub_event_type, happening.kind = SHELLING, "strike"
    both = happening.kind == "strike" and kind == SHELLING and _BOTH_SIDES.match(tail)
    if both and _GUNS.search(clause):
        happening.sub_event_type, happening.kind = CLASH, "mutual"


_BOTH_SIDES = re.compile(r".{0,30}?\bbetween\b")


def _is_from_the_air(kind: str, clause: str, agent: ActorMention | None, *, loose: bool) -> bool:
    """Return True for who strikes from the air where nothing is said of the ground."""
    who = agent.actors[0].id if agent is not None and agent.actors else ""
    if who not in _FROM_THE_AIR or _GROUND.search(clause):
        return False
    return (kind == SHELLING and who != "russia") or (loose and bool(_STRUCK.search(clause)))


def _is_shelled(agent: ActorMention | None, clause: str, tail: str) -> bool:
    """Return True where an army hits dens, depots or gatherings, and no guns are told of."""
    state = agent is not None and agent.kind in {"state", "armed forces unit", "coalition"}
    return state and _MASSED.match(tail) is not None and not _GUNS.search(clause)


def _aims_at_ground(happening: Happening, agent: ActorMention | None, clause: str) -> bool:
    """Return True where forces "target" a village, houses or positions and nobody shoots.

    A checkpoint, a car or soldiers are shot at on the spot; ground is hit from afar.
    """
    at = happening.start - happening.floor
    if agent is None or agent.kind not in _WITH_GUNS or not _AIMED.match(clause[at:]):
        return False
    if _GUNS.search(clause) or _GUNS_AR.search(clause) or agent.actors[:1] == ():
        return False
    if agent.actors[0].id in _AMBUSHERS:
        return False
    tail = clause[at : at + NEAR_AIM + 20]
    ground = next(
        (
            m.start()
            for m in _GROUND_AIM.finditer(tail)
            if not _AT_GROUND.search(tail, 0, m.start())
        ),
        None,
    )
    if ground is None or ground > NEAR_AIM:
        return False
    return _PERSON_AIM.search(tail, 0, ground) is None


NEAR_AIM = 120
"""Characters behind "targeted" within which the ground that is hit is named."""

_ARMED_KINDS = frozenset(
    {"state", "security service", "armed forces unit", "armed group", "militia", "coalition"}
)
_WITH_GUNS = _ARMED_KINDS - {"security service"} | {"operations room"}
_AMBUSHERS = frozenset({"isis", "unknown-armed-group"})
_AIMED = re.compile(r"[وف]?(?:target|struck|hit|استهد)", re.IGNORECASE)
_GROUND_AIM = re.compile(
    rf"\b{alternation('en', 'deeds.ground_aims')}\b"
    rf"|(?<![ء-ي])(?:ال)?{alternation('ar', 'deeds.ground_aims')}(?![ء-ي])",
    re.IGNORECASE,
)
_AT_GROUND = re.compile(
    rf"(?:\b{alternation('en', 'deeds.at_ground')}\s+(?:the\s+)?"
    rf"|(?<![ء-ي]){alternation('ar', 'deeds.at_ground')}\s+)$"
)
_PERSON_AIM = re.compile(
    rf"\b{alternation('en', 'deeds.person_aims')}\b"
    rf"|(?<![ء-ي])(?:ال)?{alternation('ar', 'deeds.person_aims')}(?![ء-ي])",
    re.IGNORECASE,
)
_GUNS_AR = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.guns')}")


_MASSED = re.compile(
    rf"\s+(?:[\w'’-]+\s+){{0,4}}{alternation('en', 'deeds.massed')}\b", re.IGNORECASE
)


_STRUCK = re.compile(r"\b(?:struck|hit|targeted|bombed|attacked|targeting)\b|استهدف", re.IGNORECASE)


_NOT_TARGET = re.compile(
    rf"\b{alternation('en', 'deeds.not_target')}\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'deeds.not_target')}\s*(?:[ء-ي]+\s+){{0,3}}$",
    re.IGNORECASE,
)


def settle_explosion(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Set the sub-type, who did it and who was hit where the words alone say so."""
    low = clause.lower()
    _settle_sub_type(happening, low)
    if happening.agent is not None and happening.agent.kind in _PEOPLE:
        happening.agent = None
    if happening.agent is None:
        happening.agent_id = _implied_agent(happening, clause, low) or happening.agent_id
        if happening.sub_event_type == IED:
            _settle_target(happening, clause, actors)
    _settle_hurt(happening, clause, low, actors)


_PEOPLE = frozenset({"person", "civilians"})
_AIR_FORCES = frozenset({"coalition", "russia", "israel", "usa"})
_SAID_OF_TARGET = re.compile(r"\s+(?:control|said|announced|areas?)\b|\s*-?\s*(?:held|controlled)")
_HARM = re.compile(
    f"{alternation('en', 'deeds.harm_stems')}|{alternation('ar', 'deeds.harm_stems')}"
)


def _settle_sub_type(happening: Happening, low: str) -> None:
    """Tell a strike from the air from one of the ground where the word fits both."""
    agent = happening.agent
    if happening.sub_event_type == AIR and happening.weight <= 4:
        airy = agent is not None and agent.actors and agent.actors[0].id in _AIR_FORCES
        if not airy and not re.search(r"warplane|aircraft|jets?\b|helicopter|air", low):
            happening.sub_event_type = IED if agent is None else SHELLING
    if (
        happening.sub_event_type == IED
        and happening.weight <= 5
        and re.search(r"warplane|airstrike|air strike", low)
    ):
        happening.sub_event_type = AIR


def _implied_agent(happening: Happening, clause: str, low: str) -> str:
    """Return who did it where nobody is named, by weapon and style; empty if nothing says it."""
    if STRIKES_STRUCK.search(clause) and _CENTCOM_WORDS.search(clause):
        return "coalition"
    if re.search(r"barrel\s+bomb|explosive\s+barrel|براميل|برميل", low):
        return "syria-government-2000"
    if happening.sub_event_type == AIR:
        return "unidentified-forces"
    if happening.sub_event_type in {IED, "Suicide bomb", "Grenade", SHELLING}:
        return "unknown-armed-group"
    return ""


def _settle_target(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Take the first armed party named for the target of a bomb that nobody claims."""
    if happening.patient is not None and happening.patient.kind != "armed":
        return
    floor = happening.floor
    for actor in actors:
        if actor.weak or not actor.actors or actor.kind not in _ARMED_KINDS:
            continue
        start = actor.start - floor
        named_aside = _NOT_TARGET.search(clause[max(0, start - 40) : start])
        if not named_aside and not _SAID_OF_TARGET.match(clause[actor.end - floor :]):
            happening.patient = actor
            return


def _settle_hurt(
    happening: Happening, clause: str, low: str, actors: Sequence[ActorMention]
) -> None:
    """Name civilians as hit: people who are hurt, or dead and homes where nobody armed is named."""
    patient = happening.patient
    if patient is not None:
        if patient.kind in _PEOPLE:
            happening.patient_id = "civilians"
        return
    others = [a for a in actors if a is not happening.agent]
    hurt = any(a.kind in _PEOPLE for a in others)
    armed = any(a.kind not in {*_PEOPLE, "outlet", "monitor"} for a in others)
    if hurt:
        if _HARM.search(low):
            happening.patient_id = "civilians"
    elif not armed and ({"killed", "injured"} & happening.tolls.keys() or _HOMES.search(clause)):
        happening.patient_id = "civilians"


_DEFENCE = re.compile(r"air[\s-]+defen[cs]es?|دفاعاتنا|الدفاعات الجوية", re.IGNORECASE)
_INCOMING = re.compile(rf"{alternation('en', 'deeds.incoming')}|عدوان|صواريخ|غار", re.IGNORECASE)


def settle_defence(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Code "air defences repelled an Israeli attack" as what it is: an Israeli strike."""
    if not _DEFENCE.search(clause):
        return
    foes = [a for a in actors if a.actors and a.actors[0].id == "israel"]
    if foes and _INCOMING.search(clause):
        happening.sub_event_type, happening.kind = AIR, "strike"
        happening.agent, happening.agent_id = foes[0], ""
        happening.patient = None
    elif happening.agent is None:
        happening.agent_id = "syrian-state"
