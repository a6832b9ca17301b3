"""Scores of readings against gold that people coded.

Two kinds of gold:

- short reports, one event each: a CSV with ``text`` (and optional ``published``, ``lang``) and
  the gold columns; the texts are read and each report's main event is compared;
- the events of longer reports: a CSV with the event columns and no ``text``; the rows of a
  reading are matched with the gold rows, each once.

Gold columns, each optional: ``lon``, ``lat`` (or ``location``, which is resolved),
``date_start``, ``date_end``, ``event_type``, ``sub_event_type``, ``actor1``, ``actor2``.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.model import Report
from geomap.settings import PlaceSettings
from geomap.text.batch import make_reader
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geomap.text.reader import Reader
    from geomap.text.reading import ReadEvent, Reading

NEAR_KM = 5.0
"""A place is right within this many kilometres of the gold point."""


@dataclass
class ReadingScore:
    """How readings compare with gold; shares in [0, 1], None where the gold does not say.

    Parameters
    ----------
    reports
        Gold reports (or rows) compared.
    place, date, event_type, sub_event_type
        Shares that are right: the place within `NEAR_KM`, both days equal.
    actors_f1
        Actor 1 and actor 2 as a set, by id, over all reports.
    misses
        One line for each report with a field wrong.
    """

    reports: int = 0
    found: int = 0
    extra: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the score as lines for people."""
        out = [f"reports: {self.reports}, with an event: {self.found}"]
        if self.extra:
            out.append(f"rows beyond the gold: {self.extra}")
        out += [f"{name}: {share:.3f} ({self.counts[name]})" for name, share in self.shares.items()]
        return out


def score_reading(
    gold_path: Path,
    *,
    places: PlaceSettings = PlaceSettings(),
    lang: str = "",
    reader: Reader | None = None,
) -> ReadingScore:
    """Read the texts of a gold table and compare each main event with its row.

    Parameters
    ----------
    gold_path
        CSV with ``text`` and gold columns, see the module.
    places
        Which gazetteer to read with.
    lang
        Score only the rows of this ``lang``; empty for all.
    reader
        One that is at hand; without it one is made from `places`.

    Raises
    ------
    TableError
        If the table has no column ``text``.
    """
    rows = read_gold(gold_path)
    if "text" not in (rows[0] if rows else {}):
        raise TableError("no column 'text'", file=gold_path.name, fix="name the reports' texts so")
    reader = reader or make_reader(places)
    chosen = [row for row in rows if not lang or row.get("lang", "") in {"", lang}]
    readings = [
        reader.read(
            Report(
                row.get("id") or f"{gold_path.name}:{number}",
                row["text"],
                _day(row.get("published", "")),
                lang=row.get("lang", ""),
            )
        )
        for number, row in enumerate(chosen, start=2)
    ]
    return compare(chosen, readings)


def read_gold(path: Path) -> list[dict[str, str]]:
    """Return the rows of a gold table as text."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def compare(gold: Sequence[Mapping[str, str]], readings: Sequence[Reading]) -> ReadingScore:
    """Compare the main event of each reading with the gold row at the same index."""
    score = ReadingScore(reports=len(gold))
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    both = said = wanted = 0
    for row, reading in zip(gold, readings, strict=True):
        event = reading.events[0] if reading.events else None
        score.found += event is not None
        verdicts = judge(row, event)
        for name, good in verdicts.items():
            asked[name] = asked.get(name, 0) + 1
            right[name] = right.get(name, 0) + good
        on = _day(row.get("date_start", ""))
        want = {actor_id(row.get(name, ""), on) for name in ("actor1", "actor2")} - {""}
        have = {event.actor1_id, event.actor2_id} - {""} if event else set()
        both, said, wanted = both + len(want & have), said + len(have), wanted + len(want)
        wrong = [name for name, good in verdicts.items() if not good]
        if want != have:
            wrong.append("actors")
        if wrong:
            score.misses.append(_miss_line(row, reading, event, wrong))
    score.shares = {name: right[name] / asked[name] for name in asked}
    score.counts = dict(asked)
    if wanted:
        score.shares["actors F1"] = 2 * both / (said + wanted) if said + wanted else 0.0
        score.counts["actors F1"] = wanted
    return score


def judge(row: Mapping[str, str], event: ReadEvent | None) -> dict[str, bool]:
    """Return for each field that the gold row gives whether the event has it right."""
    out: dict[str, bool] = {}
    if row.get("lon") and row.get("lat"):
        out["place within 5 km"] = gap_km(event, float(row["lon"]), float(row["lat"])) <= NEAR_KM
    if row.get("date_start"):
        end = row.get("date_end") or row["date_start"]
        out["date"] = (
            event is not None
            and event.first is not None
            and event.last is not None
            and (event.first.isoformat(), event.last.isoformat()) == (row["date_start"], end)
        )
    sub = row.get("sub_event_type", "")
    kind = row.get("event_type") or event_type_of(sub) or ""
    if kind:
        out["event type"] = event is not None and event.event_type == kind
    if sub:
        out["sub-event type"] = event is not None and event.sub_event_type == sub
    if row.get("fatalities"):
        out["fatalities"] = (
            event is not None
            and event.fatalities is not None
            and event.fatalities[0] == int(row["fatalities"])
        )
    return out


def gap_km(event: ReadEvent | None, lon: float, lat: float) -> float:
    """Return the distance of an event from a point (EPSG:4326) in km, infinite if unplaced."""
    resolution = event.resolution if event else None
    if resolution is None or resolution.lon is None or resolution.lat is None:
        return math.inf
    return distance_km(resolution.lon, resolution.lat, lon, lat)


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the great-circle distance of two points (lon, lat; EPSG:4326) in km."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def actor_id(name: str, on: date | None = None) -> str:
    """Return the id of a gold actor's name on a day; an unknown name stands for itself."""
    if not name.strip():
        return ""
    actor = find_actor(name, on)
    return actor.id if actor else name.strip().casefold()


