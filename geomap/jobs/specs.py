"""A specification from its tables to every file that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.jobs.side import SideWriter, start_side
from geomap.jobs.tables import build, read_events, read_or_place
from geomap.jobs.writing import name_file, write_frame, write_outputs
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geomap.spec import Spec


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
    """

    rows_in: int
    placed: dict[int, int]
    selected: int
    unplaced: dict[str, int]
    rejects: int
    files: tuple[Path, ...]


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
    from geomap.events.select import select_events
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
        built = build(table, PlaceSettings(spec.gazetteer, spec.overrides))
        parts.append(built.events)
        lost.append(built.unplaced)
        bad.append(built.rejects)
    everything = join_events(parts)
    unplaced = pd.concat(lost) if lost else pd.DataFrame(columns=["reason"])
    rejects = pd.concat(bad) if bad else pd.DataFrame()
    events = select_events(everything, spec.selection)
    presentation = fill_presentation(spec.presentation, events, unplaced=len(unplaced))
    presentation = replace(presentation, unplaced_rows=unplaced)
    if spec.previous:
        report(f"reading {spec.previous.name}")
        previous = read_events(spec.previous, PlaceSettings(spec.gazetteer, spec.overrides))
        presentation = replace(presentation, previous=select_events(previous, spec.selection))
    paths = [path.with_name(name_file(path.name, presentation)) for path in spec.files]
    report(f"writing {len(paths)} files")
    written = write_outputs(events, paths, presentation, track, side)
    for target, frame in ((spec.unplaced, unplaced), (spec.rejects, rejects)):
        if target:
            report(f"writing {target.name}")
            written.append(write_frame(frame, target))
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
    )


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
