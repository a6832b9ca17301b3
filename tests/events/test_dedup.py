from __future__ import annotations

import pandas as pd
import pytest

from geomap.errors import TableError
from geomap.events.duplicates import find_pairs, propose_duplicates
from geomap.events.likeness import LEVELS, WEIGHTS, compare_pairs
from geomap.events.merging import frame_proposals, merge_duplicates, parse_decisions
from geomap.events.report_join import build_events
from geomap.tables.reports import check_reports

CLASH = {
    "date": "2020-04-14", "lon": "37.16", "lat": "36.20", "event_type": "Battles",
    "actor1": "SDF", "actor2": "ISIS", "fatalities": "3", "description": "clash near the silo",
}  # fmt: skip


@pytest.fixture
def events(few_places):
    def make(*changes):
        rows = [
            {**CLASH, "event_id": f"e{n}", "source": f"s{n}", **c} for n, c in enumerate(changes)
        ]
        return build_events(check_reports(pd.DataFrame(rows), name="t.csv"), few_places).events

    return make


def groups(found):
    return [set(proposal.event_ids) for proposal in propose_duplicates(found)]


def test_the_same_happening_of_two_sources_is_proposed_with_reasons(events):
    found = events({}, {"lon": "37.18", "date": "2020-04-15", "fatalities": "4"})
    [proposal] = propose_duplicates(found)
    assert set(proposal.event_ids) == {"e0", "e1"}
    assert "1.8 km apart" in proposal.reasons
    assert "1 days apart" in proposal.reasons
    assert 0.7 < proposal.score <= 1


@pytest.mark.parametrize(
    "change",
    [
        {"lon": "37.23"},  # 6.3 km
        {"date": "2020-04-17"},  # 3 days
        {"source": "S0 "},  # the same source
        {"event_type": "Protests"},
    ],
)
def test_what_is_far_late_of_one_source_or_contradicts_is_not_proposed(events, change):
    assert groups(events({}, change)) == []


def test_intervals_that_touch_are_near_in_time(events):
    found = events({"date": "2020-04"}, {"date": "2020-05-01"}, {"date": "2020-05-04"})
    left, right = find_pairs(found)
    assert {(int(a), int(b)) for a, b in zip(left, right, strict=True)} == {(0, 1)}


def test_pairs_do_not_hang_on_the_order_of_rows(events):
    found = events({}, {"date": "2020-04-16"}, {"lon": "37.17"}, {"date": "2020-04-13"})
    ids = found["event_id"].to_numpy()
    turned = found[::-1].reset_index(drop=True)
    back = turned["event_id"].to_numpy()
    first = {frozenset((ids[a], ids[b])) for a, b in zip(*find_pairs(found), strict=True)}
    second = {frozenset((back[a], back[b])) for a, b in zip(*find_pairs(turned), strict=True)}
    assert first == second
    assert len(first) == 5


def test_a_group_has_one_event_of_a_source(events):
    found = events({}, {}, {"source": "s1", "lon": "37.17"}, {})
    [group] = groups(found)
    assert group == {"e0", "e1", "e3"}


def test_all_pairs_of_a_long_table_are_found(events):
    days = pd.date_range("2019-01-01", periods=200).strftime("%Y-%m-%d")
    rows = [{"date": day, "source": source} for day in days for source in ("a", "b")]
    found = events(*rows)
    left, _ = find_pairs(found)
    assert len(left) == 200 + 2 * 199 + 2 * 198


def test_the_most_precise_stays_and_all_sources_are_named(events):
    found = events({"geo_precision": "2", "description": "b"}, {"fatalities": "5"})
    [proposal] = propose_duplicates(found)
    assert proposal.event_ids == ("e1", "e0")
    merged = merge_duplicates(found, [proposal.event_ids])
    [event] = merged.to_dict("records")
    assert event["event_id"] == "e1"
    assert event["source"] == "s1; s0"
    assert event["merged_from"] == "e0"
    assert event["description"] == "clash near the silo\nb"
    assert (event["fatalities"], event["fatalities_low"], event["fatalities_high"]) == (5, 3, 5)


def test_a_refused_group_is_not_proposed_again(events):
    found = events({}, {})
    [proposal] = propose_duplicates(found)
    assert propose_duplicates(found, refused=frozenset({proposal.key})) == []


def test_decisions_are_read_and_nonsense_refused():
    frame = pd.DataFrame({"decision": ["Accept", "refuse", ""], "events": ["a|b", "c|d", "e|f"]})
    assert parse_decisions(frame) == ([["a", "b"]], [["c", "d"]], 1)
    with pytest.raises(TableError, match="no decision: 'yes'"):
        parse_decisions(frame.assign(decision="yes"))


def test_merging_names_an_id_that_is_not_there(events):
    with pytest.raises(TableError, match="no event 'x'"):
        merge_duplicates(events({}), [["e0", "x"]])
    with pytest.raises(TableError, match="two accepted groups"):
        merge_duplicates(events({}, {}, {}), [["e0", "e1"], ["e1", "e2"]])


