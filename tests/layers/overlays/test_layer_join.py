"""Who held the place on the day of the event, and why that is not said where it is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geomap.content.map_layers import LayerRequest
from geomap.layers.overlays.layer_join import join_layer
from geomap.layers.overlays.layer_reading import read_layer
from tests.layers.overlays.made_layers import control

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lon", "first", "last", "km", "holder", "note"),
    [
        (37.5, "2020-02-01", "2020-02-01", 0, "North", ""),
        (37.5, "2020-03-01", "2020-03-01", 0, "South", ""),
        (37.5, "2020-02-20", "2020-03-05", 0, "", "not certain: North / South"),
        (37.98, "2020-02-01", "2020-02-01", 20, "", "not certain: North / South"),
        (36.98, "2020-02-01", "2020-02-01", 20, "North", ""),
        (38.5, "2020-04-01", "2020-04-01", 0, "", "contested: South"),
        (40.0, "2020-02-01", "2020-02-01", 0, "", "outside"),
        (37.5, "2019-02-01", "2019-02-01", 0, "", "no state for the day"),
    ],
)
def test_one_holder_or_none_with_the_reason(
    tmp_path: Path, lon: float, first: str, last: str, km: float, holder: str, note: str
) -> None:
    layer = read_layer(LayerRequest(control(tmp_path / "control.geojson")))
    row = {"lon": lon, "lat": 34.5, "date_start": pd.Timestamp(first),
           "date_end": pd.Timestamp(last), "precision_km": km}  # fmt: skip
    assert join_layer(pd.DataFrame([row]), layer) == ([holder], [note])
