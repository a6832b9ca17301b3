"""Marks of counts never cover one another, stay near their spots and lose no event."""

from __future__ import annotations

import random
from itertools import combinations
from math import hypot

import pytest

from geomap.brief.crowding import FARTHEST, ROUGHLY, spread_marks
from geomap.brief.figure.marks import Mark, size_of


def resize(marks):
    most = max((mark.count for mark in marks), default=1)
    for mark in marks:
        mark.size = size_of(mark.count, most, 9.0)


def made(count, spread, seed=1, level=lambda n: 1):
    chance = random.Random(seed)
    number = iter(range(10**6))
    return [
        Mark(chance.gauss(300, spread), chance.gauss(200, spread), level(n),
             numbers=[next(number) for _ in range(chance.choice([1, 1, 2, 5, 40]))])
        for n in range(count)
    ]  # fmt: skip


def cover(one, other):
    return hypot(one.x - other.x, one.y - other.y) < 0.95 * (one.size + other.size) / 2


@pytest.mark.parametrize(("count", "spread"), [(1, 5), (2, 0), (40, 60), (120, 90), (150, 30)])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_mark_of_one_precision_covers_another_and_none_is_lost(count, spread, seed):
    marks = made(count, spread, seed)
    events = sorted(number for mark in marks for number in mark.numbers)
    spots = {id(mark): (mark.x, mark.y) for mark in marks}
    kept = spread_marks(marks, resize)
    assert not [pair for pair in combinations(kept, 2) if cover(*pair)]
    assert sorted(number for mark in kept for number in mark.numbers) == events
    least = min(mark.size for mark in kept)
    for mark in kept:
        x, y = spots[id(mark)]
        assert hypot(mark.x - x, mark.y - y) <= FARTHEST * least + 0.1


def test_a_rough_mark_gives_way_to_an_exact_one_on_the_same_spot():
    exact, rough = Mark(10, 10, 1, numbers=[1, 2, 3]), Mark(10, 10, 2, numbers=[4])
    kept = spread_marks([exact, rough], resize)
    assert len(kept) == 2
    assert not cover(*kept)
    assert hypot(exact.x - 10, exact.y - 10) < hypot(rough.x - 10, rough.y - 10)
    assert hypot(rough.x - 10, rough.y - 10) <= ROUGHLY * FARTHEST * rough.size


def test_marks_off_the_map_and_of_the_country_stay():
    off = Mark(5, 5, 1, numbers=[1], off=True)
    whole = Mark(5, 5, 3, numbers=[2], whole=True)
    kept = spread_marks([off, whole, Mark(5, 5, 1, numbers=[3])], resize)
    assert len(kept) == 3
    assert (off.x, whole.x) == (5, 5)
