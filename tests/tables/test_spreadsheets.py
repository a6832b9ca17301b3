"""Spreadsheets as people keep them: pivots, merged cells, titles, encodings of their system."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from geomap.errors import TableError
from geomap.tables.formats.merged_cells import Span, fill_down
from geomap.tables.formats.text_files import detect_delimiter, guess_latin
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes.aggregates import find_kind_counts, find_pivot

AUTO = ReadOptions(scheme="auto")


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        (["Jan-24", "Feb-24", "Mar-24"], True), (["January", "February", "March"], True),
        (["2024-01", "2024-02", "2024-03"], True), (["2022", "2023", "2024"], True),
        (["1/12/2024", "2/12/2024", "3/12/2024"], True), (["Week 1", "Week 2", "Week 3"], True),
        (["2024-W01", "2024-W02", "2024-W03"], True), (["Q1 2024", "Q2 2024", "Q3 2024"], True),
        (["كانون الثاني 2024", "شباط 2024", "آذار"], True), (["Ocak", "Şubat", "Mart 2024"], True),
        (["janvier 2024", "février 2024", "mars 2024"], True), (["Jan 24", "Feb 24"], False),
        (["Killed", "Injured", "Missing"], False), (["Date", "Month", "Year"], False),
        (["A1", "A2", "A3"], False),
    ],
)  # fmt: skip
def test_a_pivot_has_periods_for_columns(periods, found):
    samples = {period: ["3", "0"] for period in periods}
    assert bool(find_pivot(["Governorate", *periods], lambda: samples)) is found
    told = {period: ["shelling", "clash"] for period in periods}
    assert find_pivot(["Governorate", *periods], lambda: told) is None


@pytest.mark.parametrize(
    ("columns", "cells", "found"),
    [
        (["Month", "Governorate", "Air strikes", "Shelling"], ["3", "0"], True),
        (["Week", "District", "Shelling", "IED", "Clashes"], ["3", "0"], True),
        (["الشهر", "المحافظة", "غارة جوية", "قصف مدفعي"], ["3", "0"], True),
        (["Date", "Governorate", "Airstrikes", "Artillery shelling"], ["12", "1"], True),
        (["Date", "Governorate", "Shelling", "Clashes"], ["1", "0"], False),
        (["Date", "Governorate", "Village", "Airstrikes", "Shelling"], ["3", "0"], False),
        (["Date", "Governorate", "Killed", "Injured"], ["3", "0"], False),
        (["Date", "Governorate", "Shelling", "Clashes"], ["heavy", "none"], False),
    ],
)  # fmt: skip
def test_counts_of_each_kind_are_no_events(columns, cells, found):
    samples = dict.fromkeys(columns, cells)
    assert bool(find_kind_counts(columns, lambda: samples)) is found


def test_a_pivot_is_refused_in_one_line_that_says_what_to_do(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("Village,2024-12-01,2024-12-02,2024-12-03\nSarmin,2,,1\n")
    with pytest.raises(TableError, match=r"is a pivot.*they would need a row each"):
        read_reports(path, AUTO)


def merged(tmp_path, head, rows, spans):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    for span in spans:
        book.active.merge_cells(span)
    book.save(tmp_path / "m.xlsx")
    return read_reports(tmp_path / "m.xlsx", AUTO)


def test_a_day_merged_over_rows_counts_for_each_and_the_dead_do_not(tmp_path):
    day = dt.date(2024, 12, 1)
    rows = [[day, "Idlib", "Sarmin", 3], [None, None, "Binnish", None], [None, None, None, None],
            [day, "Hama", "Suran", 1]]  # fmt: skip
    reports = merged(
        tmp_path, ["Date", "Governorate", "Village", "Killed"], rows, ["A2:A4", "B2:B3", "D2:D4"]
    )
    assert reports.frame["location"].tolist() == ["Sarmin", "Binnish", "Suran"]
    assert reports.frame["admin1"].tolist() == ["Idlib", "Idlib", "Hama"]
    assert [int(n) for n in reports.frame["fatalities"].fillna(0)] == [3, 0, 1]
    assert any("2 cells below merged ones" in note for note in reports.notes)


@pytest.mark.parametrize(
    ("head", "kept"),
    [("Type", 2), ("Source", 2), ("Actor", 2), ("المحافظة", 2), ("Lieu", 2), ("Killed", 1),
     ("Latitude", 1), ("Colour", 1), ("Event ID", 1), ("عدد القتلى", 1), ("P-code", 1), ("", 1)],
)  # fmt: skip
def test_which_merged_values_count_for_each_row(head, kept):
    rows, filled = fill_down([[head], ["x"], [""], ["", "y"]], [Span(1, 3, 0)], [head], 1)
    assert filled == kept - 1
    assert [row[0] for row in rows[1:]] == ["x", "", "x" if kept == 2 else ""]


def test_merged_cells_reach_no_further_than_the_rows_and_take_no_time():
    rows = [["Date"], ["2024-12-01"], *[[""]] * 3]
    spans = [Span(1, 10**9, 0)] * 10_000 + [Span(0, 3, 0), Span(9, 12, 0), Span(1, 2, 99)]
    assert fill_down(rows, spans, ["Date"], 1) == (rows, 0)


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("Köy;İlçe;Yaralı\nGümüşlük;Çağlayan;3", "cp1254", "cp1254"),
        ("Tarih;Yer\n1;Şehir", "cp1254", "cp1254"), ("Localité;Tués\nAlep;3", "cp1252", "cp1252"),
        ("Straße;Tote\nGebäude;3", "cp1252", "cp1252"), ("Événement;Blessés", "cp1252", "cp1252"),
        ("التاريخ;المكان\nقصف;حلب", "cp1256", ""), ("Date;المكان\n1;إدلب", "cp1256", ""),
        ("التاريخ;المكان\nقصف;حلب", "iso-8859-6", ""), ("Place;Notes\nAleppo;ok", "ascii", ""),
        ("القرية;Localité\nسرمين;Sarmin\nبنش;x", "cp1256", ""),
    ],
)  # fmt: skip
def test_latin_letters_of_one_byte_are_told_from_arabic_ones(text, written, read):
    assert guess_latin(text.encode(written)) == read


@pytest.mark.parametrize(
    ("above", "delimiter", "first"),
    [
        ("Incident tracker 2024\n", ";", 3), ("Incidents,,\n,,\n", ",", 4),
        ("سجل الحوادث\n\n", ";", 4), ("Made by us\nNot for print\n", "\t", 4), ("", "|", 2),
        ("Total: 4,,\nNote: provisional,,\n,,\nsee below,,\n", ",", 6),
    ],
)  # fmt: skip
def test_titles_above_the_header_of_a_text_table(tmp_path, above, delimiter, first):
    rows = ["Date,Village,Killed", "2024-12-01,Sarmin,2", "2024-12-02,Binnish,"]
    path = tmp_path / "t.csv"
    path.write_text(above + "\n".join(rows).replace(",", delimiter), encoding="utf-8")
    reports = read_reports(path, AUTO)
    assert reports.frame.index.tolist() == [first, first + 1]


def test_a_delimiter_is_found_below_a_title_and_not_in_prose():
    assert detect_delimiter("Title\na;b;c\n1;2;3\n") == ";"
    assert detect_delimiter("just\nsome\nlines, one with a comma\n") == ","
    assert detect_delimiter("a,b\n1;2,3\n") == ","
