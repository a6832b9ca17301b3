"""Writing events as what a file's ending says, one file or several side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


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


def write_frame(frame: pd.DataFrame, path: Path) -> Path:
    """Write a plain table (unplaced, rejects) as CSV, formula-safe and atomically."""
    from geomap.outputs.text_tables import write_rest

    return write_rest(frame, path)


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
