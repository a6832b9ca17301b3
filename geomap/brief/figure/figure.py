"""The figure: a map that says by itself what it shows, when, from whom and how surely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.brief.figure.drawing import draw_areas, draw_basemap, draw_marks
from geomap.brief.figure.ground_layers import (
    draw_layer_legend,
    draw_layers,
    draw_sites,
    find_areas,
)
from geomap.brief.figure.legend import (
    Column,
    draw_line_legend,
    draw_precision_legend,
    draw_reading,
    draw_type_legend,
)
from geomap.brief.figure.listing import draw_list
from geomap.brief.figure.marks import make_marks
from geomap.brief.figure.naming import box_of, draw_labels
from geomap.brief.figure.shares import LEGEND, fit_rows, share_room
from geomap.brief.figure.surround import (
    choose_corners,
    draw_locator,
    draw_north,
    draw_scale,
    scale_size,
)
from geomap.brief.figure.view import choose_view, find_country
from geomap.brief.sheet import Box, Page
from geomap.brief.text_metrics import balance_text, measure_text, wrap_text
from geomap.brief.wording import present
from geomap.errors import SpecError
from geomap.version import __version__

if TYPE_CHECKING:
    from geomap.brief.facts import Facts
    from geomap.brief.figure.labels import Spot
    from geomap.brief.figure.marks import Mark
    from geomap.brief.figure.view import View


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of figure.

    Parameters
    ----------
    width, height
        Points, 72 to the inch.
    scale
        How large type and signs are: a slide is read from afar.
    beside
        True if the legend stands beside the map, False if it lies below.
    """

    width: float
    height: float
    scale: float
    beside: bool


_MOST_POINTERS = 6
"""More marks than this beyond the edge are named in the legend, not drawn."""

PAPERS: dict[str, Paper] = {
    "16:9": Paper(960, 540, 1.22, beside=True),
    "a4": Paper(842, 595, 1.0, beside=True),
    "a4-portrait": Paper(595, 842, 1.0, beside=False),
    "square": Paper(576, 576, 1.0, beside=False),
    "tall": Paper(540, 960, 1.2, beside=False),
}
"""Sizes by the name that ``paper`` has in a specification."""


@dataclass(frozen=True)
class Drawn:
    """A drawn map, with what tests and tables ask about it.

    Parameters
    ----------
    page
        The page.
    marks
        Every mark.
    labels
        Marks whose label found room, with the spot.
    map_box
        Where the map lies.
    """

    page: Page
    marks: list[Mark]
    labels: list[tuple[Mark, Spot]]
    map_box: Box


def find_paper(name: str) -> Paper:
    """Return a size by name.

    Raises
    ------
    SpecError
        If there is no such size.
    """
    try:
        return PAPERS[name.lower()]
    except KeyError:
        raise SpecError(f"unknown paper {name!r}", fix=f"known: {', '.join(PAPERS)}") from None


def draw_figure(facts: Facts) -> Drawn:
    """Draw the whole figure: title, map, legend, list of events, sources."""
    paper = find_paper(facts.presentation.paper)
    page = Page(paper.width, paper.height, facts.theme, rtl=facts.words.rtl)
    scale = paper.scale
    body = page.box.inset(24 * scale)
    top = draw_head(page, facts, body, scale)
    bottom = draw_foot(page, facts, body, scale)
    return draw_map(page, facts, Box(body.x0, bottom, body.x1, top), scale, beside=paper.beside)


def draw_plate(facts: Facts, width: float, height: float, scale: float, *, beside: bool) -> Drawn:
    """Draw map and legend alone, `width` x `height` points, for a page that has its own head."""
    page = Page(width, height, facts.theme, rtl=facts.words.rtl)
    return draw_map(page, facts, page.box.inset(1), scale, beside=beside, listed=False)


