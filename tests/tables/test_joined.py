"""What stands in several columns: days, angles, metres, the dead by who they were."""

from __future__ import annotations

import pytest

from geomap.tables.opening import ReadOptions
from geomap.tables.reports import describe_scheme, map_sheet, read_reports
from geomap.tables.schemes.guess import guess_columns
from geomap.tables.schemes.points import parse_point
from geomap.tables.schemes.scheme import BETWEEN
from geomap.tables.schemes.together.joined import join_angle, join_day, join_sum
from geomap.tables.schemes.together.people_kinds import find_partition

AUTO = ReadOptions(scheme="auto")


def read(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return read_reports(path, AUTO)


def parts_of(target, columns):
    chosen = guess_columns(list(columns), columns).chosen
    return next((c.columns for c in chosen if c.target == target), ())


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (("2024", "3", "5"), "2024-03-05"), (("2024", "03", ""), "2024-03"),
        (("2019", "7", "0"), "2019-07"), (("2019.0", "7.0", "4.0"), "2019-07-04"),
        (("2019", "", ""), "2019"), (("24", "11", "30"), "2024-11-30"),
        (("2021", "May", "9"), "9 May 2021"), (("2021", "أيار", "٩"), "9 أيار 2021"),
        (("٢٠٢١", "٥", "٩"), "2021-05-09"), (("", "", ""), ""), (("", "5", "9"), "9 5"),
        (("2021", "5", "9th?"), "9th? 5 2021"), (("2021", "", "9"), "9 2021"),
        (("a", "b", "c"), "c b a"), (("1", "2", "3", "4"), "3 2 1"),
    ],
)  # fmt: skip
def test_a_day_of_three_cells(cells, day):
    assert join_day(BETWEEN.join(cells)) == day


@pytest.mark.parametrize(
    "heads",
    [
        ("Year", "Month", "Day"), ("iyear", "imonth", "iday"), ("YYYY", "MM", "DD"),
        ("Incident year", "Incident month", "Incident day"), ("السنة", "الشهر", "اليوم"),
        ("Année", "Mois", "Jour"), ("Yıl", "Ay", "Gün"), ("Jahr", "Monat", "Tag"),
        ("Sal", "Meh", "Roj"), ("سال", "ماه", "روز"), ("Год", "Месяц", "День"),
        ("year of incident", "month of incident", "day of month"),
    ],
)  # fmt: skip
def test_year_month_and_day_in_any_order_and_language(tmp_path, heads):
    year, month, day = heads
    reports = read(tmp_path, f"{day},{month},{year},Village\n7,2,2024,Taftanaz\n,3,2024,Sarmin\n")
    assert [str(d)[:10] for d in reports.frame["date_start"]] == ["2024-02-07", "2024-03-01"]
    assert [str(d)[:10] for d in reports.frame["date_end"]] == ["2024-02-07", "2024-03-31"]


def test_a_whole_date_comes_before_its_parts_and_the_day_of_the_report_after(tmp_path):
    parts = {"Year": ["2024"], "Month": ["2"], "Day": ["7"], "Place": ["Sarmin"]}
    assert parts_of("date_start", {**parts, "Event date": ["2024-02-07"]}) == ("Event date",)
    assert parts_of("date_start", {**parts, "Date reported": ["2024-02-09"]}) == (
        "Year", "Month", "Day")  # fmt: skip
    assert parts_of("date_start", {"Year": ["big"], "Month": ["2"], "Place": ["x"]}) == ()
    assert parts_of("date_start", {"Year": ["2024"], "Month": ["77"], "Place": ["x"]}) == ()


def test_a_day_that_is_none_is_a_reject(tmp_path):
    reports = read(tmp_path, "Year,Month,Day,Place\n2024,2,30,Sarmin\n2024,2,3,Sarmin\n")
    assert len(reports.frame) == 1
    assert list(reports.rejects["row"]) == [2]


