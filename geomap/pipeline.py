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

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geomap.events.build import Built
    from geomap.model import Resolution
    from geomap.outputs.publish import Published
    from geomap.outputs.web.options import WebOptions
    from geomap.spec import Spec

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


def build(path: Path, places: PlaceSettings = PlaceSettings()) -> Built:
    """Read a table of reports and place each: events, unplaced, rejects."""
    from geomap.events.build import build_events
    from geomap.places.resolve import make_resolver
    from geomap.sources.tables import read_reports

    return build_events(read_reports(path), make_resolver(places))


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
    from geomap.sources.event_files import is_event_file, read_event_file

    path = Path(path)
    if is_event_file(path):
        return read_event_file(path)
    return build(path, places).events


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
