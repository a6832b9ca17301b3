"""From a table to events: read, place, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GeomapError
from geomap.settings import PlaceSettings
from geomap.tables.opening import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

    from geomap.events.findings import Findings
    from geomap.events.report_join import Built
    from geomap.export.table_check.table_report import TableReport
    from geomap.large.parts import Done, Job
    from geomap.large.streaming import Streamed
    from geomap.resolver.resolver import Resolver
    from geomap.tables.schemes import Mapped
    from geomap.tables.sheets import Sheet


def build(
    path: Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
) -> Built:
    """Read a table of reports and place each: events, unplaced, rejects."""
    from geomap.events.report_join import build_events
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.reports import read_reports

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
    return read_or_place(path, places)[0]


def read_or_place(
    path: str | Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
    hear: Callable[[tuple[str, ...]], object] = lambda _: None,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame | None]:
    """Return events as `read_events` does, and the reports that could not be placed.

    The second holds rows without a place or a day and those that could not be read (the verdict
    "rejected"), with the reason; None if there is none in a file of events. A table of reports is
    read with `options`; `hear` is told how.
    """
    from geomap.schema import validate_events
    from geomap.tables.event_files import holds_events, split_sheet
    from geomap.tables.opening import open_table

    sheet = open_table(Path(path), options)
    if holds_events(sheet):
        found = split_sheet(sheet)
        events = validate_events(found.events, file=Path(sheet.name).name)
        return events, found.unplaced if len(found.unplaced) else None
    from geomap.events.report_join import build_events
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.reports import read_sheet

    built = build_events(read_sheet(sheet, options), make_resolver(places))
    hear(built.notes)
    return built.events, _join_rest(built)


def _join_rest(built: Built) -> pd.DataFrame:
    """Return every row that is no event, those that could not be read as well, in their order."""
    import pandas as pd

    rejects = built.rejects
    if not len(rejects):
        return built.unplaced
    told = rejects.drop(columns=["row", "field", "problem", "fix"])
    said = rejects["field"].str.cat(rejects["problem"], sep=" ").str.strip()
    fixes = ("; " + rejects["fix"]).where(rejects["fix"] != "", "")
    reasons = "row " + rejects["row"].astype(str) + ": " + said + fixes
    told = told.assign(verdict="rejected", reason=reasons, nearest="")
    rest = built.unplaced.copy()
    for column in rest.select_dtypes("datetime"):  # one that could not be read is a text
        rest[column] = rest[column].dt.strftime("%Y-%m-%d")
    joined = pd.concat([rest.astype(object), told], ignore_index=True)
    return joined.where(joined.notna(), "").astype(str)


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
        A file with an ending in `geomap.large.streaming.STREAMED`.
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
    from concurrent.futures import ThreadPoolExecutor

    from geomap.tables.opening import open_table

    if path.is_file():
        with ThreadPoolExecutor(1) as beside:
            opened = beside.submit(_begin, path, options)
            try:
                resolver = _load_resolver(places)
            except GeomapError:
                opened.result()  # what is wrong with the table is said first
                raise
            sheet = opened.result()
    else:
        sheet = open_table(path, options)
        resolver = _load_resolver(places)
    from geomap.large.streaming import stream_events

    run = None
    if scheduler:
        from geomap.large.dask_parts import place_on_dask

        def run(job: Job, parts: Iterable[Any]) -> Iterator[Done]:
            return place_on_dask(job, parts, places, scheduler)

    return stream_events(
        sheet,
        resolver,
        output,
        options,
        unplaced=unplaced,
        rejects=rejects,
        mark=repr(places),
        progress=lambda rows: progress(rows, sheet.rows),
        place_parts=run,
    )


def _begin(path: Path, options: ReadOptions) -> Sheet:
    """Open a table and read its first rows; the next pass over it goes on from there."""
    from geomap.tables.opening import open_table

    sheet = open_table(path, options)
    for _ in sheet.batches():
        break
    return sheet


def _load_resolver(places: PlaceSettings) -> Resolver:
    from geomap.resolver.resolver import make_resolver

    return make_resolver(places)


def explain(
    path: str | Path, options: ReadOptions = ReadOptions()
) -> tuple[Mapped, dict[str, list[str]]]:
    """Return how the columns of a table would be read, and some values of each column."""
    from geomap.tables.opening import open_table
    from geomap.tables.reports import map_sheet, sample_values

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
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.opening import open_table

    return check_sheet(open_table(Path(path), options), lambda: make_resolver(places), options)


def report_table(
    path: str | Path,
    output: Path,
    places: PlaceSettings = PlaceSettings(),
    options: ReadOptions = ReadOptions(),
) -> TableReport:
    """Write one page on a table: what was read, placed, rejected and why; return its figures.

    Raises
    ------
    TableError
        If the file cannot be read as a table at all.
    """
    from geomap.export.table_check.check_page import write_check_page
    from geomap.export.table_check.table_report import report_sheet
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.opening import open_table

    report = report_sheet(open_table(Path(path), options), make_resolver(places), options)
    write_check_page(report, output)
    return report
