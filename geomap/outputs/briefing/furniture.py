"""What stands on a map beside the events: scale bar, north arrow, locator, legend."""

from __future__ import annotations

from math import atan2, degrees
from typing import TYPE_CHECKING

from geomap.layers.style import PRECISION_STYLES
from geomap.outputs.briefing.drawing import find_parts
from geomap.outputs.briefing.lettering import measure_text, shorten_text, wrap_text
from geomap.outputs.briefing.marks import format_numbers, size_of
from geomap.outputs.briefing.page import Box
from geomap.outputs.briefing.symbols import draw_disc, draw_symbol
from geomap.outputs.briefing.theme import mix
from geomap.outputs.briefing.view import LAMBERT, View, make_transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.outputs.briefing.facts import Facts
    from geomap.outputs.briefing.marks import Mark
    from geomap.outputs.briefing.page import Page
    from geomap.outputs.briefing.words import Words

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
MILE_KM = 1.609344


def choose_corners(
    frame: Box,
    sizes: dict[str, tuple[float, float]],
    marks: Sequence[Mark],
    land: BaseGeometry,
    gap: float,
) -> dict[str, Box]:
    """Give each thing a corner, largest first, where it covers fewest events and least `land`."""
    import shapely

    corners = {
        "south-west": (0, 0), "south-east": (1, 0), "north-west": (0, 1), "north-east": (1, 1),
    }  # fmt: skip
    chosen: dict[str, Box] = {}
    for name, (wide, high) in sorted(sizes.items(), key=lambda i: (-i[1][0] * i[1][1], i[0])):
        best: tuple[float, float, int, str, Box] | None = None
        for order, (corner, (right, top)) in enumerate(corners.items()):
            x = frame.x1 - gap - wide if right else frame.x0 + gap
            y = frame.y1 - gap - high if top else frame.y0 + gap
            box = Box(x, y, x + wide, y + high)
            reach = [Box(m.x - m.size, m.y - m.size, m.x + m.size, m.y + m.size) for m in marks]
            covered = sum(1 for mark in reach if mark.overlap(box) > 0)
            hidden = round(land.intersection(shapely.box(box.x0, box.y0, box.x1, box.y1)).area)
            if best is None or (covered, hidden, order) < best[:3]:
                best = covered, hidden, order, corner, box
        if best is not None:
            chosen[name] = best[4]
            del corners[best[3]]
    return chosen


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
    page.rect(box, fill=theme.paper, alpha=0.82, radius=2, z=24)
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
    page.rect(box, fill=theme.paper, alpha=0.82, radius=2, z=24)
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
    for kind, outline in find_parts():
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


class Column:
    """A column of text and signs that fills a box from the top down."""

    def __init__(self, page: Page, box: Box, scale: float) -> None:
        self.page, self.box, self.scale = page, box, scale
        self.y = box.y1

    @property
    def room(self) -> float:
        """Points left below."""
        return self.y - self.box.y0

    def skip(self, points: float) -> None:
        """Leave some room."""
        self.y -= points * self.scale

    def head(self, text: str) -> None:
        """Write the heading of a section."""
        size = 7.4 * self.scale
        self.y -= size * 1.05
        self.page.text(
            self.page.at(self.box, 0), self.y, text, size, bold=True, color=self.page.theme.accent
        )
        self.y -= size * 0.55

    def row(self, text: str, value: str = "", *, height: float = 12.2, size: float = 7.4) -> float:
        """Write a row with room for a sign at its start; return the sign's middle y."""
        page, scale = self.page, self.scale
        self.y -= height * scale
        base, points = self.y + (height * scale - size * scale * 0.74) / 2, size * scale
        taken = measure_text(value, points) + 6 * scale if value else 0
        start = 19 * scale
        text = shorten_text(text, self.box.width - start - taken, points)
        page.text(page.at(self.box, start), base, text, points)
        if value:
            x = page.at(self.box, self.box.width)
            page.text(x, base, value, points, color=page.theme.muted, align="end")
        return self.y + height * scale / 2

    def note(self, text: str, size: float = 6.6) -> None:
        """Write quiet lines as far as there is room."""
        points, page = size * self.scale, self.page
        lines = wrap_text(text, self.box.width, points)
        if self.room < len(lines) * points * 1.4:
            return
        for line in lines:
            self.y -= points * 1.38
            page.text(page.at(self.box, 0), self.y, line, points, color=page.theme.muted)
        self.skip(3)

    def sign_x(self) -> float:
        """Return the x of the middle of a row's sign."""
        return self.page.at(self.box, 7 * self.scale)


def draw_type_legend(column: Column, facts: Facts, marks: Sequence[Mark], base: float) -> None:
    """Write which sign is which event type, and what the sizes mean; only what the map shows."""
    page, words, scale = column.page, facts.words, column.scale
    number = words.number
    if facts.by_type:
        column.head(words.say("event_type"))
        for style, count in facts.by_type.items():
            y = column.row(words.type_label(style), number(count))
            draw_symbol(page, style, column.sign_x(), y, base * 0.95, scale, z=26)
        mixed = next((mark for mark in marks if len(mark.types) > 1), None)
        if mixed is not None:
            y = column.row(words.say("several"))
            shares = [(style, 1) for style in facts.styles[:3]]
            draw_disc(page, shares, column.sign_x(), y, base, scale, z=26)
        column.skip(5)
    if not facts.numbered and marks:
        _draw_sizes(column, facts, marks, base)


