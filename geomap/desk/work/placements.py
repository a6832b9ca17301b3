"""Places that a row may be at, as the desk shows and keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.events.known_names import placement_of
from geomap.model import Resolution, Verdict
from geomap.resolver.precision import geo_precision_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate, Place
    from geomap.schema import Placement

SHOWN = 9
"""Candidates that a digit chooses."""


def options_of_places(resolution: Resolution, gazetteer: Gazetteer) -> list[dict[str, object]]:
    """Return the places that a name may mean, the one chosen first, `SHOWN` at most."""
    found: list[dict[str, object]] = []
    if resolution.resolved and resolution.place is not None:
        told = placement_of(resolution, gazetteer)
        found.append(
            describe_place(resolution.place, told, resolution.score, resolution.reasons)
            | {"chosen": True}
        )
    for candidate in resolution.candidates:
        if any(one["id"] == candidate.place.place_id for one in found):
            continue
        found.append(option_of(candidate, resolution.toponym, gazetteer))
        if len(found) == SHOWN:
            break
    return found


def option_of(candidate: Candidate, toponym: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a candidate with the cells that choosing it would write."""
    told = placement_of(decided(candidate.place, toponym), gazetteer)
    return describe_place(candidate.place, told, candidate.score, candidate.reasons)


def decided(place: Place, toponym: str) -> Resolution:
    """Return the resolution that a person's choice is."""
    return Resolution(
        toponym, Verdict.RESOLVED, place, place.lon, place.lat, geo_precision_of(place),
        place.radius_km, 1.0, "review", reasons=("decided by a person",), place_id=place.place_id,
    )  # fmt: skip


def describe_place(
    place: Place, placement: Placement, score: float, reasons: Iterable[str]
) -> dict[str, object]:
    """Return a place for the screen."""
    units = [unit for unit in (placement.admin3, placement.admin2, placement.admin1) if unit]
    own = placement.place_id == place.place_id
    return {
        "id": place.place_id, "name": place.name if own else placement.placed_how,
        "name_ar": place.name_ar, "kind": place.feature_code,
        "within": ", ".join(dict.fromkeys(unit for unit in units if unit != place.name)),
        "score": round(score, 2), "reasons": list(reasons)[:3], "placement": placement.cells(),
    }  # fmt: skip


def describe_resolution(resolution: Resolution) -> str:
    """Return the verdict on a name in one line."""
    reasons = "; ".join(resolution.reasons[:2])
    return f"{resolution.verdict.value}: {reasons}" if reasons else resolution.verdict.value
