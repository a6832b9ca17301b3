"""What differs between two sets of events: new, corrected, withdrawn, by event id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
            if _plain(getattr(event, column)) != _plain(getattr(old, column))
        ]  # fmt: skip
        if max(abs(event.lon - old.lon), abs(event.lat - old.lat)) > _MOVED_DEGREES:
            differs.append("lon, lat")
        if differs:
            corrected[event.number] = tuple(differs)
        else:
            unchanged.append(event.number)
    gone = previous[~previous["event_id"].isin(set(events["event_id"]))].reset_index(drop=True)
    return Change(tuple(new), corrected, gone, tuple(unchanged))


def count_changes(events: gpd.GeoDataFrame, previous: gpd.GeoDataFrame) -> dict[str, int]:
    """Return how many events are new, corrected and withdrawn since `previous`."""
    numbered = events if "number" in events else events.assign(number=range(1, len(events) + 1))
    found = find_change(numbered, previous)
    return {
        "new": len(found.new), "corrected": len(found.corrected), "withdrawn": len(found.withdrawn)
    }  # fmt: skip


def _plain(value: object) -> str:
    """Return a cell as text in which only what is written differs; empty if it is missing."""
    import pandas as pd

    if not isinstance(value, str):
        return "" if value is None or pd.isna(value) else str(value)
    return " ".join(value.split())
