from __future__ import annotations

import pandas as pd
import pytest

from geomap.events.report_join import build_events
from geomap.schema import EVENT_COLUMNS
from geomap.tables.reports import check_reports
from tests.event_files import read_event_file


def build(few_places, **columns):
    frame = pd.DataFrame({"date": ["2020-04-14"] * len(next(iter(columns.values()))), **columns})
    return build_events(check_reports(frame, name="t.csv"), few_places)


def test_every_row_is_an_event_unplaced_or_a_reject(few_places):
    built = build(
        few_places,
        location=["Aleppo", "Nowhere", "Dana", "", "Idleb"],
        fatalities=["1", "2", "3", "4", "5"],
        date=["2020-04-14"] * 4 + ["no day"],
    )
    assert (len(built.events), len(built.unplaced), len(built.rejects)) == (1, 3, 1)
    assert built.tally.rows_in == 5
    assert built.tally.precision == {1: 1}
    assert built.unplaced["verdict"].tolist() == ["unknown", "ambiguous", "unknown"]
    assert built.unplaced["reason"].tolist()[2] == "the report names no place"
    assert built.unplaced["nearest"].tolist()[1] == "Dana|Dana"
    assert built.unplaced["fatalities"].tolist() == [2, 3, 4]


def test_a_placed_event_says_where_how_and_how_precisely(few_places):
    [event] = build(few_places, location=["Aleppo"]).events.to_dict("records")
    assert event["place_id"] == "C1007"
    assert event["pcode"] == "C1007"
    assert (event["admin1"], event["admin2"], event["admin3"]) == (
        "Aleppo",
        "Jebel Saman",
        "Jebel Saman centre",
    )
    assert (event["lon"], event["lat"]) == (37.16, 36.2)
    assert (event["geo_precision"], event["precision_km"]) == (1, 8.0)
    assert (event["rule"], event["score"]) == ("exact", 0.9)
    assert (event["geometry"].x, event["geometry"].y) == (37.16, 36.2)


def test_coordinates_of_the_source_are_kept_and_compared(few_places):
    events = build(
        few_places,
        location=["Aleppo", "Aleppo", "Nowhere", "Badia"],
        lon=["37.2", "38.9", "37.0", "39.2"],
        lat=["36.2", "35.9", "36.0", "34.9"],
    ).events
    near, far, unknown, region = (events.iloc[n] for n in range(4))
    assert events["lon"].tolist() == [37.2, 38.9, 37.0, 39.2]
    assert near["place_id"] == "C1007"
    assert 3 < near["apart_km"] < 4
    assert far["place_id"] == ""
    assert 150 < far["apart_km"] < 170
    assert "lies elsewhere" in far["placed_how"]
    assert pd.isna(unknown["apart_km"])
    assert region["place_id"] == "badia"
    assert region["geo_precision"] == 3
    assert set(events["rule"]) == {"given"}


def test_disagreement_with_the_source_is_counted(few_places):
    built = build(
        few_places, location=["Aleppo"] * 3, lon=["37.2", "38.9", "38.0"], lat=["36.2"] * 3
    )
    assert built.tally.apart == 2


def test_each_distinct_name_is_resolved_once(few_places):
    build(few_places, location=["Aleppo", "Idleb"] * 500, admin1=["", "x"] * 500)
    assert len(few_places.asked) == 2


def test_ids_are_stable_under_reordering_and_numbered_when_rows_repeat(few_places):
    rows = {"location": ["Aleppo", "Idleb", "Aleppo"], "description": ["a", "b", "a"]}
    first = build(few_places, **rows).events["event_id"].tolist()
    second = build(few_places, **{k: v[::-1] for k, v in rows.items()}).events["event_id"].tolist()
    assert set(first) == set(second)
    assert first[2] == first[0] + "-2"
    assert first[0] != first[1]


def test_a_corrected_point_is_the_same_event(few_places):
    ids = [
        build(few_places, location=["Aleppo"], lon=[lon], lat=["36.2"]).events["event_id"][0]
        for lon in ("37.2", "37.3")
    ]
    assert ids[0] == ids[1]