def test_nothing_is_merged_without_a_word(events, tmp_path, geomap_says):
    from geomap.export.geojson import write_geojson

    found = events({}, {})
    write_geojson(found, tmp_path / "e.geojson")
    proposals, out = tmp_path / "p.csv", tmp_path / "m.geojson"
    assert geomap_says("dedup", tmp_path / "e.geojson", "-o", proposals)[0] == 0
    code, _, err = geomap_says("dedup", tmp_path / "e.geojson", "--decisions", proposals, "-o", out)
    assert code == 0
    assert "0 groups merged, 0 refused, 1 undecided; 2 events became 2" in err
    text = proposals.read_text(encoding="utf-8").splitlines()
    proposals.write_text("\n".join([text[0], "accept" + text[1]]), encoding="utf-8")
    err = geomap_says("dedup", tmp_path / "e.geojson", "--decisions", proposals, "-o", out)[2]
    assert "1 groups merged" in err
    assert "2 events became 1" in err


def test_proposals_show_both_sides(events):
    found = events({}, {"description": "another telling"})
    table = frame_proposals(found, propose_duplicates(found))
    assert table["descriptions"].tolist() == ["clash near the silo || another telling"]
    assert table["decision"].tolist() == [""]


def test_a_long_interval_is_compared_with_all_that_it_holds(events):
    found = events(
        {"date": "2019-01-01", "date_end": "2019-12-31"}, {"date": "2019-11-20"}, {"date": "1990"}
    )
    left, right = find_pairs(found)
    assert {(int(a), int(b)) for a, b in zip(left, right, strict=True)} == {(0, 1)}


def test_a_day_within_a_long_interval_is_not_called_the_same_day(events):
    found = events({"date": "2020-04"}, {"fatalities": "3"})
    [proposal] = propose_duplicates(found)
    assert "one spans 7 days or more" in proposal.reasons
    [sure] = propose_duplicates(events({}, {}))
    assert proposal.score < sure.score


def test_two_that_contradict_are_not_brought_together_by_a_third(events):
    vague = {"event_type": "", "actor1": "", "actor2": ""}
    assert groups(events({}, vague)) == [{"e0", "e1"}]
    found = events({}, vague, {"event_type": "Protests", "actor1": "", "actor2": ""})
    [group] = groups(found)
    assert not {"e0", "e2"} <= group


def test_two_known_sides_each_with_none_in_common_are_another_happening(events):
    other = {"actor1": "Government of Turkey", "actor2": "HTS"}
    assert groups(events({}, other)) == []


def test_names_of_one_actor_are_one_actor(events):
    same = {"actor1": "Syrian Democratic Forces", "actor2": "Daesh"}
    [proposal] = propose_duplicates(events({}, same))
    assert "actors: both" in proposal.reasons


def test_words_in_another_script_are_not_held_against_a_pair(events):
    untold = propose_duplicates(events({}, {"description": ""}))
    arabic = propose_duplicates(events({}, {"description": "اشتباكات قرب الصوامع شرق المدينة"}))
    other = {"description": "a bus crossed the bridge to fetch water"}
    assert arabic[0].score == untold[0].score
    [against] = propose_duplicates(events({}, other), threshold=0.01)
    assert against.score < untold[0].score


def test_where_many_fit_equally_none_is_likely(events):
    alone = propose_duplicates(events({}, {"source": "other"}))
    crowd = events(*[{"source": "one"}] * 5, {"source": "other"})
    assert alone[0].score > 0.9
    assert propose_duplicates(crowd) == []


def test_the_one_with_the_same_figure_is_preferred(events):
    found = events(
        {"source": "one", "fatalities": "40"}, {"source": "one", "fatalities": "3"},
        {"source": "other", "fatalities": "3"},
    )  # fmt: skip
    assert groups(found) == [{"e1", "e2"}]


def test_what_is_more_alike_never_counts_for_less():
    for field, levels in LEVELS.items():
        told = [
            weight
            for level, weight in zip(levels, WEIGHTS[field], strict=True)
            if level not in {"not told", "vague", "contradict"}
        ]
        assert told == sorted(told, reverse=True), field


def test_every_pair_has_a_level_in_every_field(events):
    import numpy as np

    found = events({}, {"fatalities": ""}, {"description": ""}, {"actor1": "", "actor2": ""})
    left, right = find_pairs(found)
    levels = compare_pairs(found, left, right, 5.0)
    for field, known in LEVELS.items():
        assert np.isin(levels[field], range(len(known))).all()


def test_where_no_source_is_told_it_is_the_file(events):
    found = events({"source": ""}, {"source": ""})
    assert groups(found) == []
    found["report_id"] = ["a.csv:2", "b.csv:2"]
    assert groups(found) == [{"e0", "e1"}]


@pytest.mark.parametrize(
    "words", [("-o", "p.xlsx"), ("-o", "p.csv", "--km", "-1"), ("-o", "p.csv", "--threshold", "7")]
)
def test_wrong_use_is_told_and_writes_nothing(tmp_path, monkeypatch, geomap_says, words):
    monkeypatch.chdir(tmp_path)
    assert geomap_says("dedup", "e.geojson", *words)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_what_stands_at_one_point_is_near_however_near_is_meant(events):
    found = events({}, {})
    [here] = propose_duplicates(found, near_km=0.0)
    [near] = propose_duplicates(found)
    assert here.score == near.score
