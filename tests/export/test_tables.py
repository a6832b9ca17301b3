from __future__ import annotations

import json
import shutil
import subprocess

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from geomap.errors import OutputError
from geomap.events.report_join import build_events
from geomap.export.event_tables import WRITERS, format_geojson, write_table
from geomap.settings import Presentation
from geomap.tables.event_files import is_event_file
from geomap.tables.reports import check_reports
from tests.event_files import read_event_file

NASTY = [
    '=HYPERLINK("http://x","y")', "-1+1", "+1", "@SUM(A1)", "\tTab", "'=quoted", "'Ain Issa",
    "<script>alert(1)</script>", "]]>&amp;&#0;", "line\nbreak", "cr\r\nlf", 'quote " and, comma',
    "حلب‎", "\u2028separator", "  spaces  ", "NULL", "nan", "1e5", "007", "",
]  # fmt: skip
ENDINGS = sorted(set(WRITERS) - {".pmtiles"})  # tiles are for looking at, not read back


@pytest.fixture
def events(few_places):
    count = len(NASTY)
    frame = pd.DataFrame(
        {
            "date_start": ["2020-04-14", "1976-01-01", "2020-02"] * 6
            + ["1860-07-09", "2024-02-29"],
            "location": ["Aleppo", "Idleb", "Badia", "Aleppo"] * 5,
            "description": NASTY,
            "actor1": [f"actor {n}" for n in range(count)],
            "fatalities": ["3", "", "0", "12"] * 5,
            "fatalities_high": [""] * count,
            "weapon type": NASTY[::-1],
        }
    )
    return build_events(check_reports(frame, name="t.csv"), few_places).events


def write(events, path):
    return write_table(events, path, Presentation())


def in_order(events):
    return events.sort_values("event_id").reset_index(drop=True)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_written_is_read_back_equal(events, tmp_path, ending):
    path = write(events, tmp_path / f"e{ending}")
    assert is_event_file(path)
    back, before = in_order(read_event_file(path)), in_order(events)
    if ending == ".xlsx":  # Excel itself has no carriage return in a cell
        for column in ("description", "weapon type"):
            before[column] = before[column].str.replace("\r\n", "\n")
    assert back.crs == before.crs
    for column in before.columns.drop("geometry"):
        pd.testing.assert_series_equal(back[column], before[column], obj=f"{ending} {column}")
    assert back.geometry.geom_equals_exact(before.geometry, 1e-9).all()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_no_events_is_whole_too(events, tmp_path, ending):
    path = write(events.iloc[:0], tmp_path / f"e{ending}")
    assert path.exists()
    if ending in {".parquet", ".gpkg", ".fgb", ".csv", ".xlsx"}:
        assert len(read_event_file(path)) == 0


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".parquet", ".kml", ".csv"])
def test_the_same_events_make_the_same_bytes(events, tmp_path, ending):
    first = write(events, tmp_path / f"a{ending}").read_bytes()
    assert write(events, tmp_path / f"b{ending}").read_bytes() == first


def test_geojson_follows_rfc_7946_and_has_json_fg_time(events):
    document = json.loads(format_geojson(events))
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    times = [feature["time"] for feature in document["features"]]
    assert times[:3] == [
        {"date": "2020-04-14"}, {"date": "1976-01-01"}, {"interval": ["2020-02-01", "2020-02-29"]},
    ]  # fmt: skip
    assert [f["id"] for f in document["features"]] == events["event_id"].tolist()
    lon, lat = document["features"][0]["geometry"]["coordinates"]
    assert (lon, lat) == (37.16, 36.2)
    assert document["features"][0]["properties"]["fatalities"] == 3
    assert document["features"][1]["properties"]["fatalities"] is None


def test_geojson_lines_are_one_feature_a_line_for_every_reader(events, tmp_path):
    text = write(events, tmp_path / "e.geojsonl").read_text(encoding="utf-8")
    lines = text.splitlines()  # splits at U+2028 and U+0085 too
    assert len(lines) == len(events)
    assert all(json.loads(line)["type"] == "Feature" for line in lines)


def test_csv_cells_never_start_a_formula(events, tmp_path):
    import csv

    path = write(events, tmp_path / "e.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [
        cell for row in rows for name, cell in row.items() if name not in {"lon", "lat", "score"}
    ]
    assert not [cell for cell in texts if cell[:1] in tuple("=+-@\t\r") and cell]
    assert rows[0]["description"].startswith("'=HYPERLINK")


def test_xlsx_texts_are_texts_and_dates_are_dates(events, tmp_path):
    import openpyxl

    sheet = openpyxl.load_workbook(write(events, tmp_path / "e.xlsx")).active
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, sheet[2], strict=True))
    assert first["description"].data_type == "s"
    assert first["description"].value.startswith("=HYPERLINK")
    assert first["date_start"].is_date
    assert first["lon"].value == 37.16


def test_xlsx_refuses_a_text_that_it_would_cut(events, tmp_path):
    events.loc[0, "description"] = "x" * 40_000
    with pytest.raises(OutputError, match="row 2, column 'description'"):
        write(events, tmp_path / "e.xlsx")
    assert not list(tmp_path.iterdir())


