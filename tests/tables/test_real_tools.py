"""Forms in which tools of field work give their tables, as their documentation shows them."""

from __future__ import annotations

import json

import pytest

from geomap.articles.files import read_articles
from geomap.errors import TableError
from geomap.events.report_join import build_events
from geomap.resolver.resolver import make_resolver
from geomap.tables.opening import ReadOptions, open_table
from geomap.tables.reports import map_sheet, read_reports
from geomap.tables.schemes.guess import guess_columns
from geomap.tables.schemes.headings import list_forms
from geomap.tables.schemes.points import parse_point
from geomap.tables.schemes.scheme import BETWEEN
from geomap.tables.schemes.together.hoods import join_hood
from geomap.tables.schemes.together.weeks import drop_form_own
from geomap.tables.values.date_cells import DateError, find_order, parse_date

AUTO = ReadOptions(scheme="auto")


def write(tmp_path, content, name="t.csv"):
    path = tmp_path / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path, content, name="t.csv"):
    return read_reports(write(tmp_path, content, name), AUTO)


@pytest.fixture(scope="module")
def resolver():
    return make_resolver()


def days_of(reports):
    return [
        f"{str(a)[:10]}/{str(b)[:10]}"
        for a, b in zip(reports.frame["date_start"], reports.frame["date_end"], strict=True)
    ]


def source_of(target, columns):
    chosen = guess_columns(list(columns), columns).chosen
    return next((c.columns for c in chosen if c.target == target), ())


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        ("week of 2024-12-02", "2024-12-02/2024-12-08", 2),
        ("Week commencing 2 December 2024", "2024-12-02/2024-12-08", 2),
        ("week starting 02/12/2024", "2024-12-02/2024-12-08", 2),
        ("week ending 2024-12-08", "2024-12-02/2024-12-08", 2),
        ("Week ended 8 Dec 2024", "2024-12-02/2024-12-08", 2),
        ("الأسبوع المنتهي في 8 كانون الأول 2024", "2024-12-02/2024-12-08", 2),
        ("الأسبوع من 2 كانون الأول 2024", "2024-12-02/2024-12-08", 2),
        ("semaine du 2 décembre 2024", "2024-12-02/2024-12-08", 2),
        ("week of December 2024", "2024-12-01/2024-12-31", 3),
        ("December 2, 2024 → December 3, 2024", "2024-12-02/2024-12-03", 2),
        ("2024-12-02 -> 2024-12-03", "2024-12-02/2024-12-03", 2),
        ("2024/12/02 ⟶ 2024/12/02", "2024-12-02/2024-12-02", 1),
        ("2024:12:02 14:22:01", "2024-12-02/2024-12-02", 1),
        ("2024:12:02", "2024-12-02/2024-12-02", 1),
    ],
)
def test_weeks_arrows_and_the_days_of_photos(text, days, precision):
    found = parse_date(text, "dmy")
    assert (f"{found.start}/{found.end}", found.precision) == (days, precision)


@pytest.mark.parametrize(
    "text", ["week of", "week ending soon", "week of 2024-13-01", "→", "a → b"]
)
def test_words_of_weeks_alone_are_no_date(text):
    with pytest.raises(DateError):
        parse_date(text, "dmy")


def test_the_order_is_found_behind_words():
    assert find_order(["week of 7/12/2024", "week of 14/12/2024"]) == "dmy"
    assert find_order(["Tuesday 12/31/2024"]) == "mdy"
    assert find_order(["2024/12/13"]) == ""


@pytest.mark.parametrize(
    ("heads", "cells", "days"),
    [
        ("week_start,week_end,Town", "2024-12-01,2024-12-07,Sarmin", "2024-12-01/2024-12-07"),
        ("Week starting,Week ending,Town", "2024-12-01,2024-12-07,Sarmin", "2024-12-01/2024-12-07"),
        ("Week ending,Town", "2024-12-07,Sarmin", "2024-12-01/2024-12-07"),
        ("Week ending date,Town", "2024-12-07,Sarmin", "2024-12-01/2024-12-07"),
        ("week_end,Town", "2024-12-07,Sarmin", "2024-12-01/2024-12-07"),
        ("Week of,Town", "13/12/2024,Sarmin", "2024-12-13/2024-12-19"),
        ("Week commencing,Town", "2 December 2024,Sarmin", "2024-12-02/2024-12-08"),
        ("Week,Town", "2024-W49,Sarmin", "2024-12-02/2024-12-08"),
        ("بداية الأسبوع,نهاية الأسبوع,البلدة", "2024-12-01,2024-12-07,سرمين",
         "2024-12-01/2024-12-07"),
        ("نهاية الأسبوع,البلدة", "2024-12-07,سرمين", "2024-12-01/2024-12-07"),
        ("Semaine du,Localité", "02/12/2024,Sarmin", "2024-12-02/2024-12-08"),
        ("Date of incident,Week ending,Town", "2024-12-03,2024-12-07,Sarmin",
         "2024-12-03/2024-12-03"),
        ("period_start,period_end,Town", "2024-12-01,2024-12-31,Sarmin", "2024-12-01/2024-12-31"),
    ],
)  # fmt: skip
def test_a_week_is_all_its_days(tmp_path, heads, cells, days):
    row = f"{heads},Type\n{cells},Shelling\n"
    assert days_of(read(tmp_path, row + f"{cells},Shelling\n"))[0] == days


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("Sukkari", "Aleppo"), "Sukkari, Aleppo"), (("", "Aleppo"), "Aleppo"),
        (("Sukkari", ""), "Sukkari"), (("n/a", "Homs"), "Homs"), (("Homs", "Homs"), "Homs"),
        (("السكري", "حلب"), "السكري، حلب"), (("", ""), ""), ((" Waer ", " Homs "), "Waer, Homs"),
    ],
)  # fmt: skip
def test_a_quarter_and_its_town(parts, said):
    assert join_hood(BETWEEN.join(parts)) == said


