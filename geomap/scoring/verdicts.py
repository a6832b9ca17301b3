"""One coded row against one row that was read: what of it is right.

Place: a point is right within `MIN_KM` or its radius if the row's own reach is at most twice that;
a region, if the centre lies in it and the row's reach is a fifth to three times its radius; a row
that bears the name of another coded row of the report never is. Day: the intervals overlap and the
row's is at most ten days or three times as long. Kind: the same event type.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.scoring.codebook import ENDS, is_same_actor, is_unnamed
from geomap.scoring.coded_rows import MIN_KM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.scoring.coded_rows import CodedRow, Point, ReadRow

EARTH_KM = 6371.0
NEAR_KM = 50.0
GAP_LETTERS = 150
LONG_DAYS = 10
AROUND = timedelta(days=40)
LIKE, LIKELY = 0.6, 0.72


@dataclass(frozen=True)
class Verdict:
    """What is right in a pair; ``fatalities`` and ``injured`` are None where nothing was coded."""

    place: bool
    date: bool
    type: bool
    sub: bool
    actor1: bool
    actor2: bool
    either: tuple[bool, bool]
    fatalities: bool | None
    injured: bool | None
    status: bool
    reached: bool
    whole: bool
    likeness: float

    @property
    def found(self) -> bool:
        """Whether the row tells the coded happening: place, day and kind are right."""
        return self.place and self.date and self.type


def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Return the great-circle distance of two points in km, None if one is not there."""
    if one is None or other is None:
        return None
    east, north, east2, north2 = map(math.radians, (*one, *other))
    half = math.sin((north2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def overlaps(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Return whether two intervals of days have one in common."""
    return a[0] <= b[1] and b[0] <= a[1]


def bears_other_name(coded: CodedRow, row: ReadRow, others: Sequence[CodedRow]) -> bool:
    """Return whether the row bears the name of another coded row, and not this one's."""
    if not row.location or row.likeness(coded) >= LIKE:
        return False
    return any(row.likeness(other) >= ENDS for other in others if other is not coded)


def is_place_right(coded: CodedRow, row: ReadRow, others: Sequence[CodedRow]) -> bool:
    """Return whether the row lies where the coded one does, see the module."""
    if coded.at is None:
        return row.likeness(coded) >= LIKE
    gap = distance_km(coded.at, row.at)
    if gap is None:
        return False
    reach = max(MIN_KM, coded.radius)
    if coded.is_point:
        right = gap <= reach and row.reach <= 2 * reach
    else:
        right = gap <= coded.radius and coded.radius / 5 <= row.reach <= 3 * coded.radius
    return right and not (gap > 1 and bears_other_name(coded, row, others))


def is_date_right(coded: CodedRow, row: ReadRow, published: date | None) -> bool:
    """Return whether the days agree; a day for an undated row must lie near the publication."""
    days = None if row.first is None or row.last is None else (row.first, row.last)
    if coded.first is None or coded.last is None:
        if days is None:
            return True
        return published is not None and overlaps(days, (published - AROUND, published + AROUND))
    if days is None:
        return False
    longest = max(LONG_DAYS, 3 * ((coded.last - coded.first).days + 1))
    short = (days[1] - days[0]).days + 1 <= longest
    return short and overlaps((coded.first, coded.last), days)


def text_gap(coded: CodedRow, row: ReadRow) -> float | None:
    """Return how many letters lie between the evidence of the two; None if one tells none."""
    if coded.start is None or coded.end is None or not row.spans:
        return None
    return min(max(start - coded.end, coded.start - end, 0.0) for start, end in row.spans)


def may_be_same_spot(
    coded: CodedRow, row: ReadRow, others: Sequence[CodedRow], gap: float | None
) -> bool:
    """Return whether the two may mean one place: alike names, or told at one spot of the text."""
    if row.likeness(coded) >= LIKELY:
        return True
    if bears_other_name(coded, row, others) or (gap is not None and gap > GAP_LETTERS):
        return False
    apart = distance_km(coded.at, row.at)
    if apart is None:
        return gap is not None
    return apart <= max(NEAR_KM, coded.radius, row.reach)


def judge_pair(
    coded: CodedRow, row: ReadRow, published: date | None, others: Sequence[CodedRow]
) -> Verdict:
    """Return what of `row` is right for `coded`, another row of whose report are `others`."""
    place, date_ = is_place_right(coded, row, others), is_date_right(coded, row, published)
    kind = coded.event_type == row.event_type
    gap = text_gap(coded, row)
    names = (coded.actor1, coded.actor2)
    table = [[is_same_actor(name, *actor) for actor in row.actors] for name in names]
    (first, first_second), (second_first, second) = table
    swapped = first_second and second_first and coded.event_type == "Battles"
    dead = _is_count_right(coded.fatalities, row.fatalities)
    hurt = _is_count_right(coded.injured, row.injured)
    one = Verdict(
        place=place, date=date_, type=kind, sub=coded.sub_event_type == row.sub_event_type,
        actor1=first, actor2=second,
        either=(first or first_second, second_first or second), fatalities=dead, injured=hurt,
        status=coded.status == row.status,
        reached=place or (kind and date_ and may_be_same_spot(coded, row, others, gap)),
        whole=place and date_ and kind and ((first and second) or swapped),
        likeness=0.0,
    )  # fmt: skip
    return replace(one, likeness=_likeness(coded, row, one, gap) / 20)


def _likeness(coded: CodedRow, row: ReadRow, one: Verdict, gap: float | None) -> float:
    """Return how alike the two are: what is right, weighed, and how near they stand."""
    apart = distance_km(coded.at, row.at)
    actors = (one.actor1 and not is_unnamed(coded.actor1)) + 0.5 * (
        one.actor2 and not is_unnamed(coded.actor2)
    )
    figures = (one.fatalities is True and coded.fatalities != 0) + 0.5 * (
        one.injured is True and coded.injured != 0
    )
    near = (0 if apart is None else max(0.0, 1 - apart / 20)) + (
        0 if gap is None else max(0.0, 1 - gap / 200)
    )
    what = 2 * one.sub + 0.2 * one.status + one.type + one.date + 2 * one.place
    return what + actors + 2 * row.likeness(coded) + figures + near + 0.5 * coded.is_main


def _is_count_right(coded: float | None, read: float | None) -> bool | None:
    """Return whether a number is the coded one; an empty cell of the row is none."""
    return None if coded is None else coded == (read or 0.0)
