from __future__ import annotations

import json
import zipfile

import pandas as pd
import pytest

from geomap.errors import TableError
from geomap.events.report_join import build_events
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_reports
from geomap.tables.schemes import SCHEMES, choose_scheme
from geomap.tables.schemes.gdelt import COLUMNS as GDELT

ACLED_NOW = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp\n"
    "SYR1,2024-01-02,2024,1,Political violence,Battles,Armed clash,SDF,,Rebel group,ISIS,,Rebel "
    "group,Rebel group-Rebel group,,760,Middle East,Syria,Aleppo,Jebel Saman,,Aleppo,36.2,37.16,1,"
    'SOHR; Enab Baladi,Other-National,"A clash, invented.",3,,1700000000\n'
)
ACLED_OLD = (
    "DATA_ID,ISO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,"
    "ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,"
    "LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES\n"
    "1,760,SYR9,9,14 April 2017,2017,2,Battle-No change of territory,SDF,,2,ISIS,,2,22,Syria,"
    "Aleppo,,,Aleppo,36.2,37.16,2,SOHR,invented,0\n"
    "2,760,SYR10,10,15 April 2017,2017,1,Remote violence,SDF,,2,ISIS,,2,22,Syria,"
    "Aleppo,,,Aleppo,36.2,37.16,1,SOHR,invented,0\n"
)
UCDP_17 = (
    "id,year,type_of_violence,conflict_new_id,side_a,side_b,source_office,source_headline,"
    "where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,date_prec,date_start,"
    "date_end,deaths_a,best,low,high\n"
    "214797.0,2016.0,1.0,299.0,Government of Syria,Syrian insurgents,SOHR,invented headline,"
    "{where}.0,Aleppo city,Aleppo Governorate,Jabal Saman district,36.2,37.16,Syria,{date}.0,"
    "2016-01-01 00:00:00.000,2016-01-03 00:00:00.000,2.0,4.0,3.0,6.0\n"
)


