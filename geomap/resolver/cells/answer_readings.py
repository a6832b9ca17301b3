"""Answering cells that hold two names: spellings of one place, or a place and what holds it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.gazetteer.common_words import say_common
from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import fold_name, parse_name
from geomap.lang.name_words import QUALIFIER_OF
from geomap.model import Candidate, Place, Resolution, Verdict
from geomap.resolver.admin_context import CONTEXT_ALIKE, DAMASCUS, RURAL_DAMASCUS, Fit, Wanted
from geomap.resolver.cells.readings import Reading, list_parts, split_readings
from geomap.resolver.cells.relation_words import DIRECTION_OF
from geomap.resolver.cells.spots import PART_KM, is_spot
from geomap.resolver.ranking import FIT, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.resolver.cells.asked import Asked
    from geomap.resolver.scored import Scored

    Found = dict[str, Scored]

_merit = itemgetter(0)

KNOWN_WELL, FAMOUS = 50.0, 75.0
"""Importance of a place that is meant in spite of a unit, or of an unknown half, beside it."""

_HALVES = re.compile(r"\s[-–—]+\s|_")

SHARE_ALONG = 0.38
"""Cosine of the widest angle (67.5 degrees) between a direction and where a place lies."""
BESIDE_KM = 30.0
"""A village or a site "west of X" lies so near X, wherever,"""
FAR_KM = 80.0
"""or so near and indeed west of it."""
SIDE_BY_SIDE_KM = 12.0
"""Two names in one cell that lie this near are one answer with a larger radius."""


def by_readings(
    resolver: Asked, text: str, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the best answer of the readings of a cell; None if there is nothing to say."""
    if several := governorates_of(resolver, text):
        places = [resolver.gazetteer.places[unit] for unit in sorted(several)]
        return Resolution(
            text, Verdict.SEVERAL, rule="several",
            candidates=tuple(Candidate(p, 0.9, ("in the list",), p.name) for p in places),
            reasons=(f"names {len(several)} governorates: give each its own row",),
        )  # fmt: skip
    options = []
    for reading in split_readings(text):
        answer = by_reading(resolver, text, reading, wanted, near)
        if answer is not None:
            options.append(answer)
            if answer.resolved and answer.rule != "context" and answer.score > 0.8:
                break
    return min(options, key=lambda r: (not r.resolved, r.rule == "context", -r.score), default=None)


def governorates_of(resolver: Asked, text: str) -> set[str]:
    """Return the governorates that a cell lists and nothing else; one or none is no list."""
    parts = list_parts(text)
    if len(parts) < 2:
        return set()
    units = set()
    for part in parts:
        found = resolver.index.hints.find_units(part, 1, CONTEXT_ALIKE)
        if not found or len(found[0]) != 4:
            return set()
        units.add(found[0])
    return units if len(units) > 1 and units != {DAMASCUS, RURAL_DAMASCUS} else set()


