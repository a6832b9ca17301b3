"""Events told apart by governorate, month, year, actor or type."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import pandas as pd

ACTORS = ("actor1", "actor2")


@dataclass(frozen=True)
class Share:
    """The events of one value.

    Parameters
    ----------
    value
        As the events have it: a governorate, ``2020-04``, ``2020``, an actor, an event type.
    slug
        The same for file names: lower case, ASCII where it can be, unique.
    events
        Rows of the whole, in their order.
    """

    value: str
    slug: str
    events: gpd.GeoDataFrame


def split_events(
    events: gpd.GeoDataFrame, by: str, rename: Callable[[str], str] = str
) -> list[Share]:
    """Return the events of each value, values in order; an event may be in two shares by actor.

    Events are of the month or year in which they begin. Those without a value are in none.
    `rename` makes one value of its spellings.
    """
    columns = [
        _values_of(events, by, column).map(cache(rename))
        for column in (ACTORS if by == "actor" else ("",))
    ]
    values = sorted({value for column in columns for value in column if value})
    slugs = _name_slugs(values)
    shares = []
    for value in values:
        of_it = columns[0] == value
        for column in columns[1:]:
            of_it |= column == value
        shares.append(Share(value, slugs[value], events[of_it]))
    return shares


def _values_of(events: gpd.GeoDataFrame, by: str, column: str) -> pd.Series:
    if by in ("month", "year"):
        form = "%Y-%m" if by == "month" else "%Y"
        return events["date_start"].dt.strftime(form).fillna("")
    return events[column or by].fillna("").astype(str).str.strip()


def _name_slugs(values: list[str]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    for value in values:
        plain = unicodedata.normalize("NFKD", value).casefold()
        slug = re.sub(r"[^\w]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
        slug = slug.strip("-_")[:60] or "value"
        name, count = slug, 1
        while name in slugs.values():
            count += 1
            name = f"{slug}-{count}"
        slugs[value] = name
    return slugs
