"""Layers of any format are read; each fault is one line and good features go on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geomap.content.map_layers import LayerRequest, to_day
from geomap.errors import GeomapError
from geomap.layers.overlays.layer_reading import MOST_POINTS, describe, read_layer
from tests.layers.overlays.made_layers import control, feature, square, write_geojson

if TYPE_CHECKING:
    from pathlib import Path


def day(text: str) -> int:
    return to_day(date.fromisoformat(text))


def read(path: Path, **said: Any) -> Any:
    return read_layer(LayerRequest(path, **said))


def test_a_state_holds_until_the_next_one(tmp_path: Path) -> None:
    layer = read(control(tmp_path / "control.geojson"))
    assert [one.value for one in layer.classes] == ["North", "South"]
    assert layer.form == "area"
    assert layer.at(day("2019-12-31")) == []
    kinds = [[layer.classes[s.kind].value for s in layer.at(day(d))]
             for d in ("2020-02-29", "2020-03-01")]  # fmt: skip
    assert kinds == [["North", "North", "South"], ["North", "South", "South"]]
    assert layer.state_on(day("2020-02-10")) == "2020-01-01"
    assert [s.contested for s in layer.at(day("2021-01-01"))] == [False, False, True]
    assert layer.notes == ()
    assert "2 states 2020-01-01 to 2020-03-01" in describe(layer)


@pytest.mark.parametrize(
    ("ending", "driver"), [("gpkg", "GPKG"), ("shp", None), ("fgb", "FlatGeobuf"), ("kml", "KML")]
)
def test_formats_and_projections(tmp_path: Path, ending: str, driver: str | None) -> None:
    frame = gpd.GeoDataFrame(
        {"holder": ["A", "B"], "name": ["x", "y"]},
        geometry=[shapely.box(36, 34, 37, 35), shapely.box(37, 34, 38, 35)], crs="EPSG:4326",
    )  # fmt: skip
    path = tmp_path / f"areas.{ending}"
    moved = frame if ending == "kml" else frame.to_crs(32637)
    moved.to_file(path, driver=driver)
    layer = read(path, style="" if ending == "kml" else "holder")
    assert len(layer.shapes) == 2
    bounds = shapely.total_bounds([shape.geometry for shape in layer.shapes])
    assert np.allclose(bounds, [36, 34, 38, 35], atol=0.02)


def test_p_codes_of_a_table_become_areas_with_numbers_by_week(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "week,ADM1_PCODE,displaced\n2020-W10,SY02,100\n2020-W10,SY07,900\n2020-W11,SY02,50\n"
        "2020-W11,SY99,3\n2020-W11,SY08,many\n",
        "utf-8",
    )
    layer = read(path, number="displaced")
    assert len(layer.shapes) == 3
    assert layer.numbered
    assert [s.number for s in layer.at(day("2020-03-04"))] == [100, 900]
    assert [s.number for s in layer.at(day("2020-03-10"))] == [50]
    assert layer.at(day("2020-03-17")) == []
    assert any("SY99" in note for note in layer.notes)
    assert any("row 6" in note and "'many' is no number" in note for note in layer.notes)


BAD = [
    (feature([[[36, 34], [37, 35], [37, 34], [36, 35], [36, 34]]], control="X"), "broken ring"),
    (feature(square(36, 34), control="X", **{"from": "2020-05-01", "to": "2020-04-01"}),
     "from 2020-05-01 is after to 2020-04-01"),
    (feature(square(36, 34), control="X", **{"from": "when the snow fell"}), "not a date"),
    (feature(square(360, 34), control="X"), "no degrees"),
    ({"type": "Feature", "properties": {"control": "X"}, "geometry": None}, "no geometry"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "says"), BAD, ids=[says for _, says in BAD])
def test_a_bad_feature_is_one_line_and_the_good_go_on(
    tmp_path: Path, bad: dict[str, Any], says: str
) -> None:
    good = feature(square(38, 34), control="Y", **{"from": "2020-01-01", "to": "2020-12-31"})
    layer = read(write_geojson(tmp_path / "a.geojson", bad, good))
    assert [note for note in layer.notes if says in note and "row 2" in note]
    assert any(layer.classes[shape.kind].value == "Y" for shape in layer.shapes)


def test_heights_are_left_out_and_said(tmp_path: Path) -> None:
    ring = [[[*point, 700.0] for point in square(36, 34)[0]]]
    layer = read(write_geojson(tmp_path / "a.geojson", feature(ring, control="X")))
    assert not layer.shapes[0].geometry.has_z
    assert layer.notes == ("a.geojson: heights are left out",)


def test_a_projection_that_is_not_named_is_refused_where_it_is_no_degrees(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.box(36, 34, 37, 35)], crs=4326).to_crs(32637)
    frame.to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(GeomapError, match="names no projection"):
        read(tmp_path / "a.shp")


def test_many_points_are_simplified_said_and_neighbours_still_meet(tmp_path: Path) -> None:
    turn = np.linspace(0, 1, 100_001)
    shore = np.column_stack([37 + 0.05 * np.sin(turn * 80), 34 + turn])
    shore[[0, -1], 0] = 37
    west = shapely.Polygon([(36, 34), *shore, (36, 35)])
    east = shapely.Polygon([(38, 34), *shore, (38, 35)])
    frame = gpd.GeoDataFrame({"control": ["W", "E"]}, geometry=[west, east], crs=4326)
    frame.to_file(tmp_path / "a.gpkg")
    layer = read(tmp_path / "a.gpkg")
    shapes = [shape.geometry for shape in layer.shapes]
    assert sum(shapely.get_num_coordinates(shapes)) <= MOST_POINTS
    assert shapely.intersection(*shapes).area < 1e-9
    assert abs(shapely.union_all(shapes).area - 2) < 1e-6
    assert any("points are drawn with" in note for note in layer.notes)


def test_overlaps_and_gaps_are_told_not_mended(tmp_path: Path) -> None:
    hole = feature([*square(36, 34, 3), square(37, 35, 0.5)[0]], control="A")
    lap = feature(square(38.5, 34, 1), control="B")
    layer = read(write_geojson(tmp_path / "a.geojson", hole, lap))
    told = " ".join(layer.notes)
    assert "areas overlap: A and B share" in told
    assert "leave 1 gap of" in told


def test_a_column_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = control(tmp_path / "control.geojson")
    with pytest.raises(GeomapError, match="has no column 'contrl'; did you mean control"):
        read(path, style="contrl")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', "no feature"),
        ("a.geojson", "{", "cannot be read as a layer"),
        ("a.csv", "colour,size\nred,3\n", "nothing that lies on a map"),
        ("a.kml", '<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>', "entit"),
    ],
)
def test_what_is_no_layer_is_refused_in_one_line(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(GeomapError, match=says) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)
