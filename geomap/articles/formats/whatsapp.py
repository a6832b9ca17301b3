"""A chat that WhatsApp exported as text.

Who wrote a message is a private person: the chat is the source, senders are not kept.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.articles.found import LONGEST_COLLECTION, Articles, NotReadableError, decode
from geomap.lang.lexicon import alternation
from geomap.model import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HEAD = re.compile(
    r"\[?(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})[,،]?[ \u00a0]{1,2}\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:[ \u00a0\u202f]?[AaPp]\.?[ ]?[Mm]\.?|[ \u00a0\u202f]?[صم])?(?:\] |\]| - | – )"
)
_SENDER = re.compile(r"[^:\n]{1,80}: ")
_MEDIA = re.compile(rf"<[^<>\n]{{2,60}}>|{alternation('formats', 'chats.media')}")
_NAMES = re.compile(r"(?i)^(?:whatsapp chat (?:with|-)|دردشة واتساب مع)\s*|^_chat$")


def is_chat(text: str, name: str = "") -> bool:
    """Return True if the first lines open as messages of a chat do."""
    heads = 0
    for line in text[:6000].split("\n")[:30]:
        heads += _HEAD.match(_plain(line)) is not None
    return heads >= 2 or (heads == 1 and "whatsapp" in name.casefold())


def read_chat(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add a report for each message with text."""
    messages = _messages_of(decode(content, longest=LONGEST_COLLECTION))
    month_first = _is_month_first([parts for parts, _, _ in messages])
    chat = _NAMES.sub("", name.removesuffix(".txt")).strip(" ()") or "WhatsApp"
    for parts, line, text in messages:
        if text:
            day = _day(parts, month_first=month_first) or published
            found.reports.append(Report(f"{name}#{line}", text, day, source=chat))
    if not found.reports:
        raise NotReadableError("is a chat without messages that hold text")


def _messages_of(text: str) -> list[tuple[tuple[int, int, int], int, str]]:
    """Return the numbers of its date, first line and text of every message of a person."""
    messages: list[tuple[tuple[int, int, int], int, list[str]]] = []
    own = False
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        line = _MARKS.sub("", raw)
        head = _HEAD.match(line.translate(_DIGITS))
        if head is None:
            if own:
                messages[-1][2].append(line)
            continue
        sender = _SENDER.match(line, head.end())
        own = sender is not None
        if sender is not None:
            first, second, third = (int(part) for part in head.groups())
            messages.append(((first, second, third), number, [line[sender.end() :]]))
    return [
        (parts, number, _MEDIA.sub("", "\n".join(lines)).strip())
        for parts, number, lines in messages
    ]


def _plain(line: str) -> str:
    return _MARKS.sub("", line).translate(_DIGITS)


def _is_month_first(dates: Sequence[tuple[int, int, int]]) -> bool:
    """Return True if the dates are written month first: by a number over 12, else by order."""
    if any(second > 12 for _, second, _ in dates):
        return True
    if any(12 < first <= 31 for first, _, _ in dates):
        return False
    rises = {
        flag: sum(later >= earlier for earlier, later in pairwise(days) if earlier and later)
        for flag in (False, True)
        if (days := [_day(parts, month_first=flag) for parts in dates])
    }
    return rises.get(True, 0) > rises.get(False, 0)


def _day(parts: tuple[int, int, int], *, month_first: bool) -> date | None:
    first, second, third = parts
    if first > 31:
        year, month, day = first, second, third
    else:
        year = third + 2000 if third < 100 else third
        month, day = (first, second) if month_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
