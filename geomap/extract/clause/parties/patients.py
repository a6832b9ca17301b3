"""To whom it was done: the likeliest of the parties around a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.parties.around_deed import HOLDS, LIST_GAP
from geomap.extract.clause.parties.mutual_roles import BREAK
from geomap.extract.document.grammar import is_passive, is_under_fire
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from geomap.extract.clause.parties.around_deed import AroundDeed
    from geomap.extract.recognise.names import ActorMention

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
_FOILS = re.compile(r"neutrali[sz]|foil|thwart|repel|repuls", re.IGNORECASE)
_ELSEWHERE = re.compile(r";|\bwhile\b|\bmeanwhile\b", re.IGNORECASE)
_CONTROL = re.compile(r"\s+control\b")
_NEAR = re.compile(r"\bnear\s+(?:an?\s+|the\s+)?$")
_BASTION = re.compile(rf"[\s-]+{alternation('en', 'roles.bastion')}\b")
_UPON = frozenset({"on", "at", "of", "in", "under", "killing"})
_NOBODY = 5
"""The rank of a party that nothing makes the one it was done to."""


def find_patient(around: AroundDeed, agent: ActorMention | None) -> ActorMention | None:
    """Return to whom it was done, None where that is not said."""
    if (suffered := _passive_subject(around, agent)) is not None:
        return suffered
    ranked = [
        (_rank(around, actor), len(around.gap(actor)), actor)
        for actor in [*around.after, *around.before]
        if _may_suffer(around, actor, agent)
    ]
    ranked = [one for one in ranked if one[0] < _NOBODY]
    return min(ranked, key=lambda one: one[:2])[2] if ranked else None


def _passive_subject(around: AroundDeed, agent: ActorMention | None) -> ActorMention | None:
    """Return the party of "were killed", "came under fire"."""
    text, trigger, floor = around.text, around.trigger, around.floor
    if not is_passive(text, trigger, floor):
        return None
    if trigger.kind == "strike" and not is_under_fire(text, trigger, floor):
        return None
    for actor in reversed(around.before):
        own = actor is agent or around.governor(actor) == "by"
        if not own and BREAK.search(around.gap(actor)) is None:
            return _first_of_list(around, actor, agent)
    return None


def _may_suffer(around: AroundDeed, actor: ActorMention, agent: ActorMention | None) -> bool:
    """Return False for who did it, for who only holds a place, and for what stands too far."""
    if actor is agent or (around.governor(actor) == "by" and not _FOILS.match(around.trigger.text)):
        return False
    if agent is not None and actor.actors and actor.actors == agent.actors:
        return False
    behind = around.text[actor.end : actor.end + 14]
    if HOLDS.search(around.head(actor, 40)) or (
        around.trigger.kind == "strike" and _BASTION.match(behind)
    ):
        return False
    gap = around.gap(actor)
    if len(gap) > (500 if around.trigger.kind == "control" else 200) or _ELSEWHERE.search(gap):
        return False
    return not (
        _UNDER.search(around.head(actor, 60))
        and _CONTROL.match(around.text[actor.end : actor.end + 9])
    )


def _rank(around: AroundDeed, actor: ActorMention) -> int:
    """Return how likely it was done to a party: 0 the likeliest, `_NOBODY` not at all."""
    text, trigger = around.text, around.trigger
    behind = around.is_behind(actor)
    hit = not behind and _HIT_BY.search(text[actor.end : trigger.end])
    if hit or _AMONG.search(around.head(actor, 60)):
        return 0
    if around.governor(actor) in words("en", "roles.governs_patient"):
        return 1 if actor.weak else 0
    rank = _rank_behind(around, actor) if behind else _NOBODY
    if rank < _NOBODY:
        return rank
    harmed = text[actor.end : actor.end + 40], around.head(actor, 40)
    if any(_VICTIM_VERB.search(words_beside) for words_beside in harmed):
        return 3
    against = behind and around.governor(actor) in {"with", "against"}
    return 4 if against and trigger.kind == "control" else _NOBODY


def _rank_behind(around: AroundDeed, actor: ActorMention) -> int:
    """Return the rank that a party has by standing behind its deed."""
    kind, governor = around.trigger.kind, around.governor(actor)
    strike = kind == "strike"
    near = around.text[max(0, actor.start - 12) : actor.start]
    if governor in _UPON or (strike and _NEAR.search(near)):
        return 2
    if kind in {"control", "withdraw"} and governor in {"from", "to"}:
        return 1
    gap = around.gap(actor)
    distance = len(gap.split())
    verbal = around.trigger.text.endswith(("ed", "ing", "s"))
    if strike and (_HITS.search(gap) or (verbal and distance <= 4 and governor == "")):
        return 2
    return 1 if kind in {"verb", "result", "control"} and distance <= 8 else _NOBODY


def _first_of_list(
    around: AroundDeed, actor: ActorMention, agent: ActorMention | None
) -> ActorMention:
    """Return the strongest member of the coordinated list that ends with `actor`."""
    chosen = actor
    for earlier in reversed([a for a in around.before if a.end <= actor.start and a is not agent]):
        if not LIST_GAP.match(around.text[earlier.end : chosen.start]):
            break
        if earlier.actors and (chosen.weak or not chosen.actors):
            chosen = earlier
    return chosen
