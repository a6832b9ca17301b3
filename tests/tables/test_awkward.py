"""Tables as people really keep them: each was read wrongly, or not at all, before."""

from __future__ import annotations

import datetime as dt
import json
import warnings
import zipfile

import geopandas as gpd
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely import box

from geomap.errors import TableError
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes import read_heading

AUTO = ReadOptions(scheme="auto")
IDLIB, AL_BAB = (36.6339, 35.9306), (37.5158, 36.3706)


@pytest.fixture
def read(tmp_path):
    """Write text as a table and read it with its columns guessed."""

    def read(text: str, options: ReadOptions = AUTO, name: str = "t.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_reports(tmp_path / name, options)

    return read


def columns(tmp_path, **values):
    """Write a Parquet file of columns and read it."""
    count = len(next(iter(values.values())))
    pq.write_table(pa.table({"location": ["Idlib"] * count, **values}), tmp_path / "t.parquet")
    return read_reports(tmp_path / "t.parquet")


def days(reports):
    return [str(day)[:10] for day in reports.frame["date_start"]]


@pytest.mark.parametrize("zone", ["Asia/Damascus", "America/New_York", "UTC"])
def test_a_time_with_a_zone_is_of_the_day_there(tmp_path, zone):
    late = dt.datetime.fromisoformat("2020-04-14 23:30")
    times = pa.array([late], pa.timestamp("us"))
    local = pa.compute.assume_timezone(times, zone)
    assert days(columns(tmp_path, date=local)) == ["2020-04-14"]


def test_days_written_as_whole_numbers_are_read_as_in_text(tmp_path):
    for values in (pa.array([20200414, None]), pa.array([20200414.0, None])):
        reports = columns(tmp_path, date=values)
        assert days(reports) == ["2020-04-14"]
        assert reports.rejects["problem"].tolist() == ["no date"]


@pytest.mark.parametrize(
    "values",
    [
        pa.array([True]),
        pa.array([dt.time(1, 2)]),
        pa.array([[1]]),
        pa.array([dt.timedelta(1)]),
        pa.array([{"x": 1}]),
    ],
)
def test_a_date_of_no_fitting_type_rejects_its_row(tmp_path, values):
    reports = columns(tmp_path, date=values)
    assert reports.rejects["problem"].tolist() == ["not a date"]


def test_an_empty_cell_of_a_list_is_no_text(tmp_path):
    reports = columns(tmp_path, date=["2020-04-14"] * 2, source=pa.array([None, ["a"]]))
    assert reports.frame["source"].tolist() == ["", '["a"]']


@pytest.mark.parametrize("ending", ["parquet", "gpkg", "fgb", "geojson"])
@pytest.mark.parametrize("crs", [32637, 3857])
def test_points_in_another_system_become_degrees(tmp_path, ending, crs):
    points = gpd.GeoDataFrame(
        {"date": ["2020-04-14", "2020-04-15"], "location": ["Idlib", "Al Bab"]},
        geometry=gpd.points_from_xy(*zip(IDLIB, AL_BAB, strict=True)),
        crs=4326,
    ).to_crs(crs)
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        points.to_parquet(path)
    elif ending == "geojson":
        document = json.loads(points.to_json())
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
        path.write_text(json.dumps(document))
    else:
        points.to_file(path)
    frame = read_reports(path).frame.sort_values("location", ascending=False)
    assert frame["lon"].tolist() == pytest.approx([IDLIB[0], AL_BAB[0]], abs=1e-7)
    assert frame["lat"].tolist() == pytest.approx([IDLIB[1], AL_BAB[1]], abs=1e-7)


def test_native_points_of_geoparquet_are_coordinates(tmp_path):
    points = gpd.GeoDataFrame(
        {"date": ["2020-04-14"], "location": ["Idlib"]},
        geometry=gpd.points_from_xy([IDLIB[0]], [IDLIB[1]]),
        crs=4326,
    )
    points.to_parquet(tmp_path / "t.parquet", geometry_encoding="geoarrow")
    frame = read_reports(tmp_path / "t.parquet").frame
    assert (frame["lon"][2], frame["lat"][2]) == IDLIB


def test_a_system_that_does_not_exist_is_one_clear_line(tmp_path):
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:999999"}},
        "features": [{"type": "Feature", "properties": {"date": "2020-04-14"}, "geometry": None}],
    }
    (tmp_path / "t.geojson").write_text(json.dumps(document))
    with pytest.raises(TableError, match=r"coordinate system that is not known \(EPSG:999999\)"):
        read_reports(tmp_path / "t.geojson")


