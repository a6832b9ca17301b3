"""First and last day of each feature, and states that hold until the next one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.content.map_layers import LayerShape, to_day, to_iso
from geomap.tables.values.date_cells import EMPTY, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.content.map_layers import LayerRequest


@dataclass(frozen=True, slots=True)
class Held:
    """The days of one feature; `long` if its first day was written as a week, month or year."""

    start: int | None = None
    end: int | None = None
    long: bool = False


def read_days(cells: dict[str, str], request: LayerRequest) -> Held:
    """Return the days of a row; empty cells are open ends.

    Raises
    ------
    ValueError
        If a text is no date, or the first day is after the last; the message says so.
    """
    start, first_end = _days(cells, request.start, request.order)
    _, end = _days(cells, request.end, request.order)
    if start is not None and end is not None and start > end:
        raise ValueError(f"from {to_iso(start)} is after to {to_iso(end)}")
    is_long = start is not None and first_end is not None and first_end > start
    if is_long and not request.end:
        return Held(start, first_end, long=True)
    return Held(start, end)


def _days(cells: dict[str, str], column: str, order: str) -> tuple[int | None, int | None]:
    text = cells.get(column, "") if column else ""
    if text.strip().casefold() in EMPTY:
        return None, None
    try:
        days = parse_date(text.strip(), order)
    except DateError as error:
        raise ValueError(f"{column} {text[:40]!r}: {error.problem}") from None
    return to_day(days.start), to_day(days.end)


def follow_states(
    shapes: Sequence[LayerShape], *, wanted: bool | None, has_end: bool, form: str
) -> tuple[list[LayerShape], tuple[int, ...]]:
    """Let each state hold until the next one begins, where days are states; return its days too.

    Numbers by week or month have their own end, and stay as they are.
    """
    starts = sorted({shape.start for shape in shapes if shape.start is not None})
    ended = any(shape.end is not None for shape in shapes)
    states = wanted
    if states is None:
        states = not has_end and not ended and form != "point" and len(starts) > 1
    if not states or not starts:
        return list(shapes), ()
    following = dict(itertools.pairwise(starts))
    held = [
        replace(shape, end=following[shape.start] - 1)
        if shape.start in following and shape.end is None
        else shape
        for shape in shapes
    ]
    return held, tuple(starts)
