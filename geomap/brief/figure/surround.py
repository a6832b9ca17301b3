"""What stands on a map beside the events: scale bar, north arrow, locator."""

from __future__ import annotations

from math import atan2, degrees
from typing import TYPE_CHECKING

from geomap.brief.figure.drawing import find_parts
from geomap.brief.figure.view import LAMBERT, View, make_transformer
from geomap.brief.sheet import Box
from geomap.brief.text_metrics import measure_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.brief.figure.marks import Mark
    from geomap.brief.sheet import Page
    from geomap.brief.wording import Words

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
MILE_KM = 1.609344
_RIM = 16
"""Steps along a side of the map in which room is looked for."""


def choose_corners(
    frame: Box,
    sizes: dict[str, tuple[float, float]],
    marks: Sequence[Mark],
    land: BaseGeometry,
    gap: float,
    *,
    spare: frozenset[str] = frozenset(),
) -> dict[str, Box]:
    """Give each thing a place at the rim, in turn, where it covers fewest events, least `land`.

    Corners go first, then the rest of the rim. What is `spare` is left out where it would cover
    anything.
    """
    reach = [Box(m.x - m.size, m.y - m.size, m.x + m.size, m.y + m.size) for m in marks]
    chosen: dict[str, Box] = {}
    for name, size in sizes.items():
        spots = [
            box
            for box in _rim(frame, size, gap)
            if not any(box.overlap(other) for other in chosen.values())
        ]
        covers, box = _freest(spots, reach, land)
        if box is not None and not (name in spare and covers):
            chosen[name] = box
    return chosen


def _freest(spots: list[Box], marks: list[Box], land: BaseGeometry) -> tuple[bool, Box | None]:
    """Return the first spot that covers fewest marks, then least land, and if it covers any."""
    import shapely

    best: tuple[int, int] | None = None
    found = None
    for box in spots:
        covered = sum(1 for mark in marks if mark.overlap(box) > 0)
        if best is not None and covered > best[0]:
            continue
        hidden = round(land.intersection(shapely.box(box.x0, box.y0, box.x1, box.y1)).area)
        if best is None or (covered, hidden) < best:
            best, found = (covered, hidden), box
        if best == (0, 0):
            break
    return best != (0, 0), found


def _rim(frame: Box, size: tuple[float, float], gap: float) -> list[Box]:
    """Return where a thing of a size may stand: four corners, then along the sides."""
    wide, high = frame.width - size[0] - 2 * gap, frame.height - size[1] - 2 * gap
    steps = [step / _RIM for step in range(1, _RIM)]
    spots = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
    for step in steps:
        spots += [(step, 0.0), (1.0, step), (0.0, step), (step, 1.0)]
    return [
        Box(x, y, x + size[0], y + size[1])
        for x, y in (
            (frame.x0 + gap + wide * across, frame.y0 + gap + high * up) for across, up in spots
        )
    ]


def scale_size(view: View, scale: float) -> tuple[float, float]:
    """Return width and height of the scale bar, points."""
    wide, km = _bar(view, scale)
    return wide + (8 + 3 * len(str(km)) + 22) * scale, 31 * scale


def _bar(view: View, scale: float) -> tuple[float, int]:
    room = 118 * scale
    km = max((step for step in _STEPS if step * 1000 * view.points_per_m <= room), default=1)
    return km * 1000 * view.points_per_m, km


def draw_scale(page: Page, box: Box, view: View, words: Words, scale: float) -> None:
    """Draw the scale bar in kilometres and miles, true at the middle of the map."""
    theme = page.theme
    wide, km = _bar(view, scale)
    size, x0 = 6.6 * scale, box.x0 + 8 * scale
    middle = box.y0 + box.height / 2
    page.line((x0, x0 + wide), (middle, middle), theme.ink, 1.3 * scale, z=25)
    for at in (0, 0.5, 1):
        page.line((x0 + wide * at,) * 2, (middle, middle + 3 * scale), theme.ink, 0.8 * scale, z=25)
    for text, at in (("0", 0.0), (_short(km / 2), 0.5), (f"{km}", 1.0)):
        page.text(
            x0 + wide * at, middle + 5 * scale, words.digits(text), size, align="center", z=25
        )
    unit = x0 + wide + measure_text(words.digits(f"{km}"), size) / 2 + 3 * scale
    _left(page, unit, middle + 5 * scale, words.say("km"), size)
    miles = max(
        (step for step in _STEPS if step * MILE_KM * 1000 * view.points_per_m <= wide), default=0
    )
    if miles:
        far = miles * MILE_KM * 1000 * view.points_per_m
        for at in (0.0, far):
            page.line((x0 + at,) * 2, (middle, middle - 3 * scale), theme.ink, 0.8 * scale, z=25)
        low = middle - 5 * scale - size * 0.72
        page.text(x0 + far, low, words.digits(f"{miles}"), size, align="center", z=25)
        start = x0 + far + measure_text(words.digits(f"{miles}"), size) / 2 + 3 * scale
        _left(page, start, low, words.say("miles"), size)


