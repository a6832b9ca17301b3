"""Events as RFC 7946 GeoJSON, whole or a feature a line, with the JSON-FG ``time`` member."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    import pyarrow as pa

_BATCH = 10_000
DIGITS = 6
"""Decimals of ``lon`` and ``lat`` in the geometry: 10 cm."""


def write_geojson(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as one GeoJSON document, a feature a line, in the frame's order."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, feature in enumerate(features_of(events)):
            file.write(",\n" if number else "\n")
            file.write(format_feature(feature))
        file.write("\n]}\n")
    return path


def write_geojsonl(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as newline-delimited GeoJSON: one feature a line and nothing else."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        for feature in features_of(events):
            file.write(format_feature(feature) + "\n")
    return path


def format_geojson(events: gpd.GeoDataFrame) -> str:
    """Return events as RFC 7946 GeoJSON text, a feature a line, in the frame's order.

    Dates are ISO 8601 days, and once more as the ``time`` member of OGC Features and
    Geometries JSON (JSON-FG): ``date`` for one day, ``interval`` for more.
    """
    lines = ",\n".join(format_feature(feature) for feature in features_of(events))
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def features_of(events: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Yield each event as a GeoJSON feature, ``lon, lat`` rounded to 6 digits (10 cm).

    A property that is missing is null, a text that is missing empty.
    """
    from geomap.export.plain_table import to_arrow

    yield from features_of_table(to_arrow(events))


def features_of_table(table: pa.Table) -> Iterator[dict[str, object]]:
    """Yield each row of an Arrow table of events as a GeoJSON feature."""
    for batch in table.to_batches(_BATCH):
        for row in batch.to_pylist():
            yield _feature({name: _plain(value) for name, value in row.items()})


def _feature(row: dict[str, Any]) -> dict[str, object]:
    start, end = row["date_start"], row["date_end"]
    return {
        "type": "Feature",
        "id": row["event_id"],
        "time": {"date": start} if start == end else {"interval": [start, end]},
        "geometry": {
            "type": "Point",
            "coordinates": [round(row["lon"], DIGITS), round(row["lat"], DIGITS)],
        },
        "properties": row,
    }


def _plain(value: object) -> object:
    from datetime import date, datetime

    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return None
    return value


def format_feature(feature: dict[str, object]) -> str:
    """Return a feature as one line of JSON, for every reader's idea of a line."""
    # U+2028 and U+2029 end a line for some readers of newline-delimited files
    text = json.dumps(feature, ensure_ascii=False, allow_nan=False, default=str)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
