"""What a report says of its actors: "Internal Forces (Asayish)", "rebels led by HTS", "whether X".

Works on the mentions of a whole text, in place of what each of them names alone.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.names import ActorMention

_ALIAS = re.compile(r"\s*\(\s*[\"“']?\s*$|\s*[,“\"]\s*[“\"]?$")
_LED_BY = re.compile(
    rf"\b{alternation('en', 'actors.rebels_led')}\s+(?:\w+\s+)?led\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DOUBTED = re.compile(rf"\b{alternation('en', 'actors.doubted')}\b[^.;]{{0,50}}$", re.IGNORECASE)
_MADE = re.compile(rf"\s?-\s?{alternation('en', 'actors.made')}\b")
_ALLIES = frozenset({"opposition-rebels"})


def link_actors(text: str, actors: list[ActorMention]) -> list[ActorMention]:
    """Return the actors of an English text with what it says of them elsewhere."""
    actors = [a for a in actors if not is_no_party(text, a)]
    for left, right in itertools.pairwise(actors):
        if left.weak or right.weak or left.actors == right.actors:
            continue
        if left.kind in _FORCES and right.kind in _FORCES:
            if (
                _ALIAS.fullmatch(text, left.end, right.start)
                and "(" in text[left.end : right.start]
            ):
                left.actors, left.kind = right.actors, right.kind
    leader = _leader(text, actors)
    if leader is not None:
        for actor in actors:
            if actor.actors and actor.actors[0].id in _ALLIES:
                actor.actors, actor.kind = leader.actors, leader.kind
    return actors


_FORCES = frozenset({"security service", "armed group", "militia", "armed forces unit", "state"})


def is_no_party(text: str, actor: ActorMention) -> bool:
    """Return True for "Russian-made" and for those of whom nobody knows whether it was them."""
    if _MADE.match(text, actor.end):
        return True
    return (
        not actor.weak and _DOUBTED.search(text, max(0, actor.start - 80), actor.start) is not None
    )


def _leader(text: str, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Return the group that the report says leads its rebels, None for none or several."""
    heads = [
        a for a in actors
        if a.kind in {"armed group", "militia", "operations room"} and a.actors
        and a.actors[0].id not in _ALLIES
        and _LED_BY.search(text, max(0, a.start - 60), a.start)
    ]  # fmt: skip
    return heads[0] if len({a.actors for a in heads}) == 1 else None
