"""Maps as other tools save them: uMap, Esri, shapefiles, GPX, TopoJSON, KML with a link, KMZ."""

from __future__ import annotations

import json
import zipfile

import geopandas as gpd
import pytest
from shapely.geometry import Point

from geomap.errors import TableError
from geomap.tables.formats.text_files import detect_encoding
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports

AUTO = ReadOptions(scheme="auto")
SARMIN, BINNISH = (36.7268, 35.9025), (36.7139, 35.9578)


def point(lon, lat, **properties):
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def dump(path, document):
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def umap(*layers):
    return {
        "type": "umap", "geometry": {"type": "Point", "coordinates": [36, 35]},
        "layers": [
            {"type": "FeatureCollection", "_umap_options": {"name": name}, "features": features}
            for name, features in layers
        ],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["m.umap", "m.json", "m.geojson"])
def test_every_layer_of_a_umap_backup(tmp_path, name):
    one = point(*SARMIN, date="2020-04-14", location="Sarmin", _umap_options={"color": "Red"})
    two = point(*BINNISH, date="2020-04-15", location="Binnish")
    reports = read_reports(
        dump(tmp_path / name, umap(("Strikes", [one]), ("Protests", [two]))), AUTO
    )
    frame = reports.frame
    assert frame["location"].tolist() == ["Sarmin", "Binnish"]
    assert frame["layer"].tolist() == ["Strikes", "Protests"]
    assert "_umap_options" not in frame
    assert "2 layers: Strikes, Protests" in reports.notes[0]


@pytest.mark.parametrize(
    ("reference", "x", "y"),
    [
        ({"wkid": 102100, "latestWkid": 3857}, 4088408.7, 4285908.3),
        ({"wkid": 102100}, 4088408.7, 4285908.3),
        ({"wkid": 4326}, *SARMIN),
        (None, *SARMIN),
    ],
)
def test_feature_sets_of_esri(tmp_path, reference, x, y):
    rows = [
        {"attributes": {"DAY": 1586822400000, "PLACE": "Sarmin"}, "geometry": {"x": x, "y": y}},
        {"attributes": {"DAY": None, "PLACE": "Sarmin"}, "geometry": None},
    ]
    document = {"geometryType": "esriGeometryPoint", "features": rows}
    if reference:
        document["spatialReference"] = reference
    reports = read_reports(dump(tmp_path / "f.json", document), AUTO)
    [row] = reports.frame.to_dict("records")
    assert str(row["date_start"].date()) == "2020-04-14"
    assert (row["lon"], row["lat"]) == pytest.approx(SARMIN, abs=0.01)
    assert len(reports.rejects) == 1


def test_areas_of_esri_have_a_point_and_how_far_they_reach(tmp_path):
    ring = [[36.0, 35.0], [36.2, 35.0], [36.2, 35.2], [36.0, 35.2], [36.0, 35.0]]
    rows = [{"attributes": {"date": "2020-04-14"}, "geometry": {"rings": [ring]}}]
    [row] = read_reports(dump(tmp_path / "f.json", {"features": rows}), AUTO).frame.to_dict(
        "records"
    )
    assert (row["lon"], row["lat"]) == pytest.approx((36.1, 35.1), abs=0.01)
    assert row["precision_km"] > 5


def zip_shapefile(tmp_path, encoding, drop=(), crs="EPSG:32637"):
    folder = tmp_path / "in"
    folder.mkdir()
    frame = gpd.GeoDataFrame(
        {"date": ["2020-04-14"], "location": ["سرمين"]}, geometry=[Point(SARMIN)], crs="EPSG:4326"
    ).to_crs(crs)
    frame.to_file(folder / "s.shp", encoding=encoding)
    for ending in drop:
        (folder / f"s{ending}").unlink()
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        for part in folder.iterdir():
            archive.write(part, f"data/{part.name}")
    return tmp_path / "s.zip"


