"""The place that a model chose from those shown to it, held against what the resolver answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.model import Verdict

if TYPE_CHECKING:
    from geomap.extract.reading import Reading
    from geomap.model import Place, Resolution

TOWN_KM = 12.0
"""A place of this radius at most says where a spot in it lies."""
NEAR_KM = 5.0
"""A spot told by the town that holds it is no nearer than this."""
SPOT = 0.8
"""How sure a spot is of what its town is."""
INSIDE = "inside"
"""The rule of an answer to a name that stands within longer words."""
APART_KM = 10.0
"""So far beyond both sizes an answer may lie from the chosen place and still be meant by it."""


class Witness:
    """Knows the places that the names of one report can mean, by their numbers."""

    def __init__(self, reading: Reading) -> None:
        self.offered: dict[str, tuple[Place, float]] = {}
        for mention in reading.places:
            for candidate in mention.resolution.candidates if mention.resolution else ():
                place, score = candidate.place, candidate.score
                known = self.offered.get(place.place_id, (place, 0.0))
                self.offered[place.place_id] = (place, max(score, known[1]))

    def weigh(self, answer: Resolution, place_id: str) -> Resolution:
        """Return an answer, or what the chosen place makes of it.

        A spot that nobody knows lies in the town that was chosen for it, and "areas of the city"
        in the city rather than in its governorate. An answer far from the chosen place is refused:
        one of both is wrong, and nothing tells which.
        """
        place, score = self.offered.get(place_id, (None, 0.0))
        if place is None or answer.place_id == place_id:
            return answer
        if answer.lon is None or answer.lat is None:
            return _spot_in(answer, place, score)
        reach = answer.precision_km or 0.0
        apart = gap_km(answer.lon, answer.lat, place.lon, place.lat)
        if _is_town(place) and reach > max(TOWN_KM, 2 * place.radius_km) and apart <= reach:
            return _spot_in(answer, place, score)
        if apart <= reach + place.radius_km + APART_KM:
            return answer
        if _is_town(place) and answer.rule == INSIDE:
            return _spot_in(answer, place, score)
        return replace(
            answer, verdict=Verdict.AMBIGUOUS, place=None, place_id="", lon=None, lat=None,
            geo_precision=None, precision_km=None,
            reasons=(*answer.reasons, f"but {place.name} was chosen, {apart:.0f} km away"),
        )  # fmt: skip


def _spot_in(asked: Resolution, place: Place, score: float) -> Resolution:
    """Return a town as the place of a spot in it, else what was asked."""
    if not _is_town(place):
        return asked
    return replace(
        asked, verdict=Verdict.RESOLVED, place=place, place_id=place.place_id, lon=place.lon,
        lat=place.lat, geo_precision=2, precision_km=max(NEAR_KM, place.radius_km),
        score=SPOT * score, rule="model",
        reasons=(*asked.reasons, f"{place.name} was chosen as what holds it"),
    )  # fmt: skip


def _is_town(place: Place) -> bool:
    return place.country == "SY" and place.feature_class in "PS" and place.radius_km <= TOWN_KM
