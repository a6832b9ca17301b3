"""Native tables of a deck, cut into what a slide holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.brief.text_metrics import has_arabic, wrap_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.brief.deck.slides import Slides


_NARROWER = 0.93
"""How wide Arial runs, at most, where the font that measures runs 1."""

_WIDEST = 1.17
"""How wide what stands in for Arial may run: rows are cut so that a table then still fits."""

_SIZES = (12.0, 11.0, 10.0, 9.5)
"""Sizes of type to try, points: the largest that takes no more slides than the smallest."""


def cut_rows(
    slides: Slides, rows: list[list[str]], shares: Sequence[float]
) -> Iterator[tuple[int, list[list[str]], float]]:
    """Yield rows as they fit on slides: index of the first, the rows, and their size of type.

    Cells that would take more than four lines are shortened.
    """
    plans = {size: _plan(slides, rows, shares, size) for size in (_SIZES[-1],)}
    least = len(plans[_SIZES[-1]][1])
    for size in _SIZES:
        fitted, parts = plans.get(size) or _plan(slides, rows, shares, size)
        if len(parts) <= least:
            break
    for first, last in parts:
        yield first, fitted[first:last], size


def _plan(
    slides: Slides, rows: list[list[str]], shares: Sequence[float], size: float
) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Return the rows with their cells cut, and first and one past last of each slide."""
    fitted = [
        [
            " ".join(_wrap(slides, cell, share, size, 4))
            for cell, share in zip(row, shares, strict=True)
        ]
        for row in rows
    ]
    heights = [row_height(slides, row, shares, size, _WIDEST) for row in fitted]
    room = slides.body.height - 24
    parts = _cut(heights, room)
    if len(parts) > 1:  # as few slides, but evenly filled
        even = sum(heights) / len(parts)
        while even < room and len(_cut(heights, even)) > len(parts):
            even += 6
        parts = _cut(heights, min(even, room))
    return fitted, parts


def row_height(
    slides: Slides, row: Sequence[str], shares: Sequence[float], size: float,
    wide: float = _NARROWER,
) -> float:  # fmt: skip
    """Return how high a row of a table is, points, in a font that runs so `wide`."""
    lines = [len(_wrap(slides, c, s, size, wide=wide)) for c, s in zip(row, shares, strict=True)]
    return max(1, *lines) * size * 1.22 + 7.5


def _wrap(
    slides: Slides, cell: str, share: float, size: float, lines: int = 99, *,
    wide: float = _NARROWER,
) -> list[str]:  # fmt: skip
    return wrap_text(cell, (slides.body.width * share - 12) / wide, size, lines=lines)


def _cut(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Return first and one past last of each run of heights that fits into `room`."""
    parts, first, used = [], 0, 0.0
    for at, high in enumerate(heights):
        if at > first and used + high > room:
            parts.append((first, at))
            first, used = at, 0.0
        used += high
    return [*parts, (first, len(heights))] if heights else []


def fill_table(
    slides: Slides,
    slide: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    size: float,
) -> None:
    """Add a table over the whole width; the first column comes first in reading direction.

    Right to left, the columns are turned round rather than marked so: not every program heeds
    the mark.
    """
    from pptx.util import Pt

    box, theme = slides.body, slides.theme
    heights = [22.0, *(row_height(slides, row, shares, size) for row in rows)]
    frame = slide.shapes.add_table(
        len(rows) + 1, len(heads), Pt(box.x0), Pt(box.y0), Pt(box.width), Pt(sum(heights))
    )
    table = frame.table
    table.horz_banding = False
    order = list(range(len(heads)))
    if slides.rtl:
        order.reverse()
        table.first_col = False
    for column, share in zip(table.columns, (shares[at] for at in order), strict=True):
        column.width = Pt(box.width * share)
    for row, high in zip(table.rows, heights, strict=True):
        row.height = Pt(high)
    made: dict[tuple[object, ...], Any] = {}
    for at, column in enumerate(order):
        look = _Look(size, theme.on_accent, theme.accent, bold=True)
        _fill_cell(slides, table.cell(0, at), heads[column], look, made)
    for index, row in enumerate(rows, 1):
        fill = theme.panel if index % 2 else theme.paper
        for at, column in enumerate(order):
            look = _Look(size, theme.ink, fill, bold=column == 0)
            _fill_cell(slides, table.cell(index, at), row[column], look, made)


class _Look(NamedTuple):
    size: float
    color: str
    fill: str
    bold: bool


def _fill_cell(
    slides: Slides, cell: Any, text: str, look: _Look, made: dict[tuple[object, ...], Any]
) -> None:
    """Fill a cell; all of one look and script are copies of the first of them."""
    from copy import deepcopy

    from pptx.oxml.ns import qn

    key = (look, has_arabic(text))
    if key not in made:
        _dress_cell(slides, cell, text, look)
        made[key] = deepcopy(cell._tc)
        return
    copied = deepcopy(made[key])
    cell._tc.getparent().replace(cell._tc, copied)
    next(copied.iter(qn("a:r"))).text = text


def _dress_cell(slides: Slides, cell: Any, text: str, look: _Look) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    from geomap.brief.deck.ink import to_rgb

    cell.margin_left = cell.margin_right = Pt(5)
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.fill.solid()
    cell.fill.fore_color.rgb = to_rgb(look.fill)
    paragraph = cell.text_frame.paragraphs[0]
    cell.text_frame.word_wrap = True
    paragraph.alignment = PP_ALIGN.RIGHT if slides.rtl else PP_ALIGN.LEFT
    if has_arabic(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    run = paragraph.add_run()
    run.text = text
    slides.dress(run.font, look.size, look.color, bold=look.bold)