def draw_precision_legend(column: Column, facts: Facts, marks: Sequence[Mark]) -> None:
    """Write how the map shows how surely a place is known, and how many events each holds."""
    page, words, scale = column.page, facts.words, column.scale
    if facts.by_precision:
        column.head(words.say("precision"))
        for level, count in facts.by_precision.items():
            style = PRECISION_STYLES[level - 1]
            y = column.row(words.precision_label(style), words.number(count))
            mark = style.mark if facts.numbered or level == 1 else "open"
            _draw_precision(page, mark, column.sign_x(), y, scale)
        for whole in (mark for mark in marks if mark.whole):
            _draw_whole(column, facts, whole)
        column.skip(5)


def _draw_whole(column: Column, facts: Facts, mark: Mark) -> None:
    """Say which events are told of the country as a whole; a spot on the map would be false."""
    page, words, scale = column.page, facts.words, column.scale
    numbers = words.number(mark.count)
    if facts.numbered:
        numbers = f"{words.say('number')} {format_numbers(mark.numbers, words)}"
    y = column.row(words.say("whole_country"), shorten_text(numbers, 60 * scale, 7.4 * scale))
    draw_disc(
        page, sorted(mark.types.items(), key=lambda i: i[0].label), column.sign_x(), y, 8 * scale,
        scale, filled=False, z=26,
    )  # fmt: skip


def _draw_sizes(column: Column, facts: Facts, marks: Sequence[Mark], base: float) -> None:
    from geomap.layers.style import OTHER_STYLE

    page, words, scale = column.page, facts.words, column.scale
    most = max(mark.count for mark in marks)
    column.head(words.say("number_of_events"))
    steps = sorted({1, _round(most / 6), _round(most)})
    sizes = [size_of(step, most, base) for step in steps]
    high = max(sizes) + 3 * scale
    column.y -= high
    x = 7 * scale - sizes[0] / 2
    for step, size in zip(steps, sizes, strict=True):
        middle = page.at(column.box, x + size / 2)
        draw_symbol(page, OTHER_STYLE, middle, column.y + high / 2, size, scale, z=26)
        text = words.number(step)
        page.text(
            page.at(column.box, x + size + 3 * scale), column.y + high / 2 - 2.6 * scale, text,
            7.2 * scale,
        )  # fmt: skip
        x += size + measure_text(text, 7.2 * scale) + 12 * scale
    column.skip(6)


def _round(value: float) -> int:
    text = f"{max(value, 1):.0f}"
    return int(text[0] + "0" * (len(text) - 1))


def _draw_precision(page: Page, mark: str, x: float, y: float, scale: float) -> None:
    import shapely

    theme = page.theme
    if mark == "dot":
        page.shape(shapely.Point(x, y).buffer(3.2 * scale), fill=theme.ink, z=26)
        return
    if mark == "open":
        ring = shapely.Point(x, y).buffer(2.9 * scale)
        page.shape(ring, fill=theme.panel, edge=theme.ink, width=1.6 * scale, z=26)
        return
    if mark == "ring":
        ring = shapely.Point(x, y).buffer(5 * scale)
        page.shape(ring, edge=theme.ink, width=0.8 * scale, dashes=(3, 2), z=26)
        dot = shapely.Point(x, y).buffer(1.9 * scale)
        page.shape(dot, fill=theme.panel, edge=theme.ink, width=1.0 * scale, z=26)
        return
    area = shapely.box(x - 6.5 * scale, y - 4 * scale, x + 6.5 * scale, y + 4 * scale)
    page.shape(area, edge=mix(theme.hatch, theme.panel, 0.2), hatch="/////", width=0.7, z=26)


def draw_line_legend(column: Column, words: Words, *, golan: bool) -> None:
    """Write what the lines of the map mean."""
    page, theme, scale = column.page, column.page.theme, column.scale
    column.head(words.say("lines"))
    lines = (
        ("border", theme.border, 1.15, ()),
        ("disputed", theme.border, 0.9, (3.2, 2.2)),
        ("governorate_line", theme.admin, 0.7, (4, 1.6, 0.9, 1.6)),
    )
    import shapely

    for phrase, color, width, dashes in lines:
        y = column.row(words.say(phrase), height=11.2)
        x = column.sign_x()
        page.line(
            (x - 6.5 * scale, x + 6.5 * scale), (y, y), color, width * scale, dashes=dashes, z=26
        )
    if golan:
        y, x = column.row(words.say("occupied"), height=11.2), column.sign_x()
        area = shapely.box(x - 6.5 * scale, y - 3.6 * scale, x + 6.5 * scale, y + 3.6 * scale)
        page.shape(area, edge=mix(theme.admin, theme.land, 0.3), hatch="//////", width=0, z=26)
    column.skip(5)
