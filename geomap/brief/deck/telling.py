"""A chapter of the story as a slide: its text beside its own map, with its own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.deck.ink import to_rgb
from geomap.brief.deck.tabling import cut_rows, fill_table
from geomap.brief.text_metrics import has_arabic, wrap_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.chapter_facts import ChapterFacts
    from geomap.brief.deck.slides import Slides
    from geomap.content.chapters import Block, Run

_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_DPI = 220


def add_chapter(slides: Slides, told: ChapterFacts) -> None:
    """Add the slide of a chapter; its notes hold the whole text."""
    from geomap.brief.figure.figure import draw_plate
    from geomap.brief.page_image import render_page
    from geomap.brief.picture_words import tell_map
    from geomap.brief.sheet import DRAWING

    body = slides.body
    wide = body.width * 0.31
    gap = 16.0
    slide = slides.add(told.facts.title, told.line)
    with DRAWING:
        plate = draw_plate(told.facts, body.width - wide - gap, body.height, 0.9, beside=True)
        image = render_page(plate.page, "png", _DPI)
    alt = tell_map(told.facts)
    left = slides.start(wide + gap, body.width - wide - gap)
    slides.add_picture(slide, image, left, body.y0, body.width - wide - gap, alt)
    write_blocks(slides, slide, told.blocks, slides.start(0, wide), body.y0, wide, body.height)
    slides.add_notes(slide)
    notes = slide.notes_slide.notes_text_frame
    notes.text = "\n".join([*(block.text for block in told.blocks), "", notes.text])


def add_change_table(slides: Slides, told: ChapterFacts) -> None:
    """Add what changed as a native table, where the chapter tells of that."""
    if not told.table:
        return
    heads, *rows = told.table
    shares = (0.28, 0.1, 0.14, 0.16, 0.16, 0.16)
    for _, part, size in cut_rows(slides, [list(row) for row in rows], shares):
        slide = slides.add(told.facts.title, told.line)
        fill_table(slides, slide, heads, part, shares, size)
        slides.add_notes(slide)


def write_blocks(
    slides: Slides, slide: Any, blocks: Sequence[Block], x: float, y: float, wide: float,
    high: float,
) -> None:  # fmt: skip
    """Write the blocks of a text into a box, as large as they fit, the rest with an ellipsis."""
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Pt

    size = next((size for size in _SIZES if _height(blocks, wide, size) <= high), _SIZES[-1])
    kept = list(blocks)
    while len(kept) > 1 and _height(kept, wide, size) > high:
        kept.pop()
    box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(wide), Pt(high))
    frame = box.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, block in enumerate(kept):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if at:
            paragraph.space_before = Pt(size * _gap(block))
        _write_block(slides, paragraph, block, size)
    if len(kept) < len(blocks):
        run = frame.paragraphs[-1].add_run()
        run.text = " …"
        slides.dress(run.font, size, "", bold=False)


def _gap(block: Block) -> float:
    return 0.3 if block.kind in ("li", "ol") else 0.6


def _height(blocks: Sequence[Block], wide: float, size: float) -> float:
    lines = sum(len(wrap_text(_plain(block), wide * 0.97, size)) for block in blocks)
    return lines * size * 1.24 + sum(size * _gap(block) for block in blocks)


def _plain(block: Block) -> str:
    return f"• {block.text}" if block.kind in ("li", "ol") else block.text


def _write_block(slides: Slides, paragraph: Any, block: Block, size: float) -> None:
    from pptx.enum.text import PP_ALIGN

    right = slides.rtl
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    if has_arabic(block.text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    if block.kind in ("li", "ol"):
        _add_run(slides, paragraph, "• ", "", size)
    for run in block.runs:
        _write_run(slides, paragraph, run, block.kind, size)


def _write_run(slides: Slides, paragraph: Any, run: Run, kind: str, size: float) -> None:
    made = _add_run(slides, paragraph, run.text, run.style, size, bold=kind == "h")
    if run.link.startswith("http"):
        made.hyperlink.address = run.link
    elif run.link.startswith("#") and slides.facts.page_name:
        made.hyperlink.address = f"{slides.facts.page_name}{run.link}"
    if kind == "quote" and not slides.own:
        made.font.color.rgb = to_rgb(slides.theme.muted)


def _add_run(
    slides: Slides, paragraph: Any, text: str, style: str, size: float, *, bold: bool = False
) -> Any:
    run = paragraph.add_run()
    run.text = text
    slides.dress(run.font, size, "", bold=bold or style == "strong")
    run.font.italic = style == "em" or None
    return run
