"""Arabic as it is read: words hidden from filters, hashtags and unseen marks made plain.

Every change keeps the length of the text, so that offsets stay those of the text as given.
"""

from __future__ import annotations

import re

TATWEEL = "ـ"
_LETTER = "ء-ي"
_HIDDEN = re.compile(r"(?<=ـ)[.*\-/|_·•,،~]{1,3}(?=ـ)")
"""Marks between lengthened letters: a word hidden from a filter."""
_HALF = re.compile(rf"(?<=[{_LETTER}]ـ)[.*/|_·•~]+(?=[{_LETTER}])|(?<=[{_LETTER}])[.*/|_·•~]+(?=ـ)")
_SPELT = re.compile(rf"(?<![{_LETTER}])(?:[{_LETTER}][.*_·•~]){{3,12}}[{_LETTER}](?![{_LETTER}])")
_STARS = re.compile(rf"(?<=[{_LETTER}])\*+(?=[{_LETTER}])")
_TAG = re.compile(rf"#(?=[{_LETTER}])|(?<=[{_LETTER}0-9])_+(?=[{_LETTER}0-9])")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_QUICK = re.compile(
    "[ـ#*_\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]|[ء-ي]\\.[ء-ي]\\."
)


def plain_letters(text: str) -> str:
    """Return `text` with hidden words and hashtags made plain, as long as it was.

    Examples
    --------
    >>> plain_letters("قتـ.ـل في #دير_الزور")
    'قتـــل في  دير الزور'
    """
    if _QUICK.search(text) is None:
        return text
    text = _UNSEEN.sub(_as_mark, text)
    text = _HIDDEN.sub(_lengthen, text)
    text = _HALF.sub(_lengthen, text)
    text = _STARS.sub(_lengthen, text)
    text = _SPELT.sub(_joined, text)
    return _TAG.sub(_blank, text)


def _lengthen(match: re.Match[str]) -> str:
    return TATWEEL * len(match.group())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[.*_·•~]", TATWEEL, match.group())


def _as_mark(match: re.Match[str]) -> str:
    """Return a lengthening within a word, a blank elsewhere."""
    text, at = match.string, match.start()
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return TATWEEL if re.fullmatch(rf"[{_LETTER}ـ]{{2}}", around) else " "