@pytest.mark.parametrize(
    ("cells", "degrees"),
    [
        (("36", "30", "0"), "36.5"), (("36°", "30'", '36"'), "36.51"), (("36", "30.6"), "36.51"),
        (("-36", "30", ""), "-36.5"), (("٣٦", "٣٠", ""), "36.5"), (("", "", ""), ""),
        (("36.7", "0", ""), "36.7"), (("36.7", "12", "1"), "36.7 12 1"),
        (("36", "75", "1"), "36 75 1"), (("36", "x", ""), "36 x "), (("", "3", "1"), " 3 1"),
    ],
)  # fmt: skip
def test_an_angle_of_several_cells(cells, degrees):
    assert join_angle(BETWEEN.join(cells)) == degrees


@pytest.mark.parametrize(
    "heads",
    ["Lat deg,Lat min,Lat sec,Lon deg,Lon min,Lon sec",
     "Latitude Degrees,Latitude Min,Latitude Sec,Longitude Degrees,Longitude Min,Longitude Sec",
     "lat_d,lat_m,lat_s,long_d,long_m,long_s", "N deg,N min,N sec,E deg,E min,E sec",
     "عرض درجة,عرض دقيقة,عرض ثانية,طول درجة,طول دقيقة,طول ثانية"],
)  # fmt: skip
def test_degrees_alone_are_never_the_point_where_minutes_stand_beside(tmp_path, heads):
    reports = read(tmp_path, f"Date,Place,{heads}\n2024-02-07,Sarmin,35,54,36,36,43,12\n")
    [row] = reports.frame.to_dict("records")
    assert (row["lon"], row["lat"]) == (36.72, 35.91)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Easting,Northing,Zone", "294821,3975512,37N"),
        ("X,Y,UTM zone", "294821.4,3975512.0,37"),
        ("UTM E,UTM N,Grid zone", "294821,3975512,37S"),
        ("POINT_X,POINT_Y,Zone", '294821,3975512,"UTM 37N"'),
    ],
)
def test_metres_are_read_by_their_zone(tmp_path, heads, cells):
    reports = read(tmp_path, f"Date,Place,{heads}\n2024-02-07,Sarmin,{cells}\n")
    [row] = reports.frame.to_dict("records")
    assert row["lon"] == pytest.approx(36.72645, abs=1e-4)
    assert row["lat"] == pytest.approx(35.90241, abs=1e-4)


def test_metres_without_a_zone_are_said_and_not_read():
    columns = {"Date": ["2024-02-07"], "Place": ["Sarmin"], "X": ["294821"], "Y": ["3975512"]}
    mapped = guess_columns(list(columns), columns)
    assert not {"lon", "lat"} & mapped.targets
    assert any("no column names their zone" in note for note in mapped.notes)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("37SBV9482175512", ("36.726453", "35.902412")),
        ("mgrs: 37S BV 94821 75512", ("36.726453", "35.902412")),
        ("37SBV948755", ("36.726759", "35.902756")),
        ("37SBV9482175", None), ("12ABC1234", None), ("37SBV", None),
    ],
)  # fmt: skip
def test_grid_references_in_a_column_of_points(text, point):
    found = parse_point(text)
    assert (found and found[:2]) == point


@pytest.mark.parametrize(
    ("cells", "total"),
    [(("1", "2", "0"), "3"), (("", "2", ""), "2"), (("", ""), ""), (("1", "many"), "1 + many"),
     (("٣", "1"), "4"), (("1.5", "1"), "1.5 + 1"), (("-1", "1"), "-1 + 1"), (("2.0", "1"), "3")],
)  # fmt: skip
def test_a_sum_of_several_cells(cells, total):
    assert join_sum(BETWEEN.join(cells)) == total


