"""Which language a text is in: English, Arabic, or one that we do not read."""

from __future__ import annotations

import re

from geomap.lang.lexicon import words

_ARABIC = re.compile(r"[ء-ي]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER = re.compile(r"[Ѐ-ӿ֐-׿一-鿿぀-ヿ가-힯Ͱ-Ͽ]")
_ENGLISH = words("en", "sentences.english")
_FOREIGN = words("en", "sentences.foreign")
_ACCENTED = re.compile(r"[à-ɏ]")
_NOT_ARABIC = re.compile("[پچژگکیەڵۆێڕۇۈ]")


def detect_language(text: str) -> str:
    """Return ``en`` or ``ar``; empty for a text in any other language, or too little text.

    Examples
    --------
    >>> detect_language("Clashes broke out near the town of Nawa.")
    'en'
    """
    sample = text[:6_000]
    latin = len(_LATIN.findall(sample))
    arabic = other = 0
    if not sample.isascii():
        arabic, other = len(_ARABIC.findall(sample)), len(_OTHER.findall(sample))
    if max(arabic, latin) < 8 or other > max(arabic, latin):
        return ""
    if arabic > latin * 0.8:
        return "" if len(_NOT_ARABIC.findall(sample)) > 0.04 * arabic else "ar"
    return "en" if _is_english(sample) else ""


def _is_english(sample: str) -> bool:
    """Return True if a text in Latin letters has the small words of English, and not others'."""
    words = re.findall(r"[a-zà-ɏ']+", sample.lower())
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    accented = 0 if sample.isascii() else sum(1 for word in words if _ACCENTED.search(word))
    if foreign > english or (len(words) > 30 and accented > 0.12 * len(words)):
        return False
    return len(words) <= 40 or english >= 0.05 * len(words)