def test_the_layer_with_events_is_read_and_the_others_named(tmp_path):
    path = tmp_path / "t.gpkg"
    point = gpd.points_from_xy([IDLIB[0]], [IDLIB[1]])
    gpd.GeoDataFrame({"n": [1]}, geometry=point, crs=4326).to_file(path, layer="towns")
    gpd.GeoDataFrame(
        {"date": ["2020-04-14"], "location": ["Idlib"]}, geometry=point, crs=4326
    ).to_file(path, layer="seen")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reports = read_reports(path)
    assert len(reports.frame) == 1
    assert "layer 'seen'; not read: 'towns' (--sheet NAME reads one)" in reports.notes


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("35°55'50\"N", "36°38'02\"E"),
        ("35 55.84 N", "36 38.034 E"),
        ("N35.9306", "E36.6339"),
        ("35.9306° N", "36.6339° E"),
        ("٣٥٫٩٣٠٦", "٣٦٫٦٣٣٩"),
        ("35,9306", "36,6339"),
        ("٣٥٫٩٣٠٦ ش", "٣٦٫٦٣٣٩ ق"),
    ],
)
def test_coordinates_are_read_as_people_write_them(read, lat, lon):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    reports = read(f"التاريخ,المكان,خط العرض,خط الطول\n2020-04-14,Idlib,{cell(lat)},{cell(lon)}\n")
    assert reports.frame["lon"].tolist() == pytest.approx([IDLIB[0]], abs=1e-4)
    assert reports.frame["lat"].tolist() == pytest.approx([IDLIB[1]], abs=1e-4)


@pytest.mark.parametrize("lat", ["35°61'N", "36.6 E", "35.5°20'N", "abc", "35°"])
def test_a_coordinate_that_cannot_be_meant_rejects_its_row(read, lat):
    reports = read(f"date,location,lat,lon\n2020-04-14,Idlib,{lat},36.63\n", ReadOptions())
    kept, rejected = len(reports.frame), reports.rejects["problem"].tolist()
    assert (kept, rejected) == ((1, []) if lat == "35°" else (0, ["not a coordinate"]))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("coordinates", ["35.9306, 36.6339", "36.3706, 37.5158"]),
        ("lat/lon", ["35.9306 N 36.6339 E", "36.3706 N 37.5158 E"]),
        ("GPS", ["(36.6339; 35.9306)", "(37.5158; 36.3706)"]),
        ("geometry", ["POINT (36.6339 35.9306)", "SRID=4326;POINT Z(37.5158 36.3706 400)"]),
    ],
)
def test_both_coordinates_in_one_cell_are_guessed(read, heading, cells):
    text = f"date|location|{heading}\n2020-04-14|Idlib|{cells[0]}\n2020-04-15|Al Bab|{cells[1]}\n"
    reports = read(text)
    assert list(zip(reports.frame["lon"], reports.frame["lat"], strict=True)) == [IDLIB, AL_BAB]
    kept = "geometry_" if heading == "geometry" else heading  # an event's own point is called so
    assert reports.frame[kept].tolist() == cells
    assert "lon" not in read(text, ReadOptions()).frame


def test_a_column_of_dates_that_are_not_read_is_still_the_date(read):
    text = "date,location\n43935,Idlib\n43936.5,Al Bab\n"
    rejects = read(text).rejects
    assert rejects["field"].tolist() == ["date_start"] * 2
    assert rejects["fix"][0].endswith("it is 2020-04-14: say --dates serial")
    assert days(read(text, ReadOptions(dates="serial"))) == ["2020-04-14", "2020-04-15"]


