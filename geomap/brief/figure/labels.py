"""Finding room for labels: beside their marks, off one another, in the same way every time."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from geomap.brief.sheet import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANGLES = [index * pi / 12 for index in range(24)]
_REACHES = (3.0, 9.0, 16.0, 25.0, 36.0, 50.0, 66.0, 86.0, 110.0, 140.0, 175.0, 215.0)
_GAP = 2.2
_SHORT = 7.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants room.

    Parameters
    ----------
    x, y
        Centre of its mark, points.
    radius
        The mark's radius, points.
    width, height
        Size of the label, points.
    """

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label goes.

    Parameters
    ----------
    box
        The label's box.
    leader
        Ends of the line from the mark to the label (x0, y0, x1, y1), None if it stands beside it.
    """

    box: Box
    leader: tuple[float, float, float, float] | None


def place_labels(
    wishes: Sequence[Wish],
    frame: Box,
    blocked: Sequence[Box] = (),
    *,
    reaches: Sequence[float] = _REACHES,
    over_marks: bool = False,
) -> list[Spot | None]:
    """Find a spot for each label, None where there is no room.

    Labels lie inside `frame` and off the `blocked` boxes, off one another, off every mark, and off
    the leader lines; leaders do not cross. Crowded marks choose first; the order of `wishes`
    decides ties, so equal input gives equal maps.

    Parameters
    ----------
    wishes
        Labels to place; points on the page.
    frame, blocked
        Where labels may lie, and what lies there already.
    reaches
        Distances from the mark to try, points, nearest first.
    over_marks
        True: leaders may run over other marks, the labels still not.
    """
    marks = [Box(w.x - w.radius, w.y - w.radius, w.x + w.radius, w.y + w.radius) for w in wishes]
    order = sorted(range(len(wishes)), key=lambda at: (_room(wishes, at), at))
    spots: dict[int, Spot] = {}
    for at in order:
        others = [mark for index, mark in enumerate(marks) if index != at]
        spot = find_spot(
            wishes[at], frame, [*blocked, *others], list(spots.values()), reaches, over_marks
        )
        if spot is not None:
            spots[at] = spot
    for at in order:  # now that all stand, each may find something nearer
        rest = [spot for index, spot in spots.items() if index != at]
        others = [mark for index, mark in enumerate(marks) if index != at]
        spot = find_spot(wishes[at], frame, [*blocked, *others], rest, reaches, over_marks)
        if spot is not None:
            spots[at] = spot
    return [spots.get(at) for at in range(len(wishes))]


def _room(wishes: Sequence[Wish], at: int) -> float:
    here = wishes[at]
    near = sorted(
        hypot(here.x - other.x, here.y - other.y)
        for index, other in enumerate(wishes)
        if index != at
    )
    return sum(near[:3])


def find_spot(
    wish: Wish,
    frame: Box,
    blocked: list[Box],
    spots: list[Spot],
    reaches: Sequence[float] = _REACHES,
    over_marks: bool = False,
) -> Spot | None:
    """Find the best spot for one label among `spots` that others have, None if there is none."""
    best: tuple[float, Spot] | None = None
    for reach in reaches:
        if best is not None and best[0] < reach:
            break  # farther cannot be better
        for angle in _ANGLES:
            spot = _spot(wish, angle, reach)
            if not frame.holds(spot.box) or not _free(spot, blocked, spots, over_marks):
                continue
            cost = reach + _taste(angle)
            if best is None or cost < best[0]:
                best = cost, spot
    return best[1] if best else None


def _spot(wish: Wish, angle: float, reach: float) -> Spot:
    """Return the spot whose box touches the circle of `reach` around the mark at `angle`."""
    dx, dy = cos(angle), sin(angle)
    edge = wish.radius + reach
    x = wish.x + dx * edge + (wish.width / 2) * _lean(dx)
    y = wish.y + dy * edge + (wish.height / 2) * _lean(dy)
    box = Box(x - wish.width / 2, y - wish.height / 2, x + wish.width / 2, y + wish.height / 2)
    if reach <= _SHORT:
        return Spot(box, None)
    end_x = min(max(wish.x, box.x0), box.x1)
    end_y = min(max(wish.y, box.y0), box.y1)
    far = hypot(end_x - wish.x, end_y - wish.y) or 1.0
    start = wish.radius / far
    return Spot(
        box,
        (
            wish.x + (end_x - wish.x) * start,
            wish.y + (end_y - wish.y) * start,
            end_x,
            end_y,
        ),
    )


def _lean(part: float) -> float:
    return max(-1.0, min(1.0, part * 1.6))


def _taste(angle: float) -> float:
    """Return what an angle costs: right of the mark reads best, then left, above, below."""
    return 2.5 * (1 - cos(angle)) / 2 + 1.5 * abs(sin(angle)) + (0.6 if sin(angle) < 0 else 0)


def _free(spot: Spot, blocked: list[Box], spots: list[Spot], over_marks: bool) -> bool:
    box = Box(spot.box.x0 - _GAP, spot.box.y0 - _GAP, spot.box.x1 + _GAP, spot.box.y1 + _GAP)
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    for taken in blocked:  # asked a hundred thousand times a map
        if taken.x0 < x1 and taken.x1 > x0 and taken.y0 < y1 and taken.y1 > y0:
            return False
    if any(_in_the_way(spot, box, other) for other in spots):
        return False
    return (
        over_marks or not spot.leader or not any(_touches(spot.leader, other) for other in blocked)
    )


def _in_the_way(spot: Spot, box: Box, other: Spot) -> bool:
    """Return True if another label or its leader meets this one or its leader."""
    if box.overlap(other.box) or (other.leader and _touches(other.leader, box)):
        return True
    if not spot.leader:
        return False
    return _touches(spot.leader, other.box) or bool(
        other.leader and _cross(spot.leader, other.leader)
    )


def _touches(line: tuple[float, float, float, float], box: Box) -> bool:
    """Return True if a stretch meets a box (Liang and Barsky)."""
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, x0 - box.x0),
        (dx, box.x1 - x0),
        (-dy, y0 - box.y0),
        (dy, box.y1 - y0),
    ):
        if step == 0:
            if room < 0:
                return False
            continue
        at = room / step
        if step < 0:
            enter = max(enter, at)
        else:
            leave = min(leave, at)
    return enter < leave


def _cross(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    def side(x: float, y: float, line: tuple[float, float, float, float]) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(one[0], one[1], other) * side(one[2], one[3], other) < 0
        and side(other[0], other[1], one) * side(other[2], other[3], one) < 0
    )
