"""The deck: a PowerPoint file with the map, native charts and native tables, on any template."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from geomap.brief.chapter_facts import tell_chapters
from geomap.brief.counting import (
    count_by_actor,
    count_by_admin1,
    count_by_time,
    name_timeline,
    step_label,
)
from geomap.brief.deck.charting import fill_bars, fill_columns
from geomap.brief.deck.slides import Slides
from geomap.brief.deck.tabling import cut_rows, fill_table
from geomap.brief.deck.telling import add_change_table, add_chapter
from geomap.brief.event_rows import (
    change_lines,
    cut_text,
    headline_numbers,
    make_rows,
    unplaced_rows,
)
from geomap.brief.figure.figure import draw_plate
from geomap.brief.figure.multiples import MOST_HIGH, draw_panels, split_periods
from geomap.brief.picture_words import tell_map, tell_periods
from geomap.brief.sheet import DRAWING, Page
from geomap.errors import SpecError
from geomap.stamp import stamp_package

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.brief.facts import Facts

TABLE_ROWS = 60
"""A deck lists no more events than this, and says so; the map of so many numbers its events."""
_MAP_DPI = 220


def render_deck(facts: Facts) -> bytes:
    """Return the briefing as a PowerPoint file; equal facts give equal bytes.

    Raises
    ------
    SpecError
        If the template cannot be used.
    """
    slides = Slides(_open(facts.presentation.template), facts)
    _add_title(slides, facts)
    for told in tell_chapters(facts):
        add_chapter(slides, told)
        add_change_table(slides, told)
    _add_map(slides, facts)
    _add_change(slides, facts)
    if not facts.events.empty:
        _add_periods(slides, facts)
        _add_timeline(slides, facts)
        _add_bars(slides, facts)
        _add_events(slides, facts)
    _add_unplaced(slides, facts)
    _add_method(slides, facts)
    out = BytesIO()
    slides.deck.save(out)
    return stamp_package(out.getvalue(), facts.as_of_day)


def _open(template: Path | None) -> Any:
    import pptx
    from pptx.util import Pt

    if template is None:
        deck = pptx.Presentation()
        deck.slide_width, deck.slide_height = Pt(960), Pt(540)
        return deck
    try:
        deck = pptx.Presentation(str(template))
    except Exception as error:
        raise SpecError(
            f"the template is no PowerPoint file ({type(error).__name__})", file=str(template),
            fix="give a .pptx that PowerPoint opens",
        ) from error  # fmt: skip
    if not len(deck.slide_layouts):
        raise SpecError("the template has no slide layouts", file=str(template))
    slide_ids = deck.slides._sldIdLst
    for slide_id in list(slide_ids):
        deck.part.drop_rel(slide_id.rId)
        slide_ids.remove(slide_id)
    return deck


def _add_title(slides: Slides, facts: Facts) -> None:
    words = facts.words
    slide = slides.add_cover(
        facts.title,
        "\n".join(filter(None, (
            facts.presentation.subtitle, facts.span,
            words.say("as_of", date=facts.as_of or "—"),
        ))),
    )  # fmt: skip
    box = slides.body
    cards = headline_numbers(facts)
    gap, top, high = 12.0, slides.height * 0.64, 78.0
    wide = (box.width - gap * (len(cards) - 1)) / len(cards)
    for at, (value, label) in enumerate(cards):
        x = slides.start(at * (wide + gap), wide)
        slides.add_card(slide, x, top, wide, high, value, label)
    if facts.events.empty:
        slides.add_text(
            slide, box.x0, top + high + 10, box.width, 24, [words.say("no_events_note")]
        )
    slides.add_notes(slide)


def _add_map(slides: Slides, facts: Facts) -> None:
    from geomap.brief.page_image import render_page

    box = slides.body
    with DRAWING:
        plate = draw_plate(facts, box.width, box.height, min(1.15, box.width / 760), beside=True)
        image = render_page(plate.page, "png", _MAP_DPI)
    slide = slides.add(facts.words.say("map"), facts.count_line())
    slides.add_picture(slide, image, box.x0, box.y0, box.width, tell_map(facts))
    slides.add_notes(slide)


def _add_change(slides: Slides, facts: Facts) -> None:
    words = facts.words
    lines = change_lines(facts)
    if not lines:
        return
    slide = slides.add(facts.change_head())
    rows = [[head, words.number(count), line] for head, count, line in lines]
    heads = [facts.change_head(), words.say("n_events", n=len(facts.events)), words.say("number")]
    fill_table(slides, slide, heads, rows, (0.2, 0.2, 0.6), 13)
    slides.add_notes(slide)


def _add_periods(slides: Slides, facts: Facts) -> None:
    from geomap.brief.page_image import render_page

    step, periods, *_ = split_periods(facts)
    if len(periods) < 2:
        return
    box = slides.body
    with DRAWING:
        page = Page(box.width, box.height, facts.theme, rtl=facts.words.rtl)
        draw_panels(page, facts, page.box, 1.15, most=MOST_HIGH)
        image = render_page(page, "png", _MAP_DPI)
    slide = slides.add(facts.words.say(step))
    slides.add_picture(slide, image, box.x0, box.y0, box.width, tell_periods(facts))
    slides.add_notes(slide)


def _add_timeline(slides: Slides, facts: Facts) -> None:
    timeline = count_by_time(facts)
    if not timeline.starts:
        return
    words = facts.words
    slide = slides.add(name_timeline(facts, timeline.step), timeline.note(words))
    labels = [step_label(facts, timeline.step, start) for start in timeline.starts]
    series = [
        (cut_text(words.type_label(style), 44, word=99), facts.theme.type_color(style), counts)
        for style, counts in timeline.counts.items()
    ]
    fill_columns(slides, slide, labels, series)
    slides.add_notes(slide)


def _add_bars(slides: Slides, facts: Facts) -> None:
    words = facts.words
    rate = facts.presentation.measure == "rate"
    slide = slides.add(
        f"{words.say('by_actor')} · {words.say('by_admin1_rate' if rate else 'by_admin1')}"
    )
    half = (slides.body.width - 16) / 2
    actors = [(name, float(count)) for name, count in count_by_actor(facts)]
    fill_bars(slides, slide, slides.start(0, half), half, words.say("by_actor"), actors, 0)
    fill_bars(
        slides, slide, slides.start(half + 16, half), half,
        words.say("by_admin1_rate" if rate else "by_admin1"), count_by_admin1(facts),
        int(rate),
    )  # fmt: skip
    slides.add_notes(slide)


def _add_events(slides: Slides, facts: Facts) -> None:
    words = facts.words
    rows = list(make_rows(facts, TABLE_ROWS))
    heads = [
        words.say(key)
        for key in ("number", "date", "place", "what", "who", "source", "precision_head")
    ]
    cells = [
        [
            row.number, row.date, row.place,
            " · ".join(filter(None, (row.what, row.detail, row.killed))), row.who, row.source,
            row.precision,
        ]
        for row in rows
    ]  # fmt: skip
    shares = (0.06, 0.125, 0.14, 0.305, 0.165, 0.115, 0.09)
    total = len(facts.events)
    for first, part, size in cut_rows(slides, cells, shares):
        told = words.say("table_part", first=first + 1, last=first + len(part), n=total)
        note = words.say("table_cut", shown=TABLE_ROWS, n=total) if total > TABLE_ROWS else ""
        slide = slides.add(told, note)
        fill_table(slides, slide, heads, part, shares, size)
        slides.add_notes(slide)


def _add_unplaced(slides: Slides, facts: Facts) -> None:
    words = facts.words
    rows = [list(row) for row in unplaced_rows(facts, 36)]
    if not rows:
        return
    heads = [words.say(key) for key in ("toponym", "what", "reason")]
    shares = (0.22, 0.44, 0.34)
    for _, part, size in cut_rows(slides, rows, shares):
        slide = slides.add(words.say("unplaced_head"))
        fill_table(slides, slide, heads, part, shares, size)
        slides.add_notes(slide)


def _add_method(slides: Slides, facts: Facts) -> None:
    from geomap.layers.style import PRECISION_STYLES

    words = facts.words
    slide = slides.add(words.say("method"))
    rtl = words.rtl
    lines = [
        f"{words.precision_label(style)}: {style.meaning_ar if rtl else style.meaning}"
        for style in PRECISION_STYLES
    ]
    lines += [words.say(key) for key in ("method_1", "method_2", "method_3")]
    lines.append(words.say("method_hash", hash=facts.presentation.data_hash))
    lines += filter(None, (facts.sources_line(8), words.disclaimer))
    box = slides.body
    slides.add_text(slide, box.x0, box.y0, box.width, box.height, lines, size=13.5, gap=8)
    slides.add_notes(slide)
