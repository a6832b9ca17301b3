"""Files of events that are placed already: what geomap itself wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.schema import coerce_events, validate_events

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

EVENT_FILES = frozenset({".geojson", ".geojsonl", ".parquet", ".gpkg", ".fgb"})


def is_event_file(path: Path) -> bool:
    """Return True if the ending of `path` says that it holds placed events."""
    return path.suffix.lower() in EVENT_FILES


def read_event_file(path: Path) -> gpd.GeoDataFrame:
    """Read placed events (EPSG:4326) and check them against the event schema."""
    import geopandas as gpd

    read = gpd.read_parquet if path.suffix == ".parquet" else gpd.read_file
    frame = read(path)
    events = gpd.GeoDataFrame(coerce_events(frame), geometry="geometry", crs=frame.crs)
    return validate_events(events, file=path.name)
