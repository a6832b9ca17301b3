"""What differs between two sets of events: new, corrected, withdrawn, by event id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.brief.wording import present

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

_TOLD = (
    "date_start", "date_end", "event_type", "sub_event_type", "status", "actor1", "actor2",
    "claimed_by", "attributed_to", "place_id", "geo_precision", "fatalities", "description",
)  # fmt: skip
_MOVED_DEGREES = 0.001


@dataclass(frozen=True)
class Change:
    """How events differ from those of the last briefing.

    Parameters
    ----------
    new, unchanged
        Numbers of events that were not there, or were there just so.
    corrected
        Number of each event that was told otherwise, with the columns that differ.
    withdrawn
        Events of the last briefing that are no longer there, in its order.
    """

    new: tuple[int, ...]
    corrected: dict[int, tuple[str, ...]]
    withdrawn: pd.DataFrame
    unchanged: tuple[int, ...]


def find_change(events: gpd.GeoDataFrame, previous: gpd.GeoDataFrame) -> Change:
    """Compare numbered `events` with those of the last briefing.

    Both must be cut with the same selection, or what the selection dropped looks withdrawn.
    """
    before = {row.event_id: row for row in previous.itertuples(index=False)}
    new, unchanged = [], []
    corrected: dict[int, tuple[str, ...]] = {}
    for event in events.itertuples(index=False):
        old = before.get(event.event_id)
        if old is None:
            new.append(event.number)
            continue
        differs = [
            column for column in _TOLD
            if present(getattr(event, column)) != present(getattr(old, column))
        ]  # fmt: skip
        if max(abs(event.lon - old.lon), abs(event.lat - old.lat)) > _MOVED_DEGREES:
            differs.append("lon, lat")
        if differs:
            corrected[event.number] = tuple(differs)
        else:
            unchanged.append(event.number)
    gone = previous[~previous["event_id"].isin(set(events["event_id"]))].reset_index(drop=True)
    return Change(tuple(new), corrected, gone, tuple(unchanged))
