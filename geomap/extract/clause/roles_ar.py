"""Who did it and to whom in Arabic: the verb first, then who, then whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.mutual_roles import Roles
from geomap.extract.recognise.actor_mentions import NOT_AGENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_TARGET = re.compile(
    r"(?<![ء-ي])(?:على|ضد|استهدف|استهدفت|استهداف|مواقع|نقاط|مقرات)\s+(?:[ء-ي]+\s+){0,3}ل?$"
)
_BY = re.compile(
    r"(?<![ء-ي])(?:من قبل|على يد|على أيدي|برصاص|بنيران|نفذتها|نفذها|شنتها|شنها|جراء قصف|بقصف|نفذته|نفذت|شنت|شن|أطلقتها|جراء إطلاق|إثر قصف|بغارة|بغارات|قصف)\s+(?:[ء-ي]+\s+){0,3}ل?$"
)
_PASSIVE = re.compile(
    r"^(?:[وف]?(?:قُتل|قتل|أصيب|اغتيل|مقتل|إصابة|استشهد|خُطف|اعتُقل|عُثر|اغتيال|اختطاف|خطف|اعتقال|توفي|إعدام|وفاة))"
)
_SAYS = re.compile(
    r"(?<![ء-ي])[وف]?(?:قال|قالت|أعلن|أعلنت|أكد|أكدت|ذكر|ذكرت|أفاد|أفادت|صرح|صرحت|أوضح|أوضحت|زعمت|زعم|نفت|نفى|كشفت|كشف)\s+(?:(?!مصدر|مصادر|إن|أن|شهود|نشطاء)[ء-ي]+\s+){0,3}$"
)
_SOURCE = re.compile(
    r"(?<![ء-ي])[وف]?(?:بحسب|وفق|حسب|وفقا|نقلا عن)\s+(?:ل|ما\s+)?(?:[ء-ي]+\s+){0,3}ل?$"
)
_OF_THEM = re.compile(
    r"(?<![ء-ي])[وف]?[بل]?(?:قتل|قتلت|قُتل|مقتل|إصابة|أصيب|جرح|جُرح|استشهد|استشهاد|مصرع|وفاة|توفي)\s+(?:[^\s،.]+\s+){1,5}?(?:من|ل|في|لدى|بين|صفوف)\s*(?:صفوف\s+)?$"
)


def assign_roles_arabic(
    text: str,
    floor: int,
    ceiling: int,  # noqa: ARG001
    trigger: Trigger,
    actors: Sequence[ActorMention],
) -> Roles:
    """Return who did it and to whom, from the actors of the sentence that starts at `floor`."""
    usable = [a for a in actors if a.kind not in NOT_AGENTS]
    strong = [a for a in usable if not a.weak]
    after = [a for a in usable if a.start > trigger.start and a.end > trigger.end]
    before = [a for a in usable if a.start <= trigger.start]
    if trigger.kind in {"mutual", "talk"}:
        sides = [a for a in strong if a.start >= trigger.end] or strong
        second = (
            next((a for a in sides[1:] if a.actors != sides[0].actors), None) if sides else None
        )
        return Roles(sides[0] if sides else None, second)
    heads = {id(a): text[max(floor, a.start - 60) : a.start] for a in usable}
    over = [a for a in before if a.end > trigger.start and not a.weak]
    hurt = [a for a in before if not a.weak and _OF_THEM.search(heads[id(a)])]
    told = [a for a in usable if not a.weak and _SOURCE.search(heads[id(a)])]
    usable = [a for a in usable if a not in told]
    after = [a for a in after if a not in told]
    before = [a for a in before if a not in told and a not in hurt]
    agent = over[-1] if over else None
    if agent is None:
        agent = _announces(text, trigger, before, heads)
    if agent is None:
        by = (a for a in [*after, *before] if not a.weak and _BY.search(heads[id(a)]))
        agent = next(by, None)
    if agent is None:
        next_to = [a for a in before if not a.weak and 0 <= trigger.start - a.end <= 3]
        if next_to and not _TARGET.search(heads[id(next_to[-1])]):
            agent = next_to[-1]
    passive = bool(_PASSIVE.match(trigger.text)) and trigger.kind in {"result", "verb"}
    if agent is None:
        for actor in after:
            gap = text[trigger.end : actor.start]
            if actor.kind == "state" and trigger.kind == "strike" and len(gap) <= 2:
                agent = actor
                break
            if actor.kind in {"civilians", "person"} or _TARGET.search(heads[id(actor)]):
                continue
            if passive and trigger.kind == "result":
                continue
            if len(gap.split()) <= 6:
                agent = actor
            break
    if agent is None:
        subject = [a for a in before if not a.weak and a.kind != "civilians"]
        if (
            subject
            and not _TARGET.search(heads[id(subject[-1])])
            and trigger.start - subject[-1].end < 60
        ):
            agent = subject[-1]
    patient = hurt[-1] if hurt and hurt[-1] is not agent else None
    for actor in [] if patient is not None else [*after, *before]:
        if actor is agent or (agent is not None and actor.actors == agent.actors):
            continue
        if _BY.search(heads[id(actor)]) and not _TARGET.search(heads[id(actor)]):
            continue
        patient = actor
        break
    return Roles(agent, patient)


def _announces(
    text: str, trigger: Trigger, before: Sequence[ActorMention], heads: dict[int, str]
) -> ActorMention | None:
    """Return who announces a deed of his own: "أعلنت قسد قتل ...", "قالت ... إنها قتلت"."""
    if trigger.kind in {"mutual", "talk"}:
        return None
    for actor in reversed([a for a in before if not a.weak]):
        gap = text[actor.end : trigger.start]
        if _SAYS.search(heads[id(actor)]) and _OWN.match(gap):
            return actor
    return None


_OWN = re.compile(
    r"^\s*(?:[^\s،.]+\s+){0,3}?(?:عن\s+|أنها\s+|إنها\s+|أنه\s+|إنه\s+|أن\s+(?:قواتها|عناصرها|مقاتليها|وحداتها)\s+)?(?:تنفيذ\s+|شن\s+)?$"
)
