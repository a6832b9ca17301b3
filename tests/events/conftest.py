"""A few events, one for each thing that a test asks about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geomap.schema import CRS, coerce_events

MakeEvents = Callable[..., gpd.GeoDataFrame]


@pytest.fixture
def make_events() -> MakeEvents:
    """Return a function that makes valid events from what differs between them."""

    def make(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
        default = {
            "report_id": "r1",
            "date_start": "2020-04-13",
            "time_precision": 1,
            "event_type": "Battles",
            "status": "reported",
            "location": "Palmyra",
            "admin1": "Homs",
            "lon": 38.27,
            "lat": 34.55,
            "geo_precision": 1,
            "precision_km": 4.0,
            "source": "A",
        }
        table = pd.DataFrame(
            [{**default, "event_id": f"e{n}", **row} for n, row in enumerate(rows, 1)],
            columns=None if rows else [*default, "event_id"],
        )
        if "date_end" not in table:
            table["date_end"] = table["date_start"]
        table["date_end"] = table["date_end"].fillna(table["date_start"])
        frame = coerce_events(table)
        return gpd.GeoDataFrame(
            frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=CRS
        )

    return make
