"""Writing events as what a file's ending says, one file or several side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.jobs.side import SideWriter, start_side
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


Writer = Callable[["gpd.GeoDataFrame", Path, Presentation], Path]


TABLES = ("geomap.export.event_tables", "write_table")


FIGURES = ("geomap.brief.briefing", "write_brief")


FILMS = ("geomap.brief.film.film", "write_film")


WRITERS: dict[str, tuple[str, str]] = {
    ".html": ("geomap.web.page", "write_page"),
    **dict.fromkeys(
        (".geojson", ".geojsonl", ".parquet", ".gpkg", ".fgb", ".kml", ".csv", ".xlsx", ".pmtiles"),
        TABLES,
    ),
    **dict.fromkeys((".png", ".svg", ".pdf", ".pptx"), FIGURES),
    **dict.fromkeys((".mp4", ".webm", ".gif"), FILMS),
}
"""Who writes a file of which ending: module and function, imported when they are used."""


CHANGE = ".change.csv"
"""A name that ends so holds what changed against the weeks before, not the events."""


def _write_change(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    import pandas as pd

    from geomap.export.text_tables import write_rest
    from geomap.story.change_lines import change_chapter, table_rows, trends_of

    told = next((one for one in presentation.chapters if one.change), None)
    trends = trends_of(told or change_chapter(events, presentation), events, presentation)
    heads, *rows = table_rows(trends, presentation.lang)
    return write_rest(pd.DataFrame(rows, columns=list(heads)), path)


def write_output(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    """Write events as what the ending of `path` says; return `path`.

    Raises
    ------
    OutputError
        If the ending is none that geomap writes, or the file cannot be written.
    """
    if path.name.lower().endswith(CHANGE):
        return _write_change(events, path, presentation)
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
    side: SideWriter | None = None,
) -> list[Path]:
    """Write several files side by side; return their paths in the order given.

    Files of one kind follow one another; figures, documents and decks go to a second process too.
    If one fails the others are still finished, then the first failure (in the order of `paths`) is
    raised; each file is whole or as it was.

    Parameters
    ----------
    events, presentation
        As for `write_output`.
    paths
        What to write.
    track
        Called with a file's name and ``waiting``, ``writing``, ``done`` or ``failed``.
    side
        The second process if it runs already, see `geomap.jobs.side`; closed at the end.
    """
    from concurrent.futures import ThreadPoolExecutor

    kinds: dict[object, list[Path]] = {}
    figures: deque[Path] = deque()
    for path in paths:
        track(path.name, "waiting")
        writer = WRITERS.get(path.suffix.lower())
        (figures if writer == FIGURES else kinds.setdefault(writer, [])).append(path)
    failed: dict[Path, BaseException] = {}

    def write_one(path: Path, write: Callable[[Path], object]) -> None:
        try:
            write(path)
        except Exception as error:  # noqa: BLE001 - told by the main thread
            failed[path] = error
            track(path.name, "failed")
        else:
            track(path.name, "done")

    def write_kind(which: list[Path]) -> None:
        for path in which:
            track(path.name, "writing")
            write_one(path, lambda path: write_output(events, path, presentation))

    def write_figures() -> None:
        facts = None

        def write(path: Path) -> None:
            nonlocal facts
            from geomap.brief.briefing import write_facts
            from geomap.brief.facts import make_facts

            facts = facts or make_facts(events, presentation)
            write_facts(facts, path)

        while figures:
            path = figures.popleft()
            track(path.name, "writing")
            write_one(path, write)

    def write_beside(other: SideWriter) -> None:
        if not other.load(events, presentation):
            return
        while True:
            try:
                path = figures.popleft()
            except IndexError:
                return
            track(path.name, "writing")
            if not other.write(path):
                write_one(path, lambda path: write_output(events, path, presentation))
                return
            track(path.name, "done")

    figures = deque(sorted(figures, key=_weight))
    side = side or start_side(paths)
    try:
        with ThreadPoolExecutor(max_workers=4) as workers:
            jobs = [workers.submit(write_beside, side)] if side else []
            jobs += [workers.submit(write_kind, which) for which in kinds.values()]
            jobs.append(workers.submit(write_figures))
        for job in jobs:
            job.result()
    finally:
        if side is not None:
            side.close()
    for path in paths:
        if path in failed:
            raise failed[path]
    return list(paths)


def _weight(path: Path) -> int:
    """Return when a figure's turn comes: what takes longest goes first."""
    return (".pptx", ".pdf", ".png", ".svg").index(path.suffix.lower())


def write_frame(frame: pd.DataFrame, path: Path) -> Path:
    """Write a plain table (unplaced, rejects) as CSV, formula-safe and atomically."""
    from geomap.export.text_tables import write_rest

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
