"""Events as GeoJSON and other tables; the file's ending chooses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing, write_text
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd

    from geomap.settings import Presentation


def write_table(
    events: gpd.GeoDataFrame,
    path: Path,
    presentation: Presentation,  # noqa: ARG001
) -> Path:
    """Write events as the table that the ending of `path` names; return `path`."""
    if path.suffix == ".parquet":
        with replacing(path) as temporary:
            events.to_parquet(temporary)
        return path
    if path.suffix == ".geojson":
        return write_text(path, format_geojson(events))
    raise OutputError(f"{path}: cannot write {path.suffix!r}")


def format_geojson(events: gpd.GeoDataFrame) -> str:
    """Return events as RFC 7946 GeoJSON text, a feature a line, in the frame's order.

    Dates are ISO 8601 days, and once more as the ``time`` member of OGC Features and
    Geometries JSON (JSON-FG): ``date`` for one day, ``interval`` for more.
    """
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features_of(events))
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def features_of(events: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Yield each event as a GeoJSON feature, ``lon, lat`` rounded to 6 digits (10 cm)."""
    table = events.drop(columns="geometry").copy()
    for column in table.columns[table.dtypes.map(lambda dtype: dtype.kind == "M")]:
        table[column] = table[column].dt.strftime("%Y-%m-%d")
    table = table.astype(object).where(table.notna(), None)
    for row in table.to_dict("records"):
        start, end = row["date_start"], row["date_end"]
        yield {
            "type": "Feature",
            "id": row["event_id"],
            "time": {"date": start} if start == end else {"interval": [start, end]},
            "geometry": {
                "type": "Point",
                "coordinates": [round(row["lon"], 6), round(row["lat"], 6)],
            },
            "properties": row,
        }
