"""Happenings of one sentence: what, by whom, to whom, and how the source puts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.asides_ar import is_aside_arabic
from geomap.extract.clause.event_mention import (
    Happening,
)
from geomap.extract.clause.parties.roles import assign_roles
from geomap.extract.clause.parties.roles_ar import assign_roles_arabic
from geomap.extract.clause.settling import settle_happening
from geomap.extract.clause.settling_ar import settle_arabic
from geomap.extract.clause.trigger_choice import choose_trigger
from geomap.extract.document.words import lower_word
from geomap.extract.recognise.people.casualties import find_tolls
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


_NEGATED = re.compile(
    rf"\b{alternation('en', 'deeds.negated')}\s+(?:\w+\s+){{0,3}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'deeds.negated')}\s+(?![تي]زال)(?:[ء-ي]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(
    rf"\b{alternation('en', 'deeds.attempt')}\s+(?:to|at)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_STANDING = re.compile(r"(?:agreements|deals|accords)$", re.IGNORECASE)
_CONCLUDED = re.compile(
    rf"\b{alternation('en', 'deeds.concluded')}\w*",
    re.IGNORECASE,
)
"""Agreements in the plural are standing ones, unless the clause says that they were made."""


def read_clause(
    text: str,
    floor: int,
    ceiling: int,
    sentence: int,
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention],
    *,
    arabic: bool = False,
) -> Happening | None:
    """Return the main happening of a clause ``floor:ceiling``, None if it tells of none."""
    live = [
        t
        for t in triggers
        if not is_no_event(text, floor, t, arabic=arabic)
        and not is_negated(text, floor, t)
        and not (t.kind in {"control", "talk", "verb", "withdraw"} and _in_name(t, actors))
        and not (
            t.kind == "talk"
            and len(text) > 600
            and _STANDING.match(t.text)
            and not _CONCLUDED.search(text, floor, ceiling)
        )
        and not (t.kind == "control" and _ATTEMPT.search(text[max(floor, t.start - 40) : t.start]))
    ]
    trigger = choose_trigger(text, live)
    if trigger is None:
        return None
    return read_trigger(text, floor, ceiling, sentence, trigger, live, actors, arabic=arabic)


def read_trigger(
    text: str,
    floor: int,
    ceiling: int,
    sentence: int,
    trigger: Trigger,
    live: Sequence[Trigger],
    actors: Sequence[ActorMention],
    *,
    arabic: bool = False,
) -> Happening:
    """Return what a trigger tells in the clause ``floor:ceiling``: parties, counts, sub-type."""
    clause = text[floor:ceiling]
    local = [a for a in actors if floor <= a.start and a.end <= ceiling]
    assign = assign_roles_arabic if arabic else assign_roles
    roles = assign(text, floor, ceiling, trigger, local)
    tolls = find_tolls(clause, arabic=arabic)
    happening = Happening(
        trigger.start, trigger.end, sentence, trigger.sub_event_type, trigger.kind, trigger.weight,
        agent=roles.agent, patient=roles.patient, tolls=tolls, floor=floor, ceiling=ceiling,
    )  # fmt: skip
    settle_happening(happening, clause, local, roles)
    if arabic:
        settle_arabic(happening, clause, local, live)
    return happening


def is_negated(text: str, floor: int, trigger: Trigger) -> bool:
    """Return True for what did not happen, as the words right before a trigger say."""
    return bool(_NEGATED.search(text[max(floor, trigger.start - 40) : trigger.start]))


def is_no_event(text: str, floor: int, trigger: Trigger, *, arabic: bool) -> bool:
    """Return True where the words right before a trigger say that it is aimed at, denied or usual.

    Talk and crowds are told by such words ("a protest called for"), and are left alone.
    """
    if arabic and is_aside_arabic(text, floor, trigger):
        return True
    if trigger.kind in {"talk", "say", "protest", "riot"} or (trigger.kind == "result" and arabic):
        return False
    head = text[max(floor, trigger.start - 40) : trigger.start]
    if not head[-1:].isspace():
        return False
    words = [word for word in map(lower_word, _WORD.findall(head)) if word not in {"ل", "ب"}]
    name = "no_event.before_result" if trigger.kind == "result" else "no_event.before"
    before = lexicon("ar" if arabic else "en", name)
    return any(" ".join(words[-n:]) in before for n in (1, 2, 3) if len(words) >= n)


_WORD = re.compile(r"[^\W_]+")


def _in_name(trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    return any(not a.weak and a.start <= trigger.start and trigger.end <= a.end for a in actors)


def event_type(happening: Happening) -> str:
    """Return ACLED's event type of a happening."""
    return event_type_of(happening.sub_event_type) or ""
