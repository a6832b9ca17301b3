"""Events as a file that other tools read; the file's ending chooses the format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.export.geojson import features_of, format_geojson

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from geomap.settings import Presentation

__all__ = ["WRITERS", "features_of", "format_geojson", "write_table"]

WRITERS: dict[str, tuple[str, str]] = {
    ".geojson": ("geomap.export.geojson", "write_geojson"),
    ".geojsonl": ("geomap.export.geojson", "write_geojsonl"),
    ".parquet": ("geomap.export.geoparquet", "write_geoparquet"),
    ".gpkg": ("geomap.export.vector_files", "write_gpkg"),
    ".fgb": ("geomap.export.vector_files", "write_fgb"),
    ".pmtiles": ("geomap.export.tiles", "write_pmtiles"),
    ".kml": ("geomap.export.kml", "write_kml"),
    ".csv": ("geomap.export.text_tables", "write_csv"),
    ".xlsx": ("geomap.export.workbook", "write_xlsx"),
}
"""Who writes a table of which ending: module and function, ``(events, path) -> path``."""


def write_table(
    events: gpd.GeoDataFrame,
    path: Path,
    presentation: Presentation,  # noqa: ARG001
) -> Path:
    """Write events as the table that the ending of `path` names; return `path`.

    Raises
    ------
    OutputError
        If the ending is none of `WRITERS`, or the file cannot be written.
    """
    try:
        module, function = WRITERS[path.suffix.lower()]
    except KeyError:
        known = " ".join(WRITERS)
        raise OutputError(f"{path}: cannot write {path.suffix!r} tables; known: {known}") from None
    written: Path = getattr(import_module(module), function)(events, path)
    return written
