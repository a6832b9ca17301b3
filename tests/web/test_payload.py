"""What the page is told of events: all of it, in order, honestly."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from geomap.gazetteer.areas.unit_fit import fit_units
from geomap.gazetteer.built import write_built
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.layers.basemap import load_basemap
from geomap.model import Place
from geomap.settings import Presentation
from geomap.web.contract import MADE, OF_EVENTS, OF_PLACES, VERSION, say_contract
from geomap.web.options import WebOptions
from geomap.web.payload import build_payload, style_events
from tests.web.unpacking import read_columns, read_texts, unpack


@pytest.fixture
def read():
    def read_payload(events, **presentation):
        payload = build_payload(events, Presentation(**presentation), WebOptions())
        head = json.loads(unpack(payload.head))
        columns = read_columns(head["columns"], unpack(payload.columns))
        return head, columns, read_texts(head, dict(payload.later))

    return read_payload


def test_the_front_end_knows_the_names_that_python_writes():
    assert MADE.read_text(encoding="utf-8") == say_contract(), "make contract"


def test_no_column_is_written_that_the_contract_does_not_name(read, make_sample):
    head, columns, texts = read(make_sample())
    assert {*columns, *texts} - {*head["extra"]} <= {*OF_EVENTS, *OF_PLACES}


def test_every_event_arrives_with_its_values(read, make_sample):
    events = make_sample().set_index("event_id")
    head, columns, texts = read(make_sample())
    assert head["version"] == VERSION
    assert head["events"] == len(events)
    for row, event_id in enumerate(texts["event_id"]):
        event = events.loc[event_id]
        day = head["first_day"] + int(columns["date_start"][row])
        assert np.datetime64(day, "D") == np.datetime64(event["date_start"], "D")
        last = day + int(columns["date_length"][row])
        assert np.datetime64(last, "D") == np.datetime64(event["date_end"], "D")
        place = columns["place"][row]
        assert columns["place_lon"][place] == pytest.approx(event["lon"])
        assert columns["place_lat"][place] == pytest.approx(event["lat"])
        for role in ("actor1", "actor2", "claimed_by", "attributed_to"):
            assert head["dicts"]["actor"][columns[role][row]] == (
                "" if pd.isna(event[role]) else event[role]
            )
        for name in ("sub_event_type", "status", "source", "location"):
            assert head["dicts"][name][columns[name][row]] == event[name]
        dead = int(columns["fatalities"][row]) - 1
        assert dead == (-1 if pd.isna(event["fatalities"]) else event["fatalities"])
        assert texts["description"][row] == event["description"]


def test_rows_lie_by_place_type_and_day(read, make_sample):
    _, columns, _ = read(make_sample())
    keys = list(zip(columns["place"], columns["type"], columns["date_start"], strict=True))
    assert keys == sorted(keys)


def test_fatalities_tell_none_from_nought_and_keep_their_bounds(read, make_sample):
    events = make_sample().iloc[:3].copy()
    events["fatalities"] = np.array([0, 25, None], dtype=object)
    events["fatalities_low"] = np.array([0, 20, None], dtype=object)
    events["fatalities_high"] = np.array([5, 25, 9], dtype=object)
    _, columns, texts = read(events)
    row = {event_id: i for i, event_id in enumerate(texts["event_id"])}
    told = [
        [int(columns[f"fatalities{end}"][row[f"s-00{i}"]]) for end in ("", "_low", "_high")]
        for i in range(3)
    ]
    assert told == [[1, 1, 7], [26, 22, 1], [0, 0, 11]]


def test_regions_have_their_outline_and_exact_places_none(read, make_sample):
    head, columns, _ = read(make_sample())
    names = head["dicts"]["place_name"]
    by_name = {names[code]: i for i, code in enumerate(columns["place_name"])}
    assert columns["place_area"][by_name["Rural Damascus"]] > 0
    assert columns["place_area"][by_name["Idlib"]] > 0
    assert columns["place_area"][by_name["Mar Elias church"]] == 0
    assert columns["place_precision"][by_name["Al-Tanf"]] == 2
    assert columns["place_km"][by_name["Al-Tanf"]] == 25


def test_governorates_come_from_names_or_else_from_where_a_point_lies(read, make_sample):
    events = make_sample()
    events.loc[events["place_name"] == "Palmyra", "admin1"] = ""
    head, columns, _ = read(events)
    names = head["dicts"]["place_name"]
    units = {
        names[code]: columns["place_governorate"][i] for i, code in enumerate(columns["place_name"])
    }
    pcode = {
        name: "" if u == 255 else head["governorates"][u]["pcode"] for name, u in units.items()
    }
    assert pcode["Palmyra"] == "SY04"
    assert pcode["Mar Elias church"] == "SY01"
    assert pcode["Sochi"] == ""


def test_unknown_columns_are_kept_and_told(read, make_sample):
    head, _, texts = read(make_sample(confidence=0.5, note="seen"))
    assert "note" in head["extra"]
    assert set(texts["note"]) == {"seen"}
    assert set(texts["confidence"]) == {"0.5"}


@pytest.mark.parametrize("name", ["type", "place", "incident", "actor", "place_name_ar"])
@pytest.mark.parametrize("times", [1, 40])
def test_a_users_column_may_be_called_as_one_of_the_pages(read, make_sample, name, times):
    events = pd.concat([make_sample(**{name: "their word"})] * times, ignore_index=True)
    head, columns, _ = read(events)
    assert f"own:{name}" in head["extra"]
    assert [spec["name"] for spec in head["columns"]].count(name) <= 1
    assert "their word" not in head["dicts"].get(name, [])
    assert head["types"]
    assert max(columns["type"]) < len(head["types"])


def test_types_of_a_users_own_get_colours_of_their_own(make_sample):
    events = make_sample(event_type=["Flood"] * 15 + ["Drought"] * 6)
    styles, codes = style_events(events["event_type"])
    assert [style.label for style in styles] == ["Flood", "Drought"]
    assert styles[0].color != styles[1].color
    assert codes.tolist() == [0] * 15 + [1] * 6


def test_a_type_that_acled_lacks_stands_last_as_other(make_sample):
    events = make_sample()
    events.loc[0, "event_type"] = "Flood"
    styles, codes = style_events(events["event_type"])
    assert styles[-1].label == "Other"
    assert codes[0] == len(styles) - 1


def test_titles_sources_and_dates_are_made_where_none_are_given(read, make_sample):
    meta = read(make_sample())[0]["meta"]
    assert meta["title"] == "Events in Syria, 2014–2025"
    assert meta["sources"] == ["Sample paper, 2020", "Sample paper, June 2025"]
    assert meta["as_of"] == "2025-06-30"
    assert read(make_sample(), title="Mine", lang="ar")[0]["meta"]["lang"] == "ar"


def test_no_events_are_a_page_too(read, make_sample):
    head, columns, texts = read(make_sample().iloc[:0])
    assert head["events"] == head["places"] == 0
    assert len(columns["date_start"]) == 0
    assert texts["event_id"] == []


def test_districts_of_the_gazetteer_come_as_lines_and_names_with_their_source(
    read, make_sample, tmp_path
):
    plain, *_ = read(make_sample())
    assert "districts" not in plain["ground"]["layers"]
    whole = load_basemap().governorate("SY07")
    west, south, east, north = whole.bounds
    halves = {
        "SY0700": shapely.intersection(whole, shapely.box(west, south, 36.5, north)),
        "SY0705": shapely.intersection(whole, shapely.box(36.5, south, east, north)),
    }
    places = {
        code: Place(code, f"Unit {code}", "وحدة", "A", "ADM2", 36.5, 35.7, 25.0, code)
        for code in halves
    }
    about = {"boundaries by": "A survey"}
    built = write_built(Gazetteer(places, fit_units(halves), meta=about), tmp_path / "mine")
    head, *_ = read(make_sample(), gazetteer=built)
    (lines,) = head["ground"]["layers"]["districts"]
    assert lines["kind"] == "line"
    named = [label["name"] for label in head["ground"]["labels"] if label["kind"] == "district"]
    assert named == ["Unit SY0700", "Unit SY0705"]
    assert head["meta"]["attribution"].startswith("A survey · ")
    more = len(json.dumps(head["ground"])) - len(json.dumps(plain["ground"]))
    assert 0 < more < 20_000  # one line and two names


def test_a_source_is_named_once_though_rows_name_several(make_sample):
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page_meta import meta_of

    events = make_sample()
    events["source"] = "A wire; A paper"
    events.loc[events.index[0], "source"] = "A paper;A wire;A third"
    told = meta_of(events, Presentation(), WebOptions())["sources"]
    assert told == ["A wire", "A paper", "A third"]