def draw_map(
    page: Page, facts: Facts, body: Box, scale: float, *, beside: bool, listed: bool = True
) -> Drawn:
    """Draw the map with its legend into `body`."""
    listed = listed and (beside or body.height > 1.15 * body.width)
    frame, side = share_room(page, facts, body, scale, beside=beside, listed=listed)
    view = choose_view(facts.events, frame, facts.presentation.extent, facts.basemap)
    base = 9.5 * scale
    marks = make_marks(
        facts.events, view, facts.words, facts.groups, base=base, numbered=facts.numbered
    )
    away = [mark for mark in marks if mark.off]
    if not facts.numbered or len(away) > _MOST_POINTERS:  # a crowd at the edge says nothing
        marks = [mark for mark in marks if not mark.off]
    else:
        away = []
    shown = [mark for mark in marks if not mark.whole]
    draw_basemap(page, view, scale)
    draw_layers(page, facts, view, scale)
    if facts.numbered:
        draw_areas(page, view, shown, scale)
    corners = draw_surround(page, facts, view, frame, shown, scale)
    draw_marks(page, view, shown, scale, counted=not facts.numbered)
    sites = draw_sites(page, facts, view, [box_of(mark) for mark in shown], corners, scale)
    labels = draw_labels(
        page, view, shown, facts.words, scale, numbered=facts.numbered,
        blocked=[*corners, *sites],
    )  # fmt: skip
    page.rect(frame, edge=facts.theme.border, width=0.8 * scale, z=28)
    if facts.events.empty:
        _draw_nothing(page, facts, frame, scale)
    _draw_side(
        page, facts, side, marks, away, base, scale, beside=beside, listed=listed,
        districts=view.shows("districts"),
    )  # fmt: skip
    return Drawn(page, marks, labels, frame)


def draw_surround(
    page: Page, facts: Facts, view: View, frame: Box, shown: list[Mark], scale: float
) -> list[Box]:
    """Draw locator, scale bar and north arrow into corners; return what they take."""
    import shapely

    wide, high = scale_size(view, scale)
    arrow = 22 * scale
    sizes = {"scale": (wide + arrow, max(high, 38 * scale)), "locator": (96 * scale, 78 * scale)}
    land = shapely.union_all([view.project(find_country()), *find_areas(facts, view)])
    # where the whole country is seen, its part of the world is what can be spared
    spare = frozenset({"locator"} if view.whole else ())
    corners = choose_corners(frame, sizes, shown, land, 6 * scale, spare=spare)
    if "locator" in corners:
        draw_locator(page, corners["locator"], view, scale)
    both = corners["scale"]
    page.rect(both, fill=facts.theme.paper, edge=facts.theme.rule, width=0.5, alpha=0.88, z=24)
    draw_scale(page, replace(both, x1=both.x1 - arrow), view, facts.words, scale)
    draw_north(page, replace(both, x0=both.x1 - arrow), view, facts.words, scale)
    return list(corners.values())


def draw_head(page: Page, facts: Facts, body: Box, scale: float) -> float:
    """Write title, subtitle, dates and counts; return the y below them."""
    theme = facts.theme
    page.rect(Box(0, page.height - 7 * scale, page.width, page.height), fill=theme.accent)
    size = 17.0 * scale
    lines = wrap_text(facts.title, body.width, size, bold=True, lines=2)
    if len(lines) > 1:
        size = 13.0 * scale
        lines = wrap_text(facts.title, body.width, size, bold=True, lines=3)
    y = body.y1 - 2 * scale
    for line in lines:
        y -= size * 0.98
        page.text(page.at(body, 0), y, line, size, bold=True)
        y -= size * 0.24
    small = 8.6 * scale
    parts = [present(facts.presentation.subtitle), facts.span_line()]
    for part in filter(None, parts):
        for line in wrap_text(part, body.width, small, lines=2):
            y -= small * 1.12
            page.text(page.at(body, 0), y, line, small, color=theme.muted)
            y -= small * 0.28
    return y - 8 * scale


