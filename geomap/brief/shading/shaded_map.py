"""A map whose governorates or districts are shaded by their events, alone or by period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.brief.figure.charts import draw_timeline
from geomap.brief.figure.drawing import draw_basemap
from geomap.brief.figure.figure import draw_foot, draw_head, draw_surround, find_paper
from geomap.brief.figure.ground_names import draw_names
from geomap.brief.figure.legend import Column, draw_line_legend
from geomap.brief.figure.multiples import grid_for, split_periods
from geomap.brief.figure.shares import LEGEND
from geomap.brief.figure.view import choose_view
from geomap.brief.shading.unit_counts import CLASSES, class_of, find_breaks, shade
from geomap.brief.sheet import Box, Page
from geomap.brief.text_metrics import measure_text, wrap_text
from geomap.brief.theme import find_contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.brief.facts import Facts
    from geomap.brief.figure.view import View
    from geomap.brief.shading.unit_counts import Shaded
    from geomap.brief.theme import Theme

_CHART = 84.0
"""Height of the least chart below small maps, points at scale 1."""
_UNDER = 1.45
"""Shades lie over the land and under its hatch, waters and lines."""
_SHADES = ("#fde3c8", "#fbb67d", "#ee7f45", "#c94a23", "#862312")
_SHADES_DARK = ("#4a3328", "#7d4526", "#b65f2b", "#e68a4a", "#ffc58f")
"""From few events to many: the page's own colours."""


def draw_shaded(facts: Facts) -> Page:
    """Draw the figure: each unit shaded by its events, with its number where there is room."""
    paper = find_paper(facts.presentation.paper)
    page = Page(paper.width, paper.height, facts.theme, rtl=facts.words.rtl)
    scale = paper.scale
    body = page.box.inset(24 * scale)
    top, bottom = draw_head(page, facts, body, scale), draw_foot(page, facts, body, scale)
    frame, side = _share(page, Box(body.x0, bottom, body.x1, top), scale, beside=paper.beside)
    view = choose_view(facts.events, frame, facts.presentation.extent or "country", facts.basemap)
    shaded = shade(facts)
    values = shaded.values()
    breaks = find_breaks(values, rated=shaded.rated)
    draw_basemap(page, view, scale)
    _paint(page, view, shaded, values, breaks, scale)
    taken = draw_surround(page, facts, view, frame, [], scale)
    taken += _write_values(page, facts, view, shaded, values, breaks, taken, scale)
    draw_names(page, view, facts.words, scale, taken, [], set(), kinds=("country", "water"))
    page.rect(frame, edge=facts.theme.border, width=0.8 * scale, z=28)
    page.rect(side, fill=facts.theme.panel, z=0.5)
    column = Column(page, side.inset(9 * scale), scale)
    column.head(facts.words.say(_head(shaded)))
    _draw_classes(column, facts, breaks)
    column.note(facts.words.say(f"none_in_{shaded.level}"))
    if shaded.left:
        column.note(facts.words.say(f"not_in_{shaded.level}", n=shaded.left))
    column.skip(3)
    draw_line_legend(column, facts.words, golan=True, districts=view.shows("districts"))
    return page


