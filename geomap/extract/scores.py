"""Scores of readings against gold that people coded.

The gold is a CSV with ``text`` (and optional ``id``, ``published``, ``lang``) and gold columns.
The main event of each report is compared with its row; a row that leaves ``text`` empty is a
further event of the report above it, and then every row is compared with the event likest to it.

Gold columns, each optional, an empty cell is not asked: ``lon``, ``lat``, ``date_start``,
``date_end``, ``event_type``, ``sub_event_type`` (``A | B`` where either is right), ``status``,
``fatalities``, ``fatalities_low``, ``fatalities_high``, ``injured``, ``detained``, ``claimed_by``,
``attributed_to``; ``actor1`` and ``actor2`` are compared as a set, ``?`` leaves a row out of it.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.extract.many import make_reader
from geomap.gazetteer.distances import gap_km
from geomap.model import Report
from geomap.settings import PlaceSettings
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geomap.extract.reader import Reader
    from geomap.extract.reading import ReadEvent, Reading

NEAR_KM = 5.0
"""A place is right within this many kilometres of the gold point."""

COUNTED = ("fatalities", "injured", "detained")


@dataclass
class ReadingScore:
    """How readings compare with gold; shares in [0, 1], None where the gold does not say.

    Parameters
    ----------
    reports, rows
        Gold reports compared, and their rows.
    found
        Rows that have an event.
    extra
        Events beyond the rows; a table that codes one event of several has many.
    place, date, event_type, sub_event_type
        Shares that are right: the place within `NEAR_KM`, both days equal.
    actors_f1
        Actor 1 and actor 2 as a set, by id, over all reports.
    misses
        One line for each report with a field wrong.
    """

    reports: int = 0
    rows: int = 0
    found: int = 0
    extra: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the score as lines for people."""
        out = [f"reports: {self.reports}, rows: {self.rows}, with an event: {self.found}"]
        out.append(f"events beyond the rows: {self.extra}")
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
    groups = [
        group for group in group_rows(rows) if not lang or group[0].get("lang", "") in {"", lang}
    ]
    readings = [
        reader.read(
            Report(
                group[0].get("id") or f"{gold_path.name}:{number}",
                group[0]["text"],
                _day(group[0].get("published", "")),
                lang=group[0].get("lang", ""),
            )
        )
        for number, group in enumerate(groups, start=2)
    ]
    return compare(groups, readings)


