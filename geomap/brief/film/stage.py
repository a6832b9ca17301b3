"""The stage of a film: what stands still in every picture, and where the rest is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.brief.figure.drawing import draw_basemap
from geomap.brief.figure.figure import draw_foot, draw_head
from geomap.brief.figure.ground_layers import draw_layer_legend, draw_layers
from geomap.brief.figure.ground_names import draw_names
from geomap.brief.figure.legend import (
    Column,
    draw_kinds,
    draw_precision_legend,
    draw_sizes,
)
from geomap.brief.figure.multiples import draw_key
from geomap.brief.figure.view import choose_view
from geomap.brief.sheet import Box, Page
from geomap.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.facts import Facts
    from geomap.brief.figure.marks import Mark
    from geomap.brief.figure.view import View

PIXELS = 2
"""Pixels to the point: a page of 960 x 540 points is a picture of 1920 x 1080."""
SIZES: dict[str, tuple[float, float, float]] = {
    "16:9": (960, 540, 1.3),
    "square": (540, 540, 1.12),
    "tall": (540, 960, 1.3),
}
"""Width, height and how large type is, by the name of a paper; points."""
DIARY, HISTOGRAM, LEGEND = 62.0, 46.0, 186.0
"""Height of the lines that tell the step, of the histogram, width of the legend; points at 1."""


@dataclass(frozen=True)
class Stage:
    """Where things are drawn.

    Parameters
    ----------
    page
        What stands still: title, ground, names, legend, sources.
    view
        The map's window.
    diary, histogram
        Boxes of the lines that tell the step and of the bars.
    cover
        What stands still above the marks: the names of the ground.
    names
        Boxes of these names.
    known
        These names, each with its box.
    scale
        How large type and signs are.
    """

    page: Page
    view: View
    diary: Box
    histogram: Box
    cover: Page
    names: list[Box]
    known: tuple[tuple[str, Box], ...]
    scale: float

    @property
    def base(self) -> float:
        """Diameter of a mark of one event, points."""
        return 7.2 * self.scale

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture."""
        return round(self.page.width * PIXELS), round(self.page.height * PIXELS)


def find_size(name: str) -> tuple[float, float, float]:
    """Return width, height (points) and scale of a film by the name of its paper.

    Raises
    ------
    SpecError
        If films have no such size.
    """
    if name not in SIZES:
        raise SpecError(f"films have no paper {name!r}", fix=f"known: {', '.join(SIZES)}")
    return SIZES[name]


def build_stage(facts: Facts, paper: str) -> Stage:
    """Draw what stands still of a film."""
    width, height, scale = find_size(paper)
    page = Page(width, height, facts.theme, rtl=facts.words.rtl)
    body = page.box.inset(20 * scale)
    top = draw_head(page, facts, body, scale)
    bottom = draw_foot(page, facts, body, scale)
    gap = 10 * scale
    histogram = Box(body.x0, bottom, body.x1, bottom + HISTOGRAM * scale)
    low = histogram.y1 + gap
    if paper == "square":  # no room for a legend, but for a row
        draw_key(page, facts, Box(body.x0, low, body.x1, low + 11 * scale), scale)
        low += 11 * scale + gap / 2
    if paper == "16:9":
        x0, x1 = page.span(body, 0, body.width - LEGEND * scale - gap)
        frame = Box(x0, low, x1, top)
        x0, x1 = page.span(body, body.width - LEGEND * scale, body.width)
        diary = Box(x0, top - DIARY * scale, x1, top)
    else:
        diary = Box(body.x0, top - DIARY * scale, body.x1, top)
        # a map as wide as the page is about as high as the country
        high = min(diary.y0 - low - gap, body.width * (0.94 if paper == "tall" else 0.84))
        frame = Box(body.x0, diary.y0 - gap / 2 - high, body.x1, diary.y0 - gap / 2)
    view = choose_view(facts.events, frame, facts.presentation.extent, facts.basemap)
    draw_basemap(page, view, scale, districts=False)
    cover = Page(width, height, facts.theme, rtl=facts.words.rtl)
    cover.figure.patch.set_alpha(0)
    names: list[Box] = []
    draw_names(cover, view, facts.words, scale, names, [], set())
    cover.rect(frame, edge=facts.theme.border, width=0.8 * scale, z=28)
    known = tuple(cover.texts)
    return Stage(page, view, diary, histogram, cover, names, known, scale)


def draw_legend(stage: Stage, facts: Facts, marks: Sequence[Mark]) -> None:
    """Write what signs and sizes mean, for the marks of the fullest step, where there is room.

    Where it would run out of its panel, rows draw together first, then all of it gets smaller.
    """
    page, scale, frame = stage.page, stage.scale, stage.view.frame
    beside = stage.diary.x0 > frame.x1 or stage.diary.x1 < frame.x0
    low = frame.y0 if beside else stage.histogram.y1 + 8 * scale
    high = (stage.diary.y0 if beside else frame.y0) - 8 * scale
    if high - low < 60 * scale:
        return
    side = Box(stage.diary.x0, low, stage.diary.x1, high)
    page.rect(side, fill=facts.theme.panel, z=0.5)
    inner = side.inset(8 * scale)
    tried = Page(page.width, page.height, facts.theme, rtl=facts.words.rtl)
    for share, tight in _TIGHTER:
        columns = _fill_legend(tried, inner, scale * share, tight, stage, facts, marks, beside)
        if all(column.room >= 0 for column in columns):
            break
    _fill_legend(page, inner, scale * share, tight, stage, facts, marks, beside)


_TIGHTER = ((1, 1), (1, 0.86), (1, 0.76), (0.92, 0.76), (0.84, 0.76), (0.76, 0.76), (0.68, 0.76))
"""How large a legend is tried and how near its rows are, until it fits: shares of the usual."""


def _fill_legend(
    page: Page, inner: Box, scale: float, tight: float, stage: Stage, facts: Facts,
    marks: Sequence[Mark], beside: bool,
) -> list[Column]:  # fmt: skip
    """Write the legend in one column beside the map or two below it; return them."""
    sign = min(stage.base, 10 * scale * tight)
    if beside:
        column = Column(page, inner, scale, tight)
        draw_kinds(column, facts, marks, sign)
        draw_sizes(column, facts, marks, stage.base)
        draw_precision_legend(column, facts, ())
        draw_layer_legend(column, facts, moving=True)
        return [column]
    half, gap = inner.width / 2, 6 * stage.scale
    x0, x1 = page.span(inner, 0, half - gap)
    first = Column(page, replace(inner, x0=x0, x1=x1), scale, tight)
    draw_kinds(first, facts, marks, sign)
    x0, x1 = page.span(inner, half + gap, inner.width)
    column = Column(page, replace(inner, x0=x0, x1=x1), scale, tight)
    draw_precision_legend(column, facts, ())
    draw_sizes(column, facts, marks, stage.base)
    draw_layer_legend(column, facts, moving=True, spare=first)
    return [first, column]


def draw_state(stage: Stage, facts: Facts) -> Page:
    """Draw the ground with the layers of one day, for a page to lie on what stands still."""
    page = Page(stage.page.width, stage.page.height, facts.theme, rtl=facts.words.rtl)
    page.figure.patch.set_alpha(0)
    draw_basemap(page, stage.view, stage.scale, districts=False)
    draw_layers(page, facts, stage.view, stage.scale)
    return page