def draw_shaded_multiples(facts: Facts, step: str) -> Page:
    """Draw a small shaded map for each period, all with one extent and one set of classes."""
    paper = find_paper(facts.presentation.paper)
    page = Page(paper.width, paper.height, facts.theme, rtl=facts.words.rtl)
    scale, words = paper.scale, facts.words
    body = page.box.inset(24 * scale)
    top, bottom = draw_head(page, facts, body, scale), draw_foot(page, facts, body, scale)
    shaded, found = shade(facts), split_periods(facts, step)
    rows = [facts.events.index.isin(period.events.index) for period in found.shown]
    values = [shaded.values(which) for which in rows]
    breaks = find_breaks([value for each in values for value in each], rated=shaded.rated)
    told = [words.say(_head(shaded)), words.say(found.step), words.say("period_note")]
    told += [words.say("periods_left", n=found.left_out)] if found.left_out else []
    told += [words.say(f"not_in_{shaded.level}", n=shaded.left)] if shaded.left else []
    size, y = 6.8 * scale, top
    for line in wrap_text(" · ".join(told), body.width, size, lines=3):
        y -= size * 1.35
        page.text(page.at(body, 0), y, line.removesuffix(" ·"), size, color=facts.theme.muted)
    key = 16 * scale
    area = Box(body.x0, bottom + key, body.x1, y - 6 * scale)
    if not found.shown:
        return page
    columns, lines = grid_for(len(found.shown), area.width / area.height)
    gap, head = 9 * scale, 13 * scale
    wide = (area.width - gap * (columns - 1)) / columns
    high = min((area.height - gap * (lines - 1)) / lines, wide * 0.86 + head)
    for at, (period, each) in enumerate(zip(found.shown, values, strict=True)):
        row, column = divmod(at, columns)
        x0, x1 = page.span(area, column * (wide + gap), column * (wide + gap) + wide)
        upper = area.y1 - row * (high + gap)
        frame = Box(x0, upper - high, x1, upper - head)
        base = frame.y1 + 3.5 * scale
        page.text(page.at(frame, 0), base, period.label, 7.6 * scale, bold=True)
        page.text(
            page.at(frame, frame.width), base, words.number(len(period.events)), 7.6 * scale,
            color=facts.theme.muted, align="end",
        )  # fmt: skip
        view = choose_view(
            facts.events, frame, facts.presentation.extent or "country", facts.basemap
        )
        draw_basemap(page, view, scale * 0.55, districts=False)
        _paint(page, view, shaded, each, breaks, scale * 0.55)
        page.rect(frame, edge=facts.theme.border, width=0.6 * scale, z=28)
    low = area.y1 - lines * high - gap * (lines - 1)
    _draw_class_row(page, facts, replace(body, y0=low - key, y1=low - 4 * scale), breaks, scale)
    if low - key - bottom > _CHART * scale:
        room = replace(body, y0=bottom, y1=low - key - 10 * scale)
        draw_timeline(page, facts, room, scale)
    return page


def _share(page: Page, body: Box, scale: float, *, beside: bool) -> tuple[Box, Box]:
    """Return the frame of the map and the room of its legend."""
    gap = 12 * scale
    if not beside:
        high = 150 * scale
        return replace(body, y0=body.y0 + high + gap), replace(body, y1=body.y0 + high)
    x0, x1 = page.span(body, 0, body.width - LEGEND * scale - gap)
    start, end = page.span(body, body.width - LEGEND * scale, body.width)
    return replace(body, x0=x0, x1=x1), replace(body, x0=start, x1=end)


def _head(shaded: Shaded) -> str:
    """Return the phrase that says what shades the map."""
    plain = "by_admin1" if shaded.level == "governorate" else "by_admin2"
    return f"{plain}_rate" if shaded.rated else plain


def shade_of(theme: Theme, at: int, count: int) -> str:
    """Return the colour of class `at` of `count`: the ends are always used."""
    place = (CLASSES - 1) / 2 if count < 2 else at * (CLASSES - 1) / (count - 1)
    return (_SHADES_DARK if theme.dark else _SHADES)[round(place)]


def _paint(
    page: Page, view: View, shaded: Shaded, values: Sequence[float], breaks: Sequence[float],
    scale: float,
) -> None:  # fmt: skip
    import shapely

    frame, grain = view.frame, 0.25 / view.points_per_m / 111_000
    window = shapely.box(frame.x0 - 9, frame.y0 - 9, frame.x1 + 9, frame.y1 + 9)
    for area, value in zip(shaded.areas, values, strict=True):
        at = class_of(value, breaks)
        if at < 0:
            continue
        drawn = view.project(shapely.simplify(area.outline, grain)).intersection(window)
        color = shade_of(page.theme, at, len(breaks))
        page.shape(drawn, fill=color, edge=page.theme.land, width=0.5 * scale, z=_UNDER, clip=frame)


