"""What is learned of rows: their signs, the trees that judge them, how sure a row is told."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from geomap.errors import InputError
from geomap.extract.compose.confidence import keep_likely
from geomap.extract.learned.row_signs import FAR, NOT, SIGNS, signs_of
from geomap.extract.learned.row_trees import COLUMNS, TREES, RowTrees, load_row_trees
from geomap.extract.reading import Evidence, ReadEvent

DAY = date(2023, 5, 3)
SIZE = SIGNS.index("rows")
TREE = [
    ("rows", "2", "1", "2", ""),
    ("", "", "", "", "2000"),
    ("sentence", "0.5", "3", "4", ""),
    ("", "", "", "", "0"),
    ("", "", "", "", "-2000"),
    ("", "", "", "", "500"),
]
"""A tree of two questions, and one that is nothing but an end."""


def row(**signs: float) -> list[float]:
    return [signs.get(name, NOT) for name in SIGNS]


@pytest.mark.parametrize(
    ("signs", "chance"),
    [
        ({"rows": 1}, 0.924),
        ({"rows": 2}, 0.924),
        ({"rows": 3, "sentence": 0}, 0.622),
        ({"rows": 3, "sentence": 1}, 0.182),
    ],
)
def test_a_row_goes_down_every_tree(signs, chance):
    assert RowTrees.of_lines(TREE).judge([row(**signs)]) == [chance]


def test_many_rows_are_judged_as_one_by_one():
    trees = RowTrees.of_lines(TREE)
    rows = [row(rows=n % 5, sentence=n % 2) for n in range(2100)]
    assert trees.judge(rows) == [trees.judge([own])[0] for own in rows]
    assert trees.judge([]) == []


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [("moon", "1", "1", "2", ""), ("", "", "", "", "1"), ("", "", "", "", "2")],
        [("rows", "1", "0", "9", "")],
        [("", "", "", "", "1"), ("rows", "1", "0", "0", "")],
        [("rows", "one", "1", "1", ""), ("", "", "", "", "1")],
        [("rows", "1")],
    ],
)
def test_a_broken_table_is_refused(lines, tmp_path):
    with pytest.raises(ValueError, match=r"leads nowhere|not|unpack"):
        RowTrees.of_lines(lines)
    table = tmp_path / "row_trees.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *lines])
    with pytest.raises(InputError):
        load_row_trees(table)


def test_the_trees_of_the_package_are_a_small_table():
    assert TREES.stat().st_size < 300_000
    trees = load_row_trees()
    assert len(trees.roots) > 1
    assert all(0 < chance < 1 for chance in trees.judge([row(), row(rows=3, weight=8)]))


def test_every_row_has_its_signs_in_their_order(read):
    first, second = read(
        "Warplanes bombed the town of Sarmin on Monday, killing 3 people. "
        "Fighters clashed with soldiers in Binnish."
    )
    one, two = (dict(zip(SIGNS, own, strict=True)) for own in signs_of([first, second]))
    assert (one["rows"], one["rows_of_type"], one["next_row"]) == (2, 0, FAR)
    assert (one["sentence"], two["sentence"], one["sentences"]) == (0, 1, 2)
    assert (one["dead"], two["dead"]) == (3, NOT)
    assert one["places_beside"] == two["places_beside"] == 1
    assert one["type"] > 0.5 > one["nothing"]
    assert one["words_of_kind"] < 20


def test_signs_without_a_report_around_them():
    bare = ReadEvent("Battles", "Armed clash", evidence=[Evidence("type", 3, 8)])
    own, = signs_of([bare])  # fmt: skip
    assert len(own) == len(SIGNS)
    assert own[SIZE] == 1


def test_what_no_rule_read_is_left_out_where_it_is_faint():
    events = [ReadEvent("Battles", "Armed clash", learned=learned) for learned in ("", "added")]
    assert keep_likely(events, 1.0) == events[:1]
    assert keep_likely(events, 0.0) == events
    assert all(0 < (event.confidence or 0) < 1 for event in events)