def by_reading(
    resolver: Asked, text: str, reading: Reading, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to one reading: names of one place, within what its context says."""
    names = list(reading.names)
    holder: Resolution | None = None
    is_half_known = False
    is_generic = is_everyday(names[0])
    held_unit = ""
    beside = list(near)
    for context in reading.context:
        key = parse_name(context).key
        if any(parse_name(name).key == key and name != context for name in names):
            continue  # "Has (Hass)" is one name twice, not a place in another.
        unit = context_unit(resolver, context, wanted)
        held_unit = held_unit or unit
        if unit:
            wanted = Wanted(unit[:4], unit if len(unit) > 4 else wanted.deep)
            if context in names and len(names) > 1:
                names.remove(context)
        elif not wanted.admin1 and (country := resolver.index.hints.find_country(context)):
            wanted = Wanted(country)
        place = context_place(resolver, context, wanted, near)
        if place is not None and place.place is not None:
            if reading.is_reversed and place.place.country != "SY":
                return None
            holder = holder or place
            if place.place.feature_class != "A":
                beside.append(place.place)
        elif not unit and not is_everyday(context):
            if reading.is_reversed:
                return None
            is_half_known = True
    merged: Found = {}
    parsed_first = parse_name(names[0])
    groups: list[Found] = []
    for name in names:
        parsed = parse_name(name)
        found = resolver.index.find(parsed, wanted, beside)
        best = max(found.values(), default=None, key=_merit)
        if best is None or best.merit < resolver.least + 1.0:
            found = {**resolver.index.find(parsed, wanted, beside, wide=True), **found}
        groups.append(found)
        for place_id, scored in found.items():
            before = merged.get(place_id)
            if before is None:
                merged[place_id] = scored
            else:
                better = max(before, scored, key=_merit)
                merged[place_id] = better._replace(merit=better.merit + resolver.weights.together)
    known = [max(map(_merit, some.values()), default=-9.9) >= resolver.least for some in groups]
    if len(names) > 1 and _HALVES.search(text) and not all(known):
        return None  # "Somewhere - Aleppo" is no spelling of Aleppo.
    answer = resolver.judge.decide(text, parsed_first, merged, rule="")
    if answer.verdict is Verdict.AMBIGUOUS and len(names) > 1:
        answer = side_by_side(resolver, text, groups, answer)
    answer = _doubted(resolver, text, answer, held_unit, half=is_half_known)
    is_vague = len(held_unit) == 4 and not is_generic  # "Somewhere, Idlib": not the city of Idlib
    is_no_holder = reading.is_far or reading.is_reversed or is_vague
    held_by = None if is_no_holder else holder
    if not answer.resolved and held_by is not None and held_by.place is not None:
        held = held_by.place
        is_small = held.feature_class in "PS" and held.radius_km <= 10
        abroad = resolver.index.hints.find_country(reading.names[0])
        if is_small and held.country == "SY" and len(names) == 1 and not abroad:
            if not reading.is_beside and is_spot(reading.names[0]):
                size = max(PART_KM, held.radius_km)
            else:
                size = size_around(resolver, held, "" if reading.is_beside else held_unit)
            return Resolution(
                text, Verdict.RESOLVED, held, held.lon, held.lat, 2, size,
                round(0.8 * held_by.score, 4), "context",
                answer.candidates, ("the name is not known; the place said to hold it is",),
                None, f"{held.place_id}/near",
            )  # fmt: skip
    if reading.is_reversed and _is_apart(answer, holder):
        return None  # "Jobar, Homs" where Jobar is known in Damascus alone
    if reading.is_far or reading.is_beside:
        answer = _doubted_far(text, answer, holder)
    if answer.resolved and answer.rule != "foreign":
        return replace(answer, rule="reading" if len(names) > 1 else answer.rule)
    return answer


def _doubted(
    resolver: Asked, text: str, answer: Resolution, unit: str, *, half: bool
) -> Resolution:
    """Return an answer, refused where the rest of the cell speaks against it.

    "Rumaylan (Shadadah)" is not Rumaylan 100 km from Shadadah, "Midan - Kork Kitan" hardly Midan.
    """
    place = answer.place
    if place is None or place.country != "SY":
        return answer
    why = ""
    fit = resolver.index.hints.fit(place, Wanted(unit[:4], unit)) if len(unit) > 4 else Fit.NONE
    if Fit.ASTRAY <= fit < Fit.NONE and place.importance < KNOWN_WELL:
        why = f"{place.name} is known, but not in the unit that the cell names"
    is_village = place.feature_class == "P" and place.importance < FAMOUS
    if half and is_village and _HALVES.search(text) and answer.rule != "reading":
        why = f"only half of the cell is known ({place.name}): give its governorate and district"
    if not why or any(FIT[Fit.DEEP] in reason for reason in answer.candidates[0].reasons):
        return answer
    return replace(refuse(text, why), score=answer.score, candidates=answer.candidates)


def _doubted_far(text: str, answer: Resolution, beside: Resolution | None) -> Resolution:
    """Return an answer, refused if it lies far from the place that it is said to lie beside."""
    place, other = answer.place, beside.place if beside is not None else None
    if place is None or other is None or place.importance >= KNOWN_WELL:
        return answer
    if other.feature_class == "A" or "SY" not in {place.country, other.country}:
        return answer
    gap = gap_km(place.lon, place.lat, other.lon, other.lat)
    if gap <= BESIDE_KM + other.radius_km or (gap <= FAR_KM and _lies_so(text, place, other)):
        return answer
    why = (
        f"{place.name} is known, but {gap:.0f} km from {other.name}, beside which it is said to lie"
    )
    return replace(refuse(text, why), score=answer.score, candidates=answer.candidates)


def _is_apart(answer: Resolution, other: Resolution | None) -> bool:
    """Return True if a place lies far from what is named as its part."""
    place, part = answer.place, other.place if other is not None else None
    if place is None or part is None:
        return False
    gap = gap_km(place.lon, place.lat, part.lon, part.lat)
    return gap > BESIDE_KM + place.radius_km + part.radius_km


def _lies_so(text: str, place: Place, other: Place) -> bool:
    """Return True if a place lies from another in the direction that a text says, by and large."""
    ways = {DIRECTION_OF[word] for word in fold_name(text).split() if word in DIRECTION_OF}
    east = (place.lon - other.lon) * math.cos(math.radians(other.lat))
    north = place.lat - other.lat
    along = {"north": north, "south": -north, "east": east, "west": -east}
    return bool(ways) and all(
        along[part] > SHARE_ALONG * math.hypot(east, north)
        for way in ways
        for part in along
        if part in way
    )


def is_everyday(text: str) -> bool:
    """Return True for words that every town has: "market", "hospital"."""
    return not parse_name(text).core or bool(say_common(text))


def size_around(resolver: Asked, held: Place, unit: str) -> float:
    """Return how far (km) from a town an unknown place of its district may lie."""
    district = resolver.gazetteer.places.get(unit) if len(unit) > 4 else None
    return max(5.0, 2 * held.radius_km, district.radius_km if district is not None else 0.0)


def side_by_side(resolver: Asked, text: str, groups: list[Found], answer: Resolution) -> Resolution:
    """Return the first of two neighbours that are named in one breath, with their spread."""
    tops = [max(found.values(), key=_merit) for found in groups if found]
    tops = [top for top in tops if top.merit > resolver.least + 1]
    if len(tops) < 2:
        return answer
    first = tops[0].place
    spread = max(gap_km(first.lon, first.lat, t.place.lon, t.place.lat) for t in tops)
    if spread > SIDE_BY_SIDE_KM:
        return answer
    return Resolution(
        text, Verdict.RESOLVED, first, first.lon, first.lat, 2, round(spread + 1, 1),
        answer.score, "reading", answer.candidates,
        ("the first of two neighbouring places that are named together",), None,
        first.place_id,
    )  # fmt: skip


def context_unit(resolver: Asked, text: str, wanted: Wanted) -> str:
    """Return the admin unit that a context names, if it agrees with the hints."""
    parsed = parse_name(text)
    hints = resolver.index.hints
    level = 1
    for kind, asked in (("adm3", 3), ("adm2", 2), ("area", 3)):
        if kind in parsed.kinds:
            level = asked
    units = hints.find_units(text, level, CONTEXT_ALIKE)
    if not units and parsed.qualifiers:
        units = hints.find_units(_without_sides(text), level, CONTEXT_ALIKE)
    agreeing = [unit for unit in units if not wanted.admin1 or unit[:4] == wanted.admin1]
    if len(agreeing) > 1:
        agreeing = sorted(agreeing, key=len)
    return agreeing[0] if agreeing else ""


def context_place(
    resolver: Asked, text: str, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the place that a context names, None if that is not certain."""
    parsed = parse_name(text)
    answer = resolver.judge.decide(text, parsed, resolver.index.find(parsed, wanted, near))
    return answer if answer.resolved else None


def _without_sides(text: str) -> str:
    """Return the folded words of a text without directions and sizes."""
    return " ".join(word for word in fold_name(text).split() if word not in QUALIFIER_OF)
