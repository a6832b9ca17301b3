"""Who did it: the party that a deed belongs to, by pattern and by nearness."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.parties.around_deed import HOLDS, LIST_GAP
from geomap.extract.clause.parties.mutual_roles import BREAK
from geomap.extract.document.grammar import is_passive
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.parties.around_deed import AroundDeed
    from geomap.extract.recognise.names import ActorMention

_SUPPORT = re.compile(
    rf"\b{alternation('en', 'roles.support')}\b",
    re.IGNORECASE,
)
_NOUN_GAP = re.compile(
    rf"^(?:['’]s?)?[\s-]*(?:(?!{alternation('en', 'roles.ends_noun')}\b)[\w-]+\s+"
    r"){0,3}$"
)
_PLANS = re.compile(r"\s+(?:plans?|plots?|attempts?|bids?|threats?)\s+", re.IGNORECASE)
_HARMED = re.compile(
    rf"\b{alternation('en', 'roles.passive_be')}\s+(?:\w+\s+){{0,2}}{alternation('en', 'roles.harmed')}\b"
    rf"|\b{alternation('en', 'roles.harmed_active')}\b",
    re.IGNORECASE,
)
"""Between a party and a strike: the party was hit by it."""
_ACTIVE = re.compile(r"(?:ed|s|ew|ook)$")
_SUBJECT_GAP = re.compile(
    rf"^(?:\s*\([^()]{{1,20}}\))?(?:\s+{alternation('en', 'roles.heads_of_sides')})?"
    rf"\s+(?:{alternation('en', 'roles.between_subject_and_verb')}\s+){{0,3}}$"
)
_STRIKE_OF = re.compile(r"^\s*(?:of|from)\s+(?:the\s+)?(?:\w+\s+)?$")


def find_agent(around: AroundDeed) -> ActorMention | None:
    """Return who did it, None where that is not said."""
    if around.trigger.kind == "strike":
        unharmed = [a for a in around.before if not _HARMED.search(around.gap(a))]
        around = replace(around, before=unharmed)
    if is_passive(around.text, around.trigger, around.floor):
        return _by_behind(around) or _by_before(around)
    strong = [a for a in around.before if _may_act(around, a)]
    return (
        _subject(around)
        or _by_behind(around)
        or _right_before(around, strong)
        or _by_before(around)
        or _farther_before(around, strong)
        or _whose_strike(around)
    )


def _subject(around: AroundDeed) -> ActorMention | None:
    """Return the party right before an active verb: "ISIS has seized ... by"."""
    trigger, before = around.trigger, around.before
    if trigger.kind not in {"verb", "control", "withdraw"} or not before:
        return None
    actor = before[-1]
    if actor.weak or actor.kind == "civilians" or not _ACTIVE.search(trigger.text):
        return None
    return lead_of_list(around, actor) if _SUBJECT_GAP.match(around.gap(actor)) else None


def _by_behind(around: AroundDeed) -> ActorMention | None:
    """Return the party of "shelled by", not the one by whom the place is held."""
    text, end = around.text, around.trigger.end
    for actor in around.after:
        if around.governor(actor) == "by" and actor.start - end < 220:
            if not HOLDS.search(text[max(end, actor.start - 60) : actor.start]):
                return actor
    return None


def _by_before(around: AroundDeed) -> ActorMention | None:
    """Return the party of "by the army in a raid", told before the deed in one breath."""
    for actor in reversed(around.before):
        if around.governor(actor) == "by" and BREAK.search(around.gap(actor)) is None:
            return actor
    return None


def _may_act(around: AroundDeed, actor: ActorMention) -> bool:
    """Return True for a name or men in arms; civilians do nothing but protest."""
    if actor.weak and actor.kind != "armed":
        return False
    return actor.kind != "civilians" or around.trigger.kind in {"protest", "riot"}


def _right_before(around: AroundDeed, strong: Sequence[ActorMention]) -> ActorMention | None:
    """Return the party right before the noun of a deed: "the army's heavy shelling"."""
    if not strong or not _NOUN_GAP.match(around.gap(strong[-1])):
        return None
    nearest = strong[-1]
    if around.governor(nearest) in {"against", "between"}:
        return None
    return lead_of_list(around, nearest)


def _farther_before(around: AroundDeed, strong: Sequence[ActorMention]) -> ActorMention | None:
    """Return the party nearest before a deed of its own, that nothing makes its victim."""
    for actor in reversed(strong):
        gap = around.gap(actor)
        if BREAK.search(gap) or len(gap) > 140:
            return None
        if _PLANS.match(gap):
            return actor
        if around.governor(actor) in words("en", "roles.governs_victim"):
            continue
        near = _SUPPORT.search(gap) or len(gap.split()) <= 4
        if near or around.trigger.kind != "strike":  # a verb's subject may stand far before it
            return lead_of_list(around, actor)
    return None


def _whose_strike(around: AroundDeed) -> ActorMention | None:
    """Return the party of "the shelling of the army"."""
    if around.trigger.kind != "strike":
        return None
    return next((a for a in around.after if _STRIKE_OF.match(around.gap(a))), None)


def lead_of_list(around: AroundDeed, actor: ActorMention) -> ActorMention:
    """Return the first member of the coordinated list that ends with `actor` ("A and B")."""
    chosen = actor
    for earlier in reversed([a for a in around.before if a.end <= actor.start and not a.weak]):
        gap = re.sub(
            rf"\b{alternation('en', 'roles.lead_of_list')}\b",
            "", around.text[earlier.end : chosen.start], flags=re.IGNORECASE,
        )  # fmt: skip
        if gap.strip() == "(" and earlier.actors == chosen.actors:
            chosen = earlier
            continue
        if not re.search(r",|and|&|/", gap) or not LIST_GAP.match(gap):
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
