"""What the sure places of a report say of the others: governorate and neighbours."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extract.recognise.names import PlaceMention
    from geomap.model import Place

NEXT_TO = 90
"""Characters within which a sure name says where a doubted one lies."""

FAMOUS = 45.0
"""Importance from which a place may stand far from all others of a report."""

LIST_KM, ALONE_KM = 50.0, 80.0
"""How far from every other place of its list, or of the report, a village is doubted."""

TOLD_NEAR_KM = 40.0
"""How far from what it is said to lie near a village is doubted."""

NEAR_PLACES = 8
"""Places of the same report that help to place another one, at most."""


def governorate_of(mentions: Sequence[PlaceMention]) -> str:
    """Return the one governorate that the report names as such, or empty."""
    named: dict[str, str] = {}
    for mention in mentions:
        if mention.container:
            for place in mention.places:
                if place.feature_code == "ADM1":
                    named[place.place_id] = mention.text
    return next(iter(named.values())) if len(named) == 1 else ""


def governorates(mentions: Sequence[PlaceMention]) -> dict[str, int]:
    """Return how many sure places lie in each governorate."""
    counts: dict[str, int] = {}
    for mention in mentions:
        resolution = mention.resolution
        if resolution and resolution.place and resolution.place.country == "SY":
            name = resolution.place.admin1
            if name and resolution.score >= 0.75:
                counts[name] = counts.get(name, 0) + 1
    return counts


def strays_of(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return small places far from every other one of their list, or of a report of one region."""
    spots = [m for m in mentions if not m.container and m.resolution and m.resolution.resolved]
    return [mention for mention in spots if _is_stray(mention, spots)]


def _is_stray(mention: PlaceMention, spots: Sequence[PlaceMention]) -> bool:
    """Return True for a small place far from its list, or from all others where it stands alone."""
    found = mention.resolution
    if found is None or found.place is None or found.place.importance >= FAMOUS:
        return False
    if mention.held_by is not None and not mention.zone:
        return False
    others = [m for m in spots if m.place_id != mention.place_id]
    beside = [m for m in others if m.group == mention.group]
    if beside:
        return len(beside) > 1 and min(km(mention, m) for m in beside) > LIST_KM
    return len(others) > 2 and min(km(mention, m) for m in others) > ALONE_KM


def km(first: PlaceMention, second: PlaceMention) -> float:
    """Return how far apart two placed mentions lie, 0 if one is not placed."""
    here, there = first.resolution, second.resolution
    if here is None or there is None or None in {here.lon, here.lat, there.lon, there.lat}:
        return 0.0
    east = ((here.lon or 0) - (there.lon or 0)) * 111.3 * math.cos(math.radians(here.lat or 0))
    return math.hypot(east, ((here.lat or 0) - (there.lat or 0)) * 110.6)


def next_to(mention: PlaceMention, asked: Sequence[PlaceMention]) -> str | None:
    """Return the governorate of the surely placed name that stands nearest to a mention."""
    near: list[tuple[int, str]] = []
    for other in asked:
        found = other.resolution
        if other is mention or found is None or found.place is None or not found.place.admin1:
            continue
        if found.score >= 0.75 and abs(other.start - mention.start) < NEXT_TO:
            near.append((abs(other.start - mention.start), found.place.admin1))
    return min(near)[1] if near else None


def sure_places(mentions: Sequence[PlaceMention]) -> list[tuple[int, Place]]:
    """Return the sure places of a report with where each is told."""
    return [
        (m.start, m.resolution.place)
        for m in mentions
        if m.resolution
        and m.resolution.resolved
        and m.resolution.place
        and m.resolution.score >= 0.75
    ]


def nearest_told(sure: Sequence[tuple[int, Place]], mention: PlaceMention) -> tuple[Place, ...]:
    """Return the sure places told nearest to a mention: its list, then its sentence and section."""
    own = mention.resolution.place_id if mention.resolution else ""
    out: dict[str, Place] = {}
    for _, place in sorted(sure, key=lambda item: abs(item[0] - mention.start)):
        if place.place_id != own:
            out.setdefault(place.place_id, place)
        if len(out) == NEAR_PLACES:
            break
    return tuple(out.values())


def told_near(
    text: str, mentions: Sequence[PlaceMention]
) -> Iterator[tuple[PlaceMention, PlaceMention]]:
    """Yield small places with the one they are said to lie near, where they were found far off."""
    told = sorted(mentions, key=lambda m: m.start)
    for mention, other in pairwise(told):
        found = mention.resolution
        if other.relation != "near" or text[mention.end : other.phrase_start].strip(" ,،("):
            continue
        if found is None or found.place is None or found.place.importance >= FAMOUS:
            continue
        if km(mention, other) > TOLD_NEAR_KM:
            yield mention, other
