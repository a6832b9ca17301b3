"""What follows for a happening from who takes part: its sub-type, and actors that are implied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import (
    ABDUCTION,
    AIR,
    ARRESTS,
    ATTACK,
    CLASH,
    EXCESSIVE,
    GOVERNMENT_TAKES,
    IED,
    INTERVENED,
    OTHERS_TAKE,
    PEACEFUL,
    SHELLING,
    Happening,
)
from geomap.extract.clause.parties.mutual_roles import settle_feud
from geomap.extract.clause.settling_arrests import settle_arrest
from geomap.extract.clause.settling_weapons import (
    settle_defence,
    settle_explosion,
    settle_weapon,
)
from geomap.extract.recognise.actors.actor_mentions import UNARMED
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.parties.mutual_roles import Roles
    from geomap.extract.recognise.names import ActorMention


_SHOT = r"(?<![ء-ي])[وف]?أطلق[ء-ي]*\s+(?:[ء-ي]+\s+){1,3}?(?:النار|الرصاص)"
_FORCE_ON_CROWD = re.compile(
    rf"\b{alternation('en', 'deeds.force_on_crowd')}\b|(?<![ء-ي])"
    rf"{alternation('ar', 'deeds.force_on_crowd')}|{_SHOT}",
    re.IGNORECASE,
)


_FIRE_ON_CROWD = re.compile(
    rf"\b{alternation('en', 'deeds.fire_on_crowd')}\b|(?<![ء-ي])"
    rf"[وبل]?{alternation('ar', 'deeds.fire_on_crowd')}|{_SHOT}",
    re.IGNORECASE,
)
"""Shots at a crowd, whoever fires them."""


_INTERVENTION = re.compile(
    rf"\b{alternation('en', 'deeds.intervention')}\b|(?<![ء-ي])"
    rf"{alternation('ar', 'deeds.intervention')}",
    re.IGNORECASE,
)


def settle_happening(
    happening: Happening,
    clause: str,
    actors: Sequence[ActorMention],
    roles: Roles,
) -> None:
    """Choose between sub-event types by who is involved, and add actors that are implied."""
    settle_weapon(happening, clause, roles.agent)
    if settle_feud(happening, clause, roles.agent):
        return
    if happening.kind in {"protest", "riot"}:
        _settle_protest(happening, clause, actors)
        return
    kind = happening.sub_event_type
    if kind in {CLASH, ATTACK} and happening.kind != "mutual":
        _settle_violence(happening, actors, roles)
    elif kind in _EXPLOSIONS:
        settle_explosion(happening, clause, actors)
    elif kind == ARRESTS:
        settle_arrest(happening, clause, actors, roles.agent)
    elif kind == "Amnesty (geomap)":
        _settle_amnesty(happening, actors)
    elif kind in {ABDUCTION, "Sexual violence"}:
        _imply_unknown(happening, roles)
    elif kind == "Disrupted weapons use":
        settle_defence(happening, clause, actors)
    elif kind == "Change to group/activity":
        _settle_change(happening, clause, actors, roles)
    elif happening.kind == "control":
        _settle_taking(happening, clause, roles.agent)
    _name_sides(happening)


def _name_sides(happening: Happening) -> None:
    """Name a person hit as civilians, and communities that fight as armed."""
    if happening.patient is not None and happening.patient.kind == "person":
        happening.patient_id = "civilians"
    if happening.sub_event_type == CLASH:
        _arm_communities(happening)


_EXPLOSIONS = frozenset({AIR, SHELLING, IED, "Suicide bomb", "Grenade", "Chemical weapon"})
_STATE_KINDS = frozenset({"state", "security service", "armed forces unit"})


def _is_unarmed(mention: ActorMention | None) -> bool:
    return mention is not None and (mention.kind in UNARMED or mention.kind == "person")


def _settle_violence(happening: Happening, actors: Sequence[ActorMention], roles: Roles) -> None:
    """Choose between a clash and an attack on civilians, and name who is implied."""
    patient, unarmed = roles.patient, _is_unarmed(roles.patient)
    if patient is not None and not unarmed:
        fights = happening.kind == "result" and roles.agent is None
        former = re.search(r"civilian|unarmed|defected|former", patient.text, re.IGNORECASE)
        happening.sub_event_type = ATTACK if former and not fights else CLASH
    elif unarmed or _only_civilians(actors):
        happening.sub_event_type = ATTACK
    if happening.sub_event_type == ATTACK and not unarmed:
        happening.patient, happening.patient_id = None, "civilians"
    if roles.agent is None:
        happening.agent_id = "unknown-armed-group"


def _only_civilians(actors: Sequence[ActorMention]) -> bool:
    """Return True if a clause names civilians and nobody armed."""
    return any(
        a.kind in {"person", "civilians"} and a.text.lower() != "the people" for a in actors
    ) and not any(a.kind == "armed" for a in actors)


def _imply_unknown(happening: Happening, roles: Roles) -> None:
    """Name the sides that nobody names: unknown gunmen, civilians."""
    if roles.agent is None:
        happening.agent_id = "unknown-armed-group"
    if roles.patient is None:
        happening.patient_id = "civilians"


def _settle_change(
    happening: Happening, clause: str, actors: Sequence[ActorMention], roles: Roles
) -> None:
    """Keep a partner only of something done jointly."""
    agent = roles.agent
    if not re.search(r"\bjoint|مشترك", clause, re.IGNORECASE):
        happening.patient, happening.patient_id = None, ""
    elif agent is not None and roles.patient is None:
        partners = [
            a for a in actors if a.actors and a.kind == agent.kind and a.actors != agent.actors
        ]
        happening.patient = partners[0] if partners else None


def _is_own_state(agent: ActorMention | None) -> bool:
    """Return True for the state of Syria and its forces."""
    if agent is None or agent.kind not in _STATE_KINDS:
        return False
    return bool(agent.actors) and agent.actors[0].id.startswith("syria-")


def _settle_taking(happening: Happening, clause: str, agent: ActorMention | None) -> None:
    """Tell who takes: the state, others, or an army from outside that only comes and goes."""
    visits = agent is not None and bool(agent.actors) and agent.actors[0].id in _VISITORS
    word = clause[happening.start - happening.floor : happening.end - happening.floor]
    if visits and _ENTERS.match(word):
        happening.sub_event_type = "Other"
        happening.patient, happening.patient_id = None, ""
        return
    happening.sub_event_type = GOVERNMENT_TAKES if _is_own_state(agent) else OTHERS_TAKE


_VISITORS = frozenset({"israel"})
"""Whose columns enter villages for some hours and leave again."""
_ENTERS = re.compile(
    rf"{alternation('en', 'deeds.comes_in')}|[وف]?(?:ت|ي)?{alternation('ar', 'deeds.comes_in')}",
    re.IGNORECASE,
)


_ARMED_COMMUNITY = {"druze-civilians": "druze-militia"}


def _arm_communities(happening: Happening) -> None:
    """Read a community that fights as its militia: "clashes between Druze and Bedouins"."""
    for side in ("agent", "patient"):
        actor = getattr(happening, side)
        if actor is not None and actor.actors and actor.actors[0].id in _ARMED_COMMUNITY:
            setattr(happening, f"{side}_id", _ARMED_COMMUNITY[actor.actors[0].id])
            setattr(happening, side, None)


def _settle_amnesty(happening: Happening, actors: Sequence[ActorMention]) -> None:
    """Make an amnesty the state's, and those who are pardoned actor 2."""
    agent = happening.agent
    if agent is not None and agent.kind in {"state", "security service"}:
        return
    former = [a for a in actors if _EX.match(a.text)]
    pardoned = former[0] if former else agent or happening.patient
    happening.agent, happening.agent_id = None, "syrian-state"
    happening.patient = pardoned


