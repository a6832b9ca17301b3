"""Layers of a map for the page: shared borders once, days as numbers; see CONTRACT.md."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from geomap.layers.overlays.topology import build_topology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.content.map_layers import LayerShape, MapLayer

SCALE = 2000
"""Steps of a degree: some 50 m."""
MOST_NOTES = 6


def encode_layers(layers: Sequence[MapLayer]) -> list[dict[str, Any]]:
    """Return layers as what ``src/data/contract.ts`` calls ``GroundLayer``."""
    return [_encode(layer) for layer in layers]


def _encode(layer: MapLayer) -> dict[str, Any]:
    rows: dict[int, int] = {}
    firsts: list[LayerShape] = []
    for shape in layer.shapes:  # one outline for all the weeks of a unit
        if id(shape.geometry) not in rows:
            rows[id(shape.geometry)] = len(firsts)
            firsts.append(shape)
    lines = [at for at, shape in enumerate(firsts) if not _is_point(shape)]
    told = build_topology([firsts[at].geometry for at in lines], SCALE)
    outlines: list[Any] = [_points(shape) if _is_point(shape) else None for shape in firsts]
    for at, parts in zip(lines, told.shapes, strict=True):
        form = "area" if firsts[at].geometry.geom_type.endswith("Polygon") else "line"
        outlines[at] = {form: parts}
    return {
        "name": layer.name,
        "title": layer.title,
        "title_ar": layer.title_ar,
        "source": layer.source,
        "day": layer.day,
        "shown": layer.shown,
        "form": layer.form,
        "numbered": layer.numbered,
        "states": list(layer.states),
        "notes": list(layer.notes[:MOST_NOTES]),
        "classes": [
            {"label": one.label, "label_ar": one.label_ar, "color": one.color,
             "color_dark": one.color_dark}
            for one in layer.classes
        ],
        "scale": SCALE,
        "arcs": [_steps(arc) for arc in told.arcs],
        "outlines": outlines,
        "shapes": [_shape(shape, rows[id(shape.geometry)]) for shape in layer.shapes],
    }  # fmt: skip


def _shape(shape: LayerShape, outline: int) -> dict[str, Any]:
    told: dict[str, Any] = {"k": shape.kind, "o": outline}
    if shape.start is not None:
        told["f"] = shape.start
    if shape.end is not None:
        told["t"] = shape.end
    if shape.contested:
        told["c"] = 1
    if shape.name:
        told["n"] = shape.name
    if shape.number is not None:
        told["v"] = shape.number
    return told


def _is_point(shape: LayerShape) -> bool:
    return bool(shape.geometry.geom_type.endswith("Point"))


def _points(shape: LayerShape) -> dict[str, Any]:
    import shapely

    points = shapely.get_coordinates(shape.geometry) * SCALE
    return {"point": [[round(float(x)), round(float(y))] for x, y in points]}


def _steps(arc: list[tuple[int, int]]) -> list[int]:
    """Return ``x0, y0, dx, dy, ...``."""
    steps = list(arc[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(arc):
        steps += (x1 - x0, y1 - y0)
    return steps
