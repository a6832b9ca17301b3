"""Shared borders once: rings cut where outlines part, each stretch kept one time for all."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Topology:
    """Stretches of points, and geometries as rings or lines of their numbers.

    Parameters
    ----------
    arcs
        Points of each stretch, whole numbers in 1/`scale` degrees, ``lon, lat``.
    shapes
        For each geometry its parts; each part its rings (or lines); each of them the numbers of
        its stretches, ``~number`` for one that is walked backwards.
    scale
        Steps of a degree.
    """

    arcs: list[list[Point]]
    shapes: list[list[list[list[int]]]]
    scale: int


def build_topology(geometries: Sequence[BaseGeometry], scale: int) -> Topology:
    """Return polygons and lines (EPSG:4326) by their shared stretches."""
    parts = [[_walks(part, scale) for part in _parts_of(shape)] for shape in geometries]
    knots = _find_knots([walk for shape in parts for part in shape for walk in part])
    known: dict[tuple[Point, ...], int] = {}
    arcs: list[list[Point]] = []

    def number(points: list[Point]) -> int:
        forward, backward = tuple(points), tuple(reversed(points))
        turned = backward < forward
        key = backward if turned else forward
        if key not in known:
            known[key] = len(arcs)
            arcs.append(list(key))
        return ~known[key] if turned else known[key]

    shapes = [
        [[[number(arc) for arc in _cut(walk, knots)] for walk in part] for part in shape]
        for shape in parts
    ]
    return Topology(arcs, shapes, scale)


def _parts_of(shape: BaseGeometry) -> list[BaseGeometry]:
    import shapely

    return [part for part in shapely.get_parts(shape) if not part.is_empty]


def _walks(part: Any, scale: int) -> list[list[Point]]:
    """Return rings (closed, first point again at the end) or the line, on the grid."""
    import numpy as np
    import shapely

    lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
    walks = []
    for line in lines:
        points = np.rint(shapely.get_coordinates(line) * scale).astype(int)
        keep = np.ones(len(points), dtype=bool)
        keep[1:] = np.any(np.diff(points, axis=0) != 0, axis=1)
        walk = [(int(x), int(y)) for x, y in points[keep]]
        if len(walk) >= (4 if part.geom_type == "Polygon" else 2):
            walks.append(walk)
    return walks


def _find_knots(walks: list[list[Point]]) -> set[Point]:
    """Return the points where outlines part, and the ends of lines."""
    beside: dict[Point, tuple[Point, Point]] = {}
    knots: set[Point] = set()
    for walk in walks:
        closed = walk[0] == walk[-1]
        ring = walk[:-1] if closed else walk
        if not closed:
            knots.update((walk[0], walk[-1]))
        last = len(ring) - 1
        for at, point in enumerate(ring):
            before, after = ring[at - 1], ring[at + 1 if at < last else 0]
            pair = (before, after) if before < after else (after, before)
            if beside.setdefault(point, pair) != pair:
                knots.add(point)
    return knots


def _cut(walk: list[Point], knots: set[Point]) -> list[list[Point]]:
    if walk[0] == walk[-1]:
        ring = walk[:-1]
        first = next((at for at, point in enumerate(ring) if point in knots), None)
        if first is None:
            first = min(range(len(ring)), key=ring.__getitem__)
        walk = [*ring[first:], *ring[:first], ring[first]]
    cuts = [at for at in range(1, len(walk) - 1) if walk[at] in knots]
    ends = [0, *cuts, len(walk) - 1]
    return [walk[a : b + 1] for a, b in itertools.pairwise(ends)]


def simplify_shared(
    geometries: Sequence[BaseGeometry], tolerance: float, scale: int = 100_000
) -> list[Any]:
    """Return geometries simplified to `tolerance` degrees so that neighbours still meet.

    One that becomes nothing is empty.
    """
    import shapely

    told = build_topology(geometries, scale)
    lines = [shapely.LineString([(x / scale, y / scale) for x, y in arc]) for arc in told.arcs]
    simple = [
        shapely.get_coordinates(line).tolist()
        for line in shapely.simplify(lines, tolerance, preserve_topology=False)
    ]
    return [
        _rebuild(shape, parts, simple) for shape, parts in zip(geometries, told.shapes, strict=True)
    ]


def _rebuild(shape: BaseGeometry, parts: list[list[list[int]]], arcs: list[Any]) -> Any:
    import shapely

    def walk(numbers: list[int]) -> list[Any]:
        points: list[Any] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    if shape.geom_type.endswith("LineString"):
        lines = [walk(line) for part in parts for line in part]
        return shapely.MultiLineString([line for line in lines if len(line) > 1])
    polygons = []
    for part in parts:
        rings = [ring for ring in map(walk, part) if len(ring) > 3]
        if rings and len(walk(part[0])) > 3:
            polygons.append(shapely.Polygon(rings[0], rings[1:]))
    whole = shapely.MultiPolygon(polygons)
    return whole if whole.is_valid else keep_areas(shapely.make_valid(whole))


def keep_areas(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry that was mended; lines and points that fell off go."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    return shapely.MultiPolygon([
        piece for part in parts for piece in shapely.get_parts(part) if piece.area > 0
    ])  # fmt: skip
