"""Labels: off one another, off the marks, in the same way every time."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from geomap.brief.figure.labels import Spot, Wish, _cross, _touches, place_labels
from geomap.brief.sheet import Box

FRAME = Box(0, 0, 600, 400)


def cloud(seed: int, count: int, spread: float) -> list[Wish]:
    draw = random.Random(seed)
    return [
        Wish(300 + draw.gauss(0, spread), 200 + draw.gauss(0, spread), 5, draw.uniform(14, 80), 12)
        for _ in range(count)
    ]


@pytest.mark.parametrize(("seed", "count", "spread"), [(1, 30, 90), (2, 40, 60), (3, 12, 10)])
def test_labels_and_leaders_keep_off_one_another(seed: int, count: int, spread: float) -> None:
    wishes = cloud(seed, count, spread)
    blocked = [Box(10, 10, 120, 80)]
    spots = [spot for spot in place_labels(wishes, FRAME, blocked) if spot]
    assert len(spots) > count * 0.6
    for one, other in combinations(spots, 2):
        assert one.box.overlap(other.box) == 0
        assert not (one.leader and _touches(one.leader, other.box))
        assert not (one.leader and other.leader and _cross(one.leader, other.leader))
    for spot in spots:
        assert FRAME.holds(spot.box)
        assert not blocked[0].overlap(spot.box)
        for wish in wishes:
            mark = Box(wish.x - 5, wish.y - 5, wish.x + 5, wish.y + 5)
            assert spot.box.overlap(mark) == 0


def test_one_label_stands_at_the_right_of_its_mark_without_a_leader() -> None:
    (spot,) = place_labels([Wish(100, 100, 5, 40, 12)], FRAME)
    assert isinstance(spot, Spot)
    assert spot.leader is None
    assert spot.box.x0 > 105


def test_equal_wishes_give_equal_spots() -> None:
    assert place_labels(cloud(4, 25, 50), FRAME) == place_labels(cloud(4, 25, 50), FRAME)


def test_a_label_without_room_has_no_spot() -> None:
    assert place_labels([Wish(50, 50, 5, 900, 12)], FRAME) == [None]
