"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this module and of nothing else below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.settings import PlaceSettings, Presentation
from geomap.sources.tables import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import geopandas as gpd
    import pandas as pd

    from geomap.events.build import Built
    from geomap.events.findings import Findings
    from geomap.model import Resolution
    from geomap.sources.articles import Problem
    from geomap.spec import Spec
    from geomap.text.reading import Reading
    from geomap.text.run import ReadingRun

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


def run_spec(spec: Spec, report: Callable[[str], object] = str) -> Outcome:
    """Do what a specification says: read, place, select, write.

    Parameters
    ----------
    spec
        See `geomap.spec.read_spec`.
    report
        Called with the name of each step as it begins.

    Raises
    ------
    GeomapError
        If a table cannot be used or a file cannot be written; nothing is left half-written.
    """
    import pandas as pd

    from geomap.events.present import fill_presentation
    from geomap.events.select import select_events
    from geomap.sources.event_files import is_event_file

    parts: list[gpd.GeoDataFrame] = []
    lost: list[pd.DataFrame] = []
    bad: list[pd.DataFrame] = []
    for table in spec.tables:
        report(f"placing {table.name}")
        if is_event_file(table):
            parts.append(read_events(table))
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
    written = []
    for pattern in spec.files:
        path = pattern.with_name(name_file(pattern.name, presentation))
        report(f"writing {path.name}")
        written.append(write_output(events, path, presentation))
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


def name_file(pattern: str, presentation: Presentation) -> str:
    """Fill ``{catalogue} {name} {paper} {date}`` of a file name."""
    filled = pattern
    for field, value in (
        ("catalogue", presentation.catalogue),
        ("name", presentation.name),
        ("paper", presentation.paper.replace(":", "x")),
        ("date", presentation.as_of.replace("-", "")),
    ):
        filled = filled.replace("{" + field + "}", value)
    return filled


def write_frame(frame: pd.DataFrame, path: Path) -> Path:
    """Write a plain table (unplaced, rejects) as CSV, atomically; return `path`."""
    from geomap.atomic import replacing

    with replacing(path) as temporary:
        frame.to_csv(temporary, index=False, date_format="%Y-%m-%d", lineterminator="\n")
    return path


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


def read_texts(
    inputs: Iterable[Path],
    *,
    published: date | None = None,
    form: str = "",
    jobs: int = 1,
    model: str = "",
    places: PlaceSettings = PlaceSettings(),
    on_progress: Callable[[int, int], None] | None = None,
) -> ReadTexts:
    """Read reports in English or Arabic: who did what to whom, where, when, said by whom.

    Parameters
    ----------
    inputs
        Articles, tables of reports (JSONL, CSV), folders of them.
    published
        Day of publication, where a file gives none.

    Returns
    -------
    ReadTexts
        ``frame`` has the event columns and the evidence; ``lon``, ``lat`` in EPSG:4326.
    """
    from geomap.events.readings import frame_readings
    from geomap.places.resolve import make_resolver
    from geomap.text.run import run_reading

    run = run_reading(
        inputs, places, published=published, form=form, jobs=jobs, model=model,
        on_progress=on_progress,
    )  # fmt: skip
    frame = frame_readings(run.readings, make_resolver(places).gazetteer)
    return ReadTexts(run, frame)


@dataclass(frozen=True)
class ReadTexts:
    """What reading texts gave: the run with its evidence, and its events as rows of text."""

    run: ReadingRun
    frame: pd.DataFrame

    @property
    def readings(self) -> list[Reading]:
        """Every reading, in order of the inputs."""
        return self.run.readings

    @property
    def problems(self) -> list[Problem]:
        """What could not be read, one line each."""
        return self.run.problems


def write_reading(texts: ReadTexts, path: Path) -> Path:
    """Write the events of a reading as CSV; return `path`."""
    from geomap.atomic import write_text

    return write_text(path, texts.frame.to_csv(index=False))


def write_review(texts: ReadTexts, path: Path) -> Path:
    """Write the page to check a reading, text beside rows, in one file; return `path`."""
    from geomap.outputs.review import write_review_page

    return write_review_page(texts.readings, texts.frame, path)
