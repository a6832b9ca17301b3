"""Words around a place that say no more of where: "several areas of X city", "X in northern Syria".

What is left is asked for instead; a part that is not said which lies somewhere in the whole.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.letters import fold
from geomap.lang.lexicon import alternation, words
from geomap.resolver.cells.relation_words import DIRECTION_OF, direction_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 100
"""Characters of a cell that is read."""


@cache
def _frames() -> tuple[str, ...]:
    """Return patterns of what only says in which part of the country a place lies."""
    way = "(?:" + "|".join(sorted(DIRECTION_OF, key=len, reverse=True)) + ")"
    kinds = alternation("en", "place_phrases.kinds")
    return (
        rf"(?:the |syrias )?(?:{way} )?syrian (?:{way} )?(?P<kind>{kinds}) of (?P<x>\S.*)",
        rf"(?:the |syrias )?{way}(?:ern)? (?P<kind>{kinds}) of (?P<x>\S.*)",
        rf"(?P<x>\S.*?),? (?:in |of )?(?:the )?{way}(?: of)?(?: the)? (?:syria|country)",
        rf"(?P<x>\S.*?) (?:في |ب)?{way}(?: {way})? (?:سوريا|سوريه|البلاد)",
        r"syria ?s (?P<x>\S.*)",
        r"(?P<x>\S.*?) (?:السوريه|السوري)",
    )  # fmt: skip


@cache
def _parts() -> tuple[str, ...]:
    """Return patterns of parts that are not said which."""
    some, held, parts = (f"place_phrases.{name}" for name in ("some", "held_by", "parts"))
    en = rf"(?:the )?(?:{alternation('en', some)} )?(?:{alternation('en', held)} )*"
    ar = rf"(?:{alternation('ar', some)} )?(?:ال)?(?P<part>{alternation('ar', parts)})"
    of = "(?:of|in|across|inside|within|throughout)"
    return (
        rf"{en}(?P<part>{alternation('en', parts)}) {of} (?P<x>\S.*)",
        rf"{ar}(?: (?:ال)?{alternation('ar', held)})* (?:في|من|داخل|ضمن) (?P<x>\S.*)",
        rf"{ar}(?: (?:ال)?{alternation('ar', held)})* (?P<x>(?:مدينه|ريف|محافظه) \S.*)",
    )


@cache
def _urban() -> frozenset[str]:
    return words("en", "place_phrases.urban_parts") | words("ar", "place_phrases.urban_parts")


@cache
def _named() -> frozenset[str]:
    return words("en", "place_phrases.named_kinds") | words("ar", "place_phrases.named_kinds")


@cache
def _region() -> re.Pattern[str]:
    """Return the pattern of a part of the country: "north of Syria", "شمالي البلاد"."""
    ways = "|".join(sorted(DIRECTION_OF, key=len, reverse=True))
    land = "syria|the country|سوريا|سوريه|البلاد"
    return re.compile(rf"(?:the )?(?P<way>(?:{ways})(?: (?:{ways}))?)(?: of)?(?: the)? (?:{land})")


@cache
def _compiled() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(
        (inside, re.compile(f"^{pattern}$"))
        for inside, some in ((False, _frames()), (True, _parts()))
        for pattern in some
    )


@cache
def vague_words() -> frozenset[str]:
    """Return single words of which every such text has at least one."""
    found: set[str] = set()
    for lang in ("en", "ar"):
        found |= words(lang, "place_phrases.country")
        found |= {phrase.split()[-1] for phrase in words(lang, "place_phrases.parts")}
    found |= {"ال" + word for word in words("ar", "place_phrases.parts")}
    found |= {phrase.split()[-1] for phrase in words("en", "place_phrases.kinds")}
    return frozenset(found)


def read_vague(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what is left of a text, folded, and whether it is only somewhere in that.

    Parts that are no town's ("areas of Idlib") are of the governorate, where the name is one.

    Examples
    --------
    >>> list(read_vague("the northern Syrian province of Aleppo"))
    [('aleppo province', False)]
    >>> list(read_vague("several areas of Aleppo city"))
    [('aleppo city', True)]
    """
    if len(text) > LONGEST:
        return
    folded = " ".join(fold(text).replace("'s ", "s ").replace("-", " ").split())
    folded = re.sub(r"\b(north|south)[- ]?(east|west)(ern)?\b", r"\1\2\3", folded)
    if region := _region().fullmatch(folded):
        if way := direction_of(region["way"]):
            yield f"{way}ern syria", False
        return
    for inside, pattern in _compiled():
        match = pattern.match(folded)
        if match is None:
            continue
        said = match.groupdict()
        left = re.sub(r"^the (?:(?:city|town|village) of )?", "", said["x"].strip(" ,"))
        kind = said.get("kind") or ""
        part = said.get("part")
        if part and part not in _urban() and _named().isdisjoint(left.split()):
            yield f"{left} governorate", inside
        if left:
            yield (f"{left} {kind}" if kind and not left.endswith(kind) else left), inside
