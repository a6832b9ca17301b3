"""A deed in its sentence, with the parties named before it and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extract.document.grammar import governor_of
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_HOLDING = (
    rf"\b{alternation('en', 'roles.held')}\s+by\s+(?:the\s+)?(?:\w+\s+){{0,2}}$",
    rf"\b{alternation('en', 'roles.ground_of')}\s+of\s+(?:the\s+)?$",
    rf"\b{alternation('en', 'roles.backed')}\s+(?:by|of)\s+(?:\w+\s+){{0,4}}$",
    rf"\b{alternation('en', 'roles.together')}\s+with\s+(?:the\s+)?$",
    rf"\b{alternation('en', 'roles.talk_of')}\s+(?:over|about|of|on)\s+(?:the\s+)?$",
)
HOLDS = re.compile(
    "|".join(_HOLDING),
    re.IGNORECASE,
)
"""Before who only holds, backs or speaks of something."""
LIST_GAP = re.compile(
    rf"^\s*(?:,|{alternation('en', 'roles.joins_parties')}|&|/)?\s*"
    r"(?:the|other|its|their)?\s*(?:allied\s+|local\s+|affiliated\s+)?$",
    re.IGNORECASE,
)
"""Between two members of a list of parties."""


@dataclass(frozen=True, slots=True)
class AroundDeed:
    """A trigger of the sentence that begins at ``floor``, and who may have done or suffered it."""

    text: str
    floor: int
    trigger: Trigger
    before: Sequence[ActorMention]
    after: Sequence[ActorMention]
    governors: dict[int, str]

    @classmethod
    def of(
        cls, text: str, floor: int, trigger: Trigger, actors: Sequence[ActorMention]
    ) -> AroundDeed:
        """Return the parties by the side of the trigger on which they stand."""
        before = [a for a in actors if a.start <= trigger.start and a.start < trigger.end]
        after = [a for a in actors if a.start >= trigger.end]
        governors = {
            id(a): governor_of(text, a.start, trigger.end if a.start >= trigger.end else floor)
            for a in actors
        }
        return cls(text, floor, trigger, before, after, governors)

    def governor(self, actor: ActorMention) -> str:
        """Return the preposition or verb that governs a party."""
        return self.governors[id(actor)]

    def is_behind(self, actor: ActorMention) -> bool:
        """Return True for a party named behind the deed."""
        return actor.start >= self.trigger.end

    def gap(self, actor: ActorMention) -> str:
        """Return what stands between a party and the deed."""
        if self.is_behind(actor):
            return self.text[self.trigger.end : actor.start]
        return self.text[actor.end : self.trigger.start]

    def head(self, actor: ActorMention, length: int) -> str:
        """Return what stands before a party in its sentence."""
        return self.text[max(self.floor, actor.start - length) : actor.start]


def share_parts(text: str, actors: Sequence[ActorMention], parts: dict[int, str]) -> None:
    """Give a party named once more right behind ("the Islamic State (ISIS)") the part it has."""
    for one, other in pairwise(actors):
        same = one.actors[:1] == other.actors[:1]
        if same and not text[one.end : other.start].strip(' "«»“”('):
            parts[id(other)] = parts[id(one)]