def test_a_table_headed_by_hxl_tags_is_read_by_them(read):
    text = "#date +occurred,#adm1+code,#loc +name,#geo +lat,#geo +lon,#affected +killed\n"
    text += "2020-04-14,SY07,Idlib,35.9306,36.6339,3\n"
    for options in (AUTO, ReadOptions()):
        [row] = read(text, options).frame.to_dict("records")
        assert (row["location"], row["lon"], row["lat"], row["fatalities"]) == ("Idlib", *IDLIB, 3)
        assert row["#adm1+code"] == "SY07"


def test_headings_in_other_languages_are_read_by_the_tags_below(read):
    text = "Datum,Ort,Breite,Länge\n#date,#loc+name,#geo+lat,#geo+lon\n"
    reports = read(text + "2020-04-14,Idlib,35.9306,36.6339\n")
    assert reports.frame["lon"].tolist() == [IDLIB[0]]
    assert reports.rows_in == 1


MERGED = [
    ["Date", "Location", "Coordinates", "", "Casualties", ""],
    ["", "", "Lat", "Lon", "Killed", "Wounded"],
    ["2020-04-14", "Idlib", "35.9306", "36.6339", "3", "4"],
]


def as_xlsx(path, *sheets, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([cell or None for cell in row])
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(path)
    return path


def test_a_header_of_two_rows_is_one_header(tmp_path, read):
    workbook = as_xlsx(tmp_path / "t.xlsx", ("a", [["Incidents of April"], *MERGED]))
    text = "\n".join(",".join(row) for row in MERGED)
    for reports in (read_reports(workbook, AUTO), read(text)):
        [row] = reports.frame.to_dict("records")
        assert (row["lon"], row["lat"], row["fatalities"]) == (*IDLIB, 3)
        assert row["Casualties Wounded"] == "4"
        assert reports.rejects.empty


def test_a_column_under_two_headings_is_not_taken_for_the_whole(read):
    text = "Date,Location,Civilians,,Fighters,\n,,Killed,Wounded,Killed,Wounded\n"
    frame = read(f"{text}2020-04-14,Idlib,1,2,3,4\n").frame
    assert list(frame["fatalities"]) == [4]  # the sum of both, for together they are all
    assert frame["Fighters Killed"].tolist() == ["3"]


def test_a_first_row_without_date_and_place_is_no_header(read):
    reports = read("date,location,source\n,,Media\n2020-04-14,Idlib,SOHR\n", ReadOptions())
    assert reports.frame["source"].tolist() == ["SOHR"]
    assert reports.rejects["row"].tolist() == [2]


def test_cells_beyond_the_header_of_a_sheet_are_kept(tmp_path):
    rows = [["date", "location"], ["2020-04-14", "Idlib", "seen by two"], ["2020-04-15", "Al Bab"]]
    reports = read_reports(as_xlsx(tmp_path / "t.xlsx", ("a", rows)))
    assert reports.frame["column_3"].tolist() == ["seen by two", ""]
    assert reports.rejects.empty


ROWS = [["date", "location"], ["2020-04-14", "Idlib"]]
OLD = [["date", "location"], ["2011-01-01", "Homs"], ["2011-01-02", "Hama"]]


def test_a_hidden_sheet_is_read_only_if_no_other_holds_events(tmp_path):
    book = as_xlsx(tmp_path / "t.xlsx", ("old", OLD), ("new", ROWS), hidden={"old"})
    reports = read_reports(book)
    assert reports.frame["location"].tolist() == ["Idlib"]
    assert "not read: sheet 'old'" in reports.notes
    book = as_xlsx(tmp_path / "u.xlsx", ("old", OLD), ("a", [["made by"]]), hidden={"old"})
    assert read_reports(book).frame["location"].tolist() == ["Homs", "Hama"]


def test_formulas_without_a_value_are_told(tmp_path):
    rows = [["date", "location", "fatalities"], ["2020-04-14", "Idlib", "=1+1"]]
    reports = read_reports(as_xlsx(tmp_path / "t.xlsx", ("a", rows)))
    assert any(note.startswith("1 formula has no value") for note in reports.notes)


def as_ods(path, *sheets, hidden=()):
    uri = "urn:oasis:names:tc:opendocument:xmlns"
    text = (
        f"<o:d xmlns:o='{uri}:office:1.0' xmlns:table='{uri}:table:1.0' "
        f"xmlns:text='{uri}:text:1.0' xmlns:style='{uri}:style:1.0'>"
        "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
    )
    for title, rows in sheets:
        text += f"<table:table table:name='{title}' table:style-name='{'h' * (title in hidden)}'>"
        for row in rows:
            cells = "".join(
                f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row
            )
            text += f"<table:table-row>{cells}</table:table-row>"
        text += "</table:table>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", text + "</o:d>")
    return path


