"""What part a place plays in its clause: the scene, or where somebody or something comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import lower_word
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon

if TYPE_CHECKING:
    from geomap.extract.recognise.names import PlaceMention

LOOK = 48
"""Characters before a place in which its part is told."""

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile(r"[ء-ي]")
_FROM = {
    lang: lexicon(lang, "place_roles.origin") | lexicon(lang, "place_roles.source")
    for lang in ("en", "ar")
}
_CUT = re.compile(r"[.;:,،؛\n]")
_SKIP = lexicon("en", "linking.skip") | lexicon("ar", "linking.skip")


_NO_GROUND = re.compile(r"(?:['’]s)?\s+(?:air\s?space|skies|border\s+with)\b", re.IGNORECASE)
_SPEAKER = re.compile(
    rf"(?<![ء-ي]){alternation('ar', 'place_roles.speakers')}\s+(?:[^\s،.]+\s+){{0,4}}من\s+(?:(?:مدينة|بلدة|قرية)\s+)?$"
)


_FIRED_FROM = re.compile(
    rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'place_roles.fire')}[^\s]*\s+(?:[^\s،.]+\s+){{0,4}}"
    rf"(?<!بالقرب )(?<!القريبة )(?<!قريبة )من\s+{alternation('ar', 'place_roles.posts')}\s+[\"“«]?$"
)
"""From where fire comes: "shelled with mortars from the two villages of"."""


def is_scene(text: str, place: PlaceMention) -> bool:
    """Return True unless the words before a place give it another part; asked of `text` once."""
    if place.may_be_scene is None:
        place.may_be_scene = _may_be_scene(text, place)
    return place.may_be_scene


def _may_be_scene(text: str, place: PlaceMention) -> bool:
    if _NO_GROUND.match(text, place.end):
        return False
    begin = max(0, place.start - LOOK)
    head = text[begin : place.start]
    cut = [m.end() for m in _CUT.finditer(head)]
    if cut:
        head = head[cut[-1] :]
    return not _comes_from(head, arabic=_ARABIC.search(place.text) is not None)


@lru_cache(maxsize=2000)
def _comes_from(head: str, *, arabic: bool) -> bool:
    """Return True where the words before a place say that somebody or something comes from it."""
    if _SPEAKER.search(head) or _FIRED_FROM.search(head):
        return True
    words = [lower_word(w) for w in _WORD.findall(head)]
    while words and words[-1] in _SKIP:
        words.pop()
    lists = _FROM["ar" if arabic else "en"]
    return any(" ".join(words[-n:]) in lists for n in (1, 2, 3) if len(words) >= n)
