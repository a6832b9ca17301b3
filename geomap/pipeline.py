"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this module and of nothing else below it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import geopandas as gpd

    import pandas as pd

    from geomap.events.build import Built
    from geomap.model import Resolution
    from geomap.sources.articles import Problem
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


def build(path: Path, places: PlaceSettings = PlaceSettings()) -> Built:
    """Read a table of reports and place each: events, unplaced, rejects."""
    from geomap.events.build import build_events
    from geomap.places.resolve import make_resolver
    from geomap.sources.tables import read_reports

    return build_events(read_reports(path), make_resolver(places))


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