@pytest.mark.parametrize(
    ("heads", "cells", "place"),
    [
        ("city,neighbourhood", "Aleppo,Sukkari", "Sukkari"),
        ("Neighborhood,City", "Sukkari,Aleppo", "Sukkari"),
        ("Town/City,Neighbourhood name", "Aleppo,Sukkari", "Sukkari"),
        ("المدينة,الحي", "حلب,السكري", "Sukkari"), ("الحي,المدينة", "السكري,حلب", "Sukkari"),
        ("ville,quartier", "Alep,Sukkari", "Sukkari"), ("city,hay", "Aleppo,Sukkari", "Sukkari"),
        ("city,neighbourhood", "Aleppo,", "Aleppo"), ("city,neighbourhood", ",Sukkari", "Sukkari"),
        ("city,neighbourhood", "Aleppo,Qwrtzx", "Aleppo"),
        ("neighbourhood,x", "Sukkari,1", "Sukkari"),
        ("المدينة,الحي", "حلب,ققققض", "Aleppo"),
    ],
)  # fmt: skip
def test_a_quarter_says_more_than_its_town(tmp_path, resolver, heads, cells, place):
    text = f"date,{heads},event\n2013-05-02,{cells},Shelling\n2013-05-02,{cells},Shelling\n"
    built = build_events(read(tmp_path, _pad(text)), resolver)
    assert built.events["place_name"].iloc[0] == place


def _pad(text):
    """Give columns that a row leaves empty a cell in another row, so that they have samples."""
    head, *rows = text.splitlines()
    blank = any(cell == "" for cell in rows[0].split(","))
    more = rows[0].split(",")
    more = [cell or "Homs" for cell in more]
    return "\n".join([head, *rows, *([",".join(more)] * blank)]) + "\n"


def test_a_quarter_beside_coordinates_names_the_point(tmp_path, resolver):
    text = "date,city,neighbourhood,lat,lon\n2013-05-02,Aleppo,Sukkari,36.18,37.14\n"
    [event] = build_events(read(tmp_path, text), resolver).events.itertuples()
    assert (event.place_name, event.lon, event.precision_km) == ("Sukkari", 37.14, 0.8)


SURVEYS = [
    ["Respondent ID", "Start Date", "End Date", "Date of the incident", "Village"],
    ["ResponseId", "StartDate", "EndDate", "Date of incident", "Village"],
    ["ID", "Start time", "Completion time", "When did it happen?", "Village"],
    ["IP Address", "Start Date", "End Date", "Status", "Incident date", "Town"],
]


@pytest.mark.parametrize("columns", SURVEYS)
def test_the_days_of_filling_a_survey_are_none_of_an_event(columns):
    cells = {
        c: ["2024-12-04"] if "ate" in c or "time" in c or "When" in c else ["x"] for c in columns
    }
    assert source_of("date_start", cells) == (columns[-2],)
    assert source_of("date_end", cells) == ()


@pytest.mark.parametrize(
    "columns",
    [["Event", "Start Date", "End Date"], ["start_date", "end_date", "status"], ["الموقع", "من"]],
)
def test_other_tables_keep_their_start_and_end(columns):
    assert drop_form_own(columns) == columns


