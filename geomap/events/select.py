"""One selection for every output of a run, so that all of them show the same events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: AND across the fields, OR within one; an empty field keeps all.

    Parameters
    ----------
    date_start, date_end
        Days, inclusive: an event is kept if its interval touches this one.
    event_type, sub_event_type, status, admin1, source
        Values of these columns.
    actor
        Names or ids, in either role, or as claimant or blamed.
    geo_precision
        The coarsest kept, 1-3.
    """

    date_start: date | None = None
    date_end: date | None = None
    event_type: tuple[str, ...] = ()
    sub_event_type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    geo_precision: int = 3


def select_events(events: gpd.GeoDataFrame, selection: Selection) -> gpd.GeoDataFrame:
    """Return the events that `selection` keeps, in their order, indexed anew."""
    import pandas as pd

    keep = pd.Series(True, index=events.index)
    if selection.date_start:
        keep &= events["date_end"] >= pd.Timestamp(selection.date_start)
    if selection.date_end:
        keep &= events["date_start"] <= pd.Timestamp(selection.date_end)
    for column in ("event_type", "sub_event_type", "status", "admin1", "source"):
        if wanted := getattr(selection, column):
            keep &= events[column].isin(wanted)
    if selection.actor:
        roles = ("actor1", "actor1_id", "actor2", "actor2_id", "claimed_by", "attributed_to")
        acted = pd.Series(False, index=events.index)
        for role in roles:
            acted |= events[role].isin(selection.actor)
        keep &= acted
    keep &= events["geo_precision"] <= selection.geo_precision
    return events[keep].reset_index(drop=True)


def hash_events(events: gpd.GeoDataFrame) -> str:
    """Return eight hex digits that name these events: same rows, same digits, in any order."""
    told = events.drop(columns="geometry").astype(str).sort_values("event_id")
    told = told[sorted(told.columns)]
    return hashlib.sha256(told.to_csv(index=False).encode()).hexdigest()[:8]
