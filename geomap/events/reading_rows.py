"""Readings of texts as a table of events, ready for `geomap events` and `geomap map`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from geomap.events.report_join import placement_of
from geomap.model import Resolution, Verdict
from geomap.schema import EVENT_COLUMNS, EXTRA_COLUMNS, READING_COLUMNS

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

    rows: list[dict[str, Any]] = []
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


def row_of(reading: Reading, number: int, event: ReadEvent, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return one event as a row of the event columns, empty text where nothing is said.

    Its id is made of report, kind, place and day: another event of the text does not change it.
    """
    report = reading.report
    resolution = event.resolution or Resolution(event.location, Verdict.UNKNOWN)
    day = event.first.isoformat() if event.first else ""
    told = f"{report.report_id}\x1f{event.sub_event_type}\x1f{event.location}\x1f{day}"
    best, low, high = map(_say, event.fatalities or (None, None, None))
    row: dict[str, Any] = {
        "event_id": "r-" + hashlib.sha256(told.encode()).hexdigest()[:12],
        "report_id": report.report_id,
        "date_start": day,
        "date_end": event.last.isoformat() if event.last else "",
        "time_precision": str(event.time_precision) if event.first else "",
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "status": event.status.value,
        "actor1": event.actor1,
        "actor1_id": event.actor1_id,
        "actor2": event.actor2,
        "actor2_id": event.actor2_id,
        "claimed_by": event.claimed_by,
        "attributed_to": event.attributed_to,
        "location": event.location,
        "fatalities": best,
        "fatalities_low": low,
        "fatalities_high": high,
        "source": report.source,
        "source_url": report.url,
        "description": event.description,
        "apart_km": "",
        "date_edtf": event.edtf,
        "injured": _say(event.injured[0] if event.injured else None),
        "detained": _say(event.detained[0] if event.detained else None),
        "incident_id": incident_of(report.report_id, event.incident),
        "main": "yes" if number == 0 else "",
        "confidence": "" if event.confidence is None else f"{event.confidence:.2f}",
        "scores": json.dumps(event.scores),
        "evidence": json.dumps([[e.field, e.start, e.end] for e in event.evidence]),
    }
    for key, value in placement_of(resolution, gazetteer).items():
        row[key] = _say(value)
    return row


def _say(value: object) -> str:
    """Return a cell: empty for None, a float without needless zeros."""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