def test_surveys_whose_answers_have_headings_of_their_own(tmp_path):
    text = (
        "Respondent ID,Start Date,Date of the incident,Where was it?,,What happened?,\n"
        ",,Date / Time,Village,Governorate,Response,Other (please specify)\n"
        "1,12/04/2024,12/01/2024,Sarmin,Idlib,Shelling,\n2,12/15/2024,12/13/2024,Atarib,Aleppo,x,\n"
    )
    reports = read(tmp_path, text)
    assert days_of(reports) == ["2024-12-01/2024-12-01", "2024-12-13/2024-12-13"]
    assert list(reports.frame["admin1"]) == ["Idlib", "Aleppo"]
    assert list(reports.frame["location"]) == ["Sarmin", "Atarib"]


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("1_Date_of_incident", "date_of_incident"), ("3. Village", "village"),
        ("Q4 Where was it?", "where_was_it"), ("12) Governorate", "governorate"),
        ("Governorate2", "governorate"), ("7a_Killed", "killed"),
    ],
)  # fmt: skip
def test_a_question_has_a_number_before_it(heading, form):
    assert form in list_forms(heading)


@pytest.mark.parametrize("heading", ["2024 events", "actor1", "lat2", "year2", "12", "Q4", "5G"])
def test_other_figures_stay(heading):
    assert all(form[:1] != "_" and form for form in list_forms(heading))
    assert "actor" not in list_forms("actor1")[:1]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("lat_3_Where", "long_3_Where"), ("35.9", "36.7")),
        (("Where did it happen?.lat", "Where did it happen?.lon"), ("35.9", "36.7")),
        (("incident_lat", "incident_lng"), ("35.9", "36.7")),
        (("GPSLatitude", "GPSLongitude"), ("35 deg 54' 0.00\" N", "36 deg 42' 0.00\" E")),
        (("lat_12_Site", "long_12_Site"), ("35.9", "36.7")),
    ],
)
def test_coordinates_under_headings_of_tools(tmp_path, heads, cells):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    reports = read(tmp_path, f"date,{','.join(heads)}\n2024-12-01,{quoted}\n")
    assert reports.frame[["lat", "lon"]].to_numpy().round(4).tolist() == [[35.9, 36.7]]


@pytest.mark.parametrize(
    "cell", ["35.9|36.7", "35.9 | 36.7", "35 deg 54' 0.00\" N, 36 deg 42' 0.00\" E"]
)
def test_both_coordinates_in_a_cell_of_tools(cell):
    first, second, lon_first = parse_point(cell)
    lon, lat = (first, second) if lon_first else (second, first)
    assert (round(float(lat), 4), round(float(lon), 4)) == (35.9, 36.7)


def test_short_links_beside_names_and_long_links(tmp_path):
    long = "https://www.google.com/maps/place/x/@35.9,36.7,17z/data=!3d35.9036!4d36.725"
    text = f'date,place,map link\n2024-12-01,Sarmin,"{long}"\n2024-12-02,Atarib,https://goo.gl/x1\n'
    path = write(tmp_path, text)
    frame = read_reports(path, AUTO).frame
    assert frame["lon"].tolist()[0] == 36.725
    assert frame["lon"].isna().tolist() == [False, True]
    assert any(
        "short links in 'map link'" in note for note in map_sheet(open_table(path), AUTO).notes
    )


