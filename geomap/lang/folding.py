"""One fold for the words of running text: case, marks and Arabic letter variants made one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = "ـ\u064b-\u065f\u0670"
"""Tatweel and the vowel signs of Arabic, as a range for a character class."""

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
"""Arabic and Persian digits as ASCII; one character stays one character."""

_DROPPED = re.compile(rf"[{MARKS}'’‘ʼʿʾ`´.]")
_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARABIC_LETTER = re.compile(r"[ء-ي]")


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return `word` in lower case, without marks and apostrophes, Arabic letter variants made one.

    Examples
    --------
    >>> fold_word("Mas'oud")
    'masoud'
    >>> fold_word("قُتِلَ")
    'قتل'
    """
    if word.isascii():
        return word.lower().replace("'", "").replace(".", "").replace("`", "")
    if _ARABIC_LETTER.match(word):
        return _DROPPED.sub("", word).translate(_LETTERS).translate(DIGITS)
    folded = unicodedata.normalize("NFKD", word).casefold().replace("ı", "i")
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _DROPPED.sub("", bare).translate(_LETTERS).translate(DIGITS)


def fold_phrase(phrase: str) -> str:
    """Return the words of `phrase` folded, joined by single spaces; hyphens separate words."""
    return " ".join(filter(None, map(fold_word, phrase.replace("-", " ").split())))


def starts_arabic(word: str) -> bool:
    """Return True if `word` starts with an Arabic letter."""
    return bool(_ARABIC_LETTER.match(word))
