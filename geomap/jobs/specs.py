"""A specification from its tables to every file that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.jobs.atlas import write_series
from geomap.jobs.side import SideWriter, start_side
from geomap.jobs.stores import read_previous
from geomap.jobs.stories import add_trend, read_layers, settle_chapters
from geomap.jobs.tables import build, read_or_place
from geomap.jobs.writing import name_file, write_frame, write_outputs
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geomap.spec import Spec


NOTHING = {
    "en": "No event matches the selection.",
    "ar": "لا أحداث تطابق الاختيار.",
}


@dataclass(frozen=True)
class Outcome:
    """What a run did. Rows in = placed + unplaced + rejects.

    Parameters
    ----------
    rows_in
        Rows of all tables, headers not counted.
    placed
        How many became events, by ``geo_precision`` (1 exact, 2 near or area, 3 region).
    selected
        How many of them the selection kept.
    unplaced
        How many could not be placed, by reason.
    rejects
        How many rows could not be used.
    files
        What was written.
    warnings
        What a person should hear: an empty selection, a source that no event has.
    """

    rows_in: int
    placed: dict[int, int]
    selected: int
    unplaced: dict[str, int]
    rejects: int
    files: tuple[Path, ...]
    warnings: tuple[str, ...] = ()


def run_spec(
    spec: Spec,
    report: Callable[[str], object] = str,
    track: Callable[[str, str], object] = "{0} {1}".format,
) -> Outcome:
    """Do what a specification says: read, place, select, write.

    Parameters
    ----------
    spec
        See `geomap.spec.read_spec`.
    report
        Called with the name of each step as it begins.
    track
        Called with a file's name and ``waiting``, ``writing``, ``done`` or ``failed``; outputs are
        written side by side, so from several threads.

    Raises
    ------
    GeomapError
        If a table cannot be used or a file cannot be written; nothing is left half-written.
    """
    side = start_side(spec.files)
    try:
        return _run(spec, report, track, side)
    finally:
        if side is not None:
            side.close()


def _run(
    spec: Spec,
    report: Callable[[str], object],
    track: Callable[[str, str], object],
    side: SideWriter | None,
) -> Outcome:
    from dataclasses import replace

    import pandas as pd

    from geomap.events.present import fill_presentation
    from geomap.events.select import Selection, select_events
    from geomap.events.wanted import settle_selection
    from geomap.resolver.resolver import make_resolver

    places = PlaceSettings(spec.gazetteer, spec.overrides)
    parts, lost, bad = _read_inputs(spec, places, report)
    everything = join_events(parts)
    unplaced = pd.concat(lost) if lost else pd.DataFrame(columns=["reason"])
    rejects = pd.concat(bad) if bad else pd.DataFrame()
    selection, warnings = spec.selection, tuple[str, ...]()
    if selection != Selection():
        resolver = make_resolver(places)
        selection, warnings = settle_selection(selection, everything, resolver, file=spec.name)
    events = select_events(everything, selection)
    presentation = fill_presentation(spec.presentation, events, unplaced=len(unplaced))
    if not len(events):
        warnings = (*warnings, f"{spec.name}: no event matches the selection; the outputs say so")
        nothing = NOTHING.get(presentation.lang, NOTHING["en"])
        told = " · ".join(filter(None, (presentation.subtitle, nothing)))
        presentation = replace(presentation, subtitle=told)
    presentation = replace(presentation, unplaced_rows=unplaced)
    if spec.previous:
        report(f"reading {spec.previous.name}")
        previous = read_previous(spec.previous, spec.since, places)
        presentation = replace(presentation, previous=select_events(previous, selection))
    layers, heard = read_layers(spec.layers, spec.gazetteer)
    chapters, more = settle_chapters(
        spec.chapters, events, lambda: make_resolver(places), spec.name
    )
    warnings = (*warnings, *heard, *more)
    presentation = replace(presentation, layers=layers, chapters=chapters)
    presentation = add_trend(presentation, events)
    paths = [path.with_name(name_file(path.name, presentation)) for path in spec.files]
    page = next((path.name for path in paths if path.suffix.lower() == ".html"), "")
    presentation = replace(presentation, page=page)
    report(f"writing {len(paths)} files")
    written = write_outputs(events, paths, presentation, track, side)
    if spec.series is not None:
        written += write_series(spec.series, events, presentation, report)
    written += _write_rest(spec, unplaced, rejects, report)
    return Outcome(
        rows_in=len(everything) + len(unplaced) + len(rejects),
        placed={
            int(level): int(count)
            for level, count in everything["geo_precision"].value_counts().sort_index().items()
        },
        selected=len(events),
        unplaced={str(k): int(n) for k, n in unplaced["reason"].value_counts().items()},
        rejects=len(rejects),
        files=tuple(written),
        warnings=warnings,
    )


def _read_inputs(
    spec: Spec, places: PlaceSettings, report: Callable[[str], object]
) -> tuple[list[gpd.GeoDataFrame], list[pd.DataFrame], list[pd.DataFrame]]:
    """Return events, rows without a place and unusable rows of every table and article."""
    from geomap.tables.event_files import is_event_file

    parts: list[gpd.GeoDataFrame] = []
    lost: list[pd.DataFrame] = []
    bad: list[pd.DataFrame] = []
    for table in spec.tables:
        report(f"placing {table.name}")
        if is_event_file(table):
            events, open_rows = read_or_place(table)
            parts.append(events)
            if open_rows is not None:
                lost.append(open_rows)
            continue
        built = build(table, places, spec.options)
        parts.append(built.events)
        lost.append(built.unplaced)
        bad.append(built.rejects)
    if spec.articles:
        report(f"reading {len(spec.articles)} articles or folders")
        read, open_rows = _read_articles(spec, places)
        parts.append(read)
        lost.append(open_rows)
    return parts, lost, bad


def _write_rest(
    spec: Spec, unplaced: pd.DataFrame, rejects: pd.DataFrame, report: Callable[[str], object]
) -> list[Path]:
    """Write the rows that are no events, where the specification says."""
    written = []
    for target, frame in ((spec.unplaced, unplaced), (spec.rejects, rejects)):
        if target:
            report(f"writing {target.name}")
            written.append(write_frame(frame, target))
    return written


def _read_articles(spec: Spec, places: PlaceSettings) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return the events of a specification's articles, and the rows without a place or a day."""
    import numpy as np
    import pyarrow as pa

    from geomap.jobs.extraction import read_texts
    from geomap.schema import validate_events
    from geomap.tables.event_files import split_sheet
    from geomap.tables.sheets import Batch, Sheet

    read = read_texts(
        spec.articles, published=spec.published, source=spec.source, places=places,
        ask=spec.model, decisions=spec.decisions,
    )  # fmt: skip
    table = pa.Table.from_pandas(read.frame.astype(str), preserve_index=False)
    batch = Batch(table, np.arange(2, table.num_rows + 2))
    found = split_sheet(Sheet("articles", tuple(table.column_names), lambda: iter([batch])))
    return validate_events(found.events, file="articles"), found.unplaced


def join_events(parts: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return events of several tables as one frame, in their order.

    Raises
    ------
    SchemaError
        If two tables hold the same ``event_id``.
    """
    import geopandas as gpd
    import pandas as pd

    from geomap.schema import CRS, coerce_events, validate_events

    if len(parts) == 1:
        return parts[0]
    joined = coerce_events(pd.concat(parts, ignore_index=True))
    return validate_events(gpd.GeoDataFrame(joined, geometry="geometry", crs=CRS))
