"""Native tables of a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.outputs.briefing.lettering import has_arabic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.outputs.briefing.slides import Slides


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
    heights = [22.0, *(slides.row_height(row, shares, size) for row in rows)]
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
    for at, column in enumerate(order):
        _fill_cell(
            slides, table.cell(0, at), heads[column], size, color=theme.on_accent,
            fill=theme.accent, bold=True,
        )  # fmt: skip
    for index, row in enumerate(rows, 1):
        fill = theme.panel if index % 2 else theme.paper
        for at, column in enumerate(order):
            _fill_cell(
                slides, table.cell(index, at), row[column], size, color=theme.ink, fill=fill,
                bold=column == 0,
            )  # fmt: skip


def _fill_cell(
    slides: Slides, cell: Any, text: str, size: float, *, color: str, fill: str, bold: bool
) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    from geomap.outputs.briefing.slides import to_rgb

    cell.margin_left = cell.margin_right = Pt(5)
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.fill.solid()
    cell.fill.fore_color.rgb = to_rgb(fill)
    paragraph = cell.text_frame.paragraphs[0]
    cell.text_frame.word_wrap = True
    paragraph.alignment = PP_ALIGN.RIGHT if slides.rtl else PP_ALIGN.LEFT
    if has_arabic(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    run = paragraph.add_run()
    run.text = text
    slides.dress(run.font, size, color, bold=bold)
