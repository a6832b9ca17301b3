"""The events of a chapter: the same in page, slide and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.content.chapters import Chapter


def events_of(chapter: Chapter, events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events that a chapter's window and filter keep, in their order."""
    from geomap.events.select import Selection, select_events

    selection = Selection(date_start=chapter.start, date_end=chapter.end, **chapter.keep)
    return select_events(events, selection)


SYRIA = (35.4, 32.2, 42.5, 37.4)
"""West, south, east, north of the country, degrees."""
_WIDE_KM = 120.0
_LEAST = 0.35


def box_needed(events: gpd.GeoDataFrame) -> tuple[float, ...] | None:
    """Return the box that events in Syria need, degrees; None where that is the country."""
    west, south, east, north = SYRIA
    lon, lat = events["lon"], events["lat"]
    inside = events[lon.between(west, east) & lat.between(south, north)]
    if inside.empty or (inside["precision_km"] > _WIDE_KM).any():
        return None
    reach = (inside["precision_km"].fillna(0) / 111.0).clip(lower=0.05)
    box = (
        float((inside["lon"] - reach / 0.82).min()), float((inside["lat"] - reach).min()),
        float((inside["lon"] + reach / 0.82).max()), float((inside["lat"] + reach).max()),
    )  # fmt: skip
    wide, high = max(0.0, _LEAST - (box[2] - box[0])), max(0.0, _LEAST - (box[3] - box[1]))
    return (
        round(box[0] - wide / 2, 4), round(box[1] - high / 2, 4),
        round(box[2] + wide / 2, 4), round(box[3] + high / 2, 4),
    )  # fmt: skip
