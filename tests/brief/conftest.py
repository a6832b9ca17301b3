"""Events that a briefing is tried on: many places, all types, every precision, odd texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

from geomap.schema import CRS, coerce_events
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = (
    ("Damascus", "SY01", "Damascus", 36.29, 33.51), ("Douma", "", "Rif Dimashq", 36.40, 33.57),
    ("Aleppo", "", "Aleppo", 37.16, 36.20), ("Azaz", "", "Aleppo", 37.045, 36.586),
    ("Idlib", "", "Idlib", 36.63, 35.93), ("Saraqib", "", "Idlib", 36.806, 35.864),
    ("Homs", "", "Homs", 36.72, 34.73), ("Palmyra", "", "Homs", 38.28, 34.56),
    ("Deir ez-Zor", "", "Deir ez-Zor", 40.14, 35.33), ("Raqqa", "", "Raqqa", 39.01, 35.95),
    ("Daraa", "", "Daraa", 36.10, 32.62), ("Hasakah", "", "Hasakah", 40.74, 36.50),
)  # fmt: skip


def make_frame(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    """Return a valid events frame of rows that say what differs from an armed clash in Homs."""
    default = {
        "report_id": "r1", "date_start": "2025-03-01", "time_precision": 1,
        "event_type": "Battles", "sub_event_type": "Armed clash", "status": "reported",
        "location": "Homs", "place_name": "Homs", "admin1": "Homs", "lon": 36.72, "lat": 34.73,
        "geo_precision": 1, "precision_km": 3.0, "source": "A wire",
        "actor1": "One group", "actor2": "Another group", "description": "Something happened.",
    }  # fmt: skip
    table = pd.DataFrame(
        [{**default, "event_id": f"e{n:05}", **row} for n, row in enumerate(rows, 1)],
        columns=None if rows else [*default, "event_id", "date_end"],
    )
    if "date_end" not in table:
        table["date_end"] = table["date_start"]
    table["date_end"] = table["date_end"].fillna(table["date_start"])
    frame = coerce_events(table)
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=CRS)


def make_variety() -> gpd.GeoDataFrame:
    """Return thirty events of all types and precisions, one of them abroad, one everywhere."""
    kinds = [(kind, subs[0]) for kind, subs in EVENT_TYPES.items()]
    rows: list[dict[str, Any]] = []
    for n in range(28):
        name, _, admin1, lon, lat = PLACES[n % len(PLACES)]
        kind, sub = kinds[n % len(kinds)]
        precision = 2 if n % 5 == 3 else 1
        rows.append({
            "date_start": f"2025-{1 + n % 6:02}-{1 + n:02}", "event_type": kind,
            "sub_event_type": sub, "location": name, "place_name": name, "admin1": admin1,
            "lon": lon + 0.11 * (n // len(PLACES)), "lat": lat, "geo_precision": precision,
            "precision_km": 18.0 if precision == 2 else 3.0, "fatalities": n % 4,
        })  # fmt: skip
    rows[3] |= {"geo_precision": 3, "precision_km": 60.0, "pcode": "SY07", "place_id": "SY07"}
    rows[5] |= {"place_name": "Sochi", "location": "Sochi", "lon": 39.72, "lat": 43.6}
    rows[7] |= {"geo_precision": 3, "precision_km": 400.0, "place_name": "Syria", "location": "S"}
    rows[9] |= {"description": "<script>alert(1)</script> #panic() $x^2$ *b* \\ وقع اشتباك"}
    rows[11] |= {"date_start": "2025-01-01", "date_end": "2025-12-31", "time_precision": 3}
    rows[12] |= {"claimed_by": "A third group", "attributed_to": "A fourth group"}
    rows[13] |= {"actor1": "داعش", "place_name": "حمص", "location": "حمص"}
    return make_frame(rows)


@pytest.fixture(scope="session")
def make_events() -> Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]:
    """Return `make_frame`."""
    return make_frame


@pytest.fixture(scope="session")
def variety() -> gpd.GeoDataFrame:
    """Return `make_variety`'s events."""
    return make_variety()
