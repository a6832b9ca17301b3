"""The legend of a map: what its signs, sizes, hatches and lines mean, in a column of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.figure.drawing import district_color, governorate_color
from geomap.brief.figure.marks import format_numbers, size_of
from geomap.brief.figure.symbols import draw_disc, draw_symbol
from geomap.brief.text_metrics import measure_text, shorten_text, wrap_text
from geomap.brief.theme import mix
from geomap.layers.groups import TYPE
from geomap.layers.style import PRECISION_STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.facts import Facts
    from geomap.brief.figure.marks import Mark
    from geomap.brief.sheet import Box, Page
    from geomap.brief.wording import Words


class Column:
    """A column of text and signs that fills a box from the top down, in `tight` rows if it must."""

    def __init__(self, page: Page, box: Box, scale: float, tight: float = 1.0) -> None:
        self.page, self.box, self.scale = page, box, scale
        self.tight = tight
        self.y = box.y1

    @property
    def room(self) -> float:
        """Points left below."""
        return self.y - self.box.y0

    def skip(self, points: float) -> None:
        """Leave some room."""
        self.y -= points * self.scale * self.tight

    def head(self, text: str) -> None:
        """Write the heading of a section."""
        size = 7.4 * self.scale
        self.y -= size * 1.05
        self.page.text(
            self.page.at(self.box, 0), self.y, text, size, bold=True, color=self.page.theme.accent
        )
        self.y -= size * 0.55

    def row(self, text: str, value: str = "", *, height: float = 12.2, size: float = 7.4) -> float:
        """Write a row with room for a sign at its start; return the sign's middle y."""
        page, scale = self.page, self.scale
        height *= self.tight
        self.y -= height * scale
        base, points = self.y + (height * scale - size * scale * 0.74) / 2, size * scale
        taken = measure_text(value, points) + 6 * scale if value else 0
        start = 19 * scale
        text = shorten_text(text, self.box.width - start - taken, points)
        page.text(page.at(self.box, start), base, text, points)
        if value:
            x = page.at(self.box, self.box.width)
            page.text(x, base, value, points, color=page.theme.muted, align="end")
        return self.y + height * scale / 2

    def note(self, text: str, size: float = 6.6) -> None:
        """Write quiet lines as far as there is room."""
        points, page = size * self.scale, self.page
        lines = wrap_text(text, self.box.width, points)
        if self.room < len(lines) * points * 1.4:
            return
        for line in lines:
            self.y -= points * 1.38
            page.text(page.at(self.box, 0), self.y, line, points, color=page.theme.muted)
        self.skip(3)

    def sign_x(self) -> float:
        """Return the x of the middle of a row's sign."""
        return self.page.at(self.box, 7 * self.scale)


def draw_type_legend(column: Column, facts: Facts, marks: Sequence[Mark], base: float) -> None:
    """Write which sign is which event type, and what the sizes mean; only what the map shows."""
    draw_kinds(column, facts, marks, base)
    draw_sizes(column, facts, marks, base)


def draw_kinds(column: Column, facts: Facts, marks: Sequence[Mark], base: float) -> None:
    """Write which sign is which event type; only what the map shows."""
    page, words, scale = column.page, facts.words, column.scale
    number = words.number
    if facts.by_type:
        column.head(words.say(f"group_{facts.groups.column}"))
        if why := facts.group_line():
            column.note(why)
        for style, count in facts.by_type.items():
            y = column.row(words.type_label(style), number(count))
            draw_symbol(page, style, column.sign_x(), y, base * 0.95, scale, z=26)
        mixed = next((mark for mark in marks if len(mark.types) > 1), None)
        if mixed is not None:
            y = column.row(words.say("several" if facts.groups.column == TYPE else "shared"))
            shares = [(style, 1) for style in facts.styles[:3]]
            draw_disc(page, shares, column.sign_x(), y, base, scale, z=26)
        column.skip(5)


def draw_precision_legend(
    column: Column, facts: Facts, marks: Sequence[Mark], away: Sequence[Mark] = ()
) -> None:
    """Write how the map shows how surely a place is known, and how many events each holds.

    Those `away` lie outside the map and are not drawn.
    """
    page, words, scale = column.page, facts.words, column.scale
    if facts.by_precision:
        column.head(words.say("precision"))
        for level, count in facts.by_precision.items():
            style = PRECISION_STYLES[level - 1]
            y = column.row(words.precision_label(style), words.number(count))
            mark = style.mark if facts.numbered or level == 1 else "open"
            _draw_precision(page, mark, column.sign_x(), y, scale)
        for whole in (mark for mark in marks if mark.whole):
            _draw_whole(column, facts, whole)
        if away:
            _draw_away(column, facts, away)
        column.skip(5)


def _draw_whole(column: Column, facts: Facts, mark: Mark) -> None:
    """Say which events are told of the country as a whole; a spot on the map would be false."""
    page, words, scale = column.page, facts.words, column.scale
    numbers = words.number(mark.count)
    if facts.numbered:
        numbers = f"{words.say('number')} {format_numbers(mark.numbers, words)}"
    y = column.row(words.say("whole_country"), shorten_text(numbers, 60 * scale, 7.4 * scale))
    draw_disc(
        page, sorted(mark.types.items(), key=lambda i: i[0].label), column.sign_x(), y, 8 * scale,
        scale, filled=False, z=26,
    )  # fmt: skip