_EX = re.compile(r"(?:former|ex-?|defected|reconciled)\b", re.IGNORECASE)


def _settle_protest(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Set the actors of a protest or riot: the crowd first, whoever stepped in second."""
    crowd = "rioters" if happening.kind == "riot" else "protesters"
    happening.agent, happening.agent_id = None, crowd
    stepped_in = _who_stepped_in(happening, clause, actors)
    if happening.kind == "riot":
        happening.patient, happening.patient_id = stepped_in, ""
        hurt = [a for a in actors if a.kind == "person" and a.start - happening.floor > 20]
        if stepped_in is None and happening.sub_event_type == "Mob violence" and hurt:
            happening.patient, happening.patient_id = hurt[-1], "civilians"
        return
    happening.patient, happening.patient_id = stepped_in, ""
    if stepped_in is None:
        shot_at = _FIRE_ON_CROWD.search(clause) and {"killed", "injured"} & happening.tolls.keys()
        happening.sub_event_type = EXCESSIVE if shot_at else PEACEFUL
        return
    hard = _FORCE_ON_CROWD.search(clause)
    air = re.search(r"(?:in|into)\s+the\s+air|في الهواء|warning\s+shots", clause, re.IGNORECASE)
    happening.sub_event_type = EXCESSIVE if hard and not air else INTERVENED


_FORCES = frozenset({"state", "security service", "armed group", "militia", "armed forces unit"})
_BY = re.compile(r"\bby\b|(?<![ء-ي])من(?![ء-ي])")


def _who_stepped_in(
    happening: Happening, clause: str, actors: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the force named beside the word for what was done to a crowd."""
    forces = [a for a in actors if a.kind in _FORCES]
    word = _FORCE_ON_CROWD.search(clause) or _INTERVENTION.search(clause)
    if not forces or word is None:
        return None
    floor = happening.floor
    at = floor + word.start()
    near = [a for a in forces if at <= a.start and a.end <= floor + word.end()]
    near = near or [a for a in forces if a.end <= at + 2 and at - a.end < 60]
    near = near or _named_behind(forces, at, clause[word.start() :])
    return near[-1] if near else None


def _named_behind(forces: Sequence[ActorMention], at: int, tail: str) -> list[ActorMention]:
    """Return the forces that "by" names behind what was done to a crowd."""
    return [a for a in forces if 0 <= a.start - at < 60 and _BY.search(tail[: a.start - at])]
