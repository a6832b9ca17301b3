"""Reports joined to places: the events frame, and the unplaced with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.events.ids import number_repeats
from geomap.events.placing import Placer
from geomap.schema import CRS, coerce_events, validate_events
from geomap.tables.tally import Tally

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa

    from geomap.resolver.resolver import Resolver
    from geomap.tables.rejects import Reports


@dataclass(frozen=True)
class Built:
    """Events and what could not become one. Rows in = events + unplaced + rejects.

    Parameters
    ----------
    events
        `geomap.schema.COLUMNS` and more; points, EPSG:4326.
    unplaced
        Reports without a place: the report's columns behind ``verdict``, ``reason``, ``nearest``.
    rejects
        Rows that could not be read, see `geomap.tables.rejects.Reports`.
    tally
        Figures for the closing summary.
    notes
        What was seen on the way, for people.
    """

    events: gpd.GeoDataFrame
    unplaced: pd.DataFrame
    rejects: pd.DataFrame
    tally: Tally = field(default_factory=Tally)
    notes: tuple[str, ...] = ()


def build_events(reports: Reports, resolver: Resolver) -> Built:
    """Join reports to places.

    A report with coordinates of its own keeps them, and the distance to the place that its words
    name is told in ``apart_km``; the others go where the resolver says. Each distinct toponym
    with its hints is resolved once.
    """
    import numpy as np
    import pyarrow as pa

    table = pa.Table.from_pandas(reports.frame.reset_index(drop=True), preserve_index=False)
    rows = np.asarray(reports.frame.index)
    events, unplaced = Placer(resolver).place(table, rows, reports.name)
    tally = Tally()
    tally.add(events, unplaced, pa.Table.from_pandas(reports.rejects, preserve_index=False))
    return Built(
        validate_events(frame_events(events)),
        _plain_frame(unplaced),
        reports.rejects,
        tally,
        reports.notes,
    )


def frame_events(events: pa.Table) -> gpd.GeoDataFrame:
    """Return a table of events as points (EPSG:4326), ids made unique; not yet validated."""
    import geopandas as gpd

    ids = events["event_id"].cast("string").combine_chunks()
    events = events.set_column(
        events.column_names.index("event_id"), "event_id", number_repeats(ids)
    )
    frame = coerce_events(_plain_frame(events))
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return gpd.GeoDataFrame(frame, geometry=points, crs=CRS)


def _plain_frame(table: pa.Table) -> pd.DataFrame:
    from geomap.tables.text_columns import decode_text, to_frame

    return to_frame(decode_text(table))
