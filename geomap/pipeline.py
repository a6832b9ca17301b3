"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this module and of nothing else below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.settings import PlaceSettings, Presentation
from geomap.sources.tables import ReadOptions

if TYPE_CHECKING:
    from datetime import datetime

    import geopandas as gpd
    import pandas as pd

    from geomap.events.build import Built
    from geomap.events.findings import Findings
    from geomap.model import Resolution
    from geomap.outputs.parts import Done, Job
    from geomap.outputs.streaming import Streamed
    from geomap.sources.schemes import Mapped
    from geomap.store import Change, Pushed

Writer = Callable[["gpd.GeoDataFrame", Path, Presentation], Path]

TABLES = ("geomap.outputs.tables", "write_table")
FIGURES = ("geomap.outputs.briefing.brief", "write_brief")
WRITERS: dict[str, tuple[str, str]] = {
    ".html": ("geomap.outputs.web.page", "write_page"),
    **dict.fromkeys(
        (".geojson", ".geojsonl", ".parquet", ".gpkg", ".fgb", ".kml", ".csv", ".xlsx"), TABLES
    ),
    **dict.fromkeys((".png", ".svg", ".pdf", ".pptx"), FIGURES),
}
"""Who writes a file of which ending: module and function, imported when they are used."""


def build(
    path: Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
) -> Built:
    """Read a table of reports and place each: events, unplaced, rejects."""
    from geomap.events.build import build_events
    from geomap.places.resolve import make_resolver
    from geomap.sources.tables import read_reports

    return build_events(read_reports(path, options), make_resolver(places))


def read_events(path: str | Path, places: PlaceSettings = PlaceSettings()) -> gpd.GeoDataFrame:
    """Read events: a file that geomap wrote, or a table of reports, which is placed first.

    Parameters
    ----------
    path
        Events as GeoJSON, GeoParquet ..., or a table with ``location`` (or ``lon``, ``lat``) and
        ``date`` (or ``date_start``).
    places
        Which gazetteer and overrides to place with.

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of `geomap.schema.COLUMNS` and more; points, EPSG:4326, ``lon, lat``.

    Raises
    ------
    TableError
        If the file cannot be used.
    SchemaError
        If its rows break the event schema.
    """
    from geomap.events.build import build_events
    from geomap.places.resolve import make_resolver
    from geomap.schema import validate_events
    from geomap.sources.event_files import frame_sheet, holds_events
    from geomap.sources.tables import open_table, read_sheet

    sheet = open_table(Path(path))
    if holds_events(sheet):
        return validate_events(frame_sheet(sheet), file=Path(sheet.name).name)
    return build_events(read_sheet(sheet), make_resolver(places)).events


def stream(
    path: Path,
    output: Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
    *,
    unplaced: Path | None = None,
    rejects: Path | None = None,
    scheduler: str = "",
    progress: Callable[[int, int | None], None] = lambda _done, _rows: None,
) -> Streamed:
    """Read a table of reports, place each and write the events, part by part.

    Memory does not grow with the table, and a run that was stopped goes on where it was.

    Parameters
    ----------
    path
        The table; ``-`` is standard input.
    output
        A file with an ending in `geomap.outputs.streaming.STREAMED`.
    places
        Which gazetteer and overrides to place with.
    options
        How to read the table.
    unplaced, rejects
        CSV files for the other rows; None writes them beside `output` if there are any.
    scheduler
        A Dask scheduler (``tcp://...``) or ``local``; empty uses threads of this process.
    progress
        Called with rows done and rows in all (None where that is not known).
    """
    from geomap.outputs.streaming import stream_events
    from geomap.places.resolve import make_resolver
    from geomap.sources.tables import open_table

    sheet = open_table(path, options)
    run = None
    if scheduler:
        from geomap.outputs.dask_parts import place_on_dask

        def run(job: Job, parts: Iterable[Any]) -> Iterator[Done]:
            return place_on_dask(job, parts, places, scheduler)

    return stream_events(
        sheet,
        make_resolver(places),
        output,
        options,
        unplaced=unplaced,
        rejects=rejects,
        mark=repr(places),
        progress=lambda rows: progress(rows, sheet.rows),
        place_parts=run,
    )


