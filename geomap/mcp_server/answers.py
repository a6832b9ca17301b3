"""What tools answer: plain records with every reason, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate, Place, Resolution

SHOWN = 6


@dataclass(frozen=True)
class PlaceAnswer:
    """A place: coordinates are WGS 84, units by name."""

    place_id: str
    name: str
    name_ar: str
    kind: str
    lon: float
    lat: float
    radius_km: float
    within: str
    score: float
    reasons: list[str]


@dataclass(frozen=True)
class ResolveAnswer:
    """The verdict on a name: resolved, ambiguous or unknown, and why."""

    verdict: str
    rule: str
    lon: float | None
    lat: float | None
    precision_km: float | None
    geo_precision: int | None
    reasons: list[str]
    place: PlaceAnswer | None
    candidates: list[PlaceAnswer]


@dataclass(frozen=True)
class ActorAnswer:
    """An actor of our table; ``actor_id`` is empty for an unknown name."""

    actor_id: str
    name: str
    name_ar: str
    kind: str
    parent: str
    from_day: str
    to_day: str
    note: str


@dataclass(frozen=True)
class TypeAnswer:
    """Sub-types (with their types) that words speak of, and all there are."""

    found: dict[str, str]
    all: dict[str, list[str]]


@dataclass(frozen=True)
class RowAnswer:
    """A row held against its text: what stands, and what was struck with why."""

    stands: bool
    row: dict[str, str]
    struck: list[str]


@dataclass(frozen=True)
class WrittenAnswer:
    """A file that was written inside the folder."""

    file: str
    rows: int
    placed: int
    notes: list[str]


def answer_resolution(resolution: Resolution, gazetteer: Gazetteer) -> ResolveAnswer:
    """Return a resolution with its candidates as a record."""
    place = resolution.place
    return ResolveAnswer(
        verdict=resolution.verdict.value,
        rule=resolution.rule,
        lon=resolution.lon,
        lat=resolution.lat,
        precision_km=resolution.precision_km,
        geo_precision=resolution.geo_precision,
        reasons=list(resolution.reasons),
        place=_answer_place(place, resolution.score, (), gazetteer) if place else None,
        candidates=[_answer_candidate(c, gazetteer) for c in resolution.candidates[:SHOWN]],
    )


def _answer_candidate(candidate: Candidate, gazetteer: Gazetteer) -> PlaceAnswer:
    return _answer_place(candidate.place, candidate.score, candidate.reasons, gazetteer)


def _answer_place(
    place: Place, score: float, reasons: tuple[str, ...], gazetteer: Gazetteer
) -> PlaceAnswer:
    units = [gazetteer.places.get(code) for code in (place.admin3, place.admin2, place.admin1)]
    names = [unit.name for unit in units if unit and unit.place_id != place.place_id]
    return PlaceAnswer(
        place_id=place.place_id, name=place.name, name_ar=place.name_ar, kind=place.feature_code,
        lon=place.lon, lat=place.lat, radius_km=place.radius_km,
        within=", ".join(dict.fromkeys(names)), score=round(score, 3), reasons=list(reasons),
    )  # fmt: skip
