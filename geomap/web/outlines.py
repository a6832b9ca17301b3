"""Outlines as steps between points, whole numbers in 1/1000 degree: small when packed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.layers.basemap import LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.layers.basemap import Basemap

SCALE = 1000
SHOWN = (*LAYERS, "districts")
"""Layers of the basemap that a page shows."""


def encode_ring(points: Sequence[Sequence[float]]) -> list[int]:
    """Return ``x0, y0, dx, dy, ...`` of points (``lon, lat``, degrees), steps of zero left out."""
    whole = np.rint(np.asarray(points, dtype=float)[:, :2] * SCALE).astype(int)
    steps = np.diff(whole, axis=0, prepend=[[0, 0]])
    keep = np.any(steps != 0, axis=1)
    keep[0] = True
    return [int(step) for step in steps[keep].ravel()]


def encode_parts(coordinates: Any, kind: str) -> list[list[list[int]]]:
    """Return the parts of a GeoJSON geometry, each a list of encoded rings or lines."""
    if kind == "LineString":
        return [[encode_ring(coordinates)]]
    if kind in ("MultiLineString", "Polygon"):
        parts = [coordinates] if kind == "Polygon" else [[line] for line in coordinates]
        return [[encode_ring(ring) for ring in part] for part in parts]
    return [[encode_ring(ring) for ring in part] for part in coordinates]


def encode_area(area: BaseGeometry, tolerance: float = 0.004) -> list[list[list[int]]]:
    """Return the polygons of `area` (EPSG:4326), simplified to `tolerance` degrees, encoded."""
    import shapely

    simple = shapely.simplify(area, tolerance)
    polygons = [p for p in shapely.get_parts(simple) if p.geom_type == "Polygon"]
    if not polygons:
        polygons = [p for p in shapely.get_parts(area) if p.geom_type == "Polygon"]
    return [
        [encode_ring(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]


def encode_ground(basemap: Basemap) -> dict[str, Any]:
    """Return the whole basemap for the page."""
    layers = {
        name: [
            {
                "kind": "area" if feature["geometry"]["type"].endswith("Polygon") else "line",
                "parts": encode_parts(
                    feature["geometry"]["coordinates"], feature["geometry"]["type"]
                ),
                "properties": feature["properties"],
            }
            for feature in features
        ]
        for name, features in basemap.layers.items()
        if name in SHOWN
    }
    labels = [
        {
            "kind": label.kind,
            "name": label.name,
            "name_ar": label.name_ar,
            "lon": label.lon,
            "lat": label.lat,
            "zoom": label.zoom,
        }
        for label in basemap.labels
    ]
    return {"scale": SCALE, "layers": layers, "labels": labels}
