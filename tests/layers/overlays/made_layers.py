"""Invented layers: squares side by side, held by invented parties, on several days."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def square(west: float, south: float, size: float = 1.0) -> list[list[list[float]]]:
    """Return the ring of a square."""
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(rings: Any, kind: str = "Polygon", **told: Any) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": kind, "coordinates": rings},
    }


def write_geojson(path: Path, *features: dict[str, Any]) -> Path:
    """Write features as GeoJSON; return the path."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def control(path: Path) -> Path:
    """Write two states of three squares: the middle one changes hands, the last is contested."""
    return write_geojson(
        path,
        feature(square(36, 34), control="North", **{"from": "2020-01-01"}),
        feature(square(37, 34), control="North", **{"from": "2020-01-01"}),
        feature(square(38, 34), control="South", **{"from": "2020-01-01"}),
        feature(square(36, 34), control="North", **{"from": "2020-03-01"}),
        feature(square(37, 34), control="South", **{"from": "2020-03-01"}),
        feature(square(38, 34), control="South", contested="yes", **{"from": "2020-03-01"}),
    )
