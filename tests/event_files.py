"""Reading an event file back in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.event_files import split_sheet
from geomap.tables.opening import open_table

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def read_event_file(path: Path) -> gpd.GeoDataFrame:
    """Return the events of a file that geomap wrote."""
    return split_sheet(open_table(path)).events
