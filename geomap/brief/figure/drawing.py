"""The map itself on a page: what lies under the events, the events."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, Any

from geomap.brief.figure.symbols import draw_mark
from geomap.brief.sheet import Box
from geomap.brief.theme import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.brief.figure.marks import Mark
    from geomap.brief.figure.view import View
    from geomap.brief.sheet import Page
    from geomap.brief.theme import Theme
    from geomap.layers.basemap import Basemap


_MOST_RINGS = 12
"""With more rings than this only the outline of all of one colour is drawn."""


def draw_basemap(page: Page, view: View, scale: float = 1.0, *, districts: bool = True) -> None:
    """Draw sea, land, lakes, rivers, units and borders inside the view's frame."""
    import numpy as np
    import shapely

    theme, frame = page.theme, view.frame
    page.rect(frame, fill=theme.sea, z=1)
    hatch = mix(theme.admin, theme.land, 0.3)
    styles: dict[str, dict[str, Any]] = {
        "world": {"fill": theme.land_other, "z": 1.1},
        "countries": {"fill": theme.land_other, "z": 1.2},
        "SY": {"fill": theme.land, "z": 1.3},
        "golan": {"hatch": "//////", "edge": hatch, "width": 0, "z": 1.5},
        "lakes": {"fill": theme.lake, "edge": theme.river, "width": 0.4 * scale, "z": 1.6},
        "rivers": {"edge": theme.river, "width": 0.9 * scale, "z": 1.7},
        "subdistricts": {
            "edge": district_color(theme), "width": 0.4 * scale, "dashes": (1, 2), "z": 1.74,
        },
        "districts": {"edge": district_color(theme), "width": 0.45 * scale, "z": 1.75},
        "governorates": {
            "edge": theme.admin, "width": 0.6 * scale, "dashes": (4, 1.6, 0.9, 1.6), "z": 1.8,
        },
        "country": {"edge": theme.border, "width": 1.15 * scale, "z": 1.9},
        "disputed": {
            "edge": theme.border, "width": 0.9 * scale, "dashes": (3.2, 2.2), "z": 1.91,
        },
    }  # fmt: skip
    if districts and view.shows("districts"):  # two kinds of lines: the greater must lead
        styles["governorates"] |= {"edge": governorate_color(theme, districts=True),
                                   "width": 0.9 * scale}  # fmt: skip
    still = replace(view, frame=Box(0, 0, round(frame.width, 6), round(frame.height, 6)))
    corner = np.array([frame.x0, frame.y0])
    for kind, shape in _outlines(still):
        if kind.endswith("districts") and not (districts and view.shows(kind)):
            continue
        moved = shapely.transform(shape, lambda points: points + corner)
        page.shape(moved, clip=frame, **styles[kind])


def district_color(theme: Theme) -> str:
    """Return the colour of the lines between districts: quieter than governorates'."""
    return mix(theme.admin, theme.land, 0.35)


def governorate_color(theme: Theme, *, districts: bool) -> str:
    """Return the colour of the lines between governorates: darker where districts are drawn."""
    return mix(theme.admin, theme.border, 0.45) if districts else theme.admin


@lru_cache(maxsize=8)
def _outlines(view: View) -> list[tuple[str, BaseGeometry]]:
    """Return what a view shows of the basemap, by kind, in points from its frame's corner."""
    import shapely

    frame = view.frame
    window = shapely.box(-9, -9, frame.width + 9, frame.height + 9)
    earth = view.outline().buffer(0.7)
    grain = 0.25 / view.points_per_m / 111_000
    shapes = []
    for kind, shape in find_parts(view.basemap):
        if not shape.intersects(earth):
            continue
        seen = shape.intersection(earth.buffer(2)) if kind == "world" else shape
        drawn = view.project(shapely.simplify(seen, grain)).intersection(window)
        shapes.append((kind, drawn))
    return shapes


@lru_cache(maxsize=4)
def find_parts(basemap: Basemap) -> list[tuple[str, BaseGeometry]]:
    """Return the parts of a basemap by kind, EPSG:4326, in the order in which they are drawn."""
    import shapely

    parts = []
    for layer, features in basemap.layers.items():
        for feature in features:
            told = feature["properties"]
            kind = told["kind"] if layer == "borders" else layer
            if layer == "countries" and told["iso2"] == "SY":
                kind = "SY"
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            parts.append((kind, shape))
    return parts


def draw_areas(page: Page, view: View, marks: Sequence[Mark], scale: float) -> None:
    """Draw what is known of imprecise places: hatched areas, rings of the true radius."""
    import shapely

    theme, frame = page.theme, view.frame
    drawn: set[str] = set()
    rings: dict[str, list[BaseGeometry]] = {}
    for mark in marks:
        if mark.geo_precision == 1 or mark.off:
            continue
        color = theme.type_color(max(mark.types, key=lambda s: (mark.types[s], s.label)))
        if mark.area is not None:
            if mark.area_id not in drawn:
                drawn.add(mark.area_id)
                window = shapely.box(frame.x0 - 9, frame.y0 - 9, frame.x1 + 9, frame.y1 + 9)
                page.shape(
                    mark.area.intersection(window), edge=mix(theme.hatch, theme.land, 0.35),
                    width=0.7 * scale, hatch="///", z=2.1, alpha=0.6, clip=frame,
                )  # fmt: skip
        elif mark.radius > mark.size * 0.7:
            ring = shapely.Point(*mark_centre(mark)).buffer(mark.radius, quad_segs=24)
            rings.setdefault(color, []).append(ring)
    _draw_rings(page, frame, rings, scale)


def _draw_rings(page: Page, frame: Box, rings: dict[str, list[BaseGeometry]], scale: float) -> None:
    """Draw rings of the true radius: one tint for all of a colour; of many only what they cover."""
    import shapely

    many = sum(map(len, rings.values())) > _MOST_RINGS
    for color, these in rings.items():
        whole = shapely.union_all(these)
        page.shape(whole, fill=color, z=2.2, alpha=0.07, clip=frame)
        for ring in [whole] if many else these:
            page.shape(
                ring, edge=color, width=0.8 * scale, dashes=(3, 2), z=2.3, alpha=0.9, clip=frame
            )


def mark_centre(mark: Mark) -> tuple[float, float]:
    """Return the centre of a mark's ring, points."""
    return (mark.centre_x, mark.centre_y)


def draw_marks(
    page: Page, view: View, marks: Sequence[Mark], scale: float, *, counted: bool
) -> None:
    """Draw the symbols, small ones over large ones."""
    for at, mark in enumerate(sorted(marks, key=lambda m: (-m.size, m.numbers))):
        z = 10 + at * 0.001
        if mark.off:
            _draw_pointer(page, view, mark, z)
        draw_mark(page, mark, scale, z, counted=counted)


def _draw_pointer(page: Page, view: View, mark: Mark, z: float) -> None:
    """Draw the tip that says in which direction a mark off the map lies."""
    import shapely

    dx, dy = mark.centre_x - mark.x, mark.centre_y - mark.y
    far = hypot(dx, dy) or 1.0
    dx, dy = dx / far, dy / far
    reach, half = mark.size * 0.95, mark.size * 0.34
    tip = (mark.x + dx * reach, mark.y + dy * reach)
    foot = (mark.x + dx * mark.size * 0.5, mark.y + dy * mark.size * 0.5)
    triangle = shapely.Polygon([
        tip, (foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)
    ])  # fmt: skip
    page.shape(triangle, fill=page.theme.ink, z=z, clip=view.frame)
