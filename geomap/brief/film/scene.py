"""What changes from step to step: the marks, the lines that tell the step, the clock's bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.figure.drawing import draw_marks
from geomap.brief.figure.naming import box_of, label_marks
from geomap.brief.film.stage import PIXELS
from geomap.brief.sheet import Box, Page
from geomap.brief.text_metrics import shorten_text

if TYPE_CHECKING:
    from geomap.brief.facts import Facts
    from geomap.brief.film.stage import Stage
    from geomap.brief.film.steps import Step, Storyboard

NAMED = 5
"""Marks that are named in one picture: more cannot be read before the next."""
_HIDDEN = 0.2
"""Share of a name that a mark may cover."""


def draw_bars(stage: Stage, facts: Facts, board: Storyboard) -> None:
    """Draw the bars of all steps, quiet, on the page that stands still."""
    page, theme = stage.page, facts.theme
    for at, step in enumerate(board.steps):
        if step.count:
            page.rect(bar_of(stage, board, at), fill=theme.rule, z=3)
    box = stage.histogram
    page.line((box.x0, box.x1), (box.y0 + 11 * stage.scale,) * 2, theme.muted, 0.6, z=3)
    if board.steps:
        size = 6.8 * stage.scale
        page.text(page.at(box, 0), box.y0 + 2, board.first, size, color=theme.muted)
        last = board.steps[-1].name
        page.text(page.at(box, box.width), box.y0 + 2, last, size, color=theme.muted, align="end")
        if board.left_out:
            told = facts.words.say("film_left", n=facts.words.number(board.left_out))
            middle = (box.x0 + box.x1) / 2
            page.text(middle, box.y0 + 2, told, size, color=theme.muted, align="center")


def bar_of(stage: Stage, board: Storyboard, at: int) -> Box:
    """Return the box of one step's bar."""
    box, foot = stage.histogram, stage.histogram.y0 + 11 * stage.scale
    wide = box.width / len(board.steps)
    high = (box.y1 - foot) * board.steps[at].count / max(board.most, 1)
    x0, x1 = stage.page.span(box, wide * (at + 0.08), wide * (at + 0.92))
    return Box(x0, foot, x1, foot + high)


def draw_scene(stage: Stage, facts: Facts, board: Storyboard, at: int) -> Any:
    """Return the picture of one step without the stage: uint8 (height, width, 4), premultiplied."""
    import numpy as np

    step = board.steps[at]
    page = Page(stage.page.width, stage.page.height, facts.theme, rtl=facts.words.rtl)
    page.figure.patch.set_alpha(0)
    draw_marks(page, stage.view, step.marks, stage.scale, counted=True)
    label_marks(
        page, stage.view, step.marks, facts.words, stage.scale, numbered=False,
        blocked=stage.names, most=NAMED, known=_seen_names(stage, step),
    )  # fmt: skip
    _draw_diary(page, stage, facts, board, step)
    wide = stage.histogram.width / len(board.steps)
    x0, x1 = page.span(stage.histogram, wide * at, wide * (at + 1))
    clock = Box(x0, stage.histogram.y0 + 11 * stage.scale, x1, stage.histogram.y1)
    page.rect(clock, fill=facts.theme.accent, alpha=0.16, z=2)
    page.rect(bar_of(stage, board, at), fill=facts.theme.accent, z=4)
    page.figure.set_dpi(72 * PIXELS)
    page.canvas.draw()
    return np.array(page.canvas.buffer_rgba())


def _seen_names(stage: Stage, step: Step) -> frozenset[str]:
    """Return the names of the ground that no mark of a step lies on."""
    boxes = [box_of(mark) for mark in step.marks]
    return frozenset(
        name
        for name, box in stage.known
        if not any(box.overlap(other) > 0.2 * box.width * box.height for other in boxes)
    )


def _draw_diary(page: Page, stage: Stage, facts: Facts, board: Storyboard, step: Step) -> None:
    """Write the step's name, its events and dead, and how many there were since the first."""
    words, theme, scale, box = facts.words, facts.theme, stage.scale, stage.diary
    y = box.y1 - 20 * scale
    page.text(page.at(box, 0), y, step.name, 20 * scale, bold=True, color=theme.accent)
    told = words.say("one_event") if step.count == 1 else words.say("n_events", n=step.count)
    if step.fatalities:
        told += f" · {words.say('killed', n=step.fatalities)}"
    size = 10.5 * scale
    y -= size * 1.6
    page.text(page.at(box, 0), y, shorten_text(told, box.width, size, bold=True), size, bold=True)
    since = words.say("film_total", n=words.number(step.before + step.count), date=board.first)
    y -= size * 1.25
    page.text(page.at(box, 0), y, since, 8 * scale, color=theme.muted)