def group_rows(rows: Sequence[Mapping[str, str]]) -> list[list[Mapping[str, str]]]:
    """Return the rows of each report: one with its text and those below that have none."""
    groups: list[list[Mapping[str, str]]] = []
    for row in rows:
        if row["text"].strip() or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def read_gold(path: Path) -> list[dict[str, str]]:
    """Return the rows of a gold table as text."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def compare(
    groups: Sequence[Sequence[Mapping[str, str]]], readings: Sequence[Reading]
) -> ReadingScore:
    """Compare the reading of each report with its gold rows, see the module."""
    score = ReadingScore(reports=len(groups))
    right, asked = Counter[str](), Counter[str]()
    both = said = wanted = 0
    for rows, reading in zip(groups, readings, strict=True):
        events = pair_events(rows, reading.events)
        score.extra += len(reading.events) - sum(event is not None for event in events)
        for row, event in zip(rows, events, strict=True):
            score.rows += 1
            score.found += event is not None
            verdicts = judge(row, event)
            asked.update(verdicts.keys())
            right.update(name for name, good in verdicts.items() if good)
            wrong = [name for name, good in verdicts.items() if not good]
            want, have = _actors_of(row, event)
            both, said, wanted = both + len(want & have), said + len(have), wanted + len(want)
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


def _actors_of(row: Mapping[str, str], event: ReadEvent | None) -> tuple[set[str], set[str]]:
    """Return the ids of the actors wanted and of those read, none where nothing is asked."""
    actors = [row.get(name, "") for name in ("actor1", "actor2")]
    if not any(actors) or "?" in actors:
        return set(), set()
    on = _day(row.get("date_start", ""))
    want = {actor_id(name, on) for name in actors} - {""}
    return want, ({event.actor1_id, event.actor2_id} - {""} if event else set())


def pair_events(
    rows: Sequence[Mapping[str, str]], events: Sequence[ReadEvent]
) -> list[ReadEvent | None]:
    """Return for each gold row its event: the main one for a single row, else the likest."""
    if len(rows) == 1:
        return [events[0] if events else None]
    points = sorted(
        ((likeness(row, event), -n, -m) for n, row in enumerate(rows) for m, event in enumerate(events)),
        reverse=True,
    )  # fmt: skip
    paired: dict[int, int] = {}
    for value, n, m in points:
        if value > 0 and -n not in paired and -m not in paired.values():
            paired[-n] = -m
    return [events[paired[n]] if n in paired else None for n in range(len(rows))]


def likeness(row: Mapping[str, str], event: ReadEvent) -> float:
    """Return how much an event looks like a gold row, 0 if it has nothing of it."""
    return sum(judge(row, event).values()) + 0.5 * (
        actor_id(row.get("actor1", ""), event.last) == event.actor1_id
    )


def judge(row: Mapping[str, str], event: ReadEvent | None) -> dict[str, bool]:
    """Return for each field that the gold row gives whether the event has it right."""
    out: dict[str, bool] = {}
    if row.get("lon") and row.get("lat"):
        out["place within 5 km"] = (
            distance_of(event, float(row["lon"]), float(row["lat"])) <= NEAR_KM
        )
    if row.get("date_start"):
        out["date"] = event is not None and _has_days(row, event)
    out |= _judge_kind(row, event)
    out |= _judge_counts(row, event)
    for name in ("claimed_by", "attributed_to"):
        if row.get(name):
            read = getattr(event, name) if event else ""
            on = event.last if event else None
            out[name] = actor_id(read, on) == actor_id(row[name], on)
    return out


def _judge_kind(row: Mapping[str, str], event: ReadEvent | None) -> dict[str, bool]:
    """Return whether type, sub-type and status are right where the row gives them."""
    out: dict[str, bool] = {}
    subs = [sub.strip() for sub in row.get("sub_event_type", "").split(" | ") if sub.strip()]
    kinds = [row["event_type"]] if row.get("event_type") else [event_type_of(sub) for sub in subs]
    if kinds:
        out["event type"] = event is not None and event.event_type in kinds
    if subs:
        out["sub-event type"] = event is not None and event.sub_event_type in subs
    if row.get("status"):
        out["status"] = event is not None and event.status.value == row["status"]
    return out


def _has_days(row: Mapping[str, str], event: ReadEvent) -> bool:
    if event.first is None or event.last is None:
        return False
    wanted = (row["date_start"], row.get("date_end") or row["date_start"])
    return (event.first.isoformat(), event.last.isoformat()) == wanted


def _judge_counts(row: Mapping[str, str], event: ReadEvent | None) -> dict[str, bool]:
    """Return whether figures of people are right: best, low and high where the row gives them."""
    out: dict[str, bool] = {}
    for name in COUNTED:
        count = getattr(event, name) if event else None
        for number, suffix, said in ((0, "", ""), (1, "_low", ", low"), (2, "_high", ", high")):
            wanted = row.get(name + suffix)
            if wanted:
                out[name + said] = count is not None and count[number] == int(wanted)
    return out


def distance_of(event: ReadEvent | None, lon: float, lat: float) -> float:
    """Return the distance of an event from a point (EPSG:4326) in km, infinite if unplaced."""
    resolution = event.resolution if event else None
    if resolution is None or resolution.lon is None or resolution.lat is None:
        return math.inf
    return gap_km(resolution.lon, resolution.lat, lon, lat)


def actor_id(name: str, on: date | None = None) -> str:
    """Return the id of a gold actor's name on a day; an unknown name stands for itself."""
    if not name.strip():
        return ""
    actor = find_actor(name, on)
    return actor.id if actor else name.strip().casefold()


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
        "status": f"{event.status.value}, not {row.get('status')}",
        **{name: f"{getattr(event, name)}, not {row.get(name)}" for name in COUNTED},
        **{f"{name}, {end}": f"{getattr(event, name)}, {end} not {row.get(f'{name}_{end}')}"
           for name in COUNTED for end in ("low", "high")},
        **{name: f"{getattr(event, name)!r}, not {row.get(name)!r}" for name in ("claimed_by", "attributed_to")},
    }  # fmt: skip
    return f"{name}: " + "; ".join(f"{field} {got[field]}" for field in wrong)
