"""Which of several trigger phrases says best what happened."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import (
    AIR,
    ARRESTS,
    CLASH,
    SHELLING,
)
from geomap.extract.clause.settling_weapons import STRIKES_STRUCK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


_ASIDE = re.compile(
    r"\b(?:in\s+response\s+to|in\s+retaliation\s+(?:for|to)|response\s+to|retaliation\s+for|revenge\s+for|anniversary\s+of|memory\s+of|to\s+condemn|"
    r"condemning|denouncing|against\s+the|over\s+the|to\s+protest|demanding|calling\s+for|on\s+charges?\s+of|accused\s+of|suspected\s+of|"
    r"suspicion\s+of|accusing\s+\w+\s+of|following\s+the|involvement\s+in|for\s+fear\s+of|to\s+prevent|(?:under\s+)?(?:the\s+)?cover\s+of|"
    r"(?:supported|assisted|aided|covered)\s+by|with\s+(?:the\s+)?(?:support|help|backing)\s+of|in\s+support\s+of)\s+(?:[\w’'-]+\s+){0,4}$|"
    r"(?<![ء-ي])(?:ردا على|احتجاجا على|تنديدا ب|بتهمة|للمطالبة ب|رفضا ل|بعد|عقب|مطالبين)\s*(?:[ء-ي]+\s+){0,3}$",
    re.IGNORECASE,
)


_RELATIVE = re.compile(
    r"\b(?:fighters|militants|gunmen|soldiers|troops|forces|members|men|group|people|persons?|man|terrorists|rebels|suspects?)\s+(?:who|that|which)\s+"
    r"(?:had\s+|have\s+|has\s+|were\s+|was\s+|later\s+)?(?:\w+ly\s+)?(?:opened\s+|carried\s+out\s+|launched\s+)?$",
    re.IGNORECASE,
)


_DURING = re.compile(
    r"^[^.;]{0,40}\b(?:during|as|when|amid|in)\s+(?:an?\s+|the\s+)?(?:[\w.-]+\s+){0,4}$",
    re.IGNORECASE,
)


_DOWN = re.compile(r"shot\s+down|shoot|down|brought|bring|intercept|أسقط|إسقاط|اعتر", re.IGNORECASE)


_LATER = re.compile(
    r",\s+(?:just\s+|only\s+)?(?:an?|one|two|three|\d+|a\s+few|several)\s+(?:days?|hours?|weeks?|months?)\s+(?:after|before)\s[^.;,]*$",
    re.IGNORECASE,
)
"""What came before: "clashed in Sweida, a day after the army withdrew"."""


_AMID = re.compile(
    r"\b(?:amid|accompanied|coincid\w*|along\s+with|alongside|with|using|backed|supported|during|following|after)\b",
    re.IGNORECASE,
)


def choose_trigger(
    text: str,
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention] = (),  # noqa: ARG001
) -> Trigger | None:
    """Return the trigger that says best what happened."""
    if not triggers:
        return None
    for trigger in triggers:
        if trigger.text.lower() in {
            "strike",
            "strikes",
            "airstrike",
            "airstrikes",
        } and STRIKES_STRUCK.match(text[trigger.start : trigger.start + 60]):
            return trigger
    if len(triggers) > 1:
        triggers = _in_main_clause(text, triggers)
    best = max(triggers, key=lambda t: (t.weight, -t.start))
    if best.sub_event_type == "Suicide bomb":
        raid = next(
            (t for t in triggers if t.start > best.end and t.sub_event_type in {CLASH, ARRESTS}),
            None,
        )
        if raid is not None and _DURING.search(text[best.end : raid.start]):
            return raid
    if best.kind == "strike" and best.sub_event_type in {AIR, SHELLING}:
        downed = [
            t
            for t in triggers
            if t.sub_event_type == "Disrupted weapons use" and _DOWN.match(t.text)
        ]
        if downed and abs(downed[0].start - best.start) < 60:
            return downed[0]
    if best.sub_event_type == CLASH and best.kind == "verb":
        verbs = (
            t for t in triggers if t.sub_event_type == CLASH and t.kind == "verb" and t.weight >= 4
        )
        best = next(verbs, best)
    mutual = next((t for t in triggers if t.kind == "mutual"), None)
    if mutual and best.kind == "strike" and best.weight <= 9:
        between = re.match(r"\s+(?:\w+\s+){0,8}?between\b", text[mutual.end : mutual.end + 80])
        if mutual.start < best.start or (
            between and _AMID.search(text[best.end : mutual.start]) is None
        ):
            return mutual
    if best.kind in {"protest", "riot"}:
        riots = [t for t in triggers if t.kind == "riot"]
        if riots and any(t.kind == "protest" for t in triggers):
            return next((t for t in riots if t.sub_event_type == "Violent demonstration"), riots[0])
    if best.kind == "control" and not _takes_place(text, best):
        if (held := _takes_person(text, best)) is not None:
            return held
        others = [t for t in triggers if t.kind != "control"]
        if others:
            return max(others, key=lambda t: (t.weight, -t.start))
    return best


_TAKES_PERSON = re.compile(
    r"^\s+(?:(?:an?|the|two|three|four|five|six|seven|\d+|several|some|at|least|more|than)\s+)(?:(?!\b(?:in|at|from|near|of|town|village|city|areas?|positions?)\b)[\w-]+\s+){0,4}?"
    r"(?:fighters?|soldiers?|militants?|members?|men|man|persons?|people|leaders?|commanders?|planners?|operatives?|suspects?|emirs?|smugglers?|"
    r"facilitators?|financiers?|terrorists?|gunmen|officers?|figures?)\b",
    re.IGNORECASE,
)


def _in_main_clause(text: str, triggers: Sequence[Trigger]) -> Sequence[Trigger]:
    """Return the triggers that tell the news, without those that only give its cause or who."""
    aside = {
        id(t) for t in triggers
        if _ASIDE.search(text[max(0, t.start - 60) : t.start]) or _LATER.search(text[max(0, t.start - 90) : t.start])
    }  # fmt: skip
    if len(aside) < len(triggers):
        triggers = [t for t in triggers if id(t) not in aside]
    main = [t for t in triggers if not _RELATIVE.search(text[max(0, t.start - 40) : t.start])]
    return main if any(t.kind == "result" or t.weight >= 4 for t in main) else triggers


def _takes_person(text: str, trigger: Trigger) -> Trigger | None:
    """Return "captured" as an arrest where persons are taken, not ground."""
    if not re.match(r"captur|seiz", trigger.text, re.IGNORECASE) or not _TAKES_PERSON.match(
        text[trigger.end : trigger.end + 90]
    ):
        return None
    return replace(trigger, sub_event_type=ARRESTS, kind="verb", weight=7)


def _takes_place(text: str, trigger: Trigger) -> bool:
    tail = text[trigger.end : trigger.end + 60]
    if _takes_person(text, trigger) is not None:
        return False
    if re.search(
        r"control|liberat|retook|retake|overran|سيطر|تحرير|حرر", trigger.text, re.IGNORECASE
    ):
        return True
    return not re.match(
        r"\s+(?:(?:an?|the|two|three|\d+|several|some|one|large|quantities|of|amounts?)\s+)*(?:fighters?|soldiers?|militants?|members?|men|persons?|people|"
        r"weapons?|ammunition|vehicles?|tanks?|drugs?|(?:[\w,]+\s+)?(?:captagon|pills|hashish|shipments?|trucks?)|rockets?|leader|commander|ISIS|cars?|homes?|houses?|property|land)",
        tail,
        re.IGNORECASE,
    )
