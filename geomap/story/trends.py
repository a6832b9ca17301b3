"""A week against the week, the four weeks and the 52 weeks before, by governorate and type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

FEWEST = 10
"""With fewer events than this, now and in a mean week, nothing is said of a change."""
MUCH, SOME = 0.25, 0.10
SPIKE = 2.0
"""A step is a spike if it has `FEWEST` events and this many times the mean of the four before."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The numbers of one governorate or type, or of all.

    Parameters
    ----------
    key
        P-code, event type or empty for all.
    now, before
        Events of the week and of the week before it.
    month, year
        Events of a mean week of the 4 and of the 52 before; None where the data begin later.
    level
        ``much-more``, ``more``, ``same``, ``less``, ``much-less``; ``few``: too few to tell;
        ``none``: the data do not reach back.
    """

    key: str
    now: int
    before: int
    month: float | None
    year: float | None
    level: str


@dataclass(frozen=True, slots=True)
class Trends:
    """All trends of a week that ends with `last`."""

    last: date
    whole: Trend
    governorates: tuple[Trend, ...]
    types: tuple[Trend, ...]

    @property
    def first(self) -> date:
        """First day of the week."""
        return self.last - timedelta(days=6)


def find_trends(events: pd.DataFrame, last: date) -> Trends:
    """Count events by week; one counts in every week that its days touch, as on the map.

    Parameters
    ----------
    events
        With ``date_start``, ``date_end``, ``admin1``, ``event_type``.
    last
        Last day of the week that is told of.
    """
    import pandas as pd

    from geomap.layers.basemap import load_basemap
    from geomap.layers.governorates import governorate_codes

    basemap = load_basemap()
    names = [*basemap.governorate_names(), ""]  # the last where there is none
    codes = pd.Series([names[at] for at in governorate_codes(events, basemap)], events.index)
    kinds = events["event_type"].fillna("").astype(str)
    begin = events["date_start"].min().date() if len(events) else last
    spans = [(6, 0), (13, 7), (34, 7), (370, 7)]
    masks = [_touching(events, last, *span) for span in spans]
    reaches = [begin <= last - timedelta(days=first) for first, _ in spans]

    def of(key: str, mine: pd.Series | None) -> Trend:
        now, before, month, year = (
            int((mask if mine is None else mask & mine).sum()) for mask in masks
        )
        mean4 = month / 4 if reaches[2] else None
        mean52 = year / 52 if reaches[3] else None
        return Trend(key, now, before, mean4, mean52, level_of(now, mean4))

    def split(values: pd.Series) -> tuple[Trend, ...]:
        found = [of(str(key), values == key) for key in values.unique()]
        told = [one for one in found if one.now or one.before or one.month]
        return tuple(sorted(told, key=lambda one: (-one.now, -(one.month or 0), one.key)))

    return Trends(last, of("", None), split(codes), split(kinds))


def _touching(events: pd.DataFrame, last: date, first: int, end: int) -> pd.Series:
    import pandas as pd

    start, stop = (pd.Timestamp(last - timedelta(days=days)) for days in (first, end))
    return (events["date_end"] >= start) & (events["date_start"] <= stop)


def level_of(now: float, mean: float | None) -> str:
    """Return the class of a change, with the rule for small numbers."""
    if mean is None:
        return "none"
    if now < FEWEST and mean < FEWEST:
        return "few"
    if mean == 0:
        return "much-more"
    change = now / mean - 1
    if abs(change) < SOME:
        return "same"
    way = "more" if change > 0 else "less"
    return f"much-{way}" if abs(change) > MUCH else way


def find_spikes(counts: Sequence[int]) -> list[int]:
    """Return which steps stand out: at least twice the mean of the four before them."""
    return [
        at
        for at in range(4, len(counts))
        if counts[at] >= FEWEST and counts[at] >= SPIKE * sum(counts[at - 4 : at]) / 4
    ]
