"""Marks that would cover one another: deep in each other they become one, else they move apart."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Disc(Protocol):
    """What is asked of a mark: where it lies, how large and sure it is, what it stands for."""

    x: float
    y: float
    size: float
    radius: float
    geo_precision: int
    off: bool
    whole: bool
    area: Any
    numbers: list[int]
    types: Any
    names: Any

    @property
    def count(self) -> int:
        """How many events it stands for."""
        ...


Mark = TypeVar("Mark", bound=Disc)

DEEP = 0.55
"""Marks whose centres are nearer than this share of what keeps them apart are one."""
GAP = 0.6
"""Points that stay between two marks."""
ROUNDS = 160
ROUGHLY = 6.0
"""One that stands for no spot, but for a stretch of land, may move so many times as far."""
FARTHEST = 1.5
"""A mark moves no farther from its spot than this many diameters of the smallest."""


def spread_marks(marks: list[Mark], resize: Callable[[Sequence[Mark]], object]) -> list[Mark]:
    """Return marks of which none covers another, sizes set by `resize`.

    Those off the map and those of the whole country stay as they are. A mark that cannot move far
    enough is joined with the one that it covers most, if both are as precise.
    """
    fixed = [mark for mark in marks if mark.off or mark.whole]
    free = [mark for mark in marks if not (mark.off or mark.whole)]
    resize([*free, *fixed])
    spots = {id(mark): (mark.x, mark.y) for mark in free}
    while True:
        free = _join_deep(free, resize, fixed)
        _push_apart(free, spots)
        worst = _worst_pair(free)
        if worst is None:
            return [*free, *fixed]
        kept, gone = worst
        _join(kept, gone)
        free = [mark for mark in free if mark is not gone]
        for mark in free:
            mark.x, mark.y = spots[id(mark)]
        resize([*free, *fixed])


def _join(kept: Mark, gone: Mark) -> None:
    kept.numbers += gone.numbers
    kept.types += gone.types
    kept.names += gone.names
    kept.radius = max(kept.radius, gone.radius)


def _join_deep(
    marks: list[Mark], resize: Callable[[Sequence[Mark]], object], fixed: list[Mark]
) -> list[Mark]:
    """Join marks that lie deep in each other, the largest first, until none do."""
    while True:
        kept: list[Mark] = []
        for mark in sorted(marks, key=lambda m: (-m.count, m.numbers)):
            found = next((o for o in kept if _alike(o, mark) and _share(o, mark) < DEEP), None)
            if found is None:
                kept.append(mark)
            else:
                _join(found, mark)
        if len(kept) == len(marks):
            return kept
        marks = kept
        resize([*marks, *fixed])


def _alike(one: Mark, other: Mark) -> bool:
    return one.geo_precision == other.geo_precision and one.area is None and other.area is None


def _share(one: Mark, other: Mark) -> float:
    """Return how far two marks are from each other, 1 where they touch."""
    return hypot(one.x - other.x, one.y - other.y) / max((one.size + other.size) / 2 + GAP, 1e-9)


def _push_apart(marks: list[Mark], spots: dict[int, tuple[float, float]]) -> None:
    """Move marks off each other in small steps, the small ones more, none far from its spot."""
    import numpy as np

    if len(marks) < 2:
        return
    at = np.array([(mark.x, mark.y) for mark in marks], float)
    home = np.array([spots[id(mark)] for mark in marks], float)
    turn = np.arange(len(marks)) * 2.4  # marks of one spot must know which way to go
    at += np.column_stack([np.cos(turn), np.sin(turn)]) * 0.01
    size = np.array([mark.size for mark in marks], float)
    wanted = (size[:, None] + size[None, :]) / 2 + GAP
    rough = np.array([mark.geo_precision != 1 for mark in marks])
    weight = size**2 * np.where(rough, 0.05, 1.0)
    yields = weight[None, :] / (weight[:, None] + weight[None, :])
    limit = FARTHEST * size.min() * np.where(rough, ROUGHLY, 1.0)
    for _ in range(ROUNDS):
        step = at[:, None, :] - at[None, :, :]
        far = np.hypot(step[..., 0], step[..., 1])
        np.fill_diagonal(far, np.inf)
        lacks = np.clip(wanted - far, 0, None)
        if not (lacks > 1e-3).any():
            break
        ways = step / np.maximum(far, 1e-6)[..., None]
        at += (ways * (lacks * yields * 0.6)[..., None]).sum(axis=1)
        away = at - home
        reach = np.hypot(away[:, 0], away[:, 1])
        bound = np.minimum(1.0, limit / np.maximum(reach, 1e-9))
        at = home + away * bound[:, None]
    for mark, (x, y) in zip(marks, at, strict=True):
        mark.x, mark.y = float(x), float(y)


def _worst_pair(marks: list[Mark]) -> tuple[Mark, Mark] | None:
    """Return the two marks that still cover each other most, the larger first; None if none do."""
    pairs = [
        (_share(one, other), one, other)
        for at, one in enumerate(marks)
        for other in marks[at + 1 :]
        if _alike(one, other) and abs(one.x - other.x) < one.size + other.size
    ]
    covered = [pair for pair in pairs if pair[0] < 0.97]
    if not covered:
        return None
    _, one, other = min(covered, key=lambda pair: pair[0])
    return (one, other) if one.count >= other.count else (other, one)