@pytest.mark.parametrize(
    "document",
    [
        [["Date", "Place"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha"]],
        {"values": [["date", "place"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha"]]},
        {"columns": ["date", "place"], "data": [["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha"]]},
        {"rows": [["date", "place"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha"]]},
        [["Day", "Spot"], ["#date", "#loc"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha"]],
        [["date", "place", "x"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha", None]],
    ],
)
def test_json_of_rows_as_lists(tmp_path, document):
    reports = read(tmp_path, document, "t.json")
    assert list(reports.frame["location"]) == ["Sarmin", "Ariha"]


def test_a_row_longer_than_the_header_is_a_reject(tmp_path):
    document = [["date", "place"], ["2024-12-01", "Sarmin"], ["2024-12-02", "Ariha", "x"]]
    reports = read(tmp_path, document, "t.json")
    assert (len(reports.frame), reports.rejects["row"].tolist()) == (1, [3])


@pytest.mark.parametrize("document", [[[]], [["", ""]], [[], []], {"values": []}, [[], {}]])
def test_lists_without_a_header_are_refused(tmp_path, document):
    with pytest.raises(TableError):
        read(tmp_path, document, "t.json")


MAP = (
    "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><name>d</name><Folder><name>Strikes"
    "</name><Placemark><name>{name}</name><description><![CDATA[two <b>hurt</b><br>at dawn &amp; "
    "<a href='x'>more</a>]]></description><ExtendedData>{data}</ExtendedData><Point><coordinates>"
    "36.7,35.9</coordinates></Point></Placemark></Folder></Document></kml>"
)
DAY = "<Data name='date'><value>2024-12-01</value></Data>"


def test_a_mark_of_a_map_has_its_layer_and_plain_text(tmp_path):
    text = MAP.format(name="Sarmin", data=DAY)
    [row] = read(tmp_path, text, "m.kml").frame.itertuples()
    assert (row.location, row.layer, row.description) == (
        "Sarmin",
        "Strikes",
        "two hurt\nat dawn & more",
    )


def test_what_a_mark_is_called_is_no_place_where_its_data_name_one(tmp_path):
    place = "<Data name='Village'><value>Atarib</value></Data>"
    [row] = read(
        tmp_path, MAP.format(name="Hit on a bakery", data=DAY + place), "m.kml"
    ).frame.itertuples()
    assert (row.location, row.name) == ("Atarib", "Hit on a bakery")


def test_codes_of_another_list_are_no_type_and_no_party(tmp_path):
    text = "date,lat,lon,type,actor\n2024-12-01,35.9,36.7,0,3\n2024-12-02,35.9,36.7,2,3\n"
    frame = read(tmp_path, text).frame
    assert not {"event_type", "actor1"} & set(frame)


def test_what_a_form_keeps_for_itself_tells_nothing():
    columns = {"_id": ["1"], "date": ["2024-12-01"], "place": ["Sarmin"], "_notes": ["[]"],
               "_tags": ["[]"], "_status": ["x"], "_attachments": ["[]"]}  # fmt: skip
    assert source_of("description", columns) == ()
    assert source_of("status", columns) == ()


@pytest.mark.parametrize("heading", ["VERIFIED DATE", "Date verified", "date_of_verification",
                                     "Report date", "تاريخ التوثيق"])  # fmt: skip
def test_the_day_of_the_check_counts_where_no_other_is_told_and_is_said(heading):
    cells = {heading: ["2024-12-05"], "place": ["Sarmin"]}
    mapped = guess_columns(list(cells), cells)
    assert any("no column names the day of the event" in note for note in mapped.notes)
    cells = {heading: ["2024-12-05"], "Date of incident": ["2024-12-01"], "place": ["Sarmin"]}
    assert source_of("date_start", cells) == ("Date of incident",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,timestamp,body\n1,2024-12-01,Shells fell on the market\n", "geomap read"),
        ("timestamp,lat,lon\n2024-12-01,35.9,36.7\n", "call the column 'date'"),
        (
            "timestamp,title,lat,lon\n2024-12-01,Shells fell on the market,35.9,36.7\n",
            "'timestamp'",
        ),
        ("colour,shape\nred,round\n", "name one so"),
    ],
)
def test_a_table_of_something_else_says_what_to_do(tmp_path, text, said):
    with pytest.raises(TableError) as told:
        map_sheet(open_table(write(tmp_path, text)), AUTO)
    assert said in str(told.value)


def test_the_day_a_text_was_put_up_is_that_of_its_report(tmp_path):
    path = write(
        tmp_path, "id,timestamp,body\n1,2024-12-01 10:00:00,Shells fell on Sarmin.\n2,,x\n"
    )
    first, second = read_articles(path).reports
    assert (str(first.published), second.published) == ("2024-12-01", None)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Civilians reported killed (min)", "fatalities_low"), ("killed_max", "fatalities_high"),
        ("Civilian deaths (maximum)", "fatalities_high"), ("Reported killed low", "fatalities_low"),
        ("Belligerent suspected", "attributed_to"), ("Actor (alleged)", "attributed_to"),
        ("Ville ou village", "location"), ("Village ou quartier", "location"),
    ],
)  # fmt: skip
def test_headings_of_casualty_recorders_and_french_forms(heading, target):
    assert source_of(target, {heading: ["2"] if "fat" in target else ["Sarmin"]}) == (heading,)


@pytest.mark.parametrize("heading", ["form.location", "Where did it happen?", "الموقع", "place"])
def test_a_question_where_may_be_answered_by_a_point(tmp_path, heading):
    text = f"date,{heading},type\n2024-12-01,35.9 36.7 400 5,x\n2024-12-02,35.8 36.6 0 0,x\n"
    frame = read(tmp_path, text).frame
    assert frame["lon"].tolist() == [36.7, 36.6]


def test_a_named_place_beside_a_point_stays_the_name(tmp_path):
    frame = read(tmp_path, "date,village,form.location\n2024-12-01,Sarmin,35.9 36.7 400 5\n").frame
    assert (frame["location"].iloc[0], frame["lat"].iloc[0]) == ("Sarmin", 35.9)


@pytest.mark.parametrize("row", ["a\rb;c;d,e,f", "a\r,b,c", '"a\r;b",c,d'])
def test_a_bare_carriage_return_in_a_row_too_long_is_no_fault_of_ours(tmp_path, row):
    path = tmp_path / "t.csv"
    path.write_bytes(f"date,location\n2024-12-01,Sarmin\n{row}\n".encode())
    reports = read_reports(path, AUTO)
    assert len(reports.frame) == 1
    assert len(reports.rejects) >= 1