def test_an_ods_workbook_is_chosen_from_like_an_xlsx_one(tmp_path):
    sheets = ("about", [["made by", "us"]]), ("old", OLD), ("new", ROWS)
    reports = read_reports(as_ods(tmp_path / "t.ods", *sheets, hidden={"old"}))
    assert reports.frame["location"].tolist() == ["Idlib"]
    assert "not read: sheet 'old'" in reports.notes


def test_a_shared_text_that_is_not_there_is_one_clear_line(tmp_path):
    book = as_xlsx(tmp_path / "t.xlsx", ("a", ROWS))
    with zipfile.ZipFile(book) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"</row>", b'<c t="s"><v>9</v></c></row>')
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(TableError, match="is no readable workbook"):
        read_reports(book)


def test_rows_without_the_cells_of_columns_without_heading_are_kept(read):
    reports = read("date,location,,\n2020-04-14,Idlib,,\n2020-04-15,Al Bab\n2020-04-16\n")
    assert reports.frame["location"].tolist() == ["Idlib", "Al Bab"]
    assert reports.rejects["row"].tolist() == [4]


def test_more_headings_of_field_offices_are_understood(read):
    [row] = read(
        "Day of incident,Nearest town,Northing,Easting,Dead (min),Dead (max)\n"
        "14 Apr 2020,Idlib,35.9306,36.6339,2,5\n"
    ).frame.to_dict("records")
    assert (row["location"], row["lon"], row["lat"]) == ("Idlib", *IDLIB)
    assert (row["fatalities_low"], row["fatalities_high"]) == (2, 5)


def test_metres_are_not_taken_for_degrees(read):
    frame = read("date,place,Northing,Easting\n2020-04-14,Idlib,3978838.2,286543.3\n").frame
    assert "lon" not in frame


def test_an_old_workbook_is_told_to_be_saved_anew(tmp_path):
    (tmp_path / "t.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(TableError, match=r"save it as \.xlsx"):
        read_reports(tmp_path / "t.xls")


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "parquet"])
def test_an_area_is_no_exact_point(tmp_path, ending):
    areas = gpd.GeoDataFrame(
        {"date": ["2020-04-14"] * 3, "location": ["Idlib"] * 3},
        geometry=[
            box(36.6, 35.9, 36.64, 35.94),
            box(36.4, 35.8, 36.8, 36.1),
            box(36.0, 35.0, 37.0, 36.0),
        ],
        crs=4326,
    )
    path = tmp_path / f"t.{ending}"
    areas.to_parquet(path) if ending == "parquet" else areas.to_file(path)
    frame = read_reports(path).frame
    assert frame["geo_precision"].tolist() == [1, 2, 3]
    assert frame["precision_km"].tolist() == pytest.approx([2.9, 24.6, 71.7], abs=0.2)


