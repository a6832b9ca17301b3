"""Who did it and to whom: the actors around a trigger, by pattern and by nearness."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.extract.clause.parties.agents import find_agent
from geomap.extract.clause.parties.around_deed import AroundDeed
from geomap.extract.clause.parties.mutual_roles import Roles, mutual_roles
from geomap.extract.clause.parties.patients import find_patient
from geomap.extract.document.grammar import is_exchange, is_speaker
from geomap.extract.recognise.actors.actor_mentions import NOT_AGENTS
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


def assign_roles(
    text: str, floor: int, ceiling: int, trigger: Trigger, actors: Sequence[ActorMention]
) -> Roles:
    """Return who did it and to whom, from the actors of the sentence ``floor:ceiling``."""
    usable = [a for a in actors if a.kind not in NOT_AGENTS]
    speakers = [a for a in usable if not a.weak and is_speaker(text, a, ceiling)]
    usable = _without_heads(text, _without_speakers(text, ceiling, usable, speakers))
    around = AroundDeed.of(text, floor, trigger, usable)
    if trigger.kind in {"mutual", "talk"} or is_exchange(text, trigger):
        return mutual_roles(text, floor, trigger, around.before, around.after)
    agent = _teller(text, floor, trigger, speakers) or find_agent(around)
    patient = find_patient(around, agent)
    if agent is None and patient is not None and _owns_weapon(text, trigger, patient):
        return Roles(patient, None)
    return Roles(agent or _told_of_itself(text, trigger, speakers), patient)


def _without_speakers(
    text: str, ceiling: int, actors: Sequence[ActorMention], speakers: Sequence[ActorMention]
) -> list[ActorMention]:
    """Return the actors that do not only tell, unnamed men in arms among them."""
    return [
        a for a in actors
        if a not in speakers and not (a.weak and a.kind == "armed" and is_speaker(text, a, ceiling))
    ]  # fmt: skip


def _owns_weapon(text: str, trigger: Trigger, patient: ActorMention) -> bool:
    """Return True for "army artillery": the party behind a strike's word whose weapon struck."""
    struck = trigger.kind == "strike" and not patient.weak
    return struck and _WEAPON_OF.match(text[patient.end : patient.end + 20]) is not None


def _told_of_itself(
    text: str, trigger: Trigger, speakers: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the speaker nearest before a deed that it may have told of itself."""
    own = [a for a in speakers if a.end <= trigger.start]
    if not own or trigger.kind in {"result", "strike"}:
        return None
    told = trigger.kind == "say" or _OWN_DEED.search(text[own[-1].end : trigger.start])
    return own[-1] if told else None


def _without_heads(text: str, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the actors without "members" of "members of the Asayish"."""
    out = []
    for actor, behind in itertools.zip_longest(actors, actors[1:]):
        if actor.weak and actor.kind == "armed" and behind is not None and not behind.weak:
            if _HEAD_GAP.match(text[actor.end : behind.start]):
                continue
        out.append(actor)
    return out


_HEAD_GAP = re.compile(rf"^\s+{alternation('en', 'roles.head_gap')}\s+(?:the\s+|an?\s+)?$")


def _teller(
    text: str, floor: int, trigger: Trigger, speakers: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the speaker who says that he did it: "the army said it had", "our forces"."""
    own = _own_deed(text, trigger, speakers)
    if own is None and speakers and _OURS.search(text[floor : trigger.start]):
        return speakers[-1]
    return own


def _own_deed(text: str, trigger: Trigger, speakers: Sequence[ActorMention]) -> ActorMention | None:
    """Return the speaker who tells of a deed of his own: "the army said it had shelled"."""
    if trigger.kind in {"mutual", "talk", "say"}:
        return None
    for speaker in reversed([a for a in speakers if a.end <= trigger.start]):
        if _ITSELF.match(text[speaker.end : trigger.start]):
            return speaker
        if _FOILS.match(trigger.text) and trigger.start - speaker.end < 160:
            return speaker
    return None


_OURS = re.compile(r"\b[Oo]ur\s+(?:forces|fighters|units|troops|soldiers|mujahideen|men)\b")
_FOILS = re.compile(r"neutrali[sz]|foil|thwart|repel|repuls", re.IGNORECASE)
_CLAUSE_START = r"^(?:['’]s)?(?:\s+[\w-]+){0,5}?"
_OF_ITSELF = (
    (
        rf"{_CLAUSE_START}\s*,?\s*{alternation('en', 'roles.says')}\b[^.;]{{0,40}}?\s*(?:that\s+|:\s*)?"
        rf"\b(?:it|they|(?:its|their|our|his)(?:\s+\w+){{1,3}}?|we)(?:\s+{alternation('en', 'roles.helpers')})*"
        r"\s+(?:[\w-]+\s+){0,12}$"
    ),
    (
        rf"{_CLAUSE_START}\s+{alternation('en', 'roles.claims')}\s+{alternation('en', 'roles.claims_to')}\s+"
        r"(?:[\w-]+\s+){0,3}$"
    ),
    (
        rf"{_CLAUSE_START}\s+{alternation('en', 'roles.announces')}\s+the\s+"
        rf"{alternation('en', 'roles.announced_deeds')}?\s*$"
    ),
)
_ITSELF = re.compile("|".join(_OF_ITSELF), re.IGNORECASE)
_WEAPON_OF = re.compile(
    rf"\s+{alternation('en', 'roles.weapon_of')}\b",
    re.IGNORECASE,
)
_OWN_DEED = re.compile(
    rf"\b{alternation('en', 'roles.own_deed')}\b|\b(?:announced|said)\s+the\b",
    re.IGNORECASE,
)
