"""Columns guessed by headings in four languages and by cells, refused if few cells fit."""

from __future__ import annotations

import pytest

from geomap.errors import TableError
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes.aggregates import find_counts
from geomap.tables.schemes.gdelt import COLUMNS, COLUMNS_1
from geomap.tables.schemes.guess import guess_columns
from geomap.tables.schemes.headings import list_forms, load_headings, read_heading
from geomap.tables.schemes.points import parse_point


def guess_of(columns):
    return {c.target: c.column for c in guess_columns(list(columns), columns).chosen}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("When did the incident happen?", "date_start"), ("Where did it happen?", "location"),
        ("How many people were killed?", "fatalities"), ("What happened?", "description"),
        ("Which governorate?", "admin1"), ("What type of incident was it?", "event_type"),
        ("Where did you hear about it?", "source"), ("متى وقع الحادث؟", "date_start"),
        ("أين وقع الحادث؟", "location"), ("كم عدد القتلى؟", "fatalities"),
        ("ماذا حدث؟", "description"), ("في أي محافظة؟", "admin1"), ("تاريخ الحادث", "date_start"),
        ("المحافظه", "admin1"), ("مكان الاستشهاد", "location"), ("عدد الشهداء", "fatalities"),
        ("Date de l'incident", "date_start"), ("Où ?", "location"), ("Gouvernorat", "admin1"),
        ("Nombre de morts", "fatalities"), ("Type d'incident", "event_type"),
        ("Olay tarihi", "date_start"), ("Olayın yeri", "location"), ("İl", "admin1"),
        ("Ölü sayısı", "fatalities"), ("Açıklama", "description"), ("Kaynak", "source"),
        ("Date / التاريخ", "date_start"), ("المكان | Place", "location"),
        ("Sub-district", "admin3"),
        ("grp_a/place_name", "location"), ("casualties-dead", "fatalities"), ("P-code", "pcode"),
        ("Timestamp", ""), ("_submission_time", ""), ("SubmissionDate", ""), ("inserted_at", ""),
        ("start", ""), ("طابع زمني", ""), ("Date of birth", ""), ("Horodateur", ""), ("Colour", ""),
    ],
)  # fmt: skip
def test_headings_in_four_languages_and_as_questions(heading, column):
    assert read_heading(heading) == column


def test_every_pattern_of_the_table_is_read_and_no_column_is_missing():
    assert {"date_start", "location", "admin1", "lon", "lat", "fatalities"} <= set(load_headings())
    assert list_forms("x" * 5000) == ("x" * 200,)


def test_the_day_of_the_event_before_the_day_of_the_report_and_of_the_form():
    found = guess_of(
        {
            "Timestamp": ["2024-03-05"], "Date reported": ["2024-03-04"],
            "Date of incident": ["2024-02-27"], "Place": ["Sarmin"],
        }
    )  # fmt: skip
    assert found["date_start"] == "Date of incident"


def test_the_day_of_the_report_where_there_is_no_other():
    mapped = guess_columns(["Date reported", "Place"], {"Date reported": ["2024-03-04"]})
    assert next((c.target, c.why) for c in mapped.chosen) == (
        "date_start", "by its heading, the day of the report"
    )  # fmt: skip


@pytest.mark.parametrize(
    "only", ["Timestamp", "start", "_submission_time", "inserted_at", "طابع زمني", "Horodateur"]
)
def test_when_a_form_was_filled_in_is_never_the_day_of_the_event(only):
    assert "date_start" not in guess_of({only: ["2024-03-05"], "Place": ["Sarmin"]})


def test_answers_of_a_question_with_several_are_no_columns_of_their_own():
    found = guess_of(
        {
            "q/date": ["2024-03-05"],
            "q/place": ["Sarmin"],
            "q/hit": ["target"],
            "q/hit/target": ["1"],
        }
    )
    assert found == {"date_start": "q/date", "location": "q/place"}


def test_a_guess_that_few_cells_fit_is_refused_and_a_share_is_told():
    assert "fatalities" not in guess_of({"Killed": ["yes", "no", "no", "3"]})
    [chosen] = guess_columns(["Killed"], {"Killed": ["3", "4", "2", "no"]}).chosen
    assert "75% of its cells fit" in chosen.why


