"""One selection: AND across the fields, OR within one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.events.select import Selection, hash_events, select_events

if TYPE_CHECKING:
    from tests.events.conftest import MakeEvents


def _ids(frame: object) -> list[str]:
    return list(frame["event_id"])  # type: ignore[index]


def test_an_empty_selection_keeps_all(make_events: MakeEvents) -> None:
    events = make_events({}, {"status": "planned"}, {"geo_precision": 3})
    assert _ids(select_events(events, Selection())) == ["e1", "e2", "e3"]


def test_an_interval_is_kept_if_it_touches_the_window(make_events: MakeEvents) -> None:
    events = make_events(
        {"date_start": "1860-01-01", "date_end": "1860-12-31"},
        {"date_start": "2020-03-06", "date_end": "2020-04-20"},
        {"date_start": "2020-04-21"},
    )
    window = Selection(date_start=date(2020, 4, 20), date_end=date(2020, 4, 20))
    assert _ids(select_events(events, window)) == ["e2"]
    assert _ids(select_events(events, Selection(date_end=date(1860, 6, 1)))) == ["e1"]


def test_values_of_one_field_add_and_fields_restrict(make_events: MakeEvents) -> None:
    events = make_events(
        {"status": "claimed"}, {"status": "planned"}, {"status": "planned", "admin1": "Idlib"}
    )
    either = Selection(status=("claimed", "planned"))
    assert _ids(select_events(events, either)) == ["e1", "e2", "e3"]
    assert _ids(select_events(events, replace(either, admin1=("Idlib",)))) == ["e3"]


@pytest.mark.parametrize("role", ["actor1", "actor2_id", "claimed_by", "attributed_to"])
def test_an_actor_is_found_in_every_role(make_events: MakeEvents, role: str) -> None:
    events = make_events({}, {role: "isis"})
    assert _ids(select_events(events, Selection(actor=("isis",)))) == ["e2"]


def test_coarse_places_can_be_left_out(make_events: MakeEvents) -> None:
    events = make_events({"geo_precision": 3}, {"geo_precision": 2})
    assert _ids(select_events(events, Selection(geo_precision=2))) == ["e2"]


def test_the_hash_names_the_rows_whatever_their_order(make_events: MakeEvents) -> None:
    events = make_events({}, {"status": "planned"})
    turned = events.iloc[::-1].reset_index(drop=True)
    changed = events.copy()
    changed.loc[0, "location"] = "Homs"
    assert hash_events(turned) == hash_events(events) != hash_events(changed)