def test_ids_of_the_source_are_kept_unless_they_come_twice(few_places):
    events = build(few_places, location=["Aleppo"] * 3, event_id=["SYR1", "SYR1", ""]).events
    assert events["event_id"].tolist()[:2] == ["SYR1", "SYR1-2"]
    assert events["event_id"][2].startswith("e-")


def test_what_follows_from_other_columns_is_filled_and_what_is_given_kept(few_places):
    built = build(
        few_places,
        location=["Aleppo", "Aleppo"],
        actor1=["SDF", "nobody known"],
        sub_event_type=["Armed clash", "Armed clash"],
        event_type=["", "Mine"],
        status=["", "Claimed"],
        time_precision=["", "3"],
    )
    events = built.events
    assert events["actor1_id"].tolist() == ["sdf", ""]
    assert events["event_type"].tolist() == ["Battles", "Mine"]
    assert events["status"].tolist() == ["reported", "claimed"]
    assert events["time_precision"].tolist() == [1, 3]
    assert list(events.columns[: len(EVENT_COLUMNS)]) == list(EVENT_COLUMNS)
    assert events["report_id"].tolist() == ["t.csv:2", "t.csv:3"]


def test_nothing_placed_is_an_empty_frame_not_an_error(few_places):
    built = build(few_places, location=["Nowhere"])
    assert len(built.events) == 0
    assert len(built.unplaced) == 1


def test_names_that_join_to_one_text_are_told_apart(few_places):
    import numpy as np
    import pyarrow as pa

    from geomap.events.placing import Placer

    placer = Placer(few_places)
    table = pa.table(
        {
            "date_start": pa.array([0, 0, 0], pa.timestamp("ms")),
            "date_end": pa.array([0, 0, 0], pa.timestamp("ms")),
            "location": ["Aleppo\x1fb", "Aleppo", "Aleppo\x1fb"],
            "admin1": ["", "b\x1f", ""],
        }
    )
    for _ in range(2):
        placer.place(table, np.arange(2, 5), "t.csv")
    asked = [(name, hints.admin1) for name, hints in few_places.asked]
    assert sorted(asked) == [("Aleppo", "b\x1f"), ("Aleppo\x1fb", "")]
    assert placer.distinct == 2


def test_a_p_code_places_what_the_words_leave_open(few_places):
    built = build(
        few_places,
        location=["Nowhere", "", "Dana", "Aleppo", "Nowhere"],
        pcode=["C3871", "C3871", "C4000", "C3871", "C9999"],
    )
    assert built.events["place_id"].tolist() == ["C3871", "C3871", "C4000", "C1007"]
    assert built.events["placed_how"].str.startswith("p-code C3871 of the source").tolist() == [
        True, True, False, False,
    ]  # fmt: skip
    assert built.unplaced["pcode"].tolist() == ["C9999"]


def test_columns_of_a_table_that_are_called_as_ours_are_kept(few_places):
    built = build(
        few_places,
        location=["Aleppo", "Nowhere"],
        rule=["R1", "R2"], score=["high", "low"], reason=["a", "b"], apart_km=["far", ""],
    )  # fmt: skip
    [event] = built.events.to_dict("records")
    assert (event["rule"], event["rule_as_written"]) == ("exact", "R1")
    assert (event["score_as_written"], event["apart_km_as_written"]) == ("high", "far")
    [row] = built.unplaced.to_dict("records")
    assert (row["reason"], row["reason_as_written"]) == ("no place of this name", "b")


@pytest.mark.parametrize("ending", [".csv", ".geojsonl", ".parquet", ".geojson"])
def test_a_number_behind_an_id_is_never_an_id_that_is_there(tmp_path, geomap_says, ending):
    ids = ["x", "x", "y", "x-2", "x-3", "x"]
    text = "event_id,date,location\n" + "".join(f"{i},2020-04-14,Aleppo\n" for i in ids)
    (tmp_path / "t.csv").write_text(text)
    code, _, err = geomap_says("events", tmp_path / "t.csv", "-o", tmp_path / f"e{ending}")
    assert code == 0, err
    found = read_event_file(tmp_path / f"e{ending}")["event_id"]
    assert sorted(found) == ["x", "x-2", "x-3", "x-4", "x-5", "y"]
