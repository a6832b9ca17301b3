"""Which language a text is in: English, Arabic, or one that we do not read."""

from __future__ import annotations

import re

_ARABIC = re.compile(r"[ء-ي]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER = re.compile(r"[Ѐ-ӿ֐-׿一-鿿぀-ヿ가-힯Ͱ-Ͽ]")
_ENGLISH = frozenset(
    "the of and in to a was were on by with at for from that said near killed after is as near an has have one are its "  # noqa: SIM905
    "two three strike strikes town village city forces between against during who which it this be not but their".split()
)
_FOREIGN = frozenset(
    "der die das und ist nicht mit von den auf für im bei le la les des et dans est une du par pour sur avec el los las "  # noqa: SIM905
    "del que por con una il della di che per ve bir bu için ile olarak da na ji bi ku ya di het een van op zijn и в на "
    "en le un dans le au aux de après por para".split()
)
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
    words = re.findall(r"[a-zà-ɏ']+", sample.lower())
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    accented = 0 if sample.isascii() else sum(1 for word in words if _ACCENTED.search(word))
    if foreign > english or (len(words) > 30 and accented > 0.12 * len(words)):
        return ""
    if len(words) > 40 and english < 0.05 * len(words):
        return ""
    return "en"
