"""Reports joined to places: the events frame, and the unplaced with their reasons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import Hints, Resolution, Status, Verdict
from geomap.schema import CRS, EVENT_COLUMNS, coerce_events, validate_events
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geomap.places.gazetteer import Gazetteer
    from geomap.places.resolve import Resolver
    from geomap.sources.rejects import Reports


@dataclass(frozen=True)
class Built:
    """Events and what could not become one. Rows in = events + unplaced + rejects.

    Parameters
    ----------
    events
        `geomap.schema.COLUMNS` and more; points, EPSG:4326.
    unplaced
        Reports without a place: the report's columns behind ``verdict``, ``reason``, ``nearest``.
    rejects
        Rows that could not be read, see `geomap.sources.rejects.Reports`.
    """

    events: gpd.GeoDataFrame
    unplaced: pd.DataFrame
    rejects: pd.DataFrame


def build_events(reports: Reports, resolver: Resolver) -> Built:
    """Join reports to places.

    A report with coordinates of its own keeps them; the others go where the resolver says.
    Each distinct toponym with its hints is resolved once.
    """
    import geopandas as gpd
    import pandas as pd

    frame = reports.frame.copy()
    for column in EVENT_COLUMNS:
        if column not in frame:
            frame[column] = ""
    queries = [
        (location, Hints(admin1, admin2, admin3))
        for location, admin1, admin2, admin3 in zip(
            frame["location"], frame["admin1"], frame["admin2"], frame["admin3"], strict=True
        )
    ]
    resolutions = resolver.resolve_many(queries)
    lon, lat = (pd.to_numeric(frame[axis].replace("", None)) for axis in ("lon", "lat"))
    given = lon.notna() & lat.notna()
    placed = given | pd.Series([r.resolved for r in resolutions], index=frame.index, dtype=bool)
    placements = pd.DataFrame(
        [placement_of(resolution, resolver.gazetteer) for resolution in resolutions],
        index=frame.index,
    )
    for column in placements:
        if column in ("lon", "lat", "geo_precision", "precision_km"):
            frame[column] = placements[column].where(~given, frame[column].replace("", None))
        else:
            frame[column] = placements[column]
    frame["geo_precision"] = frame["geo_precision"].where(frame["geo_precision"].notna(), 1)
    frame["precision_km"] = frame["precision_km"].where(frame["precision_km"].notna(), 1.0)
    frame = fill_reports(frame, reports.name)
    kept = frame[placed]
    events = coerce_events(kept)
    out = gpd.GeoDataFrame(
        events, geometry=gpd.points_from_xy(events["lon"], events["lat"]), crs=CRS
    ).reset_index(drop=True)
    unplaced = frame[~placed].copy()
    lost = [resolution for resolution, ok in zip(resolutions, placed, strict=True) if not ok]
    unplaced.insert(0, "verdict", [str(r.verdict) for r in lost])
    unplaced.insert(1, "reason", ["; ".join(r.reasons) for r in lost])
    unplaced.insert(2, "nearest", ["|".join(c.place.name for c in r.candidates[:5]) for r in lost])
    return Built(validate_events(out), unplaced, reports.rejects)


def placement_of(resolution: Resolution, gazetteer: Gazetteer) -> dict[str, object]:
    """Return the placement columns of one resolution, empty where it is not resolved."""
    place = resolution.place
    names = {
        level: gazetteer.places[pcode].name if pcode in gazetteer.places else ""
        for level, pcode in (
            ("admin1", place.admin1 if place else ""),
            ("admin2", place.admin2 if place else ""),
            ("admin3", place.admin3 if place else ""),
        )
    }
    return {
        "place_id": resolution.place_id,
        "place_name": place.name if place else "",
        "pcode": place.pcode if place else "",
        **names,
        "lon": resolution.lon,
        "lat": resolution.lat,
        "geo_precision": resolution.geo_precision,
        "precision_km": resolution.precision_km,
        "rule": resolution.rule,
        "score": resolution.score if resolution.verdict is Verdict.RESOLVED else None,
        "placed_how": "; ".join(resolution.reasons),
    }


def fill_reports(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Fill what follows from other columns: ids, actor ids, event type, status, precision."""
    frame["status"] = frame["status"].where(frame["status"] != "", Status.REPORTED.value)
    for actor in ("actor1", "actor2"):
        known = {text: find_actor(text) for text in frame[actor].unique()}
        ids = frame[actor].map(lambda text, known=known: known[text].id if known[text] else "")
        frame[f"{actor}_id"] = frame[f"{actor}_id"].where(frame[f"{actor}_id"] != "", ids)
    types = frame["sub_event_type"].map(lambda text: event_type_of(text) or "")
    frame["event_type"] = frame["event_type"].where(frame["event_type"] != "", types)
    days = (frame["date_end"] - frame["date_start"]).dt.days
    precision = (1 + (days >= 1).astype(int) + (days > 7).astype(int)).astype(str)
    frame["time_precision"] = frame["time_precision"].where(
        frame["time_precision"] != "", precision
    )
    rows = [f"{name}:{row}" for row in frame.index]
    frame["report_id"] = frame["report_id"].where(frame["report_id"] != "", rows)
    frame["event_id"] = frame["event_id"].where(frame["event_id"] != "", _event_ids(frame))
    return frame


def _event_ids(frame: pd.DataFrame) -> list[str]:
    told = ["date_start", "date_end", "location", "sub_event_type", "actor1", "actor2",
            "source", "description"]  # fmt: skip
    seen: dict[str, int] = {}
    ids = []
    for values in frame[told].astype(str).itertuples(index=False):
        digest = hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(f"e-{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""))
    return ids
