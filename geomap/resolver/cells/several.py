"""Cells that list several places: "Saraqib, Ariha and Binnish", "سراقب وأريحا"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import LONGEST
from geomap.model import Candidate, Resolution, Verdict
from geomap.resolver.admin_context import CONTEXT_ALIKE, Wanted
from geomap.resolver.weights import SAME_KM

if TYPE_CHECKING:
    from geomap.model import Place
    from geomap.resolver.cells.asked import Asked

MOST = 12
"""Places of a list that are looked up."""

SURE = 0.7
_PART = re.compile(r"\s*[,،;؛&+\n]\s*(?:and\s+|و(?=\S))?|\s+and\s+|\s+[-–—]+\s+|\s+و\s*(?=\S)")
_LISTS = re.compile(r"[,،;؛&+\n]|\sand\s|\s[-–—]\s|\sو")
_COMMA = re.compile(r"[,،]")
_ALIKE = re.compile(r"[/(\[]|\b(?:between|near|road|highway|border)\b|بين|طريق|حدود|قرب")
"""Signs of something else than a list: two spellings, a stretch between two places."""


def is_list(text: str) -> bool:
    """Return True if a cell has what separates the places of a list."""
    return _LISTS.search(text) is not None and _ALIKE.search(text) is None


def by_list(resolver: Asked, text: str, wanted: Wanted) -> Resolution | None:
    """Return the verdict that a cell names several places, None if it does not surely.

    Every part must be a place of its own: a part that holds another ("Jindires, Afrin"), spells
    it once more or is unknown makes it no list, but in a list of three one may be unknown.
    """
    if len(text) > LONGEST or not is_list(text):
        return None
    parts = [part.strip(" .") for part in _PART.split(text) if part.strip(" .")]
    if not 2 <= len(parts) <= MOST:
        return None
    found = [resolver.resolve_part(part, wanted) for part in parts]
    known = [answer for answer in found if answer.place is not None and answer.score >= SURE]
    if len(known) < max(2, len(parts) - 1) or len(known) < len(parts) <= 2:
        return None
    if not all(_is_spot(answer.place) for answer in known):
        return None
    if len(parts) == 2 and _COMMA.search(text) and _is_context(resolver, parts[1]):
        return None
    places = {answer.place_id: answer for answer in known}
    if len(places) < len(known) or _are_one(resolver, [(a.toponym, a.place) for a in known]):
        return None
    said = ", ".join(answer.place.name for answer in known if answer.place is not None)
    lost = [answer.toponym for answer in found if answer not in known]
    why = [f"names {len(parts)} places ({said}): give each its own row, or say --several split"]
    why += [f"{name!r} is not known" for name in lost]
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
    parts = [part.strip(" .") for part in _PART.split(answer.toponym) if part.strip(" .")]
    named = [name for name in codes if name in parts]
    if len(named) < len(codes):  # a list of units, told by their own names
        return list(codes.items())
    return [(part, codes.get(part, "")) for part in dict.fromkeys(parts)]


def _is_context(resolver: Asked, text: str) -> bool:
    """Return True for a governorate or a country: "Ashrafiya, Aleppo" is a place in Aleppo."""
    hints = resolver.index.hints
    units = hints.find_units(text, 1, CONTEXT_ALIKE)
    return bool(hints.find_country(text)) or any(len(unit) == 4 for unit in units)


def _is_spot(place: Place | None) -> bool:
    return place is not None and place.country == "SY" and place.feature_class in ("P", "S")


def _are_one(resolver: Asked, named: list[tuple[str, Place | None]]) -> bool:
    """Return True if two parts are one place, or one part is a unit that holds another."""
    places = [place for _, place in named if place is not None]
    for name, place in named:
        if place is None:
            continue
        others = [other for other in places if other is not place]
        if any(gap_km(place.lon, place.lat, o.lon, o.lat) <= SAME_KM for o in others):
            return True
        for level in (1, 2, 3):
            for unit in resolver.index.hints.find_units(name, level, CONTEXT_ALIKE):
                # "Saraqib, Binnish" is a list though both are seats; "Jindires, Afrin" is none.
                if len(named) == 2 and any(_holds(unit, other) for other in others):
                    return True
    return False


def _holds(unit: str, place: Place) -> bool:
    return place.place_id != unit and any(
        code.startswith(unit) for code in (place.admin1, place.admin2, place.admin3) if code
    )
