"""Words of a sentence that only say who was counted, and names of actors by their keys."""

from __future__ import annotations

import pytest

from geomap.extract.recognise.actors.actor_tables import NameTable, actor_tables
from geomap.extract.recognise.people.count_asides import hide_english_asides
from geomap.vocab.actors import all_actors


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("killed five people , including two women and a child , and wounded three",
         "killed five people and wounded three"),
        ("ten were hurt ( two of them badly ) in the town", "ten were hurt in the town"),
        ("including his son and injuring others", "and injuring others"),
        ("two soldiers and a child were killed", "two soldiers and a child were killed"),
    ],
)  # fmt: skip
def test_asides_are_not_counted_again(text, left):
    words = text.split()
    hide_english_asides(words)
    assert " ".join(word for word in words if word != "#") == left


def test_short_names_in_capitals_count_as_capitals_only():
    table, actor = NameTable(), all_actors()[0]
    for name in ("SDF (Syria)", "Free Syrian Army", "قسد", "-"):
        table.enter_name(name, actor)
    assert set(table.latin) == {"^sdf", "free syrian army"}
    assert set(table.arabic) == {"قسد"}
    assert table.bearers == [[actor]] * 3


def test_every_entry_of_the_tables_has_a_bearer():
    _, _, known, bearers = actor_tables()
    assert known
    assert all(bearers)