def push_events(
    events: gpd.GeoDataFrame, dsn: str, *, whole: bool = False, withdraw: tuple[str, ...] = ()
) -> Pushed:
    """Bring a store up to date, see `geomap.store.Store.push`."""
    from geomap.store import open_store

    return open_store(dsn).push(events, whole=whole, withdraw=withdraw)


def pull_events(dsn: str) -> gpd.GeoDataFrame:
    """Return the events of a store, without the withdrawn."""
    from geomap.store import open_store

    return open_store(dsn).pull()


def list_changes(dsn: str, since: datetime | None = None) -> list[Change]:
    """Return what changed in a store since a moment (UTC), oldest first."""
    from geomap.store import open_store

    return open_store(dsn).changes(since)


def store_status(dsn: str) -> dict[str, Any]:
    """Return what a store holds."""
    from geomap.store import open_store

    return open_store(dsn).status()


def propose_merges(
    events: gpd.GeoDataFrame,
    km: float = 5.0,
    days: int = 2,
    threshold: float | None = None,
    refused: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Return what may be the same happening told by several sources, for a person to decide."""
    from geomap.events.dedup import THRESHOLD, frame_proposals, propose_duplicates

    least = THRESHOLD if threshold is None else threshold
    found = propose_duplicates(events, near_km=km, near_days=days, threshold=least, refused=refused)
    return frame_proposals(events, found)


def read_decisions(path: Path) -> tuple[list[list[str]], list[list[str]], int]:
    """Return accepted groups, refused groups and how many are undecided, from a CSV."""
    from geomap.events.dedup import parse_decisions
    from geomap.sources.tables import decode_text, open_table

    sheet = open_table(path)
    accepted, refused, undecided = [], [], 0
    for batch in sheet.batches():
        found = parse_decisions(decode_text(batch.table).to_pandas(), path.name)
        accepted.extend(found[0])
        refused.extend(found[1])
        undecided += found[2]
    return accepted, refused, undecided


def merge_events(events: gpd.GeoDataFrame, accepted: list[list[str]]) -> gpd.GeoDataFrame:
    """Return events with each accepted group as one event that names all its sources."""
    from geomap.events.dedup import merge_duplicates

    return merge_duplicates(events, accepted)


def explain(
    path: str | Path, options: ReadOptions = ReadOptions()
) -> tuple[Mapped, dict[str, list[str]]]:
    """Return how the columns of a table would be read, and some values of each column."""
    from geomap.sources.tables import map_sheet, open_table, sample_values

    sheet = open_table(Path(path), options)
    return map_sheet(sheet, options), sample_values(sheet, 3)


def check(
    path: str | Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
) -> Findings:
    """Return every fault of a file of events or a table of reports; nothing is written.

    Raises
    ------
    TableError
        If the file cannot be read as a table at all.
    """
    from geomap.events.findings import check_sheet
    from geomap.places.resolve import make_resolver
    from geomap.sources.tables import open_table

    return check_sheet(open_table(Path(path), options), lambda: make_resolver(places), options)


def resolve(
    name: str,
    *,
    admin1: str = "",
    admin2: str = "",
    admin3: str = "",
    places: PlaceSettings = PlaceSettings(),
) -> Resolution:
    """Return the verdict on one place name.

    Parameters
    ----------
    name
        As a source wrote it, Arabic or Latin.
    admin1, admin2, admin3
        Names or p-codes of governorate, district, sub-district, where known; soft hints.
    places
        Which gazetteer and overrides to use.

    Returns
    -------
    geomap.model.Resolution
        With every candidate, the rule that decided and the reasons; ``lon``, ``lat`` in EPSG:4326.
    """
    from geomap.model import Hints
    from geomap.places.resolve import make_resolver

    return make_resolver(places).resolve(name, Hints(admin1, admin2, admin3))


def write_output(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    """Write events as what the ending of `path` says; return `path`.

    Raises
    ------
    OutputError
        If the ending is none that geomap writes, or the file cannot be written.
    """
    try:
        module, function = WRITERS[path.suffix.lower()]
    except KeyError:
        known = " ".join(WRITERS)
        raise OutputError(f"{path}: cannot write {path.suffix!r} files; known: {known}") from None
    writer: Writer = getattr(import_module(module), function)
    return writer(events, path, presentation)
