"""Small multiples: the same map by month, quarter or year, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import shapely

from geomap.brief.figure.charts import draw_timeline
from geomap.brief.figure.drawing import draw_basemap
from geomap.brief.figure.ground_layers import draw_layer_key, draw_layers
from geomap.brief.figure.marks import WHOLE_KM, Mark, make_marks
from geomap.brief.figure.symbols import draw_mark
from geomap.brief.figure.view import choose_view
from geomap.brief.sheet import Box, Page
from geomap.brief.text_metrics import wrap_text

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.figure.view import View

MOST_PANELS = 12
STEPS = ("months", "quarters", "years")
"""Steps of small maps; a name like ``x.years.png`` asks for one at the least."""
_KEY = 17.0
"""Height of a row of the key, points at scale 1."""
_CHART = 88.0
"""Height of the least chart below the maps, points at scale 1."""
MOST_HIGH = 0.86
"""Syria is wider than high: a map that is higher than this shows its neighbours."""


@dataclass(frozen=True)
class Period:
    """One panel: its name, the events that began in it, and its last day."""

    label: str
    events: gpd.GeoDataFrame
    last: date


class Periods(NamedTuple):
    """Events by period.

    Parameters
    ----------
    step
        ``months``, ``quarters`` or ``years``.
    shown
        The last twelve periods that have events, in order.
    left_out
        How many earlier ones have events too.
    empty
        Names of the periods between those shown, runs joined: they have no events.
    """

    step: str
    shown: list[Period]
    left_out: int
    empty: list[str]


def split_periods(facts: Facts, step: str = "months") -> Periods:
    """Cut the events into months, quarters or years: the finest from `step` of at most twelve."""
    kept: Periods = facts.keep(f"periods {step}", lambda: _split_periods(facts, step))
    return kept


def _split_periods(facts: Facts, finest: str) -> Periods:
    events = facts.events
    if events.empty:
        return Periods("months", [], 0, [])
    keys = {
        "months": events["date_start"].dt.year * 12 + events["date_start"].dt.month - 1,
        "quarters": events["date_start"].dt.year * 4 + (events["date_start"].dt.month - 1) // 3,
        "years": events["date_start"].dt.year,
    }
    for step in STEPS[STEPS.index(finest) :]:
        key = keys[step]
        first, last = int(key.min()), int(key.max())
        if last - first < MOST_PANELS or step == "years":
            filled = sorted(set(key))
            shown = filled[-MOST_PANELS:]
            periods = [
                Period(_label(facts, step, at), events[key == at], _last(step, at)) for at in shown
            ]
            return Periods(step, periods, len(filled) - len(shown), _empty(facts, step, shown))
    raise AssertionError("years always fit")


def _empty(facts: Facts, step: str, filled: list[int]) -> list[str]:
    """Return the names of the periods between those that have events, runs joined."""
    names = []
    for one, other in pairwise(filled):
        ends = dict.fromkeys((one + 1, other - 1)) if other - one > 1 else {}
        names.append("–".join(_label(facts, step, at) for at in ends))
    return [name for name in names if name]


def _label(facts: Facts, step: str, at: int) -> str:
    words = facts.words
    if step == "months":
        day = date(at // 12, at % 12 + 1, 1)
        return words.digits(f"{words.month(day)} {day.year}")
    if step == "quarters":
        return words.say("quarter", n=at % 4 + 1, year=words.digits(str(at // 4)))
    return words.digits(str(at))


def _last(step: str, at: int) -> date:
    """Return the last day of a period."""
    months = {"months": 1, "quarters": 3, "years": 12}[step]
    after = (at + 1) * months
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def draw_multiples(facts: Facts, step: str = "months") -> Page:
    """Draw the small multiples as a figure of their own."""
    from geomap.brief.figure.figure import draw_foot, draw_head, find_paper

    paper = find_paper(facts.presentation.paper)
    page = Page(paper.width, paper.height, facts.theme, rtl=facts.words.rtl)
    body = page.box.inset(24 * paper.scale)
    top = draw_head(page, facts, body, paper.scale)
    bottom = draw_foot(page, facts, body, paper.scale)
    box = Box(body.x0, bottom, body.x1, top)
    room = _CHART * paper.scale  # a chart that just does not fit makes the maps a little lower
    spare = _spare(facts, box, paper.scale, step)
    maps = replace(box, y0=bottom + room) if room * 0.4 < spare < room else box
    low = draw_panels(page, facts, maps, paper.scale, most=MOST_HIGH, step=step)
    if low - bottom > room * 0.98:
        draw_timeline(page, facts, replace(box, y1=low - 12 * paper.scale), paper.scale, keyed=True)
    return page


def _spare(facts: Facts, body: Box, scale: float, step: str) -> float:
    """Return about how many points small maps no higher than they should be leave below them."""
    count = len(split_periods(facts, step).shown)
    if not count:
        return 0.0
    high = body.height - (15 + _KEY * (1 + len(facts.layers))) * scale
    columns, rows = grid_for(count, body.width / high)
    wide = (body.width - 9 * scale * (columns - 1)) / columns
    return max(0.0, high - rows * (wide * MOST_HIGH + 22 * scale))


def _tell(facts: Facts, found: Periods) -> list[str]:
    """Return what the small maps show, and what they leave out."""
    words = facts.words
    told = [words.say(found.step), words.say("period_note"), words.say("size_note")]
    if found.left_out:
        told.append(words.say("periods_left", n=found.left_out))
    if found.empty:
        names = ("، " if words.rtl else ", ").join(found.empty)
        told.append(words.say("empty_periods", names=names))
    if apart := _count_apart(facts, found.shown):
        told.append(words.say("not_drawn", n=apart))
    if facts.layers:
        told.append(words.say("layers_note"))
    return told


def draw_panels(
    page: Page, facts: Facts, body: Box, scale: float, *, most: float = 9.0, step: str = "months"
) -> float:
    """Draw a small map for each period into `body`, all with one extent and one scale of signs.

    No map is more than `most` times as high as wide. Returns the y below all.
    """
    words, theme = facts.words, facts.theme
    periods = split_periods(facts, step).shown
    size = 6.8 * scale
    told = _tell(facts, split_periods(facts, step))
    y = body.y1 + size * 0.35
    for line in wrap_text(" · ".join(told), body.width, size, lines=3):
        y -= size * 1.35
        page.text(page.at(body, 0), y, line.removesuffix(" ·"), size, color=theme.muted)
    keys = _KEY * scale * (1 + len(facts.layers))
    area = Box(body.x0, body.y0 + keys, body.x1, y - 6 * scale)
    if not periods:
        return y
    columns, rows = grid_for(len(periods), area.width / area.height)
    gap, head = 9 * scale, 13 * scale
    wide = (area.width - gap * (columns - 1)) / columns
    high = min((area.height - gap * (rows - 1)) / rows, wide * most + head)
    low = area.y1 - rows * high - gap * (rows - 1) - keys
    draw_key(page, facts, replace(body, y0=low, y1=low + keys - 6 * scale), scale)
    plates = []
    view: View | None = None
    for at, period in enumerate(periods):
        row, column = divmod(at, columns)
        x0, x1 = page.span(area, column * (wide + gap), column * (wide + gap) + wide)
        top = area.y1 - row * (high + gap)
        frame = Box(x0, top - high, x1, top - head)
        page.text(page.at(frame, 0), top - head + 3.5 * scale, period.label, 7.6 * scale, bold=True)
        page.text(
            page.at(frame, frame.width), top - head + 3.5 * scale, words.number(len(period.events)),
            7.6 * scale, color=theme.muted, align="end",
        )  # fmt: skip
        view = view and replace(view, frame=frame)
        view = view or choose_view(facts.events, frame, facts.presentation.extent, facts.basemap)
        marks = make_marks(
            period.events, view, words, facts.groups, base=5.2 * scale, numbered=False
        )
        marks = [mark for mark in marks if not (mark.off or mark.whole)]
        plates.append((frame, view, marks, period.last))
    _draw_plates(page, facts, plates, scale)
    return low


def _draw_plates(
    page: Page, facts: Facts, plates: list[tuple[Box, View, list[Mark], date]], scale: float
) -> None:
    """Draw the maps of all periods with one scale of signs."""
    theme = facts.theme
    largest = max((m.count for _, _, marks, _ in plates for m in marks), default=1)
    for frame, view, marks, last in plates:
        draw_basemap(page, view, scale * 0.55, districts=False)
        draw_layers(page, replace(facts, state=last), view, scale * 0.55)
        for order, mark in enumerate(sorted(marks, key=lambda m: (-m.count, m.numbers))):
            _resize(mark, largest, 5.2 * scale)
            draw_mark(page, mark, scale * 0.6, 10 + order * 0.001, counted=True)
        page.rect(frame, edge=theme.border, width=0.6 * scale, z=28)


def _resize(mark: Mark, most: int, base: float) -> None:
    from geomap.brief.figure.marks import size_of

    mark.size = size_of(mark.count, most, base)


def grid_for(count: int, shape: float) -> tuple[int, int]:
    """Return columns and rows for `count` maps, each about as wide as high or a bit wider."""
    best = min(
        range(1, count + 1),
        key=lambda columns: (
            abs(shape * -(-count // columns) / columns / 1.25 - 1)
            + 0.8 * (columns * -(-count // columns) - count) / count,
            columns,
        ),
    )
    return best, -(-count // best)


def _count_apart(facts: Facts, periods: list[Period]) -> int:
    """Return how many events of the periods no small map can show: of the country, or abroad."""
    view = choose_view(facts.events, Box(0, 0, 100, 80), facts.presentation.extent, facts.basemap)
    seen = view.outline()
    apart = 0
    for period in periods:
        whole = period.events["precision_km"] > WHOLE_KM
        inside = shapely.contains_xy(seen, period.events["lon"], period.events["lat"])
        apart += int((whole | ~inside).sum())
    return apart


def draw_key(page: Page, facts: Facts, box: Box, scale: float) -> None:
    """Write in rows, the first on top, which sign is which event type and which colour a kind."""
    from geomap.brief.figure.symbols import draw_symbol
    from geomap.brief.text_metrics import measure_text, shorten_text

    x, size, y = 0.0, 6.9 * scale, box.y1 - 12 * scale
    for style in facts.styles:
        label = shorten_text(facts.words.type_label(style), 104 * scale, size)
        if x + measure_text(label, size) > box.width:
            break
        draw_symbol(page, style, page.at(box, x + 4 * scale), y + 5 * scale, 7 * scale, scale)
        page.text(page.at(box, x + 11 * scale), y + 2.6 * scale, label, size)
        x += measure_text(label, size) + 24 * scale
    for at, layer in enumerate(facts.layers):
        top = box.y1 - (at + 1) * _KEY * scale
        draw_layer_key(page, facts, layer, replace(box, y1=top), scale)
