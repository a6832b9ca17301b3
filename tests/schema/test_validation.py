"""What a table of events must hold, with every fault told."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

from geomap.errors import SchemaError
from geomap.schema import CRS, coerce_events, validate_events


def events_of(**cells):
    row = {
        "event_id": ["a", "b"], "report_id": "t:1", "date_start": "2020-04-14",
        "date_end": "2020-04-15", "time_precision": 1, "status": "reported", "lon": 37.1,
        "lat": 36.2, "geo_precision": 1, "precision_km": 2.0,
    }  # fmt: skip
    frame = coerce_events(pd.DataFrame(row | cells))
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=CRS)


def test_events_in_order_pass_as_they_are():
    events = events_of()
    assert validate_events(events) is events


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"event_id": ["a", "a"]}, "event_id: must be unique; 1 not so ('a')"),
        ({"lon": [181.0, 37.0]}, "lon: must be 180 or less; 1 not so (181.0)"),
        ({"lat": [None, 36.0]}, "lat: must be filled; 1 not so (nan)"),
        ({"geo_precision": [4, 1]}, "geo_precision: must be 3 or less; 1 not so (4)"),
        ({"fatalities": [-1, None]}, "fatalities: must be 0 or more; 1 not so (-1)"),
        ({"date_end": "2020-04-13"}, "date_start: must not be after date_end; 2 not so"),
    ],
)
def test_each_fault_is_told_with_its_column(cells, told):
    with pytest.raises(SchemaError) as raised:
        validate_events(events_of(**cells))
    assert raised.value.faults == (told,)


def test_all_faults_are_told_at_once():
    events = events_of(status="rumoured", lon=200.0).drop(columns="source")
    with pytest.raises(SchemaError) as raised:
        validate_events(events)
    assert [fault.partition(":")[0] for fault in raised.value.faults] == ["status", "lon", "source"]


def test_a_column_of_another_type_is_told():
    events = events_of()
    events["precision_km"] = events["precision_km"].astype(str)
    with pytest.raises(SchemaError, match="must be float64, not str"):
        validate_events(events)
