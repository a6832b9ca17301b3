"""Phrases that name a place by another one: "a bakery in Douma", "أطراف كفرنبل الغربية", "X farms".

`read_phrases` says what is meant of which named place, as a `Relation` of the kinds ``inside`` (in
a town), ``open`` (in a governorate, if the name is one), ``near``, ``edge`` (on one side of a
town), ``quarter`` (the first name, within the second), ``road`` and ``part``. The words are lists
of the lexicon.
"""

# ruff: noqa: E501

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.letters import fold
from geomap.lang.lexicon import alternation, words
from geomap.resolver.cells.relation_words import DIRECTION_OF, direction_of
from geomap.resolver.cells.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 100
"""Characters of a phrase."""

_OWNED = re.compile(r"(?P<y>[A-Z]\S.{0,40}?)['’]s (?P<x>\S.*)")
"""A town and its part: "Homs's Jobar neighbourhood"."""
_X = r"(?P<x>\S.*)"
_Y = r"(?P<y>\S.*)"


def _list(lang: str, name: str) -> str:
    return alternation(lang, f"place_phrases.{name}")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds with their patterns, likeliest first; texts are folded."""
    way = "(?P<way>" + "|".join(sorted(DIRECTION_OF, key=len, reverse=True)) + ")"
    the = r"(?:(?:a|an|the|one|two|three|some|several) )?"
    lead = rf"{the}(?:m\d+ )?(?:{_list('en', 'adjectives')} )*"
    inside, outside = _list("en", "sites"), _list("en", "open_sites")
    held = rf"{_list('en', 'held')} (?:the )?(?:(?:town|city|village|area|outskirts) of )?"
    near = rf"{_list('en', 'near')} (?:the )?(?:(?:town|city|village|area) of )?"
    both = rf"(?:{inside}|{outside}|m\d+)"
    town = rf"(?:{_list('ar', 'settled')} )?"
    ar_in, ar_out = _list("ar", "sites"), _list("ar", "open_sites")
    ar_held = rf"(?:(?:في|داخل|ضمن) {town}|ب{_list('ar', 'settled')} |{_list('ar', 'settled')} )"
    more = rf"(?: {_list('ar', 'adjectives')})*"
    beside = (
        rf"{lead}{both}(?: {both})? {near}{_X}",
        rf"(?:just )?outside (?:of )?{_X}",
        rf"{_X} {_list('en', 'farms')}",
        rf"(?:the )?{_list('en', 'farms')} (?:of|in|around|near|outside) (?:the )?{_X}",
        rf"(?:the )?{_X} {_list('en', 'front')}",
        rf"{ar_in}{more} {_list('ar', 'near')} {town}{_X}",
        rf"{ar_out}{more} {_list('ar', 'near')} {town}{_X}",
        rf"{_list('ar', 'farms')} {town}{_X}",
    )
    within = (
        rf"{lead}{inside}(?: {inside})? {held}{_X}",
        rf"(?:the )?(?:city |town )?cent(?:re|er) of (?:the )?(?:city of )?{_X}",
        rf"{_X} (?:city |town )?cent(?:re|er)",
        rf"(?:central|downtown|inner) {_X}",
        rf"{ar_in}{more} {ar_held}{_X}",
        rf"{_list('ar', 'centres')} (?:ال)?{_list('ar', 'settled')} {_X}",
    )
    abroad = (
        rf"{lead}{outside}(?: {outside})? {held}{_X}",
        rf"{ar_out}{more} (?:في|ضمن) {_X}",
    )
    edges = (
        rf"(?:on |at |in )?(?:the )?(?:{way} )?{_list('en', 'edges')} (?:of|to) (?:the )?{_X}",
        rf"{_X} {way} {_list('en', 'edges')}",
        rf"(?:علي |في )?{_list('ar', 'edges')} {town}{_X} {way}",
        rf"(?:علي |في )?ال{_list('ar', 'edges')} {way} (?:ل|من |في )(?:{_list('ar', 'settled')} )?{_X}",
    )
    quarters = (rf"{_X} {_list('en', 'quarters')} (?:of|in) (?:the )?(?:city of )?{_Y}",)
    towns = (rf"(?:ال)?احياء {way} (?:ل|من |في )(?:مدينه )?{_X}", rf"احياء (?:مدينه )?{_X} {way}")
    parts = (rf"الريف {way} (?:ل|من |في )(?:{_list('ar', 'settled')} |محافظه )?{_X}",)
    roads = (
        rf"(?:ال)?طريق (?:{_list('ar', 'road_words')} )*بين {town}{_X} و ?{town}{_Y}",
        r"طريق (?P<x>\S+) (?P<y>\S+)",
    )
    of_kinds = {
        "near": beside,
        "inside": within,
        "open": abroad,
        "edge": edges,
        "quarter": quarters,
        "city": towns,
        "part": parts,
        "road": roads,
    }
    return tuple(
        (kind, re.compile(f"^{pattern}$")) for kind, some in of_kinds.items() for pattern in some
    )


@cache
def phrase_words() -> frozenset[str]:
    """Return single words of which every phrase has at least one."""
    said = (*words("en", "place_phrases.triggers"), *words("ar", "place_phrases.triggers"))
    found = {phrase.split()[0] for phrase in said}
    found |= {"ال" + word for word in words("ar", "place_phrases.edges")}
    return frozenset(
        found - words("ar", "place_phrases.prepositions") - words("en", "place_phrases.on")
    )


def read_phrases(text: str) -> Iterator[Relation]:
    """Yield how a text may be read as a phrase, likeliest first."""
    if len(text) > LONGEST:
        return
    if owned := _OWNED.match(text):
        yield Relation("quarter", (_bare(fold(owned["x"])), _bare(fold(owned["y"]))))
    folded = " ".join(fold(text).replace("'s ", " ").split())
    folded = re.sub(r"\b(north|south)[- ]?(east|west)(ern)?\b", r"\1\2\3", folded)
    for kind, pattern in _patterns():
        match = pattern.match(folded)
        if match is None:
            continue
        said = match.groupdict()
        way = direction_of(said.get("way") or "")
        names = [_bare(said["x"])] + ([_bare(said["y"])] if said.get("y") else [])
        if all(names):
            yield Relation(kind, tuple(names), way)


def _bare(name: str) -> str:
    """Return a name without "the" and "city" around it."""
    name = re.sub(r"^(?:the )?(?:(?:town|city|village) of )?", "", name.strip(" ,-"))
    return re.sub(r" (?:city|town|village)$", "", name).strip()
