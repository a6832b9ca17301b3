from __future__ import annotations

import numpy as np
import pytest

from geomap.gazetteer.entries import EntryTable, encode, spread
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.model import Name, Place


@pytest.fixture
def table() -> EntryTable:
    azaz = Place("C1", "Azaz", "أعزاز", "P", "PPL", 37.05, 36.58, 1.0,
                 names=(Name("A'zaz"), Name("Azzaz"), Name("Azez", "tr"), Name("ii")))  # fmt: skip
    other = Place("C2", "Azaz", "", "P", "PPL", 36.0, 35.0, 1.0)
    return EntryTable(Gazetteer({"C1": azaz, "C2": other}))


def test_spellings_of_a_place_that_sound_alike_are_one_entry(table: EntryTable) -> None:
    entries = [table.entry(row) for row in range(len(table))]
    latin = next(entry for entry in entries if entry.place_id == "C1" and not entry.arabic)
    assert latin.text == "Azaz"
    assert {"azaz", "azzaz"} <= set(latin.folds)
    assert len({entry.place_id for entry in entries}) == 2


def test_a_name_without_consonants_is_no_entry(table: EntryTable) -> None:
    assert all(table.entry(row).text != "ii" for row in range(len(table)))


def test_a_place_is_compared_across_scripts_only_where_it_has_no_name_in_the_other(
    table: EntryTable,
) -> None:
    side = table.side(arabic=True)
    seen = [
        (table.entry(row).place_id, bool(other))
        for row, other in zip(side.entry.tolist(), side.other.tolist(), strict=True)
    ]
    assert ("C1", False) in seen
    assert ("C1", True) not in seen
    assert ("C2", True) in seen


def test_texts_are_numbered_in_the_order_in_which_they_come() -> None:
    codes, texts = encode(["b", "a", "b"])
    assert codes.tolist() == [0, 1, 0]
    assert list(texts) == ["b", "a"]


def test_ranges_are_spread_with_their_owners() -> None:
    owner, numbers = spread(np.array([3, 9, 5]), np.array([5, 9, 6]))
    assert owner.tolist() == [0, 0, 2]
    assert numbers.tolist() == [3, 4, 5]
