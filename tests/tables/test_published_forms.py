"""Whole files in the forms in which they are published; every row is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pandas as pd
import pytest

from geomap.events.report_join import build_events
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes.gdelt import COLUMNS as GDELT

ACLED_2019 = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "timestamp",
    "iso3",
]
ACLED_2024 = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
UCDP_CANDIDATE = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
PLACED = {"location": "Aleppo", "latitude": "36.2", "longitude": "37.16"}


def table(columns, rows, delimiter=","):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def built_of(tmp_path, few_places):
    def read(content, name, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reports = read_reports(path, ReadOptions(**options))
        built = build_events(reports, few_places)
        assert reports.rows_in == len(built.events) + len(built.unplaced) + len(built.rejects)
        return built

    return read


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_an_acled_export_of_2019(built_of, delimiter):
    rows = [
        {
            **PLACED, "data_id": f"62{n}", "iso": "760", "event_id_cnty": f"SYR{n}",
            "event_id_no_cnty": str(n), "event_date": f"{n:02} April 2019", "year": "2019",
            "time_precision": "1", "event_type": "Explosions/Remote violence",
            "sub_event_type": "Shelling/artillery/missile attack", "actor1": "SDF", "inter1": "2",
            "actor2": "ISIS", "inter2": "2", "interaction": "22", "admin1": "Aleppo",
            "geo_precision": "1", "source": "SOHR; SNN", "notes": 'He said "no", invented',
            "fatalities": "0", "timestamp": "1570000000", "iso3": "SYR",
        }
        for n in range(1, 31)
    ]  # fmt: skip
    built = built_of(table(ACLED_2019, rows, delimiter), "2019.csv")
    events = built.events
    assert len(events) == 30
    assert events["event_id"][0] == "acled-SYR1"
    assert str(events["date_start"][29].date()) == "2019-04-30"
    assert set(events["description"]) == {'He said "no", invented'}
    assert (events["inter1"][0], events["interaction"][0], events["data_id"][0]) == (
        "2", "22", "621",
    )  # fmt: skip
    assert events["fatalities"].tolist() == [0] * 30


@pytest.mark.parametrize("date", ["02 January 2024", "2024-01-02"])
def test_an_acled_export_of_2024(built_of, date):
    row = {
        **PLACED, "event_id_cnty": "SYR130001", "event_date": date, "year": "2024",
        "time_precision": "2", "disorder_type": "Political violence", "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "QSD: Syrian Democratic Forces",
        "assoc_actor_1": "", "inter1": "Rebel group", "actor2": "Islamic State (Syria)",
        "inter2": "Rebel group", "civilian_targeting": "", "geo_precision": "2",
        "source": "Enab Baladi", "notes": "line one\nline two", "fatalities": "3",
        "tags": "crowd size=no report", "timestamp": "1704844800",
    }  # fmt: skip
    built = built_of("\ufeff" + table(ACLED_2024, [row]), "2024.csv")
    event = built.events.iloc[0]
    assert str(event["date_start"].date()) == "2024-01-02"
    assert (event["actor1_id"], event["actor2_id"]) == ("sdf", "isis")
    assert (event["time_precision"], event["geo_precision"], event["fatalities"]) == (2, 2, 3)
    assert event["description"] == "line one\nline two"
    assert (event["tags"], event["disorder_type"]) == ("crowd size=no report", "Political violence")


@pytest.mark.parametrize("release", ["23_0_1", "24_0_5", "25_0_12"])
def test_ucdp_candidate_events(built_of, release):
    year = 2000 + int(release[:2])
    rows = [
        {
            "id": str(480000 + n), "relid": f"SYR-{year}-1-118-{n}", "year": str(year),
            "active_year": "TRUE", "code_status": "Clear", "type_of_violence": str(n % 3 + 1),
            "conflict_new_id": "299", "conflict_name": "Syria: Government", "side_a": "SDF",
            "side_b": "IS", "number_of_sources": "-1", "source_article": '"agency, 2 May"',
            "source_office": "SOHR", "source_headline": "invented", "where_prec": str(n % 7 + 1),
            "where_coordinates": "Aleppo city", "where_description": "in the east, invented",
            "adm_1": "Aleppo governorate", "latitude": "36.2", "longitude": "37.16",
            "geom_wkt": "POINT (37.16 36.2)", "priogrid_gid": "181875", "country": "Syria",
            "event_clarity": "1", "date_prec": str(n % 5 + 1),
            "date_start": f"{year}-05-{n:02} 00:00:00.000",
            "date_end": f"{year}-05-{n + 1:02} 00:00:00.000",
            "deaths_a": "1", "best": "3", "high": "5", "low": "1",
        }
        for n in range(1, 29)
    ]  # fmt: skip
    built = built_of(table(UCDP_CANDIDATE, rows), f"GEDEvent_v{release}.csv")
    events = built.events
    assert len(events) == 28
    assert events["event_id"][0] == "ucdp-480001"
    assert (events["fatalities_low"][0], events["fatalities"][0], events["fatalities_high"][0]) == (
        1, 3, 5,
    )  # fmt: skip
    assert events["geo_precision"].tolist()[:7] == [2, 2, 3, 3, 3, 3, 1]
    assert events["where_prec"].astype(str).tolist()[:7] == ["2", "3", "4", "5", "6", "7", "1"]
    assert events["time_precision"].tolist()[:5] == [2, 2, 3, 3, 1]
    assert str(events["date_end"][0].date()) == f"{year}-05-02"


def gdelt_row(number, **cells):
    row = dict.fromkeys(GDELT, "")
    row |= {
        "GLOBALEVENTID": str(915000000 + number), "SQLDATE": "20200414", "MonthYear": "202004",
        "Year": "2020", "FractionDate": "2020.2849", "Actor1Code": "SYRGOV",
        "Actor1Name": 'ARMY OF "HOMS"' if number == 3 else "SYRIA", "IsRootEvent": "1",
        "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19", "QuadClass": "4",
        "GoldsteinScale": "-10.0", "NumMentions": "4", "NumSources": "1", "NumArticles": "4",
        "AvgTone": "-6.5", "ActionGeo_Type": "4", "ActionGeo_FullName": "Aleppo, Halab, Syria",
        "ActionGeo_CountryCode": "SY", "ActionGeo_ADM1Code": "SY09", "ActionGeo_Lat": "36.2",
        "ActionGeo_Long": "37.16", "ActionGeo_FeatureID": "-2539829",
        "DATEADDED": "20200414120000", "SOURCEURL": "https://example.org/a?b=c&d='e'",
    }  # fmt: skip
    return "\t".join({**row, **cells}.values()) + "\n"


@pytest.mark.parametrize("zipped", [True, False])
def test_gdelt_as_it_comes_every_quarter_of_an_hour(built_of, zipped):
    rows = "".join(
        [
            *(gdelt_row(n) for n in range(6)),
            gdelt_row(6, ActionGeo_FullName="Ankara, Ankara, Turkey", ActionGeo_Lat="39.93",
                      ActionGeo_Long="32.86", ActionGeo_CountryCode="TU"),
            gdelt_row(7, ActionGeo_Type="0", ActionGeo_FullName="", ActionGeo_Lat="",
                      ActionGeo_Long=""),
        ]
    )  # fmt: skip
    name = "20200414120000.export.CSV"
    content = rows
    if zipped:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, rows)
        content, name = packed.getvalue(), f"{name}.zip"
    built = built_of(content, name)
    assert built.events["event_id"].tolist() == [f"gdelt-{915000000 + n}" for n in range(6)]
    assert built.events["actor1"][3] == 'ARMY OF "HOMS"'
    assert built.events["AvgTone"].astype(float).tolist() == [-6.5] * 6
    assert built.rejects["problem"].tolist() == ["the point lies outside Syria"]
    assert built.unplaced["event_id"].tolist() == ["gdelt-915000007"]


def test_timemap_dates_are_month_first_and_sources_have_paths(built_of):
    items = [
        {
            "id": f"CIV{n:04}", "date": f"0{n}/03/2022", "time": "", "latitude": "36.2",
            "longitude": "37.16", "location": "Aleppo", "description": "told, invented",
            "sources": [
                {"id": f"src{n}", "path": f"https://example.org/{n}", "description": "video"},
                {"id": "other", "path": "https://example.org/other", "description": ""},
            ],
            "filters": [{"key": "Type of area affected", "value": "Residential"}],
        }
        for n in range(1, 10)
    ]  # fmt: skip
    events = built_of(json.dumps(items), "events.json").events
    assert [str(day.date()) for day in events["date_start"]] == [
        f"2022-{n:02}-03" for n in range(1, 10)
    ]
    assert events["source"][0] == "src1"
    assert events["source_url"][0] == "https://example.org/1"
    assert "https://example.org/other" in events["sources"][0]
    assert "Residential" in events["filters"][0]
    plain = [{**item, "sources": ["a paper", "another"]} for item in items]
    told = built_of(json.dumps(plain), "plain.json").events
    assert "a paper" in told["source"][0]
    assert "another" in told["source"][0]
    assert told["source_url"][0] == ""


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [("2–5", 2, 5), ("2 - 5", 2, 5), ("3", 3, 3), ("Unknown", None, None), ("", None, None)],
)
def test_incidents_with_one_column_for_the_killed(built_of, told, low, high):
    columns = [
        "Incident Code", "Incident date", "Location name", "Geolocation accuracy", "Latitude",
        "Longitude", "Suspected belligerent", "Strike type", "Civilians reported killed",
        "Assessment",
    ]  # fmt: skip
    row = dict(
        zip(
            columns,
            ["CS12", "April 14, 2017", "Aleppo", "Neighbourhood/area", "36.2", "37.16", "Unknown",
             "Airstrike and/or Artillery", told, "Told, invented."],
            strict=True,
        )
    )  # fmt: skip
    built = built_of(table(columns, [row]), "airwars.csv")
    [event] = built.events.to_dict("records")
    assert event["event_id"] == "airwars-CS12"
    for column, wanted in (("fatalities_low", low), ("fatalities_high", high)):
        assert pd.isna(event[column]) if wanted is None else event[column] == wanted
    assert event["Civilians reported killed"] == told
    assert (event["attributed_to"], event["actor1"]) == ("Unknown", "")


def test_a_spreadsheet_of_ones_own_is_explained_before_it_is_read(tmp_path, geomap_says):
    path = tmp_path / "mine.csv"
    path.write_text(
        "Nr;Datum;Ort;Breite;Länge;When did it happen;Village / town;Killed;What happened\n"
        "1;;;36,2;37,16;14.4.2020;Aleppo;2;invented\n2;;;;;15.4.2020;Idleb;;invented too\n",
        encoding="utf-8",
    )
    code, out, err = geomap_says("events", path, "--scheme", "auto", "--explain")
    assert code == 0, err
    told = out + err
    assert "When did it happen" in told
    assert "Village / town" in told
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]
    code, _, err = geomap_says("events", path, "--scheme", "auto", "-o", tmp_path / "mine.geojson")
    assert code == 0
    assert "2 rows in: 2 events" in err
