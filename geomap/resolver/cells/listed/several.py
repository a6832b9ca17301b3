"""Cells that list several places: "Saraqib, Ariha and Binnish", "سراقب وأريحا"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import LONGEST
from geomap.model import Candidate, Resolution, Verdict
from geomap.resolver.admin_context import CONTEXT_ALIKE, Wanted
from geomap.resolver.cells.listed.list_parts import (
    is_firm,
    is_joined,
    is_list,
    is_slashed,
    split_parts,
)
from geomap.resolver.cells.listed.tied import settle_beside
from geomap.resolver.judging.reasons import MAYBE
from geomap.resolver.weights import SAME_KM

if TYPE_CHECKING:
    from geomap.model import Place
    from geomap.resolver.cells.asked import Asked

MOST = 12
"""Places of a list that are looked up."""

SURE = 0.7
"""Least score of a part that is known."""

_COMMA = re.compile(r"[,،]")


def by_list(resolver: Asked, text: str, wanted: Wanted) -> Resolution | None:
    """Return the verdict that a cell names several places, None if it does not surely.

    Every part must be a place of its own: a part that holds another ("Jindires, Afrin"), spells
    it once more or is unknown makes it no list, but in a list of three one may be unknown. A tied
    name is the one beside the others, else it stays open: "Sarmin; Suran" is a list all the same.
    """
    parts = split_parts(text) if len(text) <= LONGEST and is_list(text) else []
    if not 2 <= len(parts) <= MOST:
        return None
    found = _resolve_parts(resolver, parts, wanted)
    known = [answer for answer in found if _is_known(answer)]
    if not _are_enough(text, found, known) or not all(_is_spot(a.place) for a in known):
        return None
    is_held = len(parts) == 2 and _COMMA.search(text) and _is_context(resolver, parts[1])
    if is_held or _are_one(resolver, text, [(a.toponym, a.place) for a in known]):
        return None
    return _say_several(text, found, known)


def _is_known(answer: Resolution) -> bool:
    return answer.place is not None and answer.score >= SURE


def _are_enough(text: str, found: list[Resolution], known: list[Resolution]) -> bool:
    """Return True if the parts that are known make a list: both of two, all but one of more."""
    enough = len(known)
    if known and is_firm(text):
        enough += sum(_is_tied(answer) for answer in found if answer not in known)
    return enough >= max(2, len(found) - 1) and (len(found) > 2 or enough == len(found))


def _say_several(text: str, found: list[Resolution], known: list[Resolution]) -> Resolution:
    said = ", ".join(answer.place.name for answer in known if answer.place is not None)
    why = [f"names {len(found)} places ({said}): give each its own row, or say --several split"]
    why += [
        f"{answer.toponym!r} is not {'sure' if _is_tied(answer) else 'known'}"
        for answer in found
        if answer not in known
    ]
    why += [f"{a.toponym!r}: {a.reasons[-1]}" for a in known if a.rule == "list"]
    return Resolution(
        text, Verdict.SEVERAL, score=round(min(a.score for a in known), 4), rule="several",
        candidates=tuple(
            Candidate(a.place, a.score, (f"{a.toponym!r} in the list",), a.toponym)
            for a in known if a.place is not None
        ),
        reasons=tuple(why),
    )  # fmt: skip


def split_list(answer: Resolution) -> list[tuple[str, str]]:
    """Return each place of a list as it was written, with its p-code where it is known."""
    codes = {candidate.name: candidate.place.pcode for candidate in answer.candidates}
    parts = split_parts(answer.toponym)
    named = [name for name in codes if name in parts]
    if len(named) < len(codes):  # a list of units, told by their own names
        return list(codes.items())
    return [(part, codes.get(part, "")) for part in dict.fromkeys(parts)]


def _resolve_parts(resolver: Asked, parts: list[str], wanted: Wanted) -> list[Resolution]:
    """Return the verdict on each part; a tie is decided by the parts that are known."""
    found = [resolver.resolve_part(part, wanted) for part in parts]
    places = [answer.place for answer in found if answer.place is not None]
    return [
        answer if answer.resolved else settle_beside(resolver, answer, wanted, places) or answer
        for answer in found
    ]


def _is_tied(answer: Resolution) -> bool:
    return answer.verdict is Verdict.AMBIGUOUS or (
        bool(answer.candidates) and answer.candidates[0].score >= MAYBE
    )


def _is_context(resolver: Asked, text: str) -> bool:
    """Return True for a governorate or a country: "Ashrafiya, Aleppo" is a place in Aleppo."""
    hints = resolver.index.hints
    units = hints.find_units(text, 1, CONTEXT_ALIKE)
    return bool(hints.find_country(text)) or any(len(unit) == 4 for unit in units)


def _is_spot(place: Place | None) -> bool:
    return place is not None and place.country == "SY" and place.feature_class in ("P", "S")


def _are_one(resolver: Asked, text: str, named: list[tuple[str, Place | None]]) -> bool:
    """Return True if two parts are one place, or one part is a unit that holds another."""
    parts = [(name, place) for name, place in named if place is not None]
    places = [place for _, place in parts]
    if len({place.place_id for place in places}) < len(places):
        return True
    if is_joined(text):
        return False
    if len(places) == 2 and _gap(*places) <= SAME_KM:
        return True
    # "Saraqib, Binnish" is a list though both are seats; "Jindires, Afrin" is none, nor "A/B/C".
    if len(parts) > 2 and not is_slashed(text):
        return False
    return any(_is_unit_of(resolver, name, place, places) for name, place in parts)


def _is_unit_of(resolver: Asked, name: str, place: Place, places: list[Place]) -> bool:
    """Return True if a part is the name of a unit that holds another part."""
    units = [
        unit
        for level in (1, 2, 3)
        for unit in resolver.index.hints.find_units(name, level, CONTEXT_ALIKE)
    ]
    return any(_holds(unit, other) for unit in units for other in places if other is not place)


def _gap(one: Place, other: Place) -> float:
    return gap_km(one.lon, one.lat, other.lon, other.lat)


def _holds(unit: str, place: Place) -> bool:
    return place.place_id != unit and any(
        code.startswith(unit) for code in (place.admin1, place.admin2, place.admin3) if code
    )
