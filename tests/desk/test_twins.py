"""Events joined by a person, kept apart, and split again."""

from __future__ import annotations

import pytest

from geomap.desk import twins
from geomap.desk.acts import Act, do
from geomap.desk.event_cells import as_event
from geomap.desk.event_list import list_events
from geomap.desk.work import questions
from geomap.errors import InputError
from tests.desk.conftest import event_cells


class Here:
    """Asks in this process."""

    def ask(self, what, **given):
        return getattr(questions, what)(**given)


@pytest.fixture
def told_twice(book):
    cells = [
        event_cells(event_id="a", fatalities=3, source="One"),
        event_cells(event_id="b", fatalities=4, source="Two", description="A march in Alpha."),
    ]
    do(book, "me", Act("import", {}, [as_event(one) for one in cells]))
    return book


def test_what_is_joined_names_all_sources_and_is_split_again(told_twice):
    (twin,) = twins.list_twins(told_twice, Here())
    twins.join_twins(told_twice, "me", Here(), twin["ids"])
    (event,) = list_events(told_twice, {})["rows"]
    assert set(event["source"].split("; ")) == {"One", "Two"}
    assert (event["fatalities_low"], event["fatalities_high"]) == (3, 4)
    twins.split_event(told_twice, "me", event["event_id"])
    assert {row["source"] for row in list_events(told_twice, {})["rows"]} == {"One", "Two"}
    with pytest.raises(InputError, match="not joined"):
        twins.split_event(told_twice, "me", event["event_id"])


def test_what_is_kept_apart_is_not_asked_again(told_twice):
    (twin,) = twins.list_twins(told_twice, Here())
    twins.refuse_twins(told_twice, "me", twin["ids"])
    assert twins.list_twins(told_twice, Here()) == []
