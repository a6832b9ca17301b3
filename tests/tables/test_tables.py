from __future__ import annotations

import gzip
import zipfile

import openpyxl
import pandas as pd
import pytest

from geomap.errors import TableError
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes import read_heading

GOOD = "date,location,description\n2020-04-14,حلب,قصف\n2020-04-15,Idleb,clash\n"


@pytest.fixture
def table(tmp_path):
    def write(content: str | bytes, name: str = "reports.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]
)
def test_reads_arabic_in_any_encoding_without_being_told(table, encoding):
    reports = read_reports(table(GOOD.encode(encoding)))
    assert reports.frame["location"].tolist() == ["حلب", "Idleb"]
    assert reports.frame["description"].tolist() == ["قصف", "clash"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_reads_any_delimiter_and_line_ending(table, delimiter, ending):
    text = GOOD.replace(",", delimiter).replace("\n", ending)
    reports = read_reports(table(text))
    assert reports.frame["location"].tolist() == ["حلب", "Idleb"]
    assert list(reports.frame.index) == [2, 3]


def test_a_delimiter_inside_quotes_is_text(table):
    reports = read_reports(table('date;location;note\n2020-04-14;Idleb;"a;b, c"\n'))
    assert reports.frame["note"].tolist() == ["a;b, c"]


def test_rows_with_another_delimiter_are_rejected_and_the_others_come_out(table):
    text = "date,location,note\n2020-04-14,Idleb,a\n2020-04-15;Idleb;b\n2020-04-16,Idleb,c\n"
    reports = read_reports(table(text))
    assert reports.frame["note"].tolist() == ["a", "c"]
    [reject] = reports.rejects.to_dict("records")
    assert reject["row"] == 3
    assert "delimited by ';'" in reject["problem"]
    assert reject["as_written"] == "2020-04-15;Idleb;b"


def test_a_row_with_cells_missing_is_rejected_and_blank_rows_are_none(table):
    text = "date,location,note\n2020-04-14,Idleb,a\n\n2020-04-15,Idleb\n,,\n2020-04-16,Idleb,c,,\n"
    reports = read_reports(table(text))
    assert list(reports.frame.index) == [2, 6]
    assert reports.rejects["row"].tolist() == [4]
    assert reports.rows_in == 3


def test_an_unclosed_quotation_mark_does_not_swallow_the_rest(table):
    text = 'date,location,note\n2020-04-14,Idleb,"a\n2020-04-15,Idleb,b\n2020-04-16,Idleb,"c\nd"\n'
    reports = read_reports(table(text))
    assert reports.frame["note"].tolist() == ["b", "c\nd"]
    assert reports.rejects["row"].tolist() == [2]
    assert "quotation mark" in reports.rejects["problem"].iloc[0]


def test_broken_bytes_cost_their_own_row_only(table):
    rows = [f"2020-04-{day:02},حلب,x".encode() for day in range(1, 11)]
    rows.insert(3, b"2020-04-20,\xff\xfe\xfa,x")
    reports = read_reports(table(b"date,location,note\n" + b"\n".join(rows)))
    assert len(reports.frame) == 10
    assert reports.rejects["row"].tolist() == [5]
    assert "bytes" in reports.rejects["problem"].iloc[0]


def test_impossible_dates_are_rejected_with_row_field_and_fix(table):
    text = (
        "date,location\n2020-02-30,Idleb\n2020-04-14,Idleb\nsoon,Idleb\n,Idleb\n03/04/2020,Idleb\n"
    )
    reports = read_reports(table(text))
    assert list(reports.frame.index) == [3]
    assert reports.rejects["row"].tolist() == [2, 4, 5, 6]
    assert reports.rejects["problem"].tolist()[:3] == ["no such day", "not a date", "no date"]
    assert (reports.rejects["fix"] != "").all()
    assert set(reports.rejects["file"]) == {"reports.csv"}


def test_an_end_before_the_start_is_rejected(table):
    reports = read_reports(table("date_start,date_end,location\n2020-04-14,2020-04-13,Idleb\n"))
    assert reports.rejects["field"].tolist() == ["date_end"]


def test_swapped_and_foreign_and_half_coordinates_are_rejected(table):
    rows = [
        "33.5,36.3",
        "36.2,37.16",
        "12.5,41.9",
        "0,0",
        "36.6,",
        ",35.9",
        "500,35",
        "x,35.9",
        "36.63,35.93",
    ]
    text = "date,location,lon,lat\n" + "".join(f"2020-04-14,Idleb,{row}\n" for row in rows)
    reports = read_reports(table(text))
    assert list(reports.frame.index) == [10]
    problems = reports.rejects["problem"].tolist()
    assert problems[:2] == ["lon and lat are swapped"] * 2
    assert problems[2:4] == ["the point lies outside Syria"] * 2
    assert problems[4:] == [
        "lon stands without lat",
        "lat stands without lon",
        "no such point on Earth",
        "not a coordinate",
    ]


def test_points_abroad_are_fine_if_a_person_says_so(table):
    path = table("date,location,lon,lat\n2020-04-14,Sochi,39.72,43.6\n")
    assert len(read_reports(path, ReadOptions(anywhere=True)).frame) == 1


def test_figures_are_read_as_people_write_them(table):
    head = "date;location;lon;lat;fatalities\n"
    text = head + "2020-04-14;Idleb;36,63;35,93;1,200\n2020-04-14;Idleb;;;٧\n"
    frame = read_reports(table(text)).frame
    assert frame["fatalities"].tolist() == [1200, 7]
    assert frame["lon"].iloc[0] == 36.63


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fatalities", "-1"),
        ("fatalities", "1.5"),
        ("geo_precision", "4"),
        ("time_precision", "0"),
        ("precision_km", "-2"),
    ],
)
def test_a_cell_that_cannot_be_meant_rejects_its_row(table, field, value):
    reports = read_reports(
        table(f"date,location,{field}\n2020-04-14,Idleb,{value}\n2020-04-15,Idleb,\n")
    )
    assert reports.rejects["field"].tolist() == [field]
    assert len(reports.frame) == 1


