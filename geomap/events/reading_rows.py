"""Readings of texts as a table of events, ready for `geomap events` and `geomap map`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from geomap.events.known_names import placement_of
from geomap.model import Resolution, Verdict
from geomap.schema import EVENT_COLUMNS, EXTRA_COLUMNS, READING_COLUMNS, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geomap.extract.reading import ReadEvent, Reading
    from geomap.gazetteer.gazetteer import Gazetteer


def frame_readings(readings: Iterable[Reading], gazetteer: Gazetteer) -> pd.DataFrame:
    """Return a row for each event of `readings`, all text; the main event of a report first.

    ``evidence`` is JSON, a list of ``[field, start, end]`` in characters of the report's text;
    ``scores`` is a JSON object of field to score.
    """
    import pandas as pd

    rows: list[dict[str, str]] = []
    for reading in readings:
        seen: Counter[str] = Counter()
        for number, event in enumerate(reading.events):
            row = row_of(reading, number, event, gazetteer)
            seen[row["event_id"]] += 1
            if (again := seen[row["event_id"]]) > 1:
                row["event_id"] += f"-{again}"
            rows.append(row)
    return pd.DataFrame(
        rows, columns=[*EVENT_COLUMNS, *EXTRA_COLUMNS, *READING_COLUMNS], dtype="object"
    )


def incident_of(report_id: str, incident: int | None) -> str:
    """Return the id that rows of one happening over several places share, empty for one place."""
    if incident is None:
        return ""
    return "i-" + hashlib.sha256(f"{report_id}\x1f{incident}".encode()).hexdigest()[:12]


def row_of(reading: Reading, number: int, event: ReadEvent, gazetteer: Gazetteer) -> dict[str, str]:
    """Return one event as a row of the event columns, empty text where nothing is said."""
    return dict(event_of(reading, number, event, gazetteer).texts())


def event_of(reading: Reading, number: int, event: ReadEvent, gazetteer: Gazetteer) -> Event:
    """Return what was read as an event; `number` is 0 for the report's main one.

    Its id is made of report, kind, place and day: another event of the text does not change it.
    """
    report = reading.report
    resolution = event.resolution or Resolution(event.location, Verdict.UNKNOWN)
    day = event.first.isoformat() if event.first else ""
    told = f"{report.report_id}\x1f{event.sub_event_type}\x1f{event.location}\x1f{day}"
    return Event(
        event_id="r-" + hashlib.sha256(told.encode()).hexdigest()[:12],
        report_id=report.report_id,
        date_start=event.first,
        date_end=event.last,
        time_precision=event.time_precision if event.first else None,
        event_type=event.event_type,
        sub_event_type=event.sub_event_type,
        status=event.status,
        actor1=event.actor1,
        actor1_id=event.actor1_id,
        actor2=event.actor2,
        actor2_id=event.actor2_id,
        claimed_by=event.claimed_by,
        attributed_to=event.attributed_to,
        location=event.location,
        placement=placement_of(resolution, gazetteer),
        fatalities=event.fatalities,
        injured=event.injured,
        detained=event.detained,
        source=report.source,
        source_url=report.url,
        description=event.description,
        more={
            "apart_km": None,
            "date_edtf": event.edtf,
            "incident_id": incident_of(report.report_id, event.incident),
            "main": "yes" if number == 0 else "",
            "confidence": "" if event.confidence is None else f"{event.confidence:.2f}",
            "scores": json.dumps(event.scores),
            "evidence": json.dumps([[e.field, e.start, e.end] for e in event.evidence]),
        },
    )
