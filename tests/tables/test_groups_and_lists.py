"""Forms with groups that repeat, lists of the dead, lists of incidents of humanitarian bodies."""

from __future__ import annotations

import openpyxl
import pytest

from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes.fallbacks import names_kind
from geomap.tables.schemes.guess import guess_columns
from geomap.tables.schemes.headings import read_heading

AUTO = ReadOptions(scheme="auto")
CHILD = ["_index", "_parent_table_name", "_parent_index"]


def save(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def chosen(columns):
    return {c.target: c.column for c in guess_columns(list(columns), columns).chosen}


def test_a_group_that_repeats_has_the_day_and_the_unit_of_its_form(tmp_path):
    path = save(
        tmp_path / "k.xlsx",
        form=[["today", "where/governorate", "_id", "_index"],
              ["2025-03-02", "Idleb", 7, 1], ["2025-03-03", "Dar'a", 8, 2]],
        incidents=[["inc/date", "inc/town", "inc/killed", *CHILD],
                   ["2025-03-01", "Saraqib", 2, 1, "form", 1],
                   ["2025-03-01", "Sarmin", 0, 2, "form", 1],
                   ["2025-03-02", "Nawa", 1, 3, "form", 2]],
    )  # fmt: skip
    found = read_reports(path, AUTO)
    assert found.frame["location"].tolist() == ["Saraqib", "Sarmin", "Nawa"]
    assert found.frame["admin1"].tolist() == ["Idleb", "Idleb", "Dar'a"]
    assert "event_id" not in found.frame  # the form's id is none of its incidents'
    assert any("sheet 'form'" in note for note in found.notes)


def test_a_group_that_is_not_read_is_told_with_its_rows(tmp_path):
    path = save(
        tmp_path / "k.xlsx",
        form=[["date", "village", "_index"], ["2025-03-01", "Nawa", 1]],
        victims=[["v/age", *CHILD], [30, 1, "form", 1], [6, 2, "form", 1]],
    )
    found = read_reports(path, AUTO)
    assert len(found.frame) == 1
    assert any("'victims' (2 rows" in note and "--sheet" in note for note in found.notes)
    each = read_reports(path, ReadOptions(scheme="auto", sheet="victims"))
    assert each.frame["location"].tolist() == ["Nawa", "Nawa"]


def test_a_row_whose_form_is_missing_is_no_row_of_another(tmp_path):
    path = save(
        tmp_path / "k.xlsx",
        form=[["date", "village", "_index"], ["2025-03-01", "Nawa", 1]],
        deaths=[["d/n", *CHILD], [3, 1, "form", 1], [4, 2, "form", 9]],
    )
    found = read_reports(path, ReadOptions(scheme="auto", sheet="deaths"))
    assert (len(found.frame), len(found.rejects)) == (1, 1)


def test_a_list_of_the_dead_counts_each_and_no_place_of_birth_is_where_it_happened():
    columns = {
        "Name": ["N N"], "Sex": ["Male"], "Province": ["Idlib"],
        "Area \\ Place of Birth": ["Kafr Nabl"], "Date of death": ["2014-08-21"],
        "Cause of Death": ["Shelling"], "Actors": ["Unknown"],
    }  # fmt: skip
    mapped = guess_columns(list(columns), columns)
    found = {c.target: c.take.read(columns[c.column][0]) for c in mapped.chosen}
    assert found["location"] == "governorate of Idlib"
    assert found["event_type"] == "Shelling"
    assert found["actor1"] == "Unknown"
    assert mapped.fixed == {"fatalities": "1"}
    assert any("each row counts one" in note for note in mapped.notes)
    assert any("'Name'" in note for note in mapped.notes)


@pytest.mark.parametrize(
    ("columns", "location"),
    [
        ({"Date": ["2025-01-02"], "Governorate": ["Idleb"], "District": ["Harim"]},
         "district of Harim"),
        ({"Date": ["2025-01-02"], "Governorate": ["Idleb"], "Sub-district": ["Salqin"]},
         "sub-district of Salqin"),
        ({"Date": ["2025-01-02"], "Governorate": ["Idleb"], "Village": ["Sarmin"]}, "Sarmin"),
        ({"Date": ["2025-01-02"], "Governorate": ["Idleb"], "lon": ["36.7"], "lat": ["35.9"]}, ""),
    ],
)  # fmt: skip
def test_the_finest_unit_is_the_place_only_where_nothing_is_finer(columns, location):
    mapped = guess_columns(list(columns), columns)
    read = {c.target: c.take.read(columns[c.column][0]) for c in mapped.chosen}
    assert read.get("location", "") == location


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Gov_Name", "admin1"), ("GOV", "admin1"), ("Dist_Name", "admin2"), ("SD_Name", "admin3"),
        ("Com_Pcode", "pcode"), ("Community P-Code", "pcode"), ("Gov_Pcode", ""),
        ("Initiator", "actor1"), ("Attacking party", "actor1"), ("Target", "actor2"),
        ("Nearest Town", "location"), ("Community_Name", "location"),
        ("What is the name of the village?", "location"), ("What was the date?", "date_start"),
        ("Please select the governorate", "admin1"), ("ما المحافظة؟", "admin1"),
        ("ما هي البلدة", "location"), ("حدد المحافظة", "admin1"), ("اكتب اسم القرية", "location"),
        ("Quel est le gouvernorat ?", "admin1"), ("سبب الوفاة", "event_type"),
        ("Place of birth", ""), ("Lieu de naissance", ""), ("مكان الولادة", ""), ("Doğum yeri", ""),
        ("Home town", ""), ("Place of residence", ""),
    ],
)  # fmt: skip
def test_headings_of_incident_lists_and_questions(heading, column):
    assert read_heading(heading) == column


@pytest.mark.parametrize(
    "heading",
    ["Injured", "No_Injured", "Wounded", "How many people were injured?", "عدد الجرحى",
     "كم عدد المصابين؟", "Blessés", "Yaralı sayısı"],
)  # fmt: skip
def test_the_injured_are_read_in_four_languages(heading):
    columns = {"Date": ["2025-01-02"], "Village": ["Nawa"], heading: ["3"]}
    assert chosen(columns)["injured"] == heading


def test_half_a_point_does_not_keep_a_whole_one_from_being_read():
    columns = {
        "date": ["2025-01-02"], "village": ["Salqin"], "_p_latitude": [],
        "_geolocation": ["36.13 36.45 0 5"],
    }  # fmt: skip
    assert {"lon", "lat"} <= set(chosen(columns))
    assert chosen(columns)["lat"] == "_geolocation"


@pytest.mark.parametrize(
    ("text", "is_kind"),
    [("Armed attack", True), ("Airstrike", True), ("قصف مدفعي", True), ("اغتيال", True),
     ("Blue", False), ("", False), ("Shelling " * 20, False)],
)  # fmt: skip
def test_short_words_for_what_happened(text, is_kind):
    assert names_kind(text) is is_kind


def test_a_column_of_kinds_is_the_type_and_stories_are_not():
    base = {"Date": ["2025-01-02"] * 2, "Village": ["Nawa"] * 2}
    assert chosen(base | {"What": ["Shelling", "Clashes"]})["event_type"] == "What"
    told = ["A market was shelled in the morning and several stalls burnt down to the ground", "x"]
    assert "event_type" not in chosen(base | {"What": told})
