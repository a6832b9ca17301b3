from __future__ import annotations

import re
import sys

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from geomap.errors import MissingExtraError, OutputError
from geomap.export import tiles
from geomap.export.event_tables import write_table
from geomap.schema import coerce_events
from geomap.settings import Presentation

reader = pytest.importorskip("pmtiles.reader", reason="pmtiles is not installed")
ROWS = 600


@pytest.fixture(scope="module")
def events():
    import pandas as pd

    rng = np.random.default_rng(7)
    # half of them at one place, some on the very edges of tiles
    lon = np.where(np.arange(ROWS) % 2, 37.161, rng.uniform(35.7, 42.3, ROWS))
    lat = np.where(np.arange(ROWS) % 2, 36.202, rng.uniform(32.4, 37.2, ROWS))
    lon[:40] = np.arange(40) * 360 / 1024 + 28.125
    frame = coerce_events(
        pd.DataFrame(
            {
                "event_id": [f"e-{n}" for n in range(ROWS)],
                "report_id": "r",
                "date_start": pd.to_datetime("2020-01-01") + pd.to_timedelta(range(ROWS), "D"),
                "date_end": pd.to_datetime("2020-01-02") + pd.to_timedelta(range(ROWS), "D"),
                "event_type": np.where(np.arange(ROWS) % 3, "Battles", "Protests"),
                "location": ["حلب <b>" if n % 2 else "Idleb" for n in range(ROWS)],
                "lon": lon,
                "lat": lat,
                "fatalities": [None if n % 5 == 0 else n % 7 for n in range(ROWS)],
                "description": "long",
            }
        )
    )
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs=4326)


@pytest.fixture(scope="module")
def path(events, tmp_path_factory):
    out = tmp_path_factory.mktemp("tiles") / "events.pmtiles"
    assert write_table(events, out, Presentation()) == out
    assert [file.name for file in out.parent.iterdir()] == [out.name]
    return out


def test_every_event_is_in_the_tiles_once_and_where_it_was(events, path):
    meta, table = pyogrio.read_arrow(path, layer="events")
    found = table.to_pandas().set_index("event_id")
    assert sorted(found.index) == sorted(events["event_id"])
    told = events.set_index("event_id").loc[found.index]
    assert (found["date_start"] == told["date_start"].dt.strftime("%Y-%m-%d")).all()
    assert (found["location"] == told["location"]).all()
    assert found["fatalities"].isna().sum() == told["fatalities"].isna().sum()
    assert found["fatalities"].sum() == told["fatalities"].sum()
    middles = gpd.GeoSeries(shapely.centroid(shapely.from_wkb(found["wkb_geometry"])), crs=3857)
    wanted = told.to_crs(3857).geometry
    assert meta["crs"] == "EPSG:3857"
    assert np.abs(middles.x.to_numpy() - wanted.x.to_numpy()).max() < 5
    assert np.abs(middles.y.to_numpy() - wanted.y.to_numpy()).max() < 5


@pytest.mark.parametrize("zoom", range(tiles.DETAIL_ZOOM))
def test_the_overview_counts_every_event_at_each_zoom(events, path, zoom):
    _, table = pyogrio.read_arrow(path, layer="overview", ZOOM_LEVEL=zoom)
    assert sum(table["events"].to_pylist()) == ROWS
    assert sum(table["fatalities"].to_pylist()) == events["fatalities"].sum()
    assert min(table["date_start"].to_pylist()) == "2020-01-01"


def test_the_file_says_what_it_holds(path):
    with path.open("rb") as file:
        found = reader.Reader(reader.MmapSource(file))
        header, metadata = found.header(), found.metadata()
    assert (header["min_zoom"], header["max_zoom"]) == (0, tiles.DETAIL_ZOOM)
    assert header["clustered"]
    layers = {layer["id"]: layer for layer in metadata["vector_layers"]}
    assert (layers["overview"]["minzoom"], layers["overview"]["maxzoom"]) == (0, 9)
    assert (layers["events"]["minzoom"], layers["events"]["maxzoom"]) == (10, 10)
    assert "description" not in layers["events"]["fields"]
    assert header["min_lon_e7"] <= 28.2e7
    assert header["max_lon_e7"] >= 42.2e7


def test_a_cell_is_shown_by_its_commonest_type_and_ties_by_name():
    table = pa.table(
        {
            "date_start": ["2020-01-02", "2020-01-01", "2020-01-03", "2020-01-04"],
            "date_end": ["2020-01-02", "2020-01-01", "2020-01-03", "2020-01-05"],
            "event_type": ["Riots", "Battles", "Riots", "Battles"],
            "fatalities": pa.array([1, None, 2, None]),
            "x": [4e6, 4e6, 4e6, 4e6],
            "y": [4e6, 4e6, 4e6, 4e6],
        }
    )
    [row] = tiles.summarize_cells(table, 3).to_pylist()
    assert row == {
        "events": 4, "fatalities": 3, "event_type": "Battles", "date_start": "2020-01-01",
        "date_end": "2020-01-05", "x": 4e6, "y": 4e6,
    }  # fmt: skip


def test_no_events_no_driver_and_no_library_are_one_clear_line(events, tmp_path, monkeypatch):
    with pytest.raises(OutputError, match="tiles need events"):
        tiles.write_pmtiles(events.iloc[:0], tmp_path / "e.pmtiles")
    monkeypatch.setattr(pyogrio, "list_drivers", dict)
    with pytest.raises(OutputError, match="GDAL writes no PMTiles"):
        tiles.write_pmtiles(events, tmp_path / "e.pmtiles")
    monkeypatch.setitem(sys.modules, "pmtiles.writer", None)
    with pytest.raises(MissingExtraError, match=re.escape("geomap-syria[tiles]")):
        tiles.write_pmtiles(events, tmp_path / "e.pmtiles")
    assert not list(tmp_path.iterdir())


def test_the_dead_of_an_incident_count_once_in_a_cell():
    table = pa.table(
        {
            "fatalities": pa.array([9, 9, 4, None, 2], pa.int64()),
            "incident_id": ["i", "i", "", "i", "i"],
        }
    )
    cells = np.array([1, 1, 1, 1, 2])
    assert tiles.once_per_incident(table, cells).to_pylist() == [None, 9, 4, None, 2]
    alone = table.drop_columns(["incident_id"])
    assert tiles.once_per_incident(alone, cells).to_pylist() == [9, 9, 4, None, 2]
