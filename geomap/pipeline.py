"""The story, top to bottom: read, place, select, layer, write.

Every command calls functions of this module and of nothing else below it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.events.build import Built
    from geomap.model import Resolution
    from geomap.outputs.publish import Published
    from geomap.outputs.web.options import WebOptions

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
