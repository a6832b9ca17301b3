"""Rows as they are compared: one that a person coded, one that was read."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.scoring.codebook import name_likeness

if TYPE_CHECKING:
    from collections.abc import Mapping

MIN_KM = 5.0
"""Nobody is asked to be nearer than this."""

POINT_KM = 15.0
"""A coded radius up to this is a point; a larger one is a region."""

PRECISION_KM = {"1": 3.0, "2": 25.0, "3": 60.0}
"""Reach of a placed row that tells only its `geo_precision`."""

Point = tuple[float, float]
"""Longitude and latitude in EPSG:4326."""


@dataclass(frozen=True)
class CodedRow:
    """One happening as a person coded it; a right point may lie up to ``radius`` km off."""

    row_id: str
    location: str
    at: Point | None
    radius: float
    first: date | None
    last: date | None
    event_type: str
    sub_event_type: str
    actor1: str
    actor2: str
    fatalities: float | None
    injured: float | None
    status: str
    is_main: bool
    is_optional: bool
    start: float | None
    end: float | None

    @property
    def is_point(self) -> bool:
        """Whether the place is a point, not a region."""
        return self.radius <= POINT_KM


@dataclass(frozen=True)
class ReadRow:
    """One row that was read; ``reach`` is its own precision in km."""

    row_id: str
    location: str
    place_name: str
    at: Point | None
    reach: float
    first: date | None
    last: date | None
    event_type: str
    sub_event_type: str
    actors: tuple[tuple[str, str], tuple[str, str]]
    fatalities: float | None
    injured: float | None
    status: str
    is_main: bool
    spans: tuple[tuple[float, float], ...]
    order: tuple[str, ...]

    def likeness(self, coded: CodedRow) -> float:
        """Return how alike the row's place, as written or as found, is to the coded one's name."""
        return max(
            name_likeness(coded.location, self.location),
            name_likeness(coded.location, self.place_name),
        )


def parse_coded(row: Mapping[str, str]) -> CodedRow:
    """Return a line of a coded table as a row."""
    first = day_of(row.get("date_start", ""))
    return CodedRow(
        row_id=row.get("id", ""),
        location=row.get("location", ""),
        at=_point(row),
        radius=number_of(row.get("place_radius_km", "")) or MIN_KM,
        first=first,
        last=day_of(row.get("date_end", "")) or first,
        event_type=row.get("event_type", ""),
        sub_event_type=row.get("sub_event_type", ""),
        actor1=row.get("actor1", ""),
        actor2=row.get("actor2", ""),
        fatalities=number_of(row.get("fatalities", "")),
        injured=number_of(row.get("injured", "")),
        status=row.get("status", ""),
        is_main=_yes(row.get("main", "")),
        is_optional=_yes(row.get("optional", "")),
        start=number_of(row.get("evidence_start", "")),
        end=number_of(row.get("evidence_end", "")),
    )


def parse_read(row: Mapping[str, str]) -> ReadRow:
    """Return a line that `geomap read` writes as a row."""
    first = day_of(row.get("date_start", ""))
    reach = number_of(row.get("precision_km", ""))
    names = ("location", "date_start", "sub_event_type", "actor1_id", "fatalities", "description",
             "event_id")  # fmt: skip
    return ReadRow(
        row_id=row.get("event_id", ""),
        location=row.get("location", ""),
        place_name=row.get("place_name", ""),
        at=_point(row),
        reach=PRECISION_KM.get(row.get("geo_precision", "")[:1], MIN_KM)
        if reach is None
        else reach,
        first=first,
        last=day_of(row.get("date_end", "")) or first,
        event_type=row.get("event_type", ""),
        sub_event_type=row.get("sub_event_type", ""),
        actors=(
            (row.get("actor1_id", ""), row.get("actor1", "")),
            (row.get("actor2_id", ""), row.get("actor2", "")),
        ),
        fatalities=number_of(row.get("fatalities", "")),
        injured=number_of(row.get("injured", "")),
        status=row.get("status", ""),
        is_main=_yes(row.get("main", "")),
        spans=_spans(row.get("evidence", "")),
        order=tuple(row.get(name, "") for name in names),
    )


def coded_as_read(row: CodedRow) -> ReadRow:
    """Return a coded row as if it had been read, to compare two codings of one text."""
    return ReadRow(
        row_id=row.row_id, location=row.location, place_name=row.location, at=row.at,
        reach=row.radius, first=row.first, last=row.last, event_type=row.event_type,
        sub_event_type=row.sub_event_type, actors=(("", row.actor1), ("", row.actor2)),
        fatalities=row.fatalities, injured=row.injured, status=row.status, is_main=row.is_main,
        spans=() if row.start is None or row.end is None else ((row.start, row.end),),
        order=(row.row_id,),
    )  # fmt: skip


def number_of(text: str) -> float | None:
    """Return a cell's number, None for an empty cell or no number."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def day_of(text: str) -> date | None:
    """Return the day that a cell begins with, or None."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _point(row: Mapping[str, str]) -> Point | None:
    lon, lat = number_of(row.get("lon", "")), number_of(row.get("lat", ""))
    return None if lon is None or lat is None else (lon, lat)


def _yes(text: str) -> bool:
    return text.strip().lower() in {"1", "1.0", "true", "yes"}


def _spans(evidence: str) -> tuple[tuple[float, float], ...]:
    """Return where the row's trigger stands in the text, else all of its words."""
    try:
        found = [(str(e[0]), float(e[1]), float(e[2])) for e in json.loads(evidence or "[]")]
    except (ValueError, IndexError, TypeError, KeyError):
        return ()
    core = [one for one in found if one[0] == "type"] or found
    return tuple((start, end) for _, start, end in core)
