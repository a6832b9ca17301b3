"""Overlaps and gaps of areas on each day: told, never mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.content.map_layers import to_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.content.map_layers import LayerClass, LayerShape

KM2 = 6371.0088**2
LEAST_KM2 = 2.0
"""What outlines of this scale share or leave free by their drawing alone is not told."""
MOST_DAYS = 60


def tell_faults(shapes: Sequence[LayerShape], classes: Sequence[LayerClass]) -> list[str]:
    """Return one line on overlaps and one on gaps, each with its worst day; none if there are none.

    Only areas count; areas of one kind that overlap do no harm.
    """
    days = sorted({shape.start for shape in shapes if shape.start is not None}) or [0]
    if len(days) > MOST_DAYS:
        days = days[:: len(days) // MOST_DAYS + 1]
    lapped: list[tuple[float, int, str]] = []
    holes: list[tuple[float, int, int]] = []
    for day in days:
        held = [shape for shape in shapes if shape.holds_on(day) and _is_area(shape.geometry)]
        if len(held) < 2:
            continue
        overlap, pair = _find_overlap(held, classes)
        if overlap >= LEAST_KM2:
            lapped.append((overlap, day, pair))
        gap, count = _find_gaps([shape.geometry for shape in held])
        if gap >= LEAST_KM2:
            holes.append((gap, day, count))
    return _say_faults(lapped, holes, dated=any(shape.start is not None for shape in shapes))


def _say_faults(
    lapped: list[tuple[float, int, str]], holes: list[tuple[float, int, int]], *, dated: bool
) -> list[str]:
    """Return one line on each kind of fault, its worst day told if the layer has days."""

    def when(day: int, found: int) -> str:
        return f" on {to_iso(day)}, the worst of {found} days" if dated else ""

    lines = []
    if lapped:
        overlap, day, pair = max(lapped)
        lines.append(f"areas overlap: {pair} share {overlap:,.0f} km2{when(day, len(lapped))}")
    if holes:
        gap, day, count = max(holes)
        gaps = "1 gap" if count == 1 else f"{count} gaps"
        lines.append(f"areas leave {gaps} of {gap:,.0f} km2{when(day, len(holes))}")
    return lines


def _is_area(shape: Any) -> bool:
    return bool(shape.geom_type.endswith("Polygon"))


def _find_overlap(held: Sequence[LayerShape], classes: Sequence[LayerClass]) -> tuple[float, str]:
    """Return the km2 that areas of different kinds share, and the pair that shares most."""
    import shapely

    tree = shapely.STRtree([shape.geometry for shape in held])
    left, right = tree.query([shape.geometry for shape in held], predicate="intersects")
    shared: dict[str, float] = {}
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        if a >= b or held[a].kind == held[b].kind or held[a].contested or held[b].contested:
            continue
        size = km2_of(shapely.intersection(held[a].geometry, held[b].geometry))
        if size:
            pair = " and ".join(sorted((classes[held[a].kind].label, classes[held[b].kind].label)))
            shared[pair] = shared.get(pair, 0.0) + size
    if not shared:
        return 0.0, ""
    return sum(shared.values()), max(shared, key=lambda pair: shared[pair])


def _find_gaps(areas: Sequence[Any]) -> tuple[float, int]:
    """Return the km2 and the number of holes that areas leave between them."""
    import shapely

    whole = shapely.union_all(areas)
    sizes = [
        km2_of(shapely.Polygon(ring))
        for part in shapely.get_parts(whole)
        if part.geom_type == "Polygon"
        for ring in part.interiors
    ]
    told = [size for size in sizes if size >= LEAST_KM2 / 4]
    return sum(told), len(told)


def km2_of(shape: Any) -> float:
    """Return the area of a geometry (EPSG:4326) on the sphere, km2."""
    import numpy as np
    import shapely

    if shape.is_empty or shape.area == 0:
        return 0.0

    def equal_area(points: Any) -> Any:
        lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
        return np.column_stack((lon, np.sin(lat)))

    return float(shapely.transform(shape, equal_area).area) * KM2