def draw_foot(page: Page, facts: Facts, body: Box, scale: float) -> float:
    """Write date, sources, projection, hash and disclaimer; return the y above them."""
    words, theme, size = facts.words, facts.theme, 6.6 * scale
    projection = choose_view(facts.events, Box(0, 0, body.width, body.height * 0.7),
                             facts.presentation.extent).phrase  # fmt: skip
    made = [
        facts.boundaries_line(),
        words.say("projection", name=words.say(projection)),
        words.say("data", hash=facts.presentation.data_hash),
        f"geomap {__version__}",
    ]
    lines = []
    for told in ([words.say("as_of", date=facts.as_of or "—"), facts.sources_line()], made):
        kept = [part.replace(" ", "\xa0") if len(part) < 80 else part for part in told if part]
        lines += wrap_text(" · ".join(kept), body.width, size)
    lines = [line.removesuffix(" ·") for line in lines]
    lines += balance_text(words.disclaimer, body.width, size, lines=3)
    y = body.y0 - 4 * scale + size * 1.42 * len(lines)
    top = y + 5 * scale
    page.line((body.x0, body.x1), (top - 2 * scale,) * 2, theme.rule, 0.6 * scale)
    for line in lines:
        y -= size * 1.42
        page.text(page.at(body, 0), y + size * 0.3, line, size, color=theme.muted)
    return top + 6 * scale


def _draw_nothing(page: Page, facts: Facts, frame: Box, scale: float) -> None:
    words, size = facts.words, 14 * scale
    middle, y = (frame.x0 + frame.x1) / 2, (frame.y0 + frame.y1) / 2
    wide = measure_text(words.say("no_events"), size, bold=True) + 30 * scale
    box = Box(middle - wide / 2, y - 16 * scale, middle + wide / 2, y + 22 * scale)
    page.rect(box, fill=facts.theme.paper, edge=facts.theme.rule, radius=4, z=29)
    page.text(middle, y, words.say("no_events"), size, bold=True, align="center", z=30)


def _draw_side(
    page: Page, facts: Facts, side: Box, marks: list[Mark], away: list[Mark], base: float,
    scale: float, *, beside: bool, listed: bool, districts: bool,
) -> None:  # fmt: skip
    page.rect(side, fill=facts.theme.panel, z=0.5)
    inner = side.inset(9 * scale)
    if beside:
        x0, x1 = page.span(inner, 0, min(inner.width, (LEGEND - 16) * scale))
        tight = fit_rows(facts, inner.height / scale)
        column = Column(page, Box(x0, inner.y0, x1, inner.y1), scale, tight)
        draw_type_legend(column, facts, marks, base)
        draw_precision_legend(column, facts, marks, away)
        draw_layer_legend(column, facts)
        draw_line_legend(column, facts.words, golan=True, districts=districts)
        if side.width > (LEGEND + 1) * scale or not listed:
            draw_reading(column, facts)
        if side.width > (LEGEND + 1) * scale:
            x0, x1 = page.span(inner, LEGEND * scale, inner.width)
            column = Column(page, Box(x0, inner.y0, x1, inner.y1), scale)
        if listed:
            draw_list([column], facts, marks)
        return
    shares = (0.32, 0.34, 0.34)
    boxes, start, gap = [], 0.0, 12 * scale
    for share in shares:
        wide = (inner.width - 2 * gap) * share
        seen = wide if listed else min(wide, 158 * scale)
        x0, x1 = page.span(inner, start, start + seen)
        boxes.append(Box(x0, inner.y0, x1, inner.y1))
        start += wide + gap
    first = Column(page, boxes[0], scale)
    draw_type_legend(first, facts, marks, base)
    second = first if listed else Column(page, boxes[1], scale)
    draw_precision_legend(second, facts, marks, away)
    third = first if listed else Column(page, boxes[2], scale)
    draw_layer_legend(second, facts)
    draw_line_legend(third, facts.words, golan=True, districts=districts)
    if listed:
        draw_list([Column(page, box, scale) for box in boxes[1:]], facts, marks)