def _write_values(
    page: Page, facts: Facts, view: View, shaded: Shaded, values: Sequence[float],
    breaks: Sequence[float], taken: Sequence[Box], scale: float,
) -> list[Box]:  # fmt: skip
    """Write name and number into the units, most first; the number alone where room is less.

    Returns what is taken now.
    """
    size, done = 6.8 * scale, list(taken)
    for at in sorted(range(len(values)), key=lambda at: (-values[at], at)):
        if values[at] <= 0:
            continue
        area = shaded.areas[at]
        number = facts.words.number(values[at], int(shaded.rated))
        found = _find_room(view, area.outline, (area.name, number), size, done)
        if found is None:
            continue
        box, lines = found
        ground = shade_of(page.theme, class_of(values[at], breaks), len(breaks))
        inks = (page.theme.ink, page.theme.paper)
        ink = max(inks, key=lambda one: find_contrast(one, ground))
        base = box.y1 - size * 0.92
        for line in lines:
            page.text(
                (box.x0 + box.x1) / 2, base, line, size, bold=line == number, align="center",
                color=ink, halo=ground, z=20,
            )  # fmt: skip
            base -= size * 1.2
        done.append(box)
    return done[len(taken) :]


def _find_room(
    view: View, outline: BaseGeometry, told: tuple[str, str], size: float, taken: Sequence[Box]
) -> tuple[Box, tuple[str, ...]] | None:
    """Return the box for name and number inside a unit, or for the number alone; None for none."""
    import shapely

    seen, frame = view.project(outline), view.frame.inset(2)
    if not isinstance(seen, shapely.Polygon | shapely.MultiPolygon):
        return None
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(seen, 1.0))[0]
    for lines in (told, told[1:]):
        wide = max(measure_text(line, size, bold=line == told[1]) for line in lines)
        half = size * 0.62 * len(lines)
        box = Box(x - wide / 2 - 1, y - half, x + wide / 2 + 1, y + half)
        if not frame.holds(box) or any(box.overlap(other) for other in taken):
            continue
        inside = shapely.box(box.x0, box.y0, box.x1, box.y1).intersection(seen).area
        if inside >= 0.8 * box.width * box.height:
            return box, lines
    return None


def _tell_classes(facts: Facts, breaks: Sequence[float]) -> list[str]:
    """Return the classes as readers write them: ``1-4``, ``5-19``, ``20 or more``."""
    number, told = facts.words.number, []
    places = int(facts.rated)
    for at, low in enumerate(breaks):
        if not low and len(breaks) > 1:
            told.append(facts.words.say("less_than", n=number(breaks[1], places)))
            continue
        if at + 1 == len(breaks):
            told.append(facts.words.say("or_more", n=number(low, places)))
            continue
        high = breaks[at + 1] if facts.rated else breaks[at + 1] - 1
        same = high == low
        told.append(number(low, places) + ("" if same else f"–{number(high, places)}"))
    return told


def _draw_classes(column: Column, facts: Facts, breaks: Sequence[float]) -> None:
    page, scale = column.page, column.scale
    for at, label in enumerate(_tell_classes(facts, breaks)):
        y, x = column.row(label), column.sign_x()
        box = Box(x - 7 * scale, y - 4.4 * scale, x + 7 * scale, y + 4.4 * scale)
        page.rect(box, fill=shade_of(facts.theme, at, len(breaks)), z=26)
    column.skip(4)


def _draw_class_row(
    page: Page, facts: Facts, box: Box, breaks: Sequence[float], scale: float
) -> None:
    x, size = 0.0, 6.9 * scale
    for at, label in enumerate(_tell_classes(facts, breaks)):
        x0, x1 = page.span(box, x, x + 14 * scale)
        fill = shade_of(facts.theme, at, len(breaks))
        page.rect(Box(x0, box.y1 - 9 * scale, x1, box.y1), fill=fill, z=26)
        page.text(page.at(box, x + 18 * scale), box.y1 - 7.4 * scale, label, size)
        x += measure_text(label, size) + 30 * scale