@pytest.fixture
def events_of(tmp_path, few_places):
    def read(content, name="t.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        built = build_events(read_reports(path, ReadOptions(**options)), few_places)
        return built.events, built

    return read


def test_current_acled_is_recognised_and_its_own_columns_kept(events_of):
    events, built = events_of(ACLED_NOW)
    event = events.iloc[0]
    assert event["event_id"] == "acled-SYR1"
    assert (event["event_type"], event["sub_event_type"]) == ("Battles", "Armed clash")
    assert (event["lon"], event["lat"]) == (37.16, 36.2)
    assert (event["actor1"], event["actor1_id"], event["actor2_id"]) == ("SDF", "sdf", "isis")
    assert event["description"] == "A clash, invented."
    assert (event["inter1"], event["disorder_type"]) == ("Rebel group", "Political violence")
    assert event["place_id"] == "C1007"
    assert "ACLED" in built.notes[-1]


def test_old_acled_types_become_todays_with_the_original_beside(events_of):
    events, _ = events_of(ACLED_OLD)
    assert events["event_type"].tolist() == ["Battles", "Explosions/Remote violence"]
    assert events["EVENT_TYPE"].tolist() == ["Battle-No change of territory", "Remote violence"]
    assert events["time_precision"].tolist() == [2, 1]
    assert events["geo_precision"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("where", "precision", "km"),
    [(1, 1, 1), (2, 2, 25), (3, 2, 25), (4, 3, 60), (5, 3, 60), (6, 3, 350), (7, 3, 350)],
)
def test_ucdp_where_prec_becomes_the_scale_with_the_original_beside(
    events_of, where, precision, km
):
    event = events_of(UCDP_17.format(where=where, date=1))[0].iloc[0]
    assert (event["geo_precision"], event["precision_km"]) == (precision, km)
    assert event["where_prec"] == f"{where}.0"
    assert event["event_id"] == "ucdp-214797"
    assert (event["fatalities"], event["fatalities_low"], event["fatalities_high"]) == (4, 3, 6)
    assert str(event["date_end"].date()) == "2016-01-03"
    assert event["location"] == "Aleppo city"


@pytest.mark.parametrize(("code", "precision"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_ucdp_date_prec_becomes_the_scale(events_of, code, precision):
    assert events_of(UCDP_17.format(where=1, date=code))[0]["time_precision"][0] == precision


def test_ucdp_old_and_candidate_headings_are_recognised(events_of):
    old = UCDP_17.format(where=1, date=1).replace("best,low,high", "best_est,low_est,high_est")
    assert events_of(old)[0]["fatalities"][0] == 4
    candidate = UCDP_17.format(where=1, date=1).replace("214797.0", "SYR-2025-1-443-7")
    assert events_of(candidate)[0]["event_id"][0] == "ucdp-SYR-2025-1-443-7"


def test_hints_come_without_the_words_of_their_unit(events_of, few_places):
    events_of(UCDP_17.format(where=1, date=1))
    [(_, hints)] = few_places.asked
    assert (hints.admin1, hints.admin2) == ("Aleppo", "Jabal Saman")


def gdelt_row(**cells):
    row = dict.fromkeys(GDELT, "")
    row |= {
        "GLOBALEVENTID": "1234567890", "SQLDATE": "20200414", "Actor1Name": "REBEL",
        "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Aleppo, Halab, Syria", "ActionGeo_Lat": "36.2",
        "ActionGeo_Long": "37.16", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    return "\t".join({**row, **cells}.values()) + "\n"


def test_gdelt_comes_without_a_header_in_a_zip(tmp_path, few_places):
    path = tmp_path / "20200414.export.CSV.zip"
    rows = gdelt_row() + gdelt_row(
        GLOBALEVENTID="1234567891", EventBaseCode="195", ActionGeo_Type="1",
        ActionGeo_FullName="Syria",
    )  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("20200414.export.CSV", rows)
    events = build_events(read_reports(path), few_places).events
    assert events["event_id"].tolist() == ["gdelt-1234567890", "gdelt-1234567891"]
    assert events["event_type"].tolist() == ["Battles", "Explosions/Remote violence"]
    assert events["location"].tolist() == ["Aleppo", "Syria"]
    assert events["geo_precision"].tolist() == [1, 3]
    assert events["source_url"][0] == "https://example.org/a"
    assert events["ActionGeo_FullName"][0] == "Aleppo, Halab, Syria"
    assert events["report_id"].tolist()[0].endswith(":1")
    assert few_places.asked[0][1].admin1 == "Halab"


def test_timemap_json_is_recognised(events_of):
    items = [
        {"id": 7, "date": "4/14/2020", "time": "10:00", "location": "Aleppo", "latitude": "36.2",
         "longitude": "37.16", "description": "told", "sources": ["s1", "s2"], "associations": []}
    ]  # fmt: skip
    event = events_of(json.dumps(items), "events.json")[0].iloc[0]
    assert event["event_id"] == "timemap-7"
    assert str(event["date_start"].date()) == "2020-04-14"
    assert (event["lon"], event["time"]) == (37.16, "10:00")


def test_airwars_like_tables_attribute_and_do_not_accuse(events_of):
    text = (
        "Incident code,Incident date,Location,Governorate,Latitude,Longitude,Geolocation accuracy,"
        "Suspected belligerents,Suspected target,Strike type,Minimum civilians reported killed,"
        "Maximum civilians reported killed,Airwars grading\n"
        "CS1,14 April 2020,Aleppo,Aleppo,36.2,37.16,Subdistrict,"
        "A coalition,ISIS,Airstrike,2,5,Fair\n"
    )
    event = events_of(text)[0].iloc[0]
    assert (event["attributed_to"], event["actor1"]) == ("A coalition", "")
    assert event["event_type"] == "Explosions/Remote violence"
    assert (event["fatalities_low"], event["fatalities_high"]) == (2, 5)
    assert pd.isna(event["fatalities"])
    assert event["geo_precision"] == 2
    assert event["Airwars grading"] == "Fair"


def test_columns_of_a_spreadsheet_are_guessed_only_when_asked(events_of):
    text = "Nr;Datum;Village;Governorate;Killed;Details\n1;14.04.2020;Aleppo;Aleppo;3;told\n"
    with pytest.raises(TableError, match="--scheme auto"):
        events_of(text)
    event = events_of(text, scheme="auto")[0].iloc[0]
    assert (event["location"], event["fatalities"], event["description"]) == ("Aleppo", 3, "told")


def test_arabic_headings_are_guessed(events_of):
    text = "التاريخ,الموقع,المحافظة,عدد القتلى\n14/04/2020,Aleppo,Aleppo,٣\n"
    event = events_of(text, scheme="auto")[0].iloc[0]
    assert (event["location"], event["fatalities"]) == ("Aleppo", 3)


def test_a_heading_that_its_values_contradict_is_not_taken(events_of):
    text = "date,when,x,y,place\nred,2020-04-14,left,up,Aleppo\nblue,2020-04-15,right,down,Idleb\n"
    events = events_of(text, scheme="auto")[0]
    assert str(events["date_start"][0].date()) == "2020-04-14"
    assert events["location"].tolist() == ["Aleppo", "Idleb"]


def test_explain_shows_the_mapping_and_writes_nothing(tmp_path, geomap_says):
    path = tmp_path / "t.csv"
    path.write_text("Datum,Village,Weapon\n2020-04-14,Aleppo,x\n", encoding="utf-8")
    code, out, _ = geomap_says("events", path, "--scheme", "auto", "--explain")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert ["date_start", "Datum", "by", "its", "heading", "2020-04-14"] in lines
    assert ["location", "Village", "by", "its", "heading", "Aleppo"] in lines
    assert "kept as they are: Weapon" in out
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_scheme_is_refused(events_of):
    with pytest.raises(TableError, match="does not look like UCDP GED"):
        events_of("a,b\n1,2\n", scheme="ucdp")
    with pytest.raises(TableError, match="known: acled"):
        choose_scheme(["a"], "nonsense")


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda s: s.name)
def test_every_scheme_maps_to_event_columns_only(scheme):
    from geomap.schema import EVENT_COLUMNS

    assert set(scheme.takes) <= set(EVENT_COLUMNS)
    assert scheme.signs


def test_the_published_ucdp_table_is_read_without_a_loss(shared, few_places):
    path = shared / "bench" / "ucdp_ged_syria.csv.gz"
    built = build_events(read_reports(path), few_places)
    assert built.tally.rows_in == 16_566
    assert len(built.events) + len(built.rejects) == 16_566
    assert len(built.events) == 16_566
    raw = pd.read_csv(path)
    assert built.events["fatalities"].sum() == raw["best"].sum()
    assert (built.events["where_prec"].astype(float) == raw["where_prec"]).all()
    codes = built.events.groupby(raw["where_prec"])["geo_precision"].unique()
    assert all(len(found) == 1 for found in codes)


def test_the_outline_holds_every_place_of_the_reference(shared):
    from geomap.gazetteer.areas.extent import is_near_syria

    places = pd.read_csv(shared / "reference" / "ocha_places.csv")
    assert is_near_syria(places["lon"].to_numpy(), places["lat"].to_numpy()).all()
