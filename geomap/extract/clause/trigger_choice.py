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
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


_ASIDE = re.compile(
    rf"\b{alternation('en', 'deeds.aside')}\s+(?:[\w’'-]+\s+){{0,4}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'deeds.aside')}\s*(?:[ء-ي]+\s+){{0,3}}$",
    re.IGNORECASE,
)


_RELATIVE = re.compile(
    rf"\b{alternation('en', 'deeds.relative_heads')}\s+"
    rf"{alternation('en', 'deeds.relative')}\s+(?:"
    rf"{alternation('en', 'deeds.relative_helpers')}\s+)?(?:\w+ly\s+)?"
    r"(?:opened\s+|carried\s+out\s+|launched\s+)?$",
    re.IGNORECASE,
)


_DURING = re.compile(
    r"^[^.;]{0,40}\b(?:during|as|when|amid|in)\s+(?:an?\s+|the\s+)?(?:[\w.-]+\s+){0,4}$",
    re.IGNORECASE,
)


_DOWN = re.compile(rf"{alternation('en', 'deeds.down')}|أسقط|إسقاط|اعتر", re.IGNORECASE)


_LATER = re.compile(
    rf",\s+(?:just\s+|only\s+)?(?:{alternation('en', 'deeds.spans')}"
    r"|\d+)\s+(?:days?|hours?|weeks?|months?)\s+(?:after|before)\s[^.;,]*$",
    re.IGNORECASE,
)
"""What came before: "clashed in Sweida, a day after the army withdrew"."""


_AMID = re.compile(
    rf"\b{alternation('en', 'deeds.amid')}\b",
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
    if (foiled := _foiled(best, triggers)) is not None:
        return foiled
    if best.sub_event_type == CLASH and best.kind == "verb":
        verbs = (
            t for t in triggers if t.sub_event_type == CLASH and t.kind == "verb" and t.weight >= 4
        )
        best = next(verbs, best)
    mutual = next((t for t in triggers if t.kind == "mutual"), None)
    if mutual and best.kind == "strike" and best.weight <= 9:
        between = re.match(r"\s+(?:\w+\s+){0,8}?between\b", text[mutual.end : mutual.end + 80])
        if best.sub_event_type == SHELLING and _ENSUES.search(
            text, max(0, mutual.start - 40), mutual.start
        ):
            return mutual
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


def _foiled(best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the attack that was foiled, where "foiled" itself weighs more than it."""
    if best.sub_event_type != "Disrupted weapons use" or not _FOILS.match(best.text):
        return None
    return next(
        (t for t in triggers if 0 <= t.start - best.end < NEXT and t.sub_event_type == CLASH), None
    )


NEXT = 24
"""Characters behind "foiled" in which the attack is told."""

_FOILS = re.compile(
    rf"(?:{alternation('en', 'deeds.foils')}|[وف]?{alternation('ar', 'deeds.foils')})",
    re.IGNORECASE,
)


_ENSUES = re.compile(
    r"\b(?:trigger|spark|prompt|provok|ignit)\w*\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
"""Before a fight that followed from the first shot: "fired a rocket, triggering clashes"."""

_TAKES_PERSON = re.compile(
    rf"^\s+(?:(?:{alternation('en', 'deeds.person_numbers')}|\d+)\s+)"
    rf"(?:(?!\b{alternation('en', 'deeds.not_in_person')}\b)[\w-]+\s+){{0,4}}?"
    rf"{alternation('en', 'deeds.taken_persons')}\b",
    re.IGNORECASE,
)


_THIS = re.compile(r"(?:^|[.!?\n]\s*)(?:This|These|The|Such)\s+(?:\w+\s+)?$")
"""Before a deed told already: "This shelling came in response to" what is new."""


def _is_beside(text: str, trigger: Trigger) -> bool:
    """Return True for a deed that only gives the cause, the span before or the end of the news."""
    if trigger.kind == "withdraw" and _LEAVES.search(
        text[max(0, trigger.start - 16) : trigger.start]
    ):
        return True
    head = text[max(0, trigger.start - 90) : trigger.start]
    return bool(_ASIDE.search(head[-60:]) or _LATER.search(head))


def _in_main_clause(text: str, triggers: Sequence[Trigger]) -> Sequence[Trigger]:
    """Return the triggers that tell the news, without those that only give its cause or who."""
    news = [t for t in triggers if not _is_beside(text, t)]
    first = triggers[0]
    if news == [first] and _THIS.search(text, max(0, first.start - 24), first.start):
        return triggers[1:]
    triggers = news or triggers
    if len(triggers) > 1 and _coincides(text, triggers[0], triggers[1]):
        triggers = triggers[1:]
    main = [t for t in triggers if not _RELATIVE.search(text[max(0, t.start - 40) : t.start])]
    return main if any(t.kind == "result" or t.weight >= 4 for t in main) else triggers


def _coincides(text: str, told: Trigger, new: Trigger) -> bool:
    """Return True for "the air strike coincided with clashes": the second is the news."""
    head = text[max(0, told.start - 40) : told.start]
    if _THIS.search(head):
        return _COINCIDES.match(text, told.end, new.start) is not None
    return _COINCIDES_AR.search(head) is not None and "مع" in text[told.end : new.start]


_LEAVES = re.compile(
    rf"(?<!\w)(?:{alternation('en', 'deeds.leaves')}|{alternation('ar', 'deeds.leaves')})\s+$",
    re.IGNORECASE,
)
"""Before a withdrawal that only ends what was told: "then withdrew"."""

_COINCIDES = re.compile(rf"\s+(?:\w+\s+)?{alternation('en', 'deeds.coincides')}\b", re.IGNORECASE)
_COINCIDES_AR = re.compile(rf"(?:^|[.؟!\n،,]\s*)[وف]?{alternation('ar', 'deeds.coincides')}\s*$")


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
        rf"{alternation('en', 'deeds.control_stems')}|سيطر|تحرير|حرر", trigger.text, re.IGNORECASE
    ):
        return True
    return not re.match(
        rf"\s+(?:(?:{alternation('en', 'deeds.goods_numbers')}|\d+)\s+)*"
        rf"(?:{alternation('en', 'deeds.no_place')}|(?:[\w,]+\s+)?"
        rf"{alternation('en', 'deeds.goods')})",
        tail,
        re.IGNORECASE,
    )