def test_an_html_payload_is_kept_as_the_text_it_is(table):
    payload = '<img src=x onerror="alert(1)">'
    cell = payload.replace('"', '""')
    reports = read_reports(table(f'date,location,description\n2020-04-14,"{cell}","{cell}"\n'))
    assert reports.frame["description"].tolist() == [payload]
    assert reports.frame["location"].tolist() == [payload]


def test_unknown_columns_are_kept_and_known_ones_found_whatever_their_case(table):
    reports = read_reports(
        table("Date Start,LOCATION,Weapon Type,Weapon Type\n2020-04-14,Idleb,a,b\n")
    )
    assert reports.frame[["Weapon Type", "Weapon Type_2"]].iloc[0].tolist() == ["a", "b"]
    assert reports.frame["location"].tolist() == ["Idleb"]


def test_a_row_of_hxl_tags_is_no_report(table):
    reports = read_reports(table("date,location\n#date+start,#loc+name\n2020-04-14,Idleb\n"))
    assert list(reports.frame.index) == [3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"date,location\n", "no rows"),
        (b"when,where\n2020,x\n", "no column 'date'"),
        (b"date,where\n2020,x\n", "no column 'location'"),
        (b"a\0\0b\0c,\0\0d\n\0\0\0\0\0e", "zero bytes"),
        (b"PAR1xxxxxxxx", "by its content"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(table, content, message):
    with pytest.raises(TableError, match=message):
        read_reports(table(content))


def test_a_folder_or_nothing_instead_of_a_file(tmp_path):
    with pytest.raises(TableError, match="is a folder"):
        read_reports(tmp_path)
    with pytest.raises(TableError, match="no such file"):
        read_reports(tmp_path / "no.csv")


def test_a_table_of_coordinates_needs_no_location(table):
    assert len(read_reports(table("date,lon,lat\n2020-04-14,36.63,35.93\n")).frame) == 1


@pytest.mark.parametrize(
    "name",
    [
        "r.csv.gz",
        "r.zip",
        "r.tsv",
        "r.xlsx",
        "r.ods",
        "r.json",
        "r.jsonl",
        "r.geojson",
        "r.parquet",
        "r.gpkg",
        "r.fgb",
        "noending",
    ],
)
def test_every_format_gives_the_same_reports(tmp_path, name):
    import geopandas as gpd
    import pyogrio

    rows = pd.DataFrame(
        {
            "date": ["2020-04-14", "2020-04-15"],
            "location": ["حلب", "Idleb"],
            "lon": ["37.16", "36.63"],
            "lat": ["36.2", "35.93"],
            "fatalities": ["3", ""],
            "note": ["a,b", "c\nd"],
        }
    )
    path = tmp_path / name
    points = gpd.GeoDataFrame(
        rows,
        geometry=gpd.points_from_xy(rows["lon"].astype(float), rows["lat"].astype(float)),
        crs=4326,
    )
    if name == "r.csv.gz":
        path.write_bytes(gzip.compress(rows.to_csv(index=False).encode()))
    elif name == "r.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("folder/r.csv", rows.to_csv(index=False))
            archive.writestr("README.md", "about")
    elif name == "r.tsv":
        rows.to_csv(path, index=False, sep="\t")
    elif name == "r.xlsx":
        typed = rows.assign(date=pd.to_datetime(rows["date"]), lon=rows["lon"].astype(float))
        typed.to_excel(path, index=False)
    elif name == "r.ods":
        rows.assign(lon=rows["lon"].astype(float)).to_excel(path, index=False, engine="odf")
    elif name == "r.json":
        rows.to_json(path, orient="records", force_ascii=False)
    elif name == "r.jsonl":
        rows.to_json(path, orient="records", lines=True, force_ascii=False)
    elif name == "r.geojson":
        path.write_text(points.drop(columns=["lon", "lat"]).to_json(), encoding="utf-8")
    elif name == "r.parquet":
        rows.assign(date=pd.to_datetime(rows["date"])).to_parquet(path)
    elif name in {"r.gpkg", "r.fgb"}:
        pyogrio.write_dataframe(points.drop(columns=["lon", "lat"]).to_crs(3857), path)
    else:
        rows.to_csv(path, index=False)
    reports = read_reports(path)
    frame = reports.frame.sort_values("date_start")
    assert reports.rejects.empty
    assert frame["date_start"].dt.strftime("%Y-%m-%d").tolist() == ["2020-04-14", "2020-04-15"]
    assert frame["location"].tolist() == ["حلب", "Idleb"]
    assert frame["lon"].round(6).tolist() == [37.16, 36.63]
    assert frame["lat"].round(6).tolist() == [36.2, 35.93]
    assert frame["fatalities"].iloc[0] == 3
    assert pd.isna(frame["fatalities"].iloc[1])
    assert frame["note"].tolist() == ["a,b", "c\nd"]


def test_columns_that_only_auto_would_read_are_named(table):
    text = "date,location,Governorate,Killed,Colour\n2020-04-14,Idleb,Idlib,2,red\n"
    said = read_reports(table(text)).notes[-1]
    assert "not read: 'Governorate' (admin1), 'Killed' (fatalities)" in said
    assert "Colour" not in said
    assert "not read" not in read_reports(table(text), ReadOptions(scheme="auto")).notes[-1]


def test_event_columns_are_known_with_their_words_apart(table):
    reports = read_reports(
        table("Date,Location,Admin 1,Event Type\n2020-04-14,Dana,Idlib,Battles\n")
    )
    assert reports.frame.loc[2, ["admin1", "event_type"]].tolist() == ["Idlib", "Battles"]


def test_titles_above_the_header_are_left_out(table):
    text = "Incidents of April,,\n,,\ndate,location,killed\n2020-04-14,Idleb,2\n"
    reports = read_reports(table(text))
    assert reports.frame.index.tolist() == [4]
    assert "header in row 3" in reports.notes


def test_a_header_that_may_be_below_rows_of_data_is_pointed_at(table):
    text = "a,b,c\n1,2,3\ndate,location,killed\n2020-04-14,Idleb,2\n"
    with pytest.raises(TableError, match="row 3 looks like the header: delete the rows above it"):
        read_reports(table(text))


def test_a_table_without_the_columns_says_which_it_has(table):
    with pytest.raises(TableError, match="it has 'foo', 'bar'"):
        read_reports(table("foo,bar\n1,2\n"))


def test_a_workbook_may_begin_with_a_title_or_another_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("April")
    for row in (["Incidents of April"], [], ["Date", "Place"], ["2020-04-14", "Idleb"]):
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    reports = read_reports(tmp_path / "book.xlsx", ReadOptions(scheme="auto"))
    assert reports.frame["location"].to_dict() == {4: "Idleb"}
    assert "sheet 'April', header in row 3" in reports.notes[0]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("Where did it happen?", "location"), ("Date of incident", "date_start"),
     ("Datum of incident", "date_start"), ("القتلى", "fatalities"), ("المحافظة", "admin1")],
)  # fmt: skip
def test_headings_of_spreadsheets_are_understood(heading, meant):
    assert read_heading(heading) == meant
