"""Coded rows and read rows of a report, paired one to one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.scoring.verdicts import judge_pair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.scoring.coded_rows import CodedRow, ReadRow
    from geomap.scoring.verdicts import Verdict

Pairs = dict[int, tuple[int, "Verdict"]]
"""Number of a coded row to number of the row that was read, with the verdict."""


def pair_rows(coded: Sequence[CodedRow], rows: Sequence[ReadRow], published: date | None) -> Pairs:
    """Return the best pairs: most found, most of these not optional, most reached, then the likest.

    The order of the rows makes no difference.
    """
    if not coded or not rows:
        return {}
    turn = sorted(range(len(rows)), key=lambda number: rows[number].order)
    table = [[judge_pair(one, rows[n], published, coded) for n in turn] for one in coded]
    step = 2.0 * (min(len(coded), len(rows)) + 1)
    gains = [
        [_gain(verdict, one.is_optional, step) for verdict in line]
        for one, line in zip(coded, table, strict=True)
    ]
    return {
        row: (turn[column], table[row][column])
        for row, column in best_assignment(gains)
        if table[row][column].reached
    }


def _gain(verdict: Verdict, is_optional: bool, step: float) -> float:
    """Return a pair's worth: each rule outweighs all that come after it."""
    if not verdict.reached:
        return 0.0
    ranks = (verdict.reached and not is_optional, verdict.reached,
             verdict.found and not is_optional, verdict.found)  # fmt: skip
    return verdict.likeness + sum(step**power for power, yes in enumerate(ranks, start=1) if yes)


def best_assignment(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return pairs (row, column), each once, whose gains add up to the most (Hungarian method).

    Rows are entered one by one along the cheapest alternating path; ``price`` are the dual
    variables. Time grows with rows² x columns.
    """
    if len(gains) > len(gains[0]):
        flipped = [[line[column] for line in gains] for column in range(len(gains[0]))]
        return sorted((row, column) for column, row in best_assignment(flipped))
    height, width = len(gains), len(gains[0])
    row_price, price = [0.0] * (height + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for entering in range(1, height + 1):
        owner[0] = entering
        way = _cheapest_path(gains, row_price, price, owner)
        column = way[-1][0]
        came = dict(way)
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return sorted(
        (owner[column] - 1, column - 1) for column in range(1, width + 1) if owner[column]
    )


def _cheapest_path(
    gains: Sequence[Sequence[float]], row_price: list[float], price: list[float], owner: list[int]
) -> list[tuple[int, int]]:
    """Return (column, column before it) up to a free column; prices are brought up to date."""
    width = len(price) - 1
    least, came = [math.inf] * (width + 1), [0] * (width + 1)
    seen = [False] * (width + 1)
    at, path = 0, []
    while owner[at]:
        seen[at] = True
        row, gap, nearest = owner[at], math.inf, 0
        for column in range(1, width + 1):
            if seen[column]:
                continue
            cost = -gains[row - 1][column - 1] - row_price[row] - price[column]
            if cost < least[column]:
                least[column], came[column] = cost, at
            if least[column] < gap:
                gap, nearest = least[column], column
        for column in range(width + 1):
            if seen[column]:
                row_price[owner[column]] += gap
                price[column] -= gap
            else:
                least[column] -= gap
        path.append((nearest, came[nearest]))
        at = nearest
    return path
