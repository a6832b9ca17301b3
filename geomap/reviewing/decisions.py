"""What a person decided on the review page, honoured by the next reading of the same text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError
from geomap.extract.reading import Evidence, ReadEvent
from geomap.extract.recognise.dates.date_mentions import edtf_of, precision_of
from geomap.model import Hints, Resolution, Status, Verdict
from geomap.resolver.precision import geo_precision_of
from geomap.schema import Count
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.extract.reading import Reading
    from geomap.resolver.resolver import Resolver

ACTIONS = ("add", "change", "strike")
LARGEST = 50_000_000
NEAR = 60
"""Characters that the words of a row may move between two readings and still be the same row."""


@dataclass(frozen=True, slots=True)
class ReadingDecision:
    """One decision: on which report's text, on which words, what was read, what it is set to."""

    report: str
    action: str
    quote: tuple[int, int]
    read: dict[str, str] = field(default_factory=dict)
    set: dict[str, str] = field(default_factory=dict)


def text_key(text: str) -> str:
    """Return the key under which decisions on a text are kept."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def read_reading_decisions(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the decisions that the review page saved, file after file.

    Raises
    ------
    InputError
        If a file is none of decisions.
    """
    found: list[dict[str, Any]] = []
    for path in paths:
        try:
            if path.stat().st_size > LARGEST:
                raise InputError("is too long for decisions", file=str(path))
            listed = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError("holds no decisions of a review page", file=str(path)) from error
        if not isinstance(listed, list):
            raise InputError("holds no decisions of a review page", file=str(path))
        for number, entry in enumerate(listed, start=1):
            parse_decision(entry, f"{path}, decision {number}")
            if entry not in found:
                found.append(entry)
    return found


def parse_decision(entry: Any, where: str = "") -> ReadingDecision:
    """Return an entry of a file as a decision.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        start, end = (int(at) for at in entry["quote"])
        cells = [
            {str(key): str(value) for key, value in entry.get(name, {}).items()}
            for name in ("read", "set")
        ]
        decision = ReadingDecision(str(entry["report"]), entry["action"], (start, end), *cells)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError("is no decision of a review page", file=where) from error
    if decision.action not in ACTIONS:
        raise InputError("is no decision of a review page", file=where)
    return decision


def apply_decisions(
    readings: Sequence[Reading], entries: Iterable[dict[str, Any]], resolver: Resolver
) -> int:
    """Strike, change and add events as a person decided; return how many decisions applied."""
    by_text: dict[str, list[ReadingDecision]] = {}
    for entry in entries:
        decision = parse_decision(entry)
        by_text.setdefault(decision.report, []).append(decision)
    applied = 0
    for reading in readings:
        for decision in by_text.get(text_key(reading.report.text), ()):
            _apply(reading, decision, resolver)
            applied += 1
    return applied


def _apply(reading: Reading, decision: ReadingDecision, resolver: Resolver) -> None:
    event = None if decision.action == "add" else _find(reading.events, decision)
    if decision.action == "strike":
        if event is not None:
            reading.events.remove(event)
        return
    if event is None:
        event = ReadEvent("", "", evidence=[Evidence("type", *decision.quote)])
        event.description = " ".join(reading.report.text[slice(*decision.quote)].split())[:400]
        _set(event, decision.read | decision.set, resolver)
        if any(_same(event, other) for other in reading.events):
            return
        reading.events.append(event)
    else:
        _set(event, decision.set, resolver)
    event.confidence = 1.0
    reading.problem = ""


def _find(events: Sequence[ReadEvent], decision: ReadingDecision) -> ReadEvent | None:
    """Return the event that a decision is about: same type and place, its words where they were."""
    read = decision.read
    alike = [
        event
        for event in events
        if event.sub_event_type == read.get("sub_event_type")
        and event.location == read.get("location")
        and (str(event.first or "") == read.get("date_start", "") or not read.get("date_start"))
    ]
    if not alike:
        return None
    best = min(alike, key=lambda event: abs(_start_of(event) - decision.quote[0]))
    return best if abs(_start_of(best) - decision.quote[0]) <= NEAR else None


def _start_of(event: ReadEvent) -> int:
    return next((proof.start for proof in event.evidence if proof.field == "type"), 0)


def _same(one: ReadEvent, other: ReadEvent) -> bool:
    return (one.sub_event_type, one.location, one.first) == (
        other.sub_event_type, other.location, other.first,
    )  # fmt: skip


def _set(event: ReadEvent, cells: dict[str, str], resolver: Resolver) -> None:
    """Write what a person set; a cell that cannot be understood leaves its field as it was."""
    if kind := event_type_of(cells.get("sub_event_type", "")):
        event.event_type, event.sub_event_type = kind, cells["sub_event_type"]
    if cells.get("status") in {status.value for status in Status}:
        event.status = Status(cells["status"])
    _set_days(event, cells)
    for name in ("actor1", "actor2"):
        if name in cells:
            actor = find_actor(cells[name], event.last)
            setattr(event, name, cells[name])
            setattr(event, f"{name}_id", actor.id if actor else "")
    if "fatalities" in cells:
        dead = cells["fatalities"].strip()
        number = int(dead) if dead.isdecimal() and len(dead) < 7 else None
        event.fatalities = None if number is None else Count(number, number, number)
    _set_place(event, cells, resolver)


def _set_days(event: ReadEvent, cells: dict[str, str]) -> None:
    if not {"date_start", "date_end"} & cells.keys():
        return
    first = _day(cells.get("date_start", str(event.first or "")))
    last = _day(cells.get("date_end", str(event.last or ""))) or first
    if first is None or last is None:
        event.first = event.last = None
        return
    event.first, event.last = min(first, last), max(first, last)
    event.time_precision = precision_of(event.first, event.last)
    event.edtf = edtf_of(event.first, event.last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _set_place(event: ReadEvent, cells: dict[str, str], resolver: Resolver) -> None:
    if "location" in cells:
        event.location = cells["location"]
    if "place_id" in cells:
        place = resolver.gazetteer.places.get(cells["place_id"])
        if place is not None:
            event.resolution = Resolution(
                event.location, Verdict.RESOLVED, place, place.lon, place.lat,
                geo_precision_of(place), place.radius_km, 1.0, "review",
                reasons=("decided by a person",), place_id=place.place_id,
            )  # fmt: skip
            return
        if not cells["place_id"]:
            event.resolution = Resolution(event.location, Verdict.UNKNOWN, rule="review")
            return
    if "location" in cells or event.resolution is None:
        event.resolution = resolver.resolve(event.location, Hints(admin1=event.hint))
