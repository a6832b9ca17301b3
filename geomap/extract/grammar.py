"""What governs an actor in an English sentence, and who speaks in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extract.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger


_MEMBERS = re.compile(
    r"\b(?:an?\s+|the\s+|two\s+|three\s+|\d+\s+|several\s+|some\s+|other\s+)*(?:[a-z]+\s+)?(?:members?|fighters?|gunmen|elements?|militants?|"
    r"soldiers?|cells?|groups?|patrols?|numbers?|units?|officers?|commanders?|leaders?|troops?|individuals|dozens|hundreds|"
    r"convoys?|forces|supporters?|remnants?|militias?)\s+"
    r"(?:of|from|affiliated\s+(?:to|with)|belonging\s+to|linked\s+to|loyal\s+to|backed\s+by|in)\s+(?:the\s+|an?\s+)?"
    r"(?:(?:\d+|some|about|around|armed|unknown|unidentified|local)\s+)*$",
    re.IGNORECASE,
)


_GOVERNOR = re.compile(
    r"\b(?P<prep>by|against|on|upon|at|of|from|with|between|targeting|targeted|targets|in|into|to|towards|for|"
    r"hitting|hit|striking|struck|killing|over|under|and)\s+(?:the\s+)?(?:(?!by\b|against\b|on\b|upon\b|at\b|of\b|from\b|with\b|"
    r"between\b|targeting\b|in\b|to\b|killed\b|that\b|which\b|and\b|who\b|were\b|was\b|targeted\b|hit\b|struck\b|"
    r"said\b|says\b|announced\b|reported\b|stated\b|added\b|told\b|attacked\b|shelled\b|bombed\b|exploded\b|destroyed\b|into\b|with\b|from\b|for\b|over\b|when\b|after\b|as\b|captured\b)[\w’'\-]+\s+){0,4}$",
    re.IGNORECASE,
)


_AGENT_WORDS = re.compile(
    r"\b(?:carried\s+out\s+by|launched\s+by|conducted\s+by|fired\s+(?:by|from)|by|at\s+the\s+hands\s+of|dropped\s+by|"
    r"perpetrated\s+by|planted\s+by|laid\s+by|left\s+(?:behind\s+)?by)\s+"
    r"(?:(?!target|hit\b|struck|kill|explod|against\b|on\b|in\b|at\b|near\b|wound|injur|and\b|attack|that\b)[\w’'\-]+\s+){0,5}$",
    re.IGNORECASE,
)


_BY_FIRE_OF = re.compile(
    r"\bby\s+[\w\s’']{0,24}(?:bullets|gunfire|shells|fire|shelling|hands)\s+of\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|gets)\s+(?:(?:\w+ly|also|later|reportedly|all|then|shot|found|severely|"
    r"and|\w+ed)\s+){0,3}$",
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


def is_passive(text: str, trigger: Trigger, floor: int) -> bool:
    """Return True for "was shelled", and for "shelled by"."""
    word = trigger.text.lower().split()[0]
    if not re.search(r"(?:ed|en|ot|wn|uck|it|ain|unk|ried|ung|ld|eld|lown|d)$", word):
        return False
    head = text[max(floor, trigger.start - 50) : trigger.start]
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
    r"^(?:['’]s)?(?:\s+[\w-]+){0,4}?\s*,?\s*(?:said|says|announced|reported(?!ly)|stated|told|added|claimed|confirmed|"
    r"documented|according|noted|revealed|stressed|declared|condemned|den(?:ied|ies)|admitted|asserted|insisted)\b",
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