def test_people_are_warned_of():
    mapped = guess_columns(["Date", "Place", "Full name", "رقم الهاتف"], {})
    assert "'Full name', 'رقم الهاتف'" in mapped.notes[0]
    assert "--private" in mapped.notes[0]


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("35.9025 36.7268 0 4.5", "35.9025", "36.7268"), ("35.9025, 36.7268", "35.9025", "36.7268"),
        ("[35.9578, 36.7139]", "35.9578", "36.7139"), ("(35.9;36.7)", "35.9", "36.7"),
        ("٣٥.٩ ٣٦.٧", "35.9", "36.7"), ("35.9°N, 36.7°E", "35.9", "36.7"),
    ],
)  # fmt: skip
def test_a_pair_in_a_cell(text, lat, lon):
    assert parse_point(text) == (lat, lon, False)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps?q=35.9,36.7",
        "https://maps.google.com/?ll=35.9,36.7&z=9",
        "https://www.google.com/maps/@35.9,36.7,15z",
        "geo:35.9,36.7",
        "https://www.google.com/maps/place/X/@35.1,36.1,17z/data=!3m1!8m2!3d35.9!4d36.7",
        "https://www.google.com/maps/search/?api=1&query=35.9%2C36.7",
        "https://www.openstreetmap.org/?mlat=35.9&mlon=36.7",
        "POINT (36.7 35.9)",
        "https://www.openstreetmap.org/#map=15/35.9/36.7",
        "SRID=4326;POINT(36.7 35.9)",
        '{"type": "Point", "coordinates": [36.7, 35.9]}',
    ],
)
def test_a_point_whose_order_is_known(text):
    assert parse_point(text) == ("36.7", "35.9", True)


@pytest.mark.parametrize("text", ["https://maps.app.goo.gl/x", "Idlib", "35.9", "1 2 3 4 5 6", ""])
def test_no_point_is_made_up(text):
    assert parse_point(text) is None


def test_one_cell_gives_both_axes_and_nothing_where_it_is_empty():
    columns = {"gps": ["35.93 36.63 410.0 5.0", "", "[null, null]", "36.2 37.13 0 0"]}
    takes = {c.target: c.take for c in guess_columns(["gps"], columns).chosen}
    assert [takes["lon"].read(text) for text in columns["gps"]] == ["36.63", "", "", "37.13"]
    assert [takes["lat"].read(text) for text in columns["gps"]] == ["35.93", "", "", "36.2"]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["WEEK", "ADMIN1", "EVENT_TYPE", "EVENTS", "FATALITIES"], True),
        (["Month", "Governorate", "Number of incidents"], True),
        (["month_year", "country", "admin1", "political_violence_events"], True),
        (["week_start", "admin2", "incident_count"], True),
        (["Year", "Country", "Events", "Fatalities"], True),
        (["الأسبوع", "المحافظة", "عدد الحوادث"], True),
        (["الشهر", "المحافظة", "عدد الانتهاكات"], True),
        (["Semaine", "Gouvernorat", "Nombre d'incidents"], True),
        (["Hafta", "İl", "Olay sayısı"], True),
        (["Date", "Governorate", "Events"], True),
        (["Date", "Governorate", "Village", "Events"], False),
        (["Date", "Governorate", "Killed"], False),
        (["Week", "Events"], False),
        (["Date", "Governorate", "Description", "Events"], False),
    ],
)
def test_counts_by_area_and_period_are_no_events(columns, found):
    samples = {column: ["12", "7"] for column in columns}
    assert bool(find_counts(columns, lambda: samples)) is found


def test_a_column_of_words_or_of_ones_is_no_count():
    columns = ["Week", "Governorate", "Events"]
    assert find_counts(columns, lambda: {"Events": ["Strike on a market"]}) is None
    assert find_counts(columns, lambda: {"Events": ["1", "1", "0"]}) is None


def test_counts_are_refused_in_one_line(tmp_path):
    path = tmp_path / "weekly.csv"
    path.write_text(
        "WEEK,ADMIN1,EVENTS,CENTROID_LATITUDE,CENTROID_LONGITUDE\n2025-06-07,Aleppo,12,36.18,37.47\n",
        encoding="utf-8",
    )
    for scheme in ("", "auto"):
        with pytest.raises(TableError, match=r"counts .* not events; use them as a layer"):
            read_reports(path, ReadOptions(scheme=scheme))


@pytest.mark.parametrize("width", [61, 58, 57])
def test_gdelt_without_a_header_in_all_its_versions(tmp_path, width):
    names = COLUMNS if width == 61 else COLUMNS_1[:width]
    values = {"GLOBALEVENTID": "410412347", "SQLDATE": "20150218", "EventRootCode": "19",
              "EventBaseCode": "190", "ActionGeo_Type": "4", "ActionGeo_Lat": "36.2",
              "ActionGeo_FullName": "Aleppo, Halab, Syria", "ActionGeo_Long": "37.16"}  # fmt: skip
    line = "\t".join(values.get(name, "") for name in names)
    (tmp_path / "g.csv").write_text(f"{line}\n", encoding="utf-8")
    [row] = read_reports(tmp_path / "g.csv").frame.to_dict("records")
    assert (row["event_id"], row["event_type"]) == ("gdelt-410412347", "Battles")
    assert (row["lon"], row["location"]) == (37.16, "Aleppo")


def test_a_short_link_is_said(tmp_path):
    (tmp_path / "t.csv").write_text(
        "date,gps\n" + "2020-04-14,35.9 36.6\n" * 9 + "2020-04-14,https://maps.app.goo.gl/x\n",
        encoding="utf-8",
    )
    reports = read_reports(tmp_path / "t.csv", ReadOptions(scheme="auto"))
    assert reports.rejects["problem"].tolist() == ["a link that tells no coordinates"]
