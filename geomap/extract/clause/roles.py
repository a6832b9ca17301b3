"""Who did it and to whom: the actors around a trigger, by pattern and by nearness."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.extract.clause.mutual_roles import _BREAK, Roles, mutual_roles
from geomap.extract.document.grammar import (
    governor_of,
    is_exchange,
    is_passive,
    is_speaker,
    is_under_fire,
)
from geomap.extract.recognise.actors.actor_mentions import NOT_AGENTS
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_SUPPORT = re.compile(
    rf"\b{alternation('en', 'roles.support')}\b",
    re.IGNORECASE,
)
_NOUN_GAP = re.compile(
    rf"^(?:['’]s?)?[\s-]*(?:(?!{alternation('en', 'roles.ends_noun')}\b)[\w-]+\s+"
    r"){0,3}$"
)
_LIST_GAP = re.compile(
    rf"^\s*(?:,|{alternation('en', 'roles.joins_parties')}|&|/)?\s*"
    r"(?:the|other|its|their)?\s*(?:allied\s+|local\s+|affiliated\s+)?$",
    re.IGNORECASE,
)
_VICTIM_VERB = re.compile(
    rf"\b{alternation('en', 'roles.victim_verb')}\b",
    re.IGNORECASE,
)


_HITS = re.compile(
    rf"\b{alternation('en', 'roles.hits')}\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|of|beyond)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_AMONG = re.compile(
    rf"\b{alternation('en', 'roles.among')}\b[^.;,]{{0,24}}\bamong\s+"
    r"(?:the\s+)?(?:ranks\s+of\s+)?$",
    re.IGNORECASE,
)
_HIT_BY = re.compile(
    rf"^(?:\s+[\w-]+){{0,10}}?\s+{alternation('en', 'roles.passive_be')}\s+"
    rf"(?:\w+ly\s+)?{alternation('en', 'roles.hit_by')}\s+(?:by|with"
    r"|attack\s+by|fire\s+from)\b",
    re.IGNORECASE,
)
_HOLDING = (
    rf"\b{alternation('en', 'roles.held')}\s+by\s+(?:the\s+)?(?:\w+\s+){{0,2}}$",
    rf"\b{alternation('en', 'roles.ground_of')}\s+of\s+(?:the\s+)?$",
    rf"\b{alternation('en', 'roles.backed')}\s+(?:by|of)\s+(?:\w+\s+){{0,4}}$",
    rf"\b{alternation('en', 'roles.together')}\s+with\s+(?:the\s+)?$",
    rf"\b{alternation('en', 'roles.talk_of')}\s+(?:over|about|of|on)\s+(?:the\s+)?$",
)
_HOLDS = re.compile(
    "|".join(_HOLDING),
    re.IGNORECASE,
)


def assign_roles(
    text: str, floor: int, ceiling: int, trigger: Trigger, actors: Sequence[ActorMention]
) -> Roles:
    """Return who did it and to whom, from the actors of the sentence ``floor:ceiling``."""
    usable = [a for a in actors if a.kind not in NOT_AGENTS]
    speakers = [a for a in usable if not a.weak and is_speaker(text, a, ceiling)]
    usable = [
        a for a in usable
        if a not in speakers and not (a.weak and a.kind == "armed" and is_speaker(text, a, ceiling))
    ]  # fmt: skip
    usable = _without_heads(text, usable)
    before = [a for a in usable if a.start <= trigger.start and a.start < trigger.end]
    after = [a for a in usable if a.start >= trigger.end]
    if trigger.kind in {"mutual", "talk"} or is_exchange(text, trigger):
        return mutual_roles(text, floor, trigger, before, after)
    governors = {
        id(a): governor_of(text, a.start, trigger.end if a.start >= trigger.end else floor)
        for a in usable
    }
    agent = _own_deed(text, trigger, speakers)
    if agent is None and speakers and _OURS.search(text[floor : trigger.start]):
        agent = speakers[-1]
    if agent is None:
        agent = _agent(text, floor, trigger, before, after, governors)
    patient = _patient(text, floor, trigger, before, after, governors, agent)
    if patient is agent:
        patient = None
    if agent is None and trigger.kind == "strike" and patient is not None:
        if not patient.weak and _WEAPON_OF.match(text[patient.end : patient.end + 20]):
            agent, patient = patient, None
    if agent is None and trigger.kind not in {"result", "strike"}:
        own = [a for a in speakers if a.end <= trigger.start]
        gap = text[own[-1].end : trigger.start] if own else ""
        if own and (_OWN_DEED.search(gap) or trigger.kind == "say"):
            agent = own[-1]
    return Roles(agent, patient)


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
_PLANS = re.compile(r"\s+(?:plans?|plots?|attempts?|bids?|threats?)\s+", re.IGNORECASE)
_OWN_DEED = re.compile(
    rf"\b{alternation('en', 'roles.own_deed')}\b|\b(?:announced|said)\s+the\b",
    re.IGNORECASE,
)


_HARMED = re.compile(
    rf"\b{alternation('en', 'roles.passive_be')}\s+(?:\w+\s+){{0,2}}{alternation('en', 'roles.harmed')}\b"
    rf"|\b{alternation('en', 'roles.harmed_active')}\b",
    re.IGNORECASE,
)
"""Between a party and a strike: the party was hit by it."""


def _agent(
    text: str,
    floor: int,
    trigger: Trigger,
    before: Sequence[ActorMention],
    after: Sequence[ActorMention],
    governors: dict[int, str],
) -> ActorMention | None:
    passive = is_passive(text, trigger, floor)
    if trigger.kind == "strike":
        before = [a for a in before if not _HARMED.search(text[a.end : trigger.start])]
    if not passive and (subject := _subject(text, trigger, before)) is not None:
        return _lead_of_list(text, before, subject)
    for actor in after:
        if governors[id(actor)] == "by" and actor.start - trigger.end < 220:
            if not _HOLDS.search(text[max(trigger.end, actor.start - 60) : actor.start]):
                return actor
    strong = [a for a in before if not a.weak or a.kind == "armed"]
    strong = [a for a in strong if a.kind != "civilians" or trigger.kind in {"protest", "riot"}]
    if strong:
        nearest = strong[-1]
        gap = text[nearest.end : trigger.start]
        if (
            not passive
            and _NOUN_GAP.match(gap)
            and governors[id(nearest)] not in {"against", "between"}
        ):
            return _lead_of_list(text, before, nearest)
    for actor in reversed(before):
        if governors[id(actor)] == "by" and _BREAK.search(text[actor.end : trigger.start]) is None:
            return actor
    if passive:
        return None
    for actor in reversed(strong):
        gap = text[actor.end : trigger.start]
        if _BREAK.search(gap) or len(gap) > 140:
            break
        if _PLANS.match(gap):
            return actor
        if governors[id(actor)] in words("en", "roles.governs_victim"):  # fmt: skip
            continue
        if trigger.kind in {
            "verb",
            "control",
            "withdraw",
            "talk",
            "result",
            "protest",
            "riot",
            "say",
        }:
            return _lead_of_list(text, before, actor)
        if _SUPPORT.search(gap) or len(gap.split()) <= 4:
            return _lead_of_list(text, before, actor)
    for actor in after:
        gap = text[trigger.end : actor.start]
        if trigger.kind == "strike" and re.match(r"^\s*(?:of|from)\s+(?:the\s+)?(?:\w+\s+)?$", gap):
            return actor
    return None


_ACTIVE = re.compile(r"(?:ed|s|ew|ook)$")
_SUBJECT_GAP = re.compile(
    rf"^(?:\s*\([^()]{{1,20}}\))?(?:\s+{alternation('en', 'roles.heads_of_sides')})?"
    rf"\s+(?:{alternation('en', 'roles.between_subject_and_verb')}\s+){{0,3}}$"
)


def _subject(text: str, trigger: Trigger, before: Sequence[ActorMention]) -> ActorMention | None:
    """Return the actor right before an active verb: "ISIS has seized ... by"."""
    if trigger.kind not in {"verb", "control", "withdraw"} or not before:
        return None
    actor = before[-1]
    if actor.weak or actor.kind == "civilians" or not _ACTIVE.search(trigger.text):
        return None
    return actor if _SUBJECT_GAP.match(text[actor.end : trigger.start]) else None


def _patient(
    text: str,
    floor: int,
    trigger: Trigger,
    before: Sequence[ActorMention],
    after: Sequence[ActorMention],
    governors: dict[int, str],
    agent: ActorMention | None,
) -> ActorMention | None:
    if is_passive(text, trigger, floor) and (
        trigger.kind != "strike" or is_under_fire(text, trigger, floor)
    ):
        for actor in reversed(before):
            if (
                actor is not agent
                and governors[id(actor)] != "by"
                and (_BREAK.search(text[actor.end : trigger.start]) is None)
            ):
                return _first_of_list(text, before, actor, agent)
    targets: list[tuple[int, int, ActorMention]] = []
    for actor in [*after, *before]:
        if actor is agent or (governors[id(actor)] == "by" and not _FOILS.match(trigger.text)):
            continue
        if agent is not None and actor.actors and actor.actors == agent.actors:
            continue
        if _HOLDS.search(text[max(floor, actor.start - 40) : actor.start]):
            continue
        governor = governors[id(actor)]
        behind = actor.start >= trigger.end
        gap = text[trigger.end : actor.start] if behind else text[actor.end : trigger.start]
        far = 500 if trigger.kind == "control" else 200
        if len(gap) > far or re.search(r";|\bwhile\b|\bmeanwhile\b", gap, re.IGNORECASE):
            continue
        rank = 5
        head = text[max(floor, actor.start - 60) : actor.start]
        if _UNDER.search(head) and re.match(r"\s+control\b", text[actor.end : actor.end + 9]):
            continue
        if _AMONG.search(head) or (not behind and _HIT_BY.search(text[actor.end : trigger.end])):
            rank = 0
        elif governor in words("en", "roles.governs_patient"):
            rank = 0 if not actor.weak else 1
        elif (behind and governor in {"on", "at", "of", "in", "under", "killing"}) or (
            behind
            and trigger.kind == "strike"
            and re.search(
                r"\bnear\s+(?:an?\s+|the\s+)?$", text[max(0, actor.start - 12) : actor.start]
            )
        ):
            rank = 2
        elif behind and trigger.kind in {"control", "withdraw"} and governor in {"from", "to"}:
            rank = 1
        elif (behind and trigger.kind == "strike" and _HITS.search(gap)) or (
            behind
            and trigger.text.endswith(("ed", "ing", "s"))
            and len(gap.split()) <= 4
            and (trigger.kind == "strike" and governor == "")
        ):
            rank = 2
        elif behind and trigger.kind in {"verb", "result", "control"} and len(gap.split()) <= 8:
            rank = 1
        elif _VICTIM_VERB.search(text[actor.end : actor.end + 40]) or _VICTIM_VERB.search(
            text[max(floor, actor.start - 40) : actor.start]
        ):
            rank = 3
        elif behind and trigger.kind == "control" and governor in {"with", "against"}:
            rank = 4
        if rank < 5:
            targets.append((rank, len(gap), actor))
    if not targets:
        return None
    targets.sort(key=lambda item: (item[0], item[1]))
    return targets[0][2]


def _first_of_list(
    text: str,
    before: Sequence[ActorMention],
    actor: ActorMention,
    agent: ActorMention | None,
) -> ActorMention:
    """Return the strongest member of the coordinated list that ends with `actor`."""
    chosen = actor
    for earlier in reversed([a for a in before if a.end <= actor.start and a is not agent]):
        if not _LIST_GAP.match(text[earlier.end : chosen.start]):
            break
        if earlier.actors and (chosen.weak or not chosen.actors):
            chosen = earlier
    return chosen


def _lead_of_list(text: str, before: Sequence[ActorMention], actor: ActorMention) -> ActorMention:
    """Return the first member of the coordinated list that ends with `actor` ("A and B")."""
    chosen = actor
    for earlier in reversed([a for a in before if a.end <= actor.start and not a.weak]):
        gap = re.sub(
            rf"\b{alternation('en', 'roles.lead_of_list')}\b",
            "", text[earlier.end : chosen.start], flags=re.IGNORECASE,
        )  # fmt: skip
        if gap.strip() == "(" and earlier.actors == chosen.actors:
            chosen = earlier
            continue
        if not re.search(r",|and|&|/", gap) or not _LIST_GAP.match(gap):
            break
        if earlier.kind in {"civilians", "person"}:
            break
        if _is_syrian(chosen) and _ids(earlier) & _HELPERS:
            break
        chosen = earlier
    return chosen


_HELPERS = frozenset({"russia", "iran", "iranian-backed-militias", "hezbollah"})
"""Who helps the state: "Russian and government warplanes" are coded as the state's."""


def _ids(actor: ActorMention) -> set[str]:
    return {known.id for known in actor.actors}


def _is_syrian(actor: ActorMention) -> bool:
    return any(known.startswith("syria-government") for known in _ids(actor))
