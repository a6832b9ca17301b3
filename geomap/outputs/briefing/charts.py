"""Charts: events by time and type, by actor, by governorate; drawn, and as plain series."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.layers.style import type_style
from geomap.outputs.briefing.lettering import measure_text, shorten_text, wrap_text
from geomap.outputs.briefing.page import Box, Page
from geomap.outputs.briefing.words import present

if TYPE_CHECKING:
    from geomap.layers.style import TypeStyle
    from geomap.outputs.briefing.facts import Facts
    from geomap.outputs.briefing.words import Words

_MOST_BARS = 10
_MOST_STEPS = 60
_FAR_YEARS = 20


@dataclass(frozen=True)
class Timeline:
    """Events by step of time and type.

    Parameters
    ----------
    step
        ``day``, ``week``, ``month`` or ``year``.
    starts
        First day of each step, without gaps.
    counts
        Events of each step by type.
    wide
        Events dated so widely that they fit no step.
    far
        Years of events so far from the others that the axis would be mostly empty, one for each
        event.
    """

    step: str
    starts: list[date]
    counts: dict[TypeStyle, list[int]]
    wide: int
    far: tuple[int, ...] = ()

    @property
    def left_out(self) -> int:
        """How many events are in no bar."""
        return self.wide + len(self.far)

    def note(self, words: Words) -> str:
        """Return what is left out, empty if nothing is."""
        told = []
        if self.wide:
            told.append(words.say("wide_years" if self.step == "year" else "wide_dates",
                                  n=self.wide))  # fmt: skip
        if self.far:
            years = [words.digits(str(year)) for year in sorted(set(self.far))]
            shown = "–".join((years[0], years[-1])) if len(years) > 3 else ", ".join(years)
            told.append(words.say("far_dates", n=len(self.far), years=shown))
        return " · ".join(told)


def count_by_time(facts: Facts) -> Timeline:
    """Count events by the step in which they begin: weeks where they fit, else longer steps.

    Events whose interval is longer than 60 days, or 366 where steps are years, are left out and
    counted in ``wide``: to put them on their first day would be a false pinpoint. A few events
    that lie decades from all others are left out too, and named in ``far``.
    """
    kept: Timeline = facts.keep("timeline", lambda: _count_by_time(facts))
    return kept


def _count_by_time(facts: Facts) -> Timeline:
    columns = ["date_start", "date_end", "event_type"]
    events = facts.events[columns]
    all_years = events["date_start"].dt.year.tolist()
    far = _find_far(all_years)
    years = tuple(year for year, is_far in zip(all_years, far, strict=True) if is_far)
    if years:
        events = events[[not is_far for is_far in far]]
    days = (events["date_end"] - events["date_start"]).dt.days
    for step, limit in (("day", 21), ("week", _MOST_STEPS * 7), ("month", _MOST_STEPS * 31),
                        ("year", 10**6)):  # fmt: skip
        shown = events[days <= (366 if step == "year" else 60)]
        if shown.empty and step == "year":
            shown = events
        if shown.empty:
            continue
        first, last = shown["date_start"].min().date(), shown["date_start"].max().date()
        if (last - first).days > limit:
            continue
        starts = [_floor(first, step)]
        while (following := _next(starts[-1], step)) <= last:
            starts.append(following)
        at = {start: index for index, start in enumerate(starts)}
        counts = {style: [0] * len(starts) for style in facts.styles}
        for began, kind in zip(shown["date_start"], shown["event_type"], strict=True):
            counts[type_style(present(kind))][at[_floor(began.date(), step)]] += 1
        return Timeline(step, starts, counts, len(events) - len(shown), years)
    return Timeline("week", [], {}, len(events), years)


def _find_far(years: list[int]) -> list[bool]:
    """Return which years to leave out: the few beyond a gap wider than all the rest is long.

    Only an axis of more than 20 years is shortened, and never by more than a tenth of the events.
    """
    kept = sorted(years)
    most = max(1, len(years) // 10)
    while len(kept) > 2 and kept[-1] - kept[0] > _FAR_YEARS:
        gaps = [later - earlier for earlier, later in pairwise(kept)]
        at = gaps.index(max(gaps)) + 1
        few = min(at, len(kept) - at)
        if gaps[at - 1] * 2 <= kept[-1] - kept[0] or len(years) - len(kept) + few > most:
            break
        kept = kept[at:] if few == at else kept[:at]
    return [not kept or not kept[0] <= year <= kept[-1] for year in years]


def count_by_actor(facts: Facts) -> list[tuple[str, int]]:
    """Count events by actor, most first; an event counts once for each actor it names."""
    words, counted = facts.words, Counter[str]()
    columns = ("actor1", "actor1_id", "actor2", "actor2_id")
    for one, one_id, two, two_id in facts.events[list(columns)].itertuples(index=False):
        counted.update({words.actor(one, one_id), words.actor(two, two_id)} - {""} or {""})
    nobody = counted.pop("", 0)
    return _cut(counted, facts, [(words.say("no_actor"), nobody)] if nobody else [])


def count_by_admin1(facts: Facts) -> list[tuple[str, float]]:
    """Count events by governorate, most first; as events per 1,000 km2 if the measure is a rate."""
    words = facts.words
    counted = Counter(present(name) for name in facts.events["admin1"])
    nowhere = counted.pop("", 0)
    if facts.presentation.measure == "rate":
        areas = _areas()
        rates = {
            words.admin1(name): count / areas[key] * 1000
            for name, count in counted.items() if (key := _key(name)) in areas
        }  # fmt: skip
        return sorted(rates.items(), key=lambda item: (-item[1], item[0]))
    rest: list[tuple[str, float]] = [(words.say("no_admin1"), nowhere)] if nowhere else []
    named = Counter({words.admin1(name): count for name, count in counted.items()})
    most = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    return [*most[:15], *rest]


def _cut(counted: Counter[str], facts: Facts, rest: list[tuple[str, int]]) -> list[tuple[str, int]]:
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    others = most[_MOST_BARS:]
    shown = most[:_MOST_BARS]
    if others:
        label = facts.words.say("all_others", n=len(others))
        shown.append((label, sum(count for _, count in others)))
    return [*shown, *rest]


def _areas() -> dict[str, float]:
    """Return the area of each governorate by its folded name, km2."""
    from pyproj import Geod

    from geomap.layers.basemap import load_basemap

    basemap, geod = load_basemap(), Geod(ellps="WGS84")
    areas = {}
    for pcode, (name, _) in basemap.governorate_names().items():
        if (outline := basemap.governorate(pcode)) is not None:
            areas[_key(name)] = abs(geod.geometry_area_perimeter(outline)[0]) / 1e6
    return areas


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _floor(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: str) -> date:
    if step in ("day", "week"):
        return day + timedelta(days=1 if step == "day" else 7)
    if step == "year":
        return day.replace(year=day.year + 1)
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def step_label(facts: Facts, step: str, start: date, *, short: bool = False) -> str:
    """Return the name of a step of time."""
    words = facts.words
    if step == "year":
        return words.digits(f"{start.year}")
    if step == "month":
        month = words.month(start, short=True)
        return month if short else words.digits(f"{month} {start.year}")
    text = f"{start.day} {words.month(start, short=True)}"
    return words.digits(text if short else f"{text} {start.year}")


def draw_charts(facts: Facts) -> Page:
    """Draw the charts as a figure of their own."""
    from geomap.outputs.briefing.figure import draw_foot, draw_head, find_paper

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


def draw_timeline(page: Page, facts: Facts, box: Box, scale: float) -> None:
    """Draw stacked columns of events by time and type."""
    words, theme = facts.words, facts.theme
    timeline = count_by_time(facts)
    plot = _frame(page, box, words.say(f"by_{timeline.step}"), timeline.note(words), scale)
    if not timeline.starts:
        return
    size = 6.8 * scale
    legend_y = plot.y1 - size
    x = 0.0
    for style in facts.styles:
        label = words.type_label(style)
        swatch = page.span(plot, x, x + 7 * scale)
        page.rect(
            Box(swatch[0], legend_y - 1, swatch[1], legend_y + 6 * scale),
            fill=theme.type_color(style),
        )
        page.text(page.at(plot, x + 10 * scale), legend_y, label, size)
        x += measure_text(label, size) + 22 * scale
    steps = len(timeline.starts)
    totals = [sum(counts[at] for counts in timeline.counts.values()) for at in range(steps)]
    most, ticks = _ticks(max(totals))
    left = measure_text(words.number(most), size) + 6 * scale
    x0, x1 = page.span(plot, left, plot.width)
    area = Box(x0, plot.y0 + 13 * scale, x1, legend_y - 9 * scale)
    for tick in ticks:
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