def test_kml_shows_markup_and_has_time_spans(events, tmp_path):
    from xml.etree import ElementTree as ET

    root = ET.fromstring(write(events, tmp_path / "e.kml").read_bytes())
    space = {"k": "http://www.opengis.net/kml/2.2"}
    spans = [e.text for e in root.iterfind(".//k:TimeSpan/k:begin", space)]
    assert spans[:2] == ["2020-04-14", "1976-01-01"]
    texts = [e.text or "" for e in root.iterfind(".//k:description", space)]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in texts


def test_geoparquet_is_version_1_1_with_covering_and_sorted_by_space(few_places, tmp_path):
    from geomap.export.geoparquet import hilbert_of

    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {"date": "2020-04-14", "location": "x", "lon": rng.uniform(36.9, 40.9, 500).astype(str),
         "lat": rng.uniform(34.6, 36.4, 500).astype(str)}
    )  # fmt: skip
    events = build_events(check_reports(frame, name="t.csv"), few_places).events
    path = write(events, tmp_path / "e.parquet")
    meta = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert meta["version"] == "1.1.0"
    column = meta["columns"]["geometry"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert column["geometry_types"] == ["Point"]
    back = gpd.read_parquet(path)
    np.testing.assert_allclose(column["bbox"], back.total_bounds)
    assert len(gpd.read_parquet(path, bbox=(37, 35, 38, 36))) == back.cx[37:38, 35:36].shape[0]
    curve = hilbert_of(back["lon"].to_numpy(), back["lat"].to_numpy())
    assert (np.diff(curve.astype(np.int64)) >= 0).all()
    box = pd.DataFrame(pq.read_table(path)["bbox"].to_pylist())
    assert (box["xmin"] <= back["lon"]).all()
    assert (box["xmax"] >= back["lon"]).all()


def test_the_hilbert_curve_visits_every_cell_and_steps_to_neighbours():
    from geomap.export.geoparquet import hilbert_of

    side = 16
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(side), np.arange(side)))
    lon, lat = -180 + (x + 0.5) * 360 / side, -90 + (y + 0.5) * 180 / side
    order = np.argsort(hilbert_of(lon, lat, order=10))
    steps = np.abs(np.diff(x[order])) + np.abs(np.diff(y[order]))
    assert len(set(hilbert_of(lon, lat, order=10).tolist())) == side * side
    assert (steps == 1).all()


def test_an_unknown_ending_names_the_known_ones(events, tmp_path):
    with pytest.raises(OutputError, match=r"\.geojson"):
        write(events, tmp_path / "e.shp")


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
@pytest.mark.parametrize(
    "ending", [".geojson", ".geojsonl", ".gpkg", ".fgb", ".kml", ".csv", ".xlsx"]
)
def test_gdal_reads_every_feature_and_field(events, tmp_path, ending):
    path = write(events, tmp_path / f"e{ending}")
    source = f"GeoJSONSeq:{path}" if ending == ".geojsonl" else str(path)
    layer = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", source], capture_output=True, text=True, check=True
    )
    assert not layer.stderr
    assert f"Feature Count: {len(events)}" in layer.stdout
    fields = {
        line.split(":")[0].strip()
        for line in layer.stdout.splitlines()
        if "(" in line and ":" in line
    }
    wanted = set(events.columns) - {"geometry"}
    if ending == ".kml":  # GDAL's driver renames it
        wanted = {c.replace(" ", "_") for c in wanted}
    assert wanted - fields == set()
    if ending not in {".csv", ".xlsx"}:
        west, south, east, north = events.total_bounds
        assert f"Extent: ({west:.6f}, {south:.6f}) - ({east:.6f}, {north:.6f})" in layer.stdout
    if ending in {".gpkg", ".geojson", ".fgb"}:
        assert "date_start: Date" in layer.stdout


def test_duckdb_reads_the_parquet_with_true_types(events, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    path = write(events, tmp_path / "e.parquet")
    row = duckdb.sql(
        f"select count(*), min(date_start), min(lon), max(lat), typeof(any_value(date_start)), "
        f"typeof(any_value(fatalities)) from '{path}'"
    ).fetchall()[0]
    assert row[0] == len(events)
    assert str(row[1]) == "1860-07-09"
    assert row[2:4] == (events["lon"].min(), events["lat"].max())
    assert row[4:] == ("DATE", "BIGINT")


def test_the_crs_that_is_written_down_is_projs_own():
    import pyproj

    from geomap.export.geoparquet import describe_wgs84

    told = pyproj.CRS.from_json_dict(describe_wgs84())
    assert told == pyproj.CRS(4326)
    assert [axis.direction for axis in told.axis_info] == ["north", "east"]
    assert told.to_authority() == ("EPSG", "4326")


def test_long_texts_of_parquet_are_not_told_apart_on_reading(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from geomap.tables.opening import open_table

    rows = 40_000
    table = pa.table(
        {
            "date": ["2020-01-01"] * rows,
            "location": ["Aleppo", "Idleb"] * (rows // 2),
            "told": [f"{n:080}" for n in range(rows)],
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    [batch] = open_table(tmp_path / "t.parquet").batches()
    assert pa.types.is_dictionary(batch.table.schema.field("location").type)
    assert pa.types.is_string(batch.table.schema.field("told").type)
    assert batch.table["told"].to_pylist() == table["told"].to_pylist()
