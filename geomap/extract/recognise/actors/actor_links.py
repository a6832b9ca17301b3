"""What a report says of its actors: "Internal Forces (Asayish)", "rebels led by HTS", "whether X".

Works on the mentions of a whole text, in place of what each of them names alone.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation
from geomap.vocab.actors import get_actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.vocab.actors import Actor

_ALIAS = re.compile(r"\s*\(\s*[\"“']?\s*$|\s*[,“\"]\s*[“\"]?$")
_LED_BY = re.compile(
    rf"\b{alternation('en', 'actors.rebels_led')}\s+(?:\w+\s+)?led\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?P<nation>[A-Z][a-z]{3,9})['’]s\s+(?:[a-z]+\s+)?$")
_NOBODY = re.compile(
    rf"(?:unknown|unidentified)\s+{alternation('en', 'actors.not_people')}\b", re.IGNORECASE
)
_DOUBTED = re.compile(rf"\b{alternation('en', 'actors.doubted')}\b[^.;]{{0,50}}$", re.IGNORECASE)
_MADE = re.compile(rf"\s?-\s?{alternation('en', 'actors.made')}\b")
_ALLIES = frozenset({"opposition-rebels"})


def link_actors(text: str, actors: list[ActorMention]) -> list[ActorMention]:
    """Return the actors of an English text with what it says of them elsewhere."""
    actors = [a for a in actors if not is_no_party(text, a)]
    _take_aliases(text, actors)
    for actor in actors:
        owner = _owner(text, actor)
        if owner is not None:
            actor.actors, actor.kind = (owner,), owner.kind
    _take_leader(text, actors)
    return actors


def _take_aliases(text: str, actors: Sequence[ActorMention]) -> None:
    """Give "Internal Security Forces" the bearers of "(Asayish)" behind it."""
    for left, right in itertools.pairwise(actors):
        forces = not left.weak and not right.weak and {left.kind, right.kind} <= _FORCES
        if forces and left.actors != right.actors and "(" in text[left.end : right.start]:
            if _ALIAS.fullmatch(text, left.end, right.start):
                left.actors, left.kind = right.actors, right.kind


def _take_leader(text: str, actors: Sequence[ActorMention]) -> None:
    """Give bare rebels the name of the group that the report says leads them."""
    leader = _leader(text, actors)
    if leader is None:
        return
    for actor in actors:
        if actor.actors and actor.actors[0].id in _ALLIES:
            actor.actors, actor.kind = leader.actors, leader.kind


_FORCES = frozenset({"security service", "armed group", "militia", "armed forces unit", "state"})


def is_no_party(text: str, actor: ActorMention) -> bool:
    """Return True for "Russian-made" and for those of whom nobody knows whether it was them."""
    if _MADE.match(text, actor.end) or _NOBODY.match(text, actor.start):
        return True
    head = text[max(0, actor.start - 80) : actor.start]
    return not actor.weak and "whether" in head and _DOUBTED.search(head) is not None


def _owner(text: str, actor: ActorMention) -> Actor | None:
    """Return the country whose ministry or army it is: "Turkey's defence ministry"."""
    if not actor.actors or not actor.actors[0].id.startswith("syria-"):
        return None
    match = _POSSESSIVE.search(text, max(0, actor.start - 40), actor.start)
    return get_actor(match["nation"].lower()) if match is not None else None


def _leader(text: str, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Return the group that the report says leads its rebels, None for none or several."""
    heads = [
        a for a in actors
        if a.kind in {"armed group", "militia", "operations room"} and a.actors
        and a.actors[0].id not in _ALLIES
        and _LED_BY.search(text, max(0, a.start - 60), a.start)
    ]  # fmt: skip
    return heads[0] if len({a.actors for a in heads}) == 1 else None
