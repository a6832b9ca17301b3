"""The events of a chapter: the same in page, slide and document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.content.chapters import Chapter


def events_of(chapter: Chapter, events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events that a chapter's window and filter keep, in their order."""
    from geomap.events.select import Selection, select_events

    units = chapter.keep.get("admin1", ())
    keep = {key: value for key, value in chapter.keep.items() if key != "admin1"}
    told = select_events(events, Selection(chapter.start, chapter.end, **keep))
    return told[_lies_in(told, units)].reset_index(drop=True) if units else told


def _lies_in(events: gpd.GeoDataFrame, units: tuple[str, ...]) -> Any:
    """Return which events lie in governorates, as the page counts them."""
    import numpy as np

    from geomap.layers.basemap import load_basemap
    from geomap.layers.governorates import governorate_codes

    basemap = load_basemap()
    wanted = {basemap.find_governorate(unit) for unit in units} - {""}
    rows = [at for at, code in enumerate(basemap.governorate_names()) if code in wanted]
    return np.isin(governorate_codes(events, basemap), rows)


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
