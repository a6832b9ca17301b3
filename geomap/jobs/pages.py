"""Events as a web map or a briefing, with what only these have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.jobs.stories import add_trend
from geomap.jobs.tables import read_or_place
from geomap.jobs.writing import FILMS, WRITERS, write_output
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geomap.errors import Finding
    from geomap.export.publish import Published
    from geomap.web.options import WebOptions


def prepare_publication(
    events: gpd.GeoDataFrame,
    private: tuple[str, ...] = (),
    blur_km: float = 0.0,
    public: tuple[str, ...] = (),
) -> Published:
    """Return events that may be published, with notices for the publisher and for readers."""
    from geomap.export.publish import prepare_publication as prepare

    return prepare(events, private=private, public=public, blur_km=blur_km)


def write_web_map(
    events: gpd.GeoDataFrame, path: Path, presentation: Presentation, options: WebOptions
) -> Path:
    """Write events as one self-contained page, with options that only the web map has."""
    from geomap.web.page import write_web_map as write

    return write(events, path, add_trend(presentation, events), options)


def verify_briefing(
    path: Path, presentation: Presentation, places: PlaceSettings = PlaceSettings()
) -> list[Finding]:
    """Read events, or reports to place first; return what a desk would send back of a briefing."""
    from dataclasses import replace

    from geomap.brief.verifying import verify_brief

    events, unplaced = read_or_place(path, places)
    if unplaced is not None:
        presentation = replace(presentation, unplaced=len(unplaced), unplaced_rows=unplaced)
    return verify_brief(events, presentation)


def write_briefing(
    path: Path,
    output: Path,
    presentation: Presentation,
    places: PlaceSettings = PlaceSettings(),
    progress: Callable[[int, int], object] | None = None,
) -> tuple[int, pd.DataFrame | None]:
    """Read events, or reports to place first, and write a briefing.

    `progress` is called with the steps drawn and all steps, if a film is written.

    Returns how many events it has, and the rows without a place or a day, which it counts and
    lists.
    """
    from dataclasses import replace

    events, unplaced = read_or_place(path, places)
    if unplaced is not None:
        presentation = replace(presentation, unplaced=len(unplaced), unplaced_rows=unplaced)
    presentation = add_trend(presentation, events)
    if progress is not None and WRITERS.get(output.suffix.lower()) == FILMS:
        from geomap.brief.film.film import write_film

        write_film(events, output, presentation, progress)
    else:
        write_output(events, output, presentation)
    return len(events), unplaced
