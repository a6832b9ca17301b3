"""What the process without the store does: read a text, look at a table, place its rows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.desk.work.placements import describe_resolution, options_of_places
from geomap.errors import InputError, TableError
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extract.reading import ReadEvent, Reading
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.tables.opening import ReadOptions
    from geomap.tables.sheets import Sheet

SAMPLES = 4
MOST_PROBLEMS = 200
TEXT_COLUMNS = frozenset({"text", "message", "body", "content", "النص", "نص"})


def warm() -> bool:
    """Load gazetteer and rules, so that the first text does not wait."""
    from geomap.extract.many import make_reader, read_safely
    from geomap.model import Report

    reader = make_reader(PlaceSettings())
    for text in ("Shelling hit Idlib on 3 March 2020.", "قصف استهدف إدلب يوم 3 آذار 2020."):
        read_safely(reader, Report("warm", text))
    return True


def read_text(
    path: str, name: str, tell: Callable[[object], None], options: dict[str, Any] | None = None,
    overrides: str = "", decisions: str = "",
) -> dict[str, object]:  # fmt: skip
    """Read a file of reports; return reports with their rows, and problems, one line each."""
    from geomap.gazetteer.loading import open_gazetteer
    from geomap.jobs.extraction import read_texts

    options = options or {}
    day = date.fromisoformat(options["date"]) if options.get("date") else None
    places = PlaceSettings(overrides=Path(overrides) if overrides else None)
    told = read_texts(
        [Path(path)], published=day, form=options.get("form", ""),
        source=options.get("source", ""), places=places,
        decisions=[Path(decisions)] if decisions else [],
        on_progress=lambda done, total: tell([done, total]),
    )  # fmt: skip
    gazetteer = open_gazetteer(places.gazetteer)
    own, shown = Path(path).name, "" if options.get("pasted") else name
    rows = iter(told.frame.replace({"source": {own: shown}}).to_dict("records"))
    reports = [
        _report_of(
            reading, [(next(rows), event) for event in reading.events], gazetteer, (own, shown)
        )
        for reading in told.readings
    ]
    problems = [str(p).replace(Path(path).name, name) for p in told.problems[:MOST_PROBLEMS]]
    if not reports:
        raise InputError("; ".join(problems[:3]) or "holds nothing that can be read")
    return {"reports": reports, "problems": problems}


def _report_of(
    reading: Reading, rows: list[tuple[dict[str, object], ReadEvent]], gazetteer: Gazetteer,
    names: tuple[str, str],
) -> dict[str, object]:  # fmt: skip
    from geomap.reviewing.decisions import text_key

    report = reading.report
    own, name = names
    day = report.published or reading.published
    first = " ".join(report.text[:300].split())[:70]
    title = report.title or report.report_id.replace(own, name).replace(Path(own).stem, name)
    title = title.strip() or first
    source = name if report.source == own else report.source
    return {
        "key": text_key(report.text), "title": title, "lang": reading.lang, "text": report.text,
        "source": source, "url": report.url, "day": day.isoformat() if day else "",
        "problem": reading.problem, "report_id": report.report_id,
        "rows": [_row_of(row, event, gazetteer) for row, event in rows],
    }  # fmt: skip


def _row_of(row: dict[str, object], event: ReadEvent, gazetteer: Gazetteer) -> dict[str, object]:
    cells = {key: "" if value is None else str(value) for key, value in row.items()}
    resolution = event.resolution
    return {
        "cells": cells,
        "evidence": [[proof.field, proof.start, proof.end] for proof in event.evidence],
        "scores": event.scores,
        "confidence": event.confidence,
        "places": options_of_places(resolution, gazetteer) if resolution else [],
        "verdict": describe_resolution(resolution) if resolution else "",
    }


def explain_table(path: str, options: dict[str, object] | None = None) -> dict[str, object]:
    """Return how the columns of a table would be read, each with some of its values."""
    from geomap.schema import COLUMNS
    from geomap.tables.event_files import holds_events
    from geomap.tables.opening import open_table
    from geomap.tables.reports import map_sheet, sample_values

    chosen = _options_of(options)
    sheet = open_table(Path(path), chosen)
    columns = [str(name) for name in sheet.columns]
    samples = sample_values(sheet, 200)
    about: dict[str, object] = {
        "columns": [
            {"name": name, "values": [text[:120] for text in samples.get(name, [])[:SAMPLES]],
             "filled": len(samples.get(name, []))}
            for name in columns
        ],
        "targets": [
            {"name": column.name, "meaning": column.meaning}
            for column in COLUMNS
            if column.name not in ("event_id", "geo_precision", "precision_km", "place_id")
        ],
        "rows": sheet.rows, "kind": "reports", "scheme": "", "title": "", "chosen": [],
        "notes": [], "problem": "",
    }  # fmt: skip
    if any(name.strip().casefold() in TEXT_COLUMNS for name in columns):
        about["kind"] = "texts"
    if holds_events(sheet):
        return about | {"kind": "events", "scheme": "events"}
    try:
        mapped = map_sheet(sheet, chosen)
    except TableError as error:
        return about | {"problem": str(error).replace(path, Path(path).name)}
    return about | {
        "scheme": mapped.name, "title": mapped.title, "notes": list(mapped.notes),
        "chosen": [[c.target, c.column, c.why, c.take.renames] for c in mapped.chosen],
    }  # fmt: skip


def place_table(
    path: str, spool: str, tell: Callable[[object], None], options: dict[str, Any] | None = None,
    overrides: str = "",
) -> dict[str, object]:  # fmt: skip
    """Place the rows of a table; write a line of JSON for each row to `spool`.

    Lines are ``["event", cells]``, ``["open", cells]`` (no place or day yet), ``["reject",
    cells]``. Returns how many there are of each, and notes.
    """
    from geomap.events.report_join import build_events
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.event_files import holds_events, split_sheet
    from geomap.tables.opening import open_table
    from geomap.tables.reports import read_sheet

    chosen = _options_of(options)
    sheet = open_table(Path(path), chosen)
    tell([0, sheet.rows or 0])
    if holds_events(sheet):
        found = split_sheet(sheet)
        return _spool(Path(spool), found.events, found.unplaced, None)
    sheet, chosen = _rename(sheet, chosen, (options or {}).get("mapping") or {})
    resolver = make_resolver(PlaceSettings(overrides=Path(overrides) if overrides else None))
    built = build_events(read_sheet(sheet, chosen), resolver)
    counts = _spool(Path(spool), built.events, built.unplaced, built.rejects)
    return counts | {"notes": [str(note) for note in built.notes[:MOST_PROBLEMS]]}


def _options_of(options: dict[str, Any] | None) -> ReadOptions:
    from geomap.tables.opening import ReadOptions

    told = options or {}
    return ReadOptions(dates=told.get("dates", ""), scheme=told.get("scheme", "") or "auto")


def _rename(
    sheet: Sheet, options: ReadOptions, mapping: dict[str, str]
) -> tuple[Sheet, ReadOptions]:
    """Return a sheet whose columns are called what a person said they are, read as a plain one."""
    from dataclasses import replace

    if not mapping:
        return sheet, options
    wanted = set(mapping.values()) - {""}
    names = []
    for column in sheet.columns:
        told = mapping.get(column, "")
        names.append(told or (f"{column} (as given)" if column in wanted else column))
    if len(set(names)) < len(names):
        raise InputError("two columns are to be read as the same", fix="choose one of them")
    batches = sheet.batches

    def renamed() -> Any:
        for batch in batches():
            yield replace(batch, table=batch.table.rename_columns(names))

    sheet = replace(sheet, columns=tuple(names), batches=renamed)
    return sheet, replace(options, scheme="plain")


def _spool(path: Path, events: Any, unplaced: Any, rejects: Any) -> dict[str, object]:
    from geomap.export.geojson import features_of

    with path.open("w", encoding="utf-8") as file:
        for feature in features_of(events):
            file.write(json.dumps(["event", feature["properties"]], default=str) + "\n")
        for kind, frame in (("open", unplaced), ("reject", rejects)):
            if frame is None:
                continue
            for row in frame.astype("object").where(frame.notna(), None).to_dict("records"):
                file.write(json.dumps([kind, row], default=str) + "\n")
    counts = {"events": len(events), "open": len(unplaced)}
    return counts | {"rejects": 0 if rejects is None else len(rejects), "notes": []}
