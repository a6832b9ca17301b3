"""What follows for an Arabic happening from its own words: who was shot at, whose homes were hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, ATTACK, CLASH, IED, SHELLING, Happening
from geomap.extract.document.words import lower_word
from geomap.extract.recognise.people.numbers import Toll
from geomap.lang.folding import MARKS
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_MARKS = re.compile(f"[{MARKS}]")
_HOMES = re.compile(rf"(?<![ء-ي])[وبلف]?{alternation('ar', 'people.homes')}(?![ء-ي])")
_GUNS = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.guns')}")
_ARMED_AIM = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.armed_aims')}")
_STRUCK = frozenset({AIR, SHELLING, IED, ATTACK})
_KILLED = re.compile(rf"[وف]?{alternation('ar', 'deeds.killed_one')}(?![ء-ي])")
NEAR = 30
"""Characters between "was killed" and who was."""

_MOVES = re.compile(rf"[وف]?{alternation('ar', 'deeds.moves')}(?![ء-ي])")
SAID = 6
"""Weight of a killing of which the clause says how, by whom or how many."""


def settle_arabic(
    happening: Happening,
    clause: str,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
) -> None:
    """Choose between a fight and an attack on the unarmed, and name civilians that are hit."""
    plain = _MARKS.sub("", clause)
    at = len(_MARKS.sub("", clause[: happening.start - happening.floor]))
    if happening.sub_event_type == CLASH and happening.kind == "verb":
        _settle_shooting(happening, plain, actors)
    if happening.sub_event_type in _STRUCK and happening.patient is None:
        if not happening.patient_id and _HOMES.search(plain):
            happening.patient_id = "civilians"
    if happening.sub_event_type == ATTACK and not happening.tolls and _MOVES.match(plain, at):
        happening.sub_event_type = "Other"
        happening.patient, happening.patient_id = None, ""
    _count_one(happening, plain)
    _weigh(happening, triggers)


def _weigh(happening: Happening, triggers: Sequence[Trigger]) -> None:
    """Trust a weak word more where its clause says how, by whom or how many."""
    if happening.weight >= SAID or happening.kind not in {"verb", "result"}:
        return
    counted = bool({"killed", "injured"} & happening.tolls.keys())
    if happening.kind == "verb":
        happening.weight = SAID if counted else happening.weight
        return
    how = any(t.kind != "result" and _GUNS.search(t.text) for t in triggers)
    person = happening.patient is not None and happening.patient.kind == "person"
    if happening.agent is not None or how:
        happening.weight = SAID
    elif counted or person:
        happening.weight = max(happening.weight, SAID - 1)


def _count_one(happening: Happening, clause: str) -> None:
    """Count one dead where one person is said to be killed and no number is given."""
    person = happening.patient
    if person is None or happening.tolls or happening.kind != "result":
        return
    word = clause[happening.start - happening.floor :][:8]
    single = lower_word(person.text) in lexicon("ar", "people.one")
    if single and _KILLED.match(word) and 0 <= person.start - happening.end < NEAR:
        at = happening.start - happening.floor
        happening.tolls["killed"] = Toll(1, 1, 1, at, at + happening.end - happening.start)


def _settle_shooting(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Make it an attack on civilians where unknown men shoot at nobody who is armed."""
    agent, patient = happening.agent, happening.patient
    patient = None if patient is not None and patient.kind == "unknown" else patient
    armed = patient is not None and patient.kind not in {"civilians", "person"}
    if armed or (agent is not None and agent.kind != "unknown"):
        return
    if any(a is not agent and a.kind not in _BYSTANDERS for a in actors):
        return
    if not _ARMED_AIM.search(clause) and _aims_at_unarmed(happening, clause):
        happening.sub_event_type = ATTACK
        happening.patient, happening.patient_id = patient, "civilians"
        if agent is None:
            happening.agent_id = "unknown-armed-group"


def _aims_at_unarmed(happening: Happening, clause: str) -> bool:
    start = happening.start - happening.floor
    shot = _GUNS.search(clause) or _HOMES.search(clause)
    return bool(shot) or clause[start : start + 6].startswith("استهد")


_BYSTANDERS = frozenset({"civilians", "person", "unknown", "outlet", "monitor", "organisation"})
