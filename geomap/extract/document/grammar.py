"""What governs an actor in an English sentence, and who speaks in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


_MEMBERS = re.compile(
    rf"\b(?:{alternation('en', 'roles.members_numbers')}\s+|\d+\s+)*"
    rf"(?:[a-z]+\s+)?{alternation('en', 'roles.members')}\s+"
    rf"{alternation('en', 'roles.members_of')}\s+(?:the\s+|an?\s+)?"
    rf"(?:(?:\d+|{alternation('en', 'roles.members_some')})\s+)*$",
    re.IGNORECASE,
)


_GOVERNOR = re.compile(
    rf"\b(?P<prep>{alternation('en', 'roles.governor')})\s+(?:the\s+)?"
    rf"(?:(?!{alternation('en', 'roles.governor_2')}\b)[\w’'\-]+\s+){{0,4}}$",
    re.IGNORECASE,
)


_AGENT_WORDS = re.compile(
    rf"\b{alternation('en', 'roles.agent_words')}\s+(?:(?!"
    rf"{alternation('en', 'roles.agent_stems')}|{alternation('en', 'roles.hit_words')}"
    r"\b)[\w’'\-]+\s+){0,5}$",
    re.IGNORECASE,
)


_BY_FIRE_OF = re.compile(
    r"\bby\s+[\w\s’']{0,24}(?:bullets|gunfire|shells|fire|shelling|hands)\s+of\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b{alternation('en', 'roles.be')}\s+(?:{alternation('en', 'roles.be_adverbs')}"
    r"\s+){0,3}$",
    re.IGNORECASE,
)


def governor_of(text: str, start: int, floor: int) -> str:
    """Return the preposition or participle that governs what starts at `start`, or empty."""
    head = text[max(floor, start - 90) : start]
    while (cut := _MEMBERS.search(head)) is not None:
        head = head[: cut.start()]
    low = head.lower()
    by = "by" in low
    if (by or "from" in low or "hands" in low) and _AGENT_WORDS.search(head):
        return "by"
    if by and " of" in low and _BY_FIRE_OF.search(head):
        return "by"
    found = _GOVERNOR.search(head)
    return found["prep"].lower() if found else ""


_SUFFERED = words("en", "roles.suffered")
_NOUN_END = re.compile(
    rf"\b(?!{alternation('en', 'roles.noun_end')}\b)[\w’'-]+\s+$",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    rf"\s*(?:[.;:\n]|$|\s{alternation('en', 'roles.no_object')}\b"
    r"(?!\s+(?:least|many)\b))",
)
"""Behind a verb that has no object: "Three soldiers killed in Daraa" is told of the soldiers."""


_UNDER_FIRE = re.compile(
    r"\b(?:came|come|comes|coming|was|were|are)\s+under\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


def is_under_fire(text: str, trigger: Trigger, floor: int) -> bool:
    """Return True for "came under shelling": the subject suffers it."""
    return _UNDER_FIRE.search(text, max(floor, trigger.start - 50), trigger.start) is not None


def is_passive(text: str, trigger: Trigger, floor: int) -> bool:
    """Return True for "was shelled", and for "shelled by"."""
    word = trigger.text.lower().split()[0]
    if is_under_fire(text, trigger, floor):
        return True
    if not re.search(rf"{alternation('en', 'roles.participle_endings')}$", word):
        return False
    head = text[max(floor, trigger.start - 50) : trigger.start]
    if word in _SUFFERED and _NOUN_END.search(head) and _NO_OBJECT.match(text, trigger.end):
        return True
    return bool(_PASSIVE.search(head)) or bool(
        re.match(r"\s+(?:[\w’'\-]+\s+){0,6}?by\b", text[trigger.end : trigger.end + 60])
        and re.search(r"ed$|en$|shot|struck|hit", word)
        and not re.search(r"\b(?:has|have|had)\s+$", head)
    )


def is_exchange(text: str, trigger: Trigger) -> bool:
    """Return True for fire that goes both ways: "mortar fire between", "exchanged shelling"."""
    if trigger.kind != "strike":
        return False
    head, tail = (
        text[max(0, trigger.start - 30) : trigger.start],
        text[trigger.end : trigger.end + 60],
    )
    return bool(
        re.match(r"\s*(?:\+|and|,|&)?\s*(?:\w+\s+){0,3}between\b", tail)
        or re.search(
            r"\b(?:exchang\w+|trad(?:ed|ing)|mutual)\s+(?:\w+\s+){0,2}$", head, re.IGNORECASE
        )
    )


_SPEAKS = re.compile(
    rf"^(?:['’]s)?(?:\s+[\w-]+){{0,4}}?\s*,?\s*(?:{alternation('en', 'roles.speaks')}"
    r"|reported(?!ly))\b",
    re.IGNORECASE,
)


def is_speaker(text: str, actor: ActorMention, ceiling: int) -> bool:
    """Return True for an actor who only tells of what happened."""
    tail = text[actor.end : min(ceiling, actor.end + 50)]
    head = text[max(0, actor.start - 40) : actor.start].lower()
    if re.match(r"\s*:\s", tail) and actor.kind in {"organisation", "monitor", "outlet"}:
        return True
    if re.search(r"according\s+to\s+(?:the\s+)?(?:\w+\s+){0,2}$", head):
        return True
    return bool(_SPEAKS.match(tail)) and not re.match(
        r"^\s+claimed\s+(?:responsib|the\s+attack)", tail
    )