def test_a_precision_that_the_source_gives_stands_before_that_of_its_area(tmp_path):
    area = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}
    told = {"date": "2020-04-14", "location": "Idlib", "geo_precision": 2}
    feature = {"type": "Feature", "properties": told, "geometry": area}
    (tmp_path / "t.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    frame = read_reports(tmp_path / "t.geojson").frame
    assert frame["geo_precision"].tolist() == [2]
    assert "precision_km" not in frame


def test_coordinates_written_as_texts_are_numbers(tmp_path):
    point = {"type": "Point", "coordinates": ["36.6339", "35.9306"]}
    told = {"date": "2020-04-14", "location": "Idlib"}
    feature = {"type": "Feature", "properties": told, "geometry": point}
    (tmp_path / "t.geojson").write_text(json.dumps(feature))
    assert read_reports(tmp_path / "t.geojson").frame["lon"].tolist() == [IDLIB[0]]


def test_rows_under_a_member_of_any_case_are_found(tmp_path):
    rows = {"TotalCount": 1, "Result": [{"date": "2020-04-14", "location": "Idlib"}]}
    (tmp_path / "t.json").write_text(json.dumps(rows))
    assert read_reports(tmp_path / "t.json").rows_in == 1


def test_a_table_of_p_codes_needs_no_names(read):
    assert read("date,pcode\n2020-04-14,C3871\n", ReadOptions()).rows_in == 1


def test_a_row_with_nothing_but_a_hashtag_is_no_row_of_tags(read):
    reports = read("date,location\n,#Idlib\n2020-04-14,Idlib\n", ReadOptions())
    assert reports.rejects["row"].tolist() == [2]


def test_headings_that_come_twice_are_named(read):
    reports = read("date,location,location\n2020-04-14,Idlib,Al Bab\n", ReadOptions())
    assert any("only the first is read, not 'location_2'" in note for note in reports.notes)
    assert reports.frame["location_2"].tolist() == ["Al Bab"]


@pytest.mark.parametrize("name", ["t.xls", "t.csv", "t", "t.dat"])
def test_a_workbook_is_known_by_its_content(tmp_path, name):
    book = as_xlsx(tmp_path / "t.xlsx", ("a", ROWS))
    book.rename(tmp_path / name)
    assert read_reports(tmp_path / name).rows_in == 1


def test_a_text_that_is_called_a_workbook_is_read_as_text(tmp_path):
    (tmp_path / "t.xls").write_text("date\tlocation\n2020-04-14\tIdlib\n")
    assert read_reports(tmp_path / "t.xls").rows_in == 1


def test_a_page_that_is_called_a_workbook_is_told_to_be_saved_anew(tmp_path):
    (tmp_path / "t.xls").write_text("<html><table><tr><td>date</td></tr></table></html>")
    with pytest.raises(TableError, match=r"save it as \.xlsx"):
        read_reports(tmp_path / "t.xls")


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Type of incident", "event_type"),
        ("Alleged perpetrator", "attributed_to"),
        ("Suspected attackers", "attributed_to"),
        ("Source of information", "source"),
        ("Killed (total)", "fatalities"),
        ("Total deaths", "fatalities"),
        ("اسم القرية", "location"),
        ("رابط", "source_url"),
        ("Longitude (E)", "lon"),
    ],
)
def test_other_words_of_headings_are_understood(heading, target):
    assert read_heading(heading) == target


def test_the_name_of_a_place_is_its_location_where_there_is_no_other(read):
    text = "Start date,Place name,Longitude,Latitude\n2020-04-14,Idlib,36.6339,35.9306\n"
    [row] = read(text).frame.to_dict("records")
    assert row["location"] == "Idlib"


def test_the_p_code_of_the_source_stays_beside(read):
    [row] = read("date,location,pcode\n2020-04-14,Idlib,C1602\n", ReadOptions()).frame.to_dict(
        "records"
    )
    assert row["pcode"] == row["pcode_as_written"] == "C1602"
    [row] = read("Date,Community,Admin4 Pcode\n2020-04-14,Idlib,C1602\n").frame.to_dict("records")
    assert row["pcode"] == row["Admin4 Pcode"] == "C1602"
