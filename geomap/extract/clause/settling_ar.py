"""What follows for an Arabic happening from its own words: who was shot at, whose homes were hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, ATTACK, CLASH, IED, SHELLING, Happening
from geomap.lang.folding import MARKS
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_MARKS = re.compile(f"[{MARKS}]")
_HOMES = re.compile(rf"(?<![ء-ي])[وبلف]?{alternation('ar', 'people.homes')}(?![ء-ي])")
_GUNS = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.guns')}")
_ARMED_AIM = re.compile(rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.armed_aims')}")
_UNNAMED = frozenset({"", "unknown-armed-group"})
_STRUCK = frozenset({AIR, SHELLING, IED, ATTACK})
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
    if happening.sub_event_type == CLASH and happening.kind == "verb":
        _settle_shooting(happening, plain, actors)
    if happening.sub_event_type in _STRUCK and happening.patient is None:
        if not happening.patient_id and _HOMES.search(plain):
            happening.patient_id = "civilians"
    if happening.kind == "result" and happening.weight < SAID:
        how = any(t.kind != "result" and _GUNS.search(t.text) for t in triggers)
        if happening.agent is not None or how:
            happening.weight = SAID
        elif {"killed", "injured"} & happening.tolls.keys():
            happening.weight = max(happening.weight, SAID - 1)


def _settle_shooting(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Make it an attack on civilians where unknown men shoot at nobody who is armed."""
    agent, patient = happening.agent, happening.patient
    named = agent is not None and agent.kind != "unknown"
    if named or (patient is not None and patient.kind not in {"civilians", "person"}):
        return
    others = [a for a in actors if a is not agent and a.kind not in _BYSTANDERS]
    if others or _ARMED_AIM.search(clause):
        return
    start = happening.start - happening.floor
    gun = _GUNS.search(clause) is not None
    if gun or _HOMES.search(clause) or clause[start : start + 6].startswith("استهد"):
        happening.sub_event_type = ATTACK
        happening.patient, happening.patient_id = patient, "civilians"
        if agent is None:
            happening.agent_id = "unknown-armed-group"


_BYSTANDERS = frozenset({"civilians", "person", "unknown", "outlet", "monitor", "organisation"})
