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


_BETWEEN = re.compile(r"\s+(?:\w+\s+){0,8}?between\b")


_AMID = re.compile(
    rf"\b{alternation('en', 'deeds.amid')}\b",
    re.IGNORECASE,
)


def choose_trigger(text: str, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the trigger that says best what happened."""
    struck = next((t for t in triggers if _are_struck(text, t)), None)
    if struck is not None or not triggers:
        return struck
    if len(triggers) > 1:
        triggers = _in_main_clause(text, triggers)
    best = max(triggers, key=_weight)
    return (
        _raid(text, best, triggers)
        or _downed(best, triggers)
        or _foiled(best, triggers)
        or _first_fight(best, triggers)
        or _mutual_fight(text, best, triggers)
        or _riot(best, triggers)
        or _instead_of_control(text, best, triggers)
        or best
    )


def _weight(trigger: Trigger) -> tuple[float, int]:
    return trigger.weight, -trigger.start


def _are_struck(text: str, trigger: Trigger) -> bool:
    """Return True for "strikes struck": the noun says what the verb does."""
    return (
        trigger.text.lower() in _STRIKES
        and STRIKES_STRUCK.match(text[trigger.start : trigger.start + 60]) is not None
    )


_STRIKES = frozenset({"strike", "strikes", "airstrike", "airstrikes"})


def _raid(text: str, best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the raid during which somebody blew himself up."""
    if best.sub_event_type != "Suicide bomb":
        return None
    raid = next(
        (t for t in triggers if t.start > best.end and t.sub_event_type in {CLASH, ARRESTS}), None
    )
    return raid if raid and _DURING.search(text[best.end : raid.start]) else None


def _downed(best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return that a missile or drone was shot down, told beside its strike."""
    if best.kind != "strike" or best.sub_event_type not in {AIR, SHELLING}:
        return None
    downed = next(
        (t for t in triggers if t.sub_event_type == DISRUPTED and _DOWN.match(t.text)), None
    )
    return downed if downed and abs(downed.start - best.start) < 60 else None


def _foiled(best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the attack that was foiled, where "foiled" itself weighs more than it."""
    if best.sub_event_type != DISRUPTED or not _FOILS.match(best.text):
        return None
    return next(
        (t for t in triggers if 0 <= t.start - best.end < NEXT and t.sub_event_type == CLASH), None
    )


def _first_fight(best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the first verb of fighting that weighs something, of several."""
    if best.sub_event_type != CLASH or best.kind != "verb":
        return None
    verbs = (t for t in triggers if t.sub_event_type == CLASH and t.kind == "verb")
    return next((t for t in verbs if t.weight >= 4), None)


def _mutual_fight(text: str, best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the fight of two sides that a strike set off or was part of."""
    fight = next((t for t in triggers if t.kind == "mutual"), None)
    if fight is None or best.kind != "strike" or best.weight > 9:
        return None
    set_off = _ENSUES.search(text, max(0, fight.start - 40), fight.start)
    if (best.sub_event_type == SHELLING and set_off) or fight.start < best.start:
        return fight
    between = _BETWEEN.match(text[fight.end : fight.end + 80])
    return fight if between and not _AMID.search(text[best.end : fight.start]) else None


def _riot(best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the riot that a protest became."""
    kinds = {t.kind for t in triggers}
    if best.kind not in {"protest", "riot"} or not {"protest", "riot"} <= kinds:
        return None
    riots = [t for t in triggers if t.kind == "riot"]
    return next((t for t in riots if t.sub_event_type == "Violent demonstration"), riots[0])


def _instead_of_control(text: str, best: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return what else is told where persons or goods were taken, no ground."""
    if best.kind != "control" or _takes_place(text, best):
        return None
    if (held := _takes_person(text, best)) is not None:
        return held
    return max((t for t in triggers if t.kind != "control"), key=_weight, default=None)


DISRUPTED = "Disrupted weapons use"

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
