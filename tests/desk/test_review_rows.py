"""Rows under review: decided, corrected, merged, added, undone."""

from __future__ import annotations

import pytest

from geomap.desk import review_rows
from geomap.desk.acts import Act, ChangedError, do, undo
from geomap.desk.event_list import list_events
from geomap.desk.past import last_hand, list_acts
from geomap.errors import InputError


def ids(book):
    return {row["event_id"] for row in list_events(book, {})["rows"]}


def test_the_least_sure_stand_first(reviewed):
    rows = review_rows.show_report(reviewed, "k1")["rows"]
    assert [row["id"] for row in rows] == ["r-unsure", "r-nowhere", "r-sure"]


def test_accepting_makes_an_event_striking_none(reviewed):
    review_rows.decide(reviewed, "me", "r-sure", "accept", {})
    review_rows.decide(reviewed, "me", "r-unsure", "strike", {})
    assert ids(reviewed) == {"r-sure"}
    states = {row["id"]: row["state"] for row in review_rows.show_report(reviewed, "k1")["rows"]}
    assert states == {"r-sure": "accepted", "r-unsure": "struck", "r-nowhere": "open"}


def test_what_has_no_place_is_kept_and_on_no_map(reviewed):
    review_rows.decide(reviewed, "me", "r-nowhere", "accept", {})
    assert review_rows.find_row(reviewed, "r-nowhere")["state"] == "kept"
    assert ids(reviewed) == set()


def test_opening_again_takes_the_event_out(reviewed):
    review_rows.decide(reviewed, "me", "r-sure", "accept", {})
    review_rows.decide(reviewed, "me", "r-sure", "open", {})
    assert ids(reviewed) == set()


def test_a_correction_is_kept_with_who_and_what(reviewed):
    review_rows.decide(reviewed, "someone", "r-sure", "set", {"set": {"fatalities": "٣"}})
    row = review_rows.find_row(reviewed, "r-sure")
    assert row["cells"]["fatalities"] == row["cells"]["fatalities_high"] == 3
    (act,) = list_acts(reviewed)
    assert act["who"] == "someone"
    assert "fatalities" in act["note"]["changed"]


@pytest.mark.parametrize(
    "cells",
    [{"fatalities": "many"}, {"date_start": "2020-02-30"}, {"status": "maybe"}, {"lon": "1"},
     {"date_start": "2020-03-05", "date_end": "2020-03-01"}, {"event_id": "x"},
     {"fatalities": "-1"}, {"description": "x" * 30_000}],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_refused_and_nothing_changes(reviewed, cells):
    with pytest.raises(InputError):
        review_rows.decide(reviewed, "me", "r-sure", "set", {"set": cells})
    assert list_acts(reviewed) == []


def test_what_somebody_decided_meanwhile_is_not_decided_over(reviewed):
    review_rows.decide(reviewed, "one", "r-sure", "strike", {"state": "open"})
    with pytest.raises(ChangedError):
        review_rows.decide(reviewed, "two", "r-sure", "accept", {"state": "open"})


def test_who_decided_on_a_row_is_known_by_its_very_id(book):
    do(book, "Omar", Act("strike", {"row": "a_b"}))
    do(book, "Layla", Act("strike", {"row": "axb"}))
    do(book, "Rana", Act("strike", {"row": "صف"}))
    assert [last_hand(book, one) for one in ("a_b", "axb", "صف", "no")] == [
        "Omar", "Layla", "Rana", "",
    ]  # fmt: skip


def test_undo_goes_back_act_by_act(reviewed):
    review_rows.decide(reviewed, "me", "r-sure", "set", {"set": {"actor1": "X"}})
    review_rows.decide(reviewed, "me", "r-sure", "accept", {})
    undo(reviewed, "me")
    assert ids(reviewed) == set()
    undo(reviewed, "me")
    assert review_rows.find_row(reviewed, "r-sure")["cells"]["actor1"] == ""
    with pytest.raises(InputError, match="nothing to undo"):
        undo(reviewed, "me")


def test_undo_refuses_what_was_built_on(reviewed):
    first = review_rows.decide(reviewed, "me", "r-sure", "set", {"set": {"actor1": "X"}})
    review_rows.decide(reviewed, "you", "r-sure", "set", {"set": {"actor1": "Y"}})
    with pytest.raises(ChangedError):
        undo(reviewed, "me", first)


def test_merging_keeps_what_either_knew(reviewed):
    review_rows.decide(reviewed, "me", "r-unsure", "set", {"set": {"actor2": "Z", "fatalities": 4}})
    review_rows.merge_rows(reviewed, "me", "r-sure", ["r-unsure"])
    row = review_rows.find_row(reviewed, "r-sure")
    assert row["cells"]["actor2"] == "Z"
    assert row["cells"]["fatalities_high"] == 4
    assert review_rows.find_row(reviewed, "r-unsure")["state"] == "merged"
    undo(reviewed, "me")
    assert review_rows.find_row(reviewed, "r-unsure")["state"] == "open"


def test_selected_words_become_a_row_and_go_with_undo(reviewed):
    row_id = review_rows.add_row(reviewed, "me", "k1", (45, 68), {})
    row = review_rows.find_row(reviewed, row_id)
    assert row["cells"]["description"] == "In Beta people marched."
    assert row["cells"]["date_start"] == "2020-03-03"
    undo(reviewed, "me")
    with pytest.raises(InputError):
        review_rows.find_row(reviewed, row_id)
    with pytest.raises(InputError):
        review_rows.add_row(reviewed, "me", "k1", (5, 500), {})


def test_what_is_sure_is_accepted_at_once_and_undone_at_once(reviewed):
    assert review_rows.accept_many(reviewed, "me", 0.1, dry=True) == {"count": 2}
    assert review_rows.accept_many(reviewed, "me", 0.8, dry=False)["count"] == 1
    assert ids(reviewed) == {"r-sure"}
    undo(reviewed, "me")
    assert ids(reviewed) == set()


def test_reading_again_leaves_what_was_decided(reviewed):
    from tests.desk.conftest import read_row

    review_rows.decide(reviewed, "me", "r-sure", "strike", {})
    told = review_rows.show_report(reviewed, "k1")
    report = {key: told[key] for key in ("key", "title", "lang", "text", "source", "url", "day",
                                         "problem", "report_id")}  # fmt: skip
    again = {**report, "rows": [read_row("r-sure", 0.9, []), read_row("r-new", 0.4, [])]}
    review_rows.keep_reading(reviewed, 1, {"reports": [again]})
    states = {row["id"]: row["state"] for row in review_rows.show_report(reviewed, "k1")["rows"]}
    assert states == {"r-sure": "struck", "r-new": "open"}


def test_what_was_done_cannot_be_untold(reviewed):
    review_rows.decide(reviewed, "me", "r-sure", "accept", {})
    for change in ("UPDATE desk_acts SET who = 'x'", "DELETE FROM desk_acts"):
        with pytest.raises(OSError, match="stays told"), reviewed.writing() as cursor:
            cursor.execute(change)
