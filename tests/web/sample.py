"""Invented events of every kind that the map must draw; they tell of nothing that happened so."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geomap.schema import coerce_events
from geomap.vocab.event_types import event_type_of

TABLE = Path(__file__).with_name("sample.csv")


def sample_events(**changes: object) -> gpd.GeoDataFrame:
    """Return some twenty events; `changes` set whole columns."""
    frame = pd.read_csv(TABLE, dtype={"place_id": str})
    frame["event_id"] = [f"s-{i:03d}" for i in range(len(frame))]
    frame["report_id"] = [f"sample:{i + 2}" for i in range(len(frame))]
    frame["event_type"] = [event_type_of(sub) for sub in frame["sub_event_type"]]
    one_day = frame["date_start"] == frame["date_end"]
    frame["time_precision"] = [1 if exact else 3 for exact in one_day]
    frame["claimed_by"] = ["Saraya Ansar al-Sunna"] + [""] * (len(frame) - 1)
    frame["attributed_to"] = ["Islamic State"] + [""] * (len(frame) - 1)
    late = frame["date_start"] > "2025-04"
    frame["source"] = ["Sample paper, June 2025" if d else "Sample paper, 2020" for d in late]
    frame["source_url"] = [f"https://example.org/{i}" for i in range(len(frame))]
    frame["description"] = [
        f"{sub.removesuffix(' (geomap)')} at {place}: an invented event."
        for sub, place in zip(frame.sub_event_type, frame.place_name, strict=True)
    ]
    frame["placed_how"] = "exact name in the gazetteer"
    for column, value in changes.items():
        frame[column] = value
    return as_events(frame)


def as_events(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a frame with the event columns as events."""
    frame = coerce_events(frame)
    return gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326"
    )
