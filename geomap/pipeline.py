"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this module and of nothing else below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.settings import PlaceSettings, Presentation
from geomap.sources.tables import ReadOptions

if TYPE_CHECKING:
    from datetime import date, datetime

    import geopandas as gpd
    import pandas as pd

    from geomap.events.build import Built
    from geomap.events.findings import Findings
    from geomap.model import Resolution
    from geomap.outputs.parts import Done, Job
    from geomap.outputs.publish import Published
    from geomap.outputs.streaming import Streamed
    from geomap.outputs.web.options import WebOptions
    from geomap.places.evaluate import Outcome as GoldOutcome
    from geomap.places.gazetteer import Gazetteer
    from geomap.sources.articles import Problem
    from geomap.sources.schemes import Mapped
    from geomap.spec import Spec
    from geomap.store import Change, Pushed
    from geomap.text.reading import Reading
    from geomap.text.run import ReadingRun
    from geomap.text.score import ReadingScore

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
    from dataclasses import replace

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
    presentation = replace(presentation, unplaced_rows=unplaced)
    if spec.previous:
        report(f"reading {spec.previous.name}")
        previous = read_events(spec.previous, PlaceSettings(spec.gazetteer, spec.overrides))
        presentation = replace(presentation, previous=select_events(previous, spec.selection))
    paths = [path.with_name(name_file(path.name, presentation)) for path in spec.files]
    report(f"writing {len(paths)} files")
    written = write_outputs(events, paths, presentation, track)
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


def write_outputs(
    events: gpd.GeoDataFrame,
    paths: Sequence[Path],
    presentation: Presentation,
    track: Callable[[str, str], object] = "{0} {1}".format,
) -> list[Path]:
    """Write several files side by side; return their paths in the order given.

    Files of one kind follow one another. If one fails the others are still finished, then the
    first failure (in the order of `paths`) is raised; each file is whole or as it was.

    Parameters
    ----------
    events, presentation
        As for `write_output`.
    paths
        What to write.
    track
        Called with a file's name and ``waiting``, ``writing``, ``done`` or ``failed``.
    """
    from concurrent.futures import ThreadPoolExecutor

    kinds: dict[object, list[Path]] = {}
    for path in paths:
        track(path.name, "waiting")
        writer = WRITERS.get(path.suffix.lower())
        kinds.setdefault(path.suffix.lower() if writer == FIGURES else writer, []).append(path)
    failed: dict[Path, BaseException] = {}

    def write_kind(which: list[Path]) -> None:
        for path in which:
            track(path.name, "writing")
            try:
                write_output(events, path, presentation)
            except Exception as error:  # noqa: BLE001 - told by the main thread
                failed[path] = error
                track(path.name, "failed")
            else:
                track(path.name, "done")

    with ThreadPoolExecutor(max_workers=4) as workers:
        list(workers.map(write_kind, kinds.values()))
    for path in paths:
        if path in failed:
            raise failed[path]
    return list(paths)


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


def write_briefing(
    path: Path,
    output: Path,
    presentation: Presentation,
    places: PlaceSettings = PlaceSettings(),
) -> int:
    """Read events, or reports to place first, and write a briefing; return how many events it has.

    Reports that cannot be placed are counted and listed in it.
    """
    from dataclasses import replace

    from geomap.events.build import build_events
    from geomap.places.resolve import make_resolver
    from geomap.schema import validate_events
    from geomap.sources.event_files import frame_sheet, holds_events
    from geomap.sources.tables import open_table, read_sheet

    sheet = open_table(Path(path))
    if holds_events(sheet):
        events = validate_events(frame_sheet(sheet), file=Path(sheet.name).name)
    else:
        built = build_events(read_sheet(sheet), make_resolver(places))
        events = built.events
        presentation = replace(
            presentation, unplaced=len(built.unplaced), unplaced_rows=built.unplaced
        )
    write_output(events, output, presentation)
    return len(events)


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