@pytest.mark.parametrize(
    ("heads", "taken"),
    [
        (["Men killed", "Women killed", "Children killed"], 3),
        (["Killed (men)", "Killed (women)", "Killed (boys)", "Killed (girls)"], 4),
        (["No. of male deaths", "No. of female deaths"], 2), (["Adults dead", "Children dead"], 2),
        (["killed_civilians", "killed_fighters"], 2), (["Women killed", "Children killed"], 0),
        (["Civilians killed", "Children killed"], 0), (["Men killed", "Women injured"], 0),
        (["قتلى رجال", "قتلى نساء", "قتلى أطفال"], 3), (["عدد القتلى من المدنيين",
         "عدد القتلى من العسكريين"], 2), (["Hommes tués", "Femmes tuées", "Enfants tués"], 3),
        (["Ölü erkek", "Ölü kadın", "Ölü çocuk"], 3), (["Men", "Women", "Children"], 0),
        (["Men killed by fire", "Women killed by fire"], 0),
    ],
)  # fmt: skip
def test_kinds_of_people_are_summed_only_where_they_are_everybody(heads, taken):
    assert len(find_partition("fatalities", heads)) == taken


def test_a_total_comes_before_a_sum_and_what_was_summed_is_said(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Date,Place,Men killed,Women killed\n2024-02-07,Sarmin,2,\n")
    from geomap.tables.opening import open_table

    sheet = open_table(path, AUTO)
    said = describe_scheme(map_sheet(sheet, AUTO), sheet.columns)
    assert "fatalities from 'Men killed', 'Women killed'" in said
    assert list(read_reports(path, AUTO).frame["fatalities"]) == [2]
    path.write_text("Date,Place,Men killed,Women killed,Killed\n2024-02-07,Sarmin,2,,5\n")
    assert list(read_reports(path, AUTO).frame["fatalities"]) == [5]


@pytest.mark.parametrize(
    "heads",
    ["From,To", "Start date,End date", "من تاريخ,إلى تاريخ", "Du,Au", "date from,date to",
     "Von,Bis", "Started,Ended on", "Başlangıç tarihi,Bitiş"],
)  # fmt: skip
def test_from_and_to_are_the_first_and_the_last_day(tmp_path, heads):
    reports = read(tmp_path, f"{heads},Place\n2024-02-07,2024-02-09,Sarmin\n2024-02-08,,Sarmin\n")
    assert [str(d)[:10] for d in reports.frame["date_end"]] == ["2024-02-09", "2024-02-08"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Dîrok", "date_start"), ("Gund", "location"), ("Parêzgeh", "admin1"),
        ("Kuştî", "fatalities"), ("Çavkanî", "source"), ("بەروار", "date_start"),
        ("شوێن", "location"), ("پارێزگا", "admin1"), ("کوژراو", "fatalities"),
        ("تاریخ حادثه", "date_start"), ("روستا", "location"), ("استان", "admin1"),
        ("تعداد کشته‌شدگان", "fatalities"), ("توضیحات", "description"), ("Ort", "location"),
        ("Anzahl der Toten", "fatalities"), ("Art des Vorfalls", "event_type"),
        ("Дата события", "date_start"), ("Населённый пункт", "location"), ("Убито", "fatalities"),
    ],
)  # fmt: skip
def test_headings_in_kurdish_persian_german_and_russian(heading, column):
    from geomap.tables.schemes.headings import read_heading

    assert read_heading(heading) == column


@pytest.mark.parametrize(
    "cell", ["²", "5①", "9" * 5000, "1e308", "nan", "\x00", "", "٣½", "\ud800"]
)
def test_what_no_number_is_stays_as_it_was_written(cell):
    columns = {"Year": [cell], "Month": [cell], "Day": [cell], "Place": ["Sarmin"], "Date": ["x"]}
    guess_columns(list(columns), columns)
    for read in (join_day, join_angle, join_sum):
        for count in (1, 2, 3, 4):
            assert isinstance(read(BETWEEN.join([cell] * count)), str)
