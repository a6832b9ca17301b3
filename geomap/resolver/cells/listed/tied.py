"""Ties that the neighbours decide: of two namesakes the one beside the rest of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.distances import gap_km
from geomap.model import Verdict
from geomap.resolver.judging.reasons import SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Candidate, Place, Resolution
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.cells.asked import Asked

REACH_KM = 40.0
"""A tied name is taken for a place that lies this near to a neighbour."""

CLOSE_KM = 25.0
"""The same for a name that is not tied, only not sure."""

FARTHER = 2.5
"""How many times as far as the one that is taken the others must lie, and by `MORE_KM`."""

MORE_KM = 25.0

LIKELY = 0.15
"""Least share of the best candidate's of one that may be meant."""

PERHAPS = 0.5
"""Least score of a name that is not tied, only not sure."""

SCORE = 0.8
"""Score of an answer by neighbours."""


class Nearest(NamedTuple):
    """A candidate and the nearest of the neighbours."""

    gap: float
    candidate: Candidate
    neighbour: Place


def settle_beside(
    resolver: Asked, answer: Resolution, wanted: Wanted, neighbours: Sequence[Place]
) -> Resolution | None:
    """Return the answer to a tied name whose one candidate lies beside its neighbours.

    Parameters
    ----------
    resolver
        Asked once more for names of more namesakes than a verdict shows.
    answer
        The verdict on the name alone.
    wanted
        Units that were hinted.
    neighbours
        Places that stand in the same list, or in rows of the same report.

    Returns
    -------
    Resolution or None
        None if the name is sure, if nothing like it lies near, or if more than one thing does.
    """
    reach = _reach(answer)
    if not neighbours or not reach:
        return None
    meant = [c for c in answer.candidates if c.score >= LIKELY * answer.candidates[0].score]
    if len(answer.candidates) >= SHOWN:
        beside = resolver.plain_name(answer.toponym, wanted, neighbours)
        meant += [c for c in beside.candidates[:1] if c.place not in [m.place for m in meant]]
    ways = sorted((_nearest(c, neighbours) for c in meant), key=lambda way: way.gap)
    best, others = ways[0], ways[1:]
    if best.gap > reach or not _is_spot(best.candidate.place):
        return None
    if any(way.gap < max(FARTHER * best.gap, best.gap + MORE_KM) for way in others):
        return None
    why = f"{round(best.gap)} km from {best.neighbour.name}, which is named with it"
    if others:
        why += f"; the others of this name lie {round(others[0].gap)} km off or more"
    reasons = (*best.candidate.reasons, why)
    return resolver.judge.answer(answer.toponym, best.candidate.place, "list", SCORE, reasons)


def _reach(answer: Resolution) -> float:
    """Return how far off a place may lie that a verdict leaves open, 0 if it leaves none."""
    if answer.resolved or not answer.candidates:
        return 0.0
    if answer.verdict is Verdict.AMBIGUOUS:
        return REACH_KM
    return CLOSE_KM if answer.verdict is Verdict.UNKNOWN and answer.score >= PERHAPS else 0.0


def _nearest(candidate: Candidate, neighbours: Sequence[Place]) -> Nearest:
    place = candidate.place
    gap, _, neighbour = min(
        (gap_km(place.lon, place.lat, other.lon, other.lat), number, other)
        for number, other in enumerate(neighbours)
    )
    return Nearest(gap, candidate, neighbour)


def _is_spot(place: Place) -> bool:
    return place.country == "SY" and place.feature_class in ("P", "S")