@pytest.mark.parametrize(
    ("encoding", "drop"),
    [("utf-8", ()), ("utf-8", (".cpg",)), ("cp1256", ()), ("cp1256", (".cpg",)),
     ("iso-8859-6", (".cpg",))],
)  # fmt: skip
def test_a_zipped_shapefile_in_metres_and_old_encodings(tmp_path, encoding, drop):
    [row] = read_reports(zip_shapefile(tmp_path, encoding, drop), AUTO).frame.to_dict("records")
    assert row["location"] == "سرمين"
    assert (row["lon"], row["lat"]) == pytest.approx(SARMIN, abs=1e-4)


def test_a_shapefile_without_projection_says_so_and_metres_are_refused(tmp_path):
    reports = read_reports(zip_shapefile(tmp_path, "utf-8", (".prj",)), AUTO)
    assert "taken for degrees" in " ".join(reports.notes)
    assert reports.rejects["problem"].tolist() == ["no such point on Earth"]


def test_half_a_shapefile_is_one_line(tmp_path):
    with pytest.raises(TableError, match=r"no \.dbf beside it"):
        read_reports(zip_shapefile(tmp_path, "utf-8", (".dbf",)))


LINK = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>'
    "<href>https://example.org/x</href></Link></NetworkLink>{}</Document></kml>"
)
MARK = (
    "<Placemark><name>Sarmin</name><TimeStamp><when>2020-04-14</when></TimeStamp>"
    "<Point><coordinates>36.7268,35.9025</coordinates></Point></Placemark>"
)


def test_a_kml_of_a_link_alone_says_what_to_export(tmp_path):
    (tmp_path / "m.kml").write_text(LINK.format(""), encoding="utf-8")
    with pytest.raises(TableError, match="link to a map on the web"):
        read_reports(tmp_path / "m.kml")


@pytest.mark.parametrize("packed", [False, True])
def test_a_link_beside_placemarks_is_said(tmp_path, packed):
    (tmp_path / "doc.kml").write_text(LINK.format(MARK), encoding="utf-8")
    path = tmp_path / "doc.kml"
    if packed:
        path = tmp_path / "m.kmz"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(tmp_path / "doc.kml", "doc.kml")
    reports = read_reports(path)
    assert len(reports.frame) == 1
    assert "not followed" in " ".join(reports.notes)


def test_waypoints_of_a_gpx(tmp_path):
    (tmp_path / "w.gpx").write_text(
        '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="35.9025" lon="36.7268"><time>2020-04-14T09:00:00Z</time><name>Sarmin</name>'
        "<desc>crater</desc></wpt></gpx>",
        encoding="utf-8",
    )
    [row] = read_reports(tmp_path / "w.gpx").frame.to_dict("records")
    assert (row["location"], row["description"]) == ("Sarmin", "crater")
    assert (row["lon"], row["lat"]) == SARMIN
    assert str(row["date_start"].date()) == "2020-04-14"


@pytest.mark.parametrize("name", ["t.topojson", "t.json"])
def test_topojson(tmp_path, name):
    shapes = [{"type": "Point", "coordinates": list(SARMIN),
               "properties": {"date": "2020-04-14", "location": "Sarmin"}}]  # fmt: skip
    objects = {"strikes": {"type": "GeometryCollection", "geometries": shapes}}
    path = dump(tmp_path / name, {"type": "Topology", "objects": objects, "arcs": []})
    [row] = read_reports(path).frame.to_dict("records")
    assert (row["location"], row["lon"]) == ("Sarmin", SARMIN[0])


TEXT = "التاريخ,المكان,الوصف\n2019-05-05,كفرنبل,قذيفتان على السوق وإصابة رجل\n"


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6", "utf-8", "utf-16"])
def test_arabic_encodings_are_told_apart_by_their_words(tmp_path, encoding):
    (tmp_path / "t.csv").write_bytes(TEXT.encode(encoding))
    assert detect_encoding(tmp_path / "t.csv") == encoding
    assert read_reports(tmp_path / "t.csv", AUTO).frame["location"].tolist() == ["كفرنبل"]


def test_french_in_windows_is_no_arabic(tmp_path):
    (tmp_path / "t.csv").write_bytes("date,lieu\n2019-05-05,Été à Idlib\n".encode("cp1252"))
    assert detect_encoding(tmp_path / "t.csv") == "cp1252"