def _left(page: Page, x: float, y: float, text: str, size: float) -> None:
    page.text(x, y, text, size, align="end" if page.rtl else "start", z=25)


def _short(value: float) -> str:
    return f"{value:g}"


def draw_north(page: Page, box: Box, view: View, words: Words, scale: float) -> None:
    """Draw an arrow that points to true north at the middle of the map."""
    import shapely
    from shapely import affinity

    theme = page.theme
    back = make_transformer(view.crs, inverse=True)
    x, y = (view.x0 + view.x1) / 2, (view.y0 + view.y1) / 2
    lon, lat = back.transform(x, y)
    north_x, north_y = make_transformer(view.crs).transform(lon, lat + 0.1)
    turn = degrees(atan2(north_y - y, north_x - x)) - 90
    cx, low, high = (box.x0 + box.x1) / 2, box.y0 + 3 * scale, box.y1 - 12 * scale
    half = 5.2 * scale
    notch = low + (high - low) * 0.28
    left = shapely.Polygon([(cx, high), (cx - half, low), (cx, notch)])
    right = shapely.Polygon([(cx, high), (cx + half, low), (cx, notch)])
    for part, fill in ((left, theme.ink), (right, theme.paper)):
        turned = affinity.rotate(part, turn, origin=(cx, (low + high) / 2))
        page.shape(turned, fill=fill, edge=theme.ink, width=0.7 * scale, z=25)
    page.text(
        cx, box.y1 - 9 * scale, words.say("north"), 7.6 * scale, bold=True, align="center", z=25
    )


def draw_locator(page: Page, box: Box, view: View, scale: float) -> None:
    """Draw where the map lies: in the country, or the country in its part of the world."""
    import shapely

    theme = page.theme
    west, south, east, north = (27.0, 25.5, 50.5, 43.5) if view.whole else (35.2, 32.0, 42.8, 37.6)
    forward = make_transformer(LAMBERT)
    x0, y0, x1, y1 = forward.transform_bounds(west, south, east, north)
    shape = box.width / box.height
    middle, wide = ((x0 + x1) / 2, (y0 + y1) / 2), max(x1 - x0, (y1 - y0) * shape)
    inset = View(
        LAMBERT, middle[0] - wide / 2, middle[1] - wide / shape / 2, middle[0] + wide / 2,
        middle[1] + wide / shape / 2, box, whole=True,
    )  # fmt: skip
    page.rect(box, fill=theme.sea, z=24)
    window = shapely.box(box.x0, box.y0, box.x1, box.y1)
    shown = {"world", "countries", "SY"} | (set() if view.whole else {"governorates"})
    around = shapely.box(west - 12, south - 8, east + 12, north + 8)
    for kind, outline in find_parts(view.basemap):
        if kind not in shown:
            continue
        earth = outline.intersection(around) if kind == "world" else outline
        drawn = inset.project(shapely.simplify(earth, 0.04)).intersection(window)
        fill = theme.land_other
        if kind == "SY":
            fill = theme.accent if view.whole else theme.land
        page.shape(
            drawn, fill="none" if kind == "governorates" else fill, clip=box, z=24.1,
            edge="none" if kind == "world" or view.whole else theme.admin, width=0.35 * scale,
        )  # fmt: skip
    if not view.whole:
        seen = inset.project(view.outline()).intersection(window)
        page.shape(seen, fill=theme.accent, edge="none", alpha=0.25, clip=box, z=24.2)
        page.shape(seen, edge=theme.accent, width=1.2 * scale, clip=box, z=24.3)
    page.rect(box, edge=theme.border, width=0.7 * scale, z=24.4)