def resolve_names(
    path: Path, output: Path, places: PlaceSettings = PlaceSettings(), rejects: Path | None = None
) -> dict[str, int]:
    """Place a table of names and write it with what was found; return counts by status.

    Columns in: ``name``, optional ``admin1`` ... ``admin3``; columns out: all of them and those of
    `geomap.places.name_tables.ADDED`. Rows that cannot be read go to `rejects`, if there are any.
    """
    from geomap.places.name_tables import (
        place_names,
        read_name_table,
        write_name_table,
        write_rejects,
    )
    from geomap.places.resolve import make_resolver

    names = read_name_table(path)
    table = place_names(names, make_resolver(places))
    write_name_table(table, output)
    counts = {"rows": table.num_rows, "rejected": len(names.rejects)}
    for answer in table.column("status").value_counts().to_pylist():
        counts[answer["values"]] = answer["counts"]
    if names.rejects and rejects is not None:
        write_rejects(names, rejects)
    return counts


def evaluate_names(
    gold: Path,
    places: PlaceSettings = PlaceSettings(),
    *,
    use_hints: bool = True,
    kinds: tuple[str, ...] = (),
) -> list[GoldOutcome]:
    """Resolve a table of names with known coordinates; return every name with its distance."""
    from geomap.places.evaluate import evaluate, read_gold
    from geomap.places.resolve import make_resolver

    return evaluate(read_gold(gold, kinds=kinds), make_resolver(places), use_hints=use_hints)


def open_gazetteer(places: PlaceSettings = PlaceSettings()) -> Gazetteer:
    """Load the gazetteer that `places` names."""
    from geomap.places.gazetteer import load_gazetteer

    return load_gazetteer(places.gazetteer)


def build_gazetteer(
    output: Path, *, geonames: Sequence[Path] = (), ocha: Sequence[Path] = ()
) -> Gazetteer:
    """Merge our tables with files of GeoNames and OCHA; write them as one gazetteer file."""
    from geomap.places import build as building
    from geomap.places.built import write_built

    gazetteer = building.build_gazetteer(geonames=geonames, ocha=ocha)
    write_built(gazetteer, output)
    return gazetteer


def update_gazetteer(
    folder: Path | None = None, progress: Callable[[str, int, int | None], None] | None = None
) -> tuple[Path, Gazetteer, list[tuple[str, str]]]:
    """Download GeoNames and OCHA tables and build the user's gazetteer from them.

    Returns where it was written, the gazetteer, and the files that could not be used with why.
    """
    from geomap.errors import GazetteerError
    from geomap.places.download import fetch_all
    from geomap.places.gazetteer import BUILT_NAME
    from geomap.places.importers.ocha import read_ocha
    from geomap.settings import user_data_dir

    downloads = folder or user_data_dir() / "downloads"
    geonames, ocha, skipped = [], [], []
    for one in fetch_all(downloads, progress):
        if one.path.suffix == ".zip":
            geonames.append(one.path)
            continue
        try:
            read_ocha(one.path)
        except GazetteerError as error:
            skipped.append((one.path.name, error.problem))
        else:
            ocha.append(one.path)
    output = user_data_dir() / BUILT_NAME
    output.parent.mkdir(parents=True, exist_ok=True)
    return output, build_gazetteer(output, geonames=geonames, ocha=ocha), skipped


def prepare_publication(
    events: gpd.GeoDataFrame, private: tuple[str, ...] = (), blur_km: float = 0.0
) -> Published:
    """Return events that may be published, with notices for the publisher and for readers."""
    from geomap.outputs.publish import prepare_publication as prepare

    return prepare(events, private=private, blur_km=blur_km)


def write_web_map(
    events: gpd.GeoDataFrame, path: Path, presentation: Presentation, options: WebOptions
) -> Path:
    """Write events as one self-contained page, with options that only the web map has."""
    from geomap.outputs.web.page import write_web_map as write

    return write(events, path, presentation, options)


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


def evaluate_reading(gold: Path, places: PlaceSettings = PlaceSettings()) -> ReadingScore:
    """Read the reports of a coded table (``text`` and gold columns) and compare with the coding.

    Raises
    ------
    TableError
        If the table has no column ``text``.
    """
    from geomap.text.score import score_reading

    return score_reading(gold, places=places)
