"""Answering cells that hold two names: spellings of one place, or a place and what holds it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import fold_name, parse_name
from geomap.model import Candidate, Place, Resolution, Verdict
from geomap.resolver.admin_context import CONTEXT_ALIKE, DAMASCUS, RURAL_DAMASCUS, Fit, Wanted
from geomap.resolver.cells.readings import Reading, list_parts, split_readings
from geomap.resolver.cells.relation_words import DIRECTION_OF
from geomap.resolver.cells.spots import PART_KM, is_spot
from geomap.resolver.cells.surroundings import Surroundings, is_everyday
from geomap.resolver.judging.reasons import FIT
from geomap.resolver.ranking import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.resolver.cells.asked import Asked
    from geomap.resolver.merits.scored import Scored

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
    around = Surroundings(resolver, reading, wanted, near)
    if not all(around.take(context) for context in reading.context):
        return None
    names = around.names
    groups = [_candidates(resolver, name, around) for name in names]
    if len(names) > 1 and _HALVES.search(text) and not _all_known(resolver, groups):
        return None  # "Somewhere - Aleppo" is no spelling of Aleppo.
    merged = _merged(groups, resolver.weights.together)
    told = bool(around.beside) or _is_told_twice(groups, merged)
    answer = resolver.judge.decide(text, parse_name(names[0]), merged, near=told)
    if answer.verdict is Verdict.AMBIGUOUS and len(names) > 1:
        answer = side_by_side(resolver, text, groups, answer)
    answer = _doubted(resolver, text, answer, around.unit, half=around.is_half_known)
    held = None if answer.resolved else _somewhere_in(resolver, text, answer, around)
    return held or _weighed(text, answer, around)


def _weighed(text: str, answer: Resolution, around: Surroundings) -> Resolution | None:
    """Return an answer held against the place that it is said to hold or to lie beside."""
    reading = around.reading
    if reading.is_reversed and _is_apart(answer, around.holder):
        return None  # "Jobar, Homs" where Jobar is known in Damascus alone
    if reading.is_far or reading.is_beside:
        answer = _doubted_far(text, answer, around.holder)
    if answer.resolved and answer.rule != "foreign" and len(around.names) > 1:
        return replace(answer, rule="reading")
    return answer


def _is_told_twice(groups: list[Found], merged: Found) -> bool:
    """Return True if two names of a cell are names of its best candidate."""
    best = max(merged.values(), default=None, key=_merit)
    return best is not None and sum(best.place.place_id in group for group in groups) > 1


def _candidates(resolver: Asked, name: str, around: Surroundings) -> Found:
    """Return the candidates of a name, far ones too where none is near enough."""
    parsed = parse_name(name)
    found = resolver.index.find(parsed, around.wanted, around.beside)
    best = max(found.values(), default=None, key=_merit)
    if best is not None and best.merit >= resolver.least + 1.0:
        return found
    return {**resolver.index.find(parsed, around.wanted, around.beside, wide=True), **found}


def _all_known(resolver: Asked, groups: Sequence[Found]) -> bool:
    return all(
        max(map(_merit, some.values()), default=-math.inf) >= resolver.least for some in groups
    )


def _merged(groups: Sequence[Found], together: float) -> Found:
    """Return the candidates of all names; one that bears several of them gains."""
    merged: Found = {}
    for found in groups:
        for place_id, scored in found.items():
            if place_id in merged:
                better = max(merged[place_id], scored, key=_merit)
                merged[place_id] = better._replace(merit=better.merit + together)
            else:
                merged[place_id] = scored
    return merged


def _somewhere_in(
    resolver: Asked, text: str, answer: Resolution, around: Surroundings
) -> Resolution | None:
    """Return the town that is said to hold a place that nobody knows, None if none is."""
    reading, holder = around.reading, around.holder
    held = holder.place if holder is not None else None
    if holder is None or held is None or len(around.names) > 1:
        return None
    # "Somewhere, Idlib": not the city of Idlib
    is_vague = len(around.unit) == 4 and not is_everyday(reading.names[0])
    if reading.is_far or reading.is_reversed or is_vague or not _is_small_town(held):
        return None
    if resolver.index.hints.find_country(reading.names[0]):
        return None
    if not reading.is_beside and is_spot(reading.names[0]):
        size = max(PART_KM, held.radius_km)
    else:
        size = size_around(resolver, held, "" if reading.is_beside else around.unit)
    return Resolution(
        text, Verdict.RESOLVED, held, held.lon, held.lat, 2, size,
        round(0.8 * holder.score, 4), "context",
        answer.candidates, ("the name is not known; the place said to hold it is",),
        None, f"{held.place_id}/near",
    )  # fmt: skip


def _is_small_town(place: Place) -> bool:
    return place.feature_class in "PS" and place.radius_km <= 10 and place.country == "SY"


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
