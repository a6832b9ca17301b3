"""Charts, drawn: events by time and type, by actor, by governorate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.counting import (
    count_by_actor,
    count_by_admin1,
    count_by_time,
    name_timeline,
    step_label,
)
from geomap.brief.sheet import Box, Page
from geomap.brief.text_metrics import measure_text, shorten_text, wrap_text

if TYPE_CHECKING:
    from geomap.brief.facts import Facts


def draw_charts(facts: Facts) -> Page:
    """Draw the charts as a figure of their own."""
    from geomap.brief.figure.figure import draw_foot, draw_head, find_paper

    paper = find_paper(facts.presentation.paper)
    page = Page(paper.width, paper.height, facts.theme, rtl=facts.words.rtl)
    scale = paper.scale
    body = page.box.inset(24 * scale)
    top, bottom = draw_head(page, facts, body, scale), draw_foot(page, facts, body, scale)
    middle = bottom + (top - bottom) * 0.52
    gap = 14 * scale
    draw_timeline(page, facts, Box(body.x0, middle + gap / 2, body.x1, top), scale)
    half = (body.width - gap) / 2
    x0, x1 = page.span(body, 0, half)
    draw_actors(page, facts, Box(x0, bottom, x1, middle - gap / 2), scale)
    x0, x1 = page.span(body, half + gap, body.width)
    draw_governorates(page, facts, Box(x0, bottom, x1, middle - gap / 2), scale)
    return page


def _mark_spikes(
    page: Page, area: Box, spikes: list[int], totals: list[int], unit: float, wide: float,
    scale: float,
) -> None:  # fmt: skip
    """Put a tip on each step that stands out; `unit` is the events of a point of height."""
    for at in spikes:
        x, y = page.at(area, (at + 0.5) * wide), area.y0 + totals[at] / unit + 1.5 * scale
        page.text(x, y, "▲", 5.2 * scale, align="center", color=page.theme.ink, z=5)


def _draw_key(page: Page, facts: Facts, plot: Box, size: float, scale: float) -> float:
    """Write which colour is which over the columns, in rows; return the y of the last."""
    x, y = 0.0, plot.y1 - size
    for style in facts.styles:
        label = shorten_text(facts.words.type_label(style), 120 * scale, size)
        wide = measure_text(label, size) + 10 * scale
        if x and x + wide > plot.width:
            x, y = 0.0, y - size * 1.5
        near, far = page.span(plot, x, x + 7 * scale)
        color = facts.theme.type_color(style)
        page.rect(Box(near, y - 1, far, y + 6 * scale), fill=color)
        page.text(page.at(plot, x + 10 * scale), y, label, size)
        x += wide + 12 * scale
    return y


def draw_timeline(page: Page, facts: Facts, box: Box, scale: float, *, keyed: bool = False) -> None:
    """Draw stacked columns of events by time and type; `keyed` if the colours are told above."""
    words, theme = facts.words, facts.theme
    timeline = count_by_time(facts)
    plot = _frame(page, box, name_timeline(facts, timeline.step), timeline.note(words), scale)
    if not timeline.starts:
        return
    size = 6.8 * scale
    legend_y = plot.y1 if keyed else _draw_key(page, facts, plot, size, scale)
    steps = len(timeline.starts)
    totals = [sum(counts[at] for counts in timeline.counts.values()) for at in range(steps)]
    most, ticks = _ticks(max(totals))
    left = measure_text(words.number(most), size) + 6 * scale
    x0, x1 = page.span(plot, left, plot.width)
    area = Box(x0, plot.y0 + 13 * scale, x1, legend_y - 9 * scale)
    apart = int(size * 1.5 * len(ticks) / max(area.height, 1)) + 1  # a low chart names fewer
    for tick in [tick for at, tick in enumerate(reversed(ticks)) if at % apart == 0]:
        y = area.y0 + area.height * tick / most
        page.line((area.x0, area.x1), (y, y), theme.rule, 0.5 * scale)
        page.text(page.at(plot, left - 4 * scale), y - size * 0.36, words.number(tick), size,
                  align="end", color=theme.muted)  # fmt: skip
    wide = area.width / max(steps, 8)
    for at in range(steps):
        base = area.y0
        near, far = page.span(area, (at + 0.12) * wide, (at + 0.88) * wide)
        for style in facts.styles:
            high = area.height * timeline.counts[style][at] / most
            if high:
                page.rect(Box(near, base, far, base + high), fill=theme.type_color(style), z=3)
                base += high
    _mark_spikes(page, area, timeline.spikes, totals, most / area.height, wide, scale)
    page.line((area.x0, area.x1), (area.y0, area.y0), theme.ink, 0.8 * scale, z=4)
    labels = [step_label(facts, timeline.step, start) for start in timeline.starts]
    widest = max(measure_text(label, size) for label in labels)
    each = max(1, int((widest + 8 * scale) / wide) + 1)
    for at in range(0, steps, each):
        x = (at + 0.5) * wide
        if x + widest / 2 <= area.width + 6 * scale:
            page.text(page.at(area, x), area.y0 - 10 * scale, labels[at], size, align="center",
                      color=theme.muted)  # fmt: skip


def draw_actors(page: Page, facts: Facts, box: Box, scale: float) -> None:
    """Draw bars of events by actor."""
    words = facts.words
    bars = [(name, float(count)) for name, count in count_by_actor(facts)]
    _draw_bars(page, facts, box, words.say("by_actor"), words.say("by_actor_note"), bars, scale, 0)


def draw_governorates(page: Page, facts: Facts, box: Box, scale: float) -> None:
    """Draw bars of events by governorate, counts or rates."""
    rate = facts.presentation.measure == "rate"
    head = facts.words.say("by_admin1_rate" if rate else "by_admin1")
    _draw_bars(page, facts, box, head, "", count_by_admin1(facts), scale, int(rate))


def _draw_bars(
    page: Page, facts: Facts, box: Box, head: str, note: str, bars: list[tuple[str, float]],
    scale: float, places: int,
) -> None:  # fmt: skip
    theme, words, size = facts.theme, facts.words, 6.9 * scale
    plot = _frame(page, box, head, note, scale)
    if not bars:
        return
    high = min(plot.height / len(bars), 15 * scale)
    size = min(size, high * 0.78)
    names = min(max(measure_text(name, size) for name, _ in bars), plot.width * 0.46)
    most = max(value for _, value in bars) or 1.0
    room = (
        plot.width - names - 8 * scale - measure_text(words.number(most, places), size) - 5 * scale
    )
    y = plot.y1
    for name, value in bars:
        y -= high
        base = y + (high - size * 0.74) / 2
        label = shorten_text(name, names, size)
        page.text(page.at(plot, names), base, label, size, align="end")
        near, far = page.span(plot, names + 6 * scale, names + 6 * scale + room * value / most)
        page.rect(Box(near, y + high * 0.16, far, y + high * 0.84), fill=theme.accent, z=3)
        end = names + 6 * scale + room * value / most + 4 * scale
        page.text(page.at(plot, end), base, words.number(value, places), size, color=theme.muted)


def _frame(page: Page, box: Box, head: str, note: str, scale: float) -> Box:
    """Draw a panel with a heading; return what is left for the plot."""
    theme = page.theme
    page.rect(box, fill=theme.panel, z=0.5)
    inner = box.inset(9 * scale)
    y = inner.y1 - 8.4 * scale
    page.text(page.at(inner, 0), y, head, 8.8 * scale, bold=True, color=theme.accent)
    y -= 5 * scale
    for line in wrap_text(note, inner.width, 6.6 * scale, lines=2) if note else []:
        y -= 8.4 * scale
        page.text(page.at(inner, 0), y, line, 6.6 * scale, color=theme.muted)
    return Box(inner.x0, inner.y0, inner.x1, y - 5 * scale)


def _ticks(most: int) -> tuple[int, list[int]]:
    """Return the top of an axis and its three or four ticks."""
    step = 1
    while most / step > 4:
        digits = str(step)
        step = int({"1": "2", "2": "5", "5": "10"}[digits[0]] + digits[1:])
    top = -(-most // step) * step
    return top, list(range(step, top + 1, step))
