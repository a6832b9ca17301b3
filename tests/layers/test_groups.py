"""What the colours of events tell: their type, or what tells more where one type leads."""

import pandas as pd
import pytest

from geomap.layers.groups import OTHERS, UNNAMED, group_events
from geomap.layers.style import OTHER_STYLE

ACTORS = ["A", "B", "C", "D"]


def _events(types: list[str], actors: list[str], status: str = "reported") -> pd.DataFrame:
    return pd.DataFrame({"event_type": types, "actor1": actors, "status": status})


@pytest.mark.parametrize(
    ("types", "actors", "column"),
    [
        (["Battles", "Riots"] * 10, ACTORS * 5, "event_type"),  # the type tells enough
        (["Battles"] * 20, ACTORS * 5, "actor1"),
        (["Battles"] * 20, ["A"] * 20, "event_type"),  # the other column is one-sided too
        (["Battles"] * 20, [""] * 20, "event_type"),
        (["Battles"] * 90, [f"group {n}" for n in range(90)], "event_type"),  # nearly all "others"
        ([], [], "event_type"),
    ],
)
def test_colours_tell_what_separates_the_events(
    types: list[str], actors: list[str], column: str
) -> None:
    assert group_events(_events(types, actors)).column == column


def test_the_most_frequent_values_have_colours_and_the_rest_share_one() -> None:
    actors = ["A"] * 30 + ["B"] * 30 + [f"group {n}" for n in range(10)] + [""]
    groups = group_events(_events(["Battles"] * 71, actors))
    assert groups.column == "actor1"
    assert [style.label for style in groups.styles[:2]] == ["A", "B"]
    assert groups.style("group 9") == OTHERS
    assert groups.style("") == groups.style(None) == UNNAMED
    assert len({style.color for style in groups.styles}) == len(groups.styles)


def test_the_order_of_events_does_not_matter() -> None:
    events = _events(["Battles"] * 20, ACTORS * 5)
    turned = events.iloc[::-1].reset_index(drop=True)
    assert group_events(events).styles == group_events(turned).styles


def test_types_of_another_list_have_a_colour_each() -> None:
    groups = group_events(_events(["flood", "flood", "drought"], ["A", "B", "C"]))
    assert [groups.style(value).color for value in ("flood", "drought")] == [
        style.color for style in groups.styles[:2]
    ]
    assert groups.style("flood") != OTHER_STYLE