@dataclass
class EventMatch:
    """A gold event and the event of the reading that tells it, None if there is none."""

    gold: Mapping[str, str]
    event: ReadEvent | None


def match_events(
    gold: Sequence[Mapping[str, str]],
    readings: Mapping[str, Reading],
    points: Mapping[str, tuple[float, float]],
) -> tuple[list[EventMatch], list[ReadEvent]]:
    """Match the gold rows of longer reports with what was read, each event once.

    Parameters
    ----------
    gold
        Rows with ``report_id``, ``location``, dates and actors.
    readings
        Reading by ``report_id``.
    points
        ``lon, lat`` of each gold location.

    Returns
    -------
    tuple
        A match for each gold row, and the events that match none.
    """
    pairs: list[tuple[float, int, str, int]] = []
    for number, row in enumerate(gold):
        reading = readings.get(row["report_id"])
        for at, event in enumerate(reading.events if reading else ()):
            if (points_for := _likeness(row, event, points)) >= 2.0:
                pairs.append((points_for, number, row["report_id"], at))
    pairs.sort(key=lambda pair: -pair[0])
    taken_gold: dict[int, ReadEvent] = {}
    taken_events: set[tuple[str, int]] = set()
    for _, number, report_id, at in pairs:
        if number in taken_gold or (report_id, at) in taken_events:
            continue
        taken_gold[number] = readings[report_id].events[at]
        taken_events.add((report_id, at))
    matches = [EventMatch(row, taken_gold.get(number)) for number, row in enumerate(gold)]
    extra = [
        event
        for report_id, reading in readings.items()
        for at, event in enumerate(reading.events)
        if (report_id, at) not in taken_events
    ]
    return matches, extra


def _likeness(
    row: Mapping[str, str], event: ReadEvent, points: Mapping[str, tuple[float, float]]
) -> float:
    total = 0.0
    if row["location"] in points and gap_km(event, *points[row["location"]]) <= NEAR_KM:
        total += 1.5
    if event.sub_event_type == row["sub_event_type"]:
        total += 1.0
    elif event.event_type == row["event_type"]:
        total += 0.5
    first, last = _day(row["date_start"]), _day(row["date_end"])
    if (
        first
        and last
        and event.first
        and event.last
        and (event.first <= last and first <= event.last)
    ):
        total += 0.5
        if (first, last) == (event.first, event.last):
            total += 0.5
    if actor_id(row.get("actor1", ""), last) == event.actor1_id:
        total += 0.5
    return total


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _miss_line(
    row: Mapping[str, str], reading: Reading, event: ReadEvent | None, wrong: Sequence[str]
) -> str:
    name = reading.report.report_id
    if event is None:
        return f"{name}: no event ({reading.problem})"
    got: dict[str, Any] = {
        "place within 5 km": f"{event.location!r} -> {event.resolution.place.name if event.resolution and event.resolution.place else 'unplaced'}",
        "date": f"{event.first}..{event.last}, not {row.get('date_start')}..{row.get('date_end')}",
        "event type": event.event_type,
        "sub-event type": f"{event.sub_event_type}, not {row.get('sub_event_type')}",
        "actors": f"{event.actor1_id or '-'} / {event.actor2_id or '-'}, not "
        f"{actor_id(row.get('actor1', '')) or '-'} / {actor_id(row.get('actor2', '')) or '-'}",
        "fatalities": f"{event.fatalities}, not {row.get('fatalities')}",
    }
    return f"{name}: " + "; ".join(f"{field} {got[field]}" for field in wrong)