def _draw_away(column: Column, facts: Facts, away: Sequence[Mark]) -> None:
    """Say how many events, or which, lie beyond the edge."""
    import shapely

    page, words, scale = column.page, facts.words, column.scale
    told = words.number(sum(mark.count for mark in away))
    if facts.numbered:
        numbers = [number for mark in away for number in mark.numbers]
        told = f"{words.say('number')} {format_numbers(numbers, words)}"
    y = column.row(words.say("off_map"), shorten_text(told, 80 * scale, 7.4 * scale))
    x, half = column.sign_x(), 3.4 * scale
    tip = shapely.Polygon([(x - half, y - half), (x + half, y), (x - half, y + half)])
    page.shape(tip, fill=page.theme.muted, z=26)


def draw_sizes(column: Column, facts: Facts, marks: Sequence[Mark], base: float) -> None:
    """Write how many events a sign of a size holds, where events are not numbered."""
    if facts.numbered or not marks:
        return
    from geomap.layers.style import OTHER_STYLE

    page, words, scale = column.page, facts.words, column.scale
    most = max(mark.count for mark in marks)
    column.head(words.say("number_of_events"))
    steps = sorted({1, _round(most / 4), most})
    sizes = [size_of(step, most, base) for step in steps]
    high = max(sizes) + 3 * scale
    column.y -= high
    x = 7 * scale - sizes[0] / 2
    for step, size in zip(steps, sizes, strict=True):
        middle = page.at(column.box, x + size / 2)
        draw_symbol(page, OTHER_STYLE, middle, column.y + high / 2, size, scale, z=26)
        text = words.number(step)
        page.text(
            page.at(column.box, x + size + 3 * scale), column.y + high / 2 - 2.6 * scale, text,
            7.2 * scale,
        )  # fmt: skip
        x += size + measure_text(text, 7.2 * scale) + 12 * scale
    column.skip(6)


def _round(value: float) -> int:
    text = f"{max(value, 1):.0f}"
    return int(text[0] + "0" * (len(text) - 1))


def _draw_precision(page: Page, mark: str, x: float, y: float, scale: float) -> None:
    import shapely

    theme = page.theme
    if mark == "dot":
        page.shape(shapely.Point(x, y).buffer(3.2 * scale), fill=theme.ink, z=26)
        return
    if mark == "open":
        ring = shapely.Point(x, y).buffer(2.9 * scale)
        page.shape(ring, fill=theme.panel, edge=theme.ink, width=1.6 * scale, z=26)
        return
    if mark == "ring":
        ring = shapely.Point(x, y).buffer(5 * scale)
        page.shape(ring, edge=theme.ink, width=0.8 * scale, dashes=(3, 2), z=26)
        dot = shapely.Point(x, y).buffer(1.9 * scale)
        page.shape(dot, fill=theme.panel, edge=theme.ink, width=1.0 * scale, z=26)
        return
    area = shapely.box(x - 6.5 * scale, y - 4 * scale, x + 6.5 * scale, y + 4 * scale)
    page.shape(area, edge=mix(theme.hatch, theme.panel, 0.2), hatch="/////", width=0.7, z=26)


def draw_line_legend(column: Column, words: Words, *, golan: bool, districts: bool = False) -> None:
    """Write what the lines of the map mean."""
    page, theme, scale = column.page, column.page.theme, column.scale
    if column.room < (3 + golan + districts) * 11.2 * scale + 14 * scale:
        return  # these lines are drawn as everywhere: what is the map's own goes first
    column.head(words.say("lines"))
    lines: list[tuple[str, str, float, tuple[float, ...]]] = [
        ("border", theme.border, 1.15, ()),
        ("disputed", theme.border, 0.9, (3.2, 2.2)),
        (
            "governorate_line",
            governorate_color(theme, districts=districts),
            0.9 if districts else 0.7,
            (4, 1.6, 0.9, 1.6),
        ),
    ]
    if districts:
        lines.append(("district_line", district_color(theme), 0.55, ()))
    import shapely

    for phrase, color, width, dashes in lines:
        y = column.row(words.say(phrase), height=11.2)
        x = column.sign_x()
        page.line(
            (x - 6.5 * scale, x + 6.5 * scale), (y, y), color, width * scale, dashes=dashes, z=26
        )
    if golan:
        y, x = column.row(words.say("occupied"), height=11.2), column.sign_x()
        area = shapely.box(x - 6.5 * scale, y - 3.6 * scale, x + 6.5 * scale, y + 3.6 * scale)
        page.shape(area, edge=mix(theme.admin, theme.land, 0.3), hatch="//////", width=0, z=26)
    column.skip(5)


def draw_reading(column: Column, facts: Facts) -> None:
    """Say in sentences what the marks of imprecise places mean, if there is room."""
    rtl = facts.words.rtl
    styles = [PRECISION_STYLES[level - 1] for level in facts.by_precision]
    if not styles or column.room < 60 * column.scale:
        return
    column.head(facts.words.say("how_to_read"))
    for style in styles:
        meaning = style.meaning_ar if rtl else style.meaning
        column.note(f"{facts.words.precision_label(style)}: {meaning}")
