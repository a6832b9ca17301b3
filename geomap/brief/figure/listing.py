"""The list of events beside or below a map: every one if there is room, never half a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.counting import count_by_admin1
from geomap.brief.text_metrics import measure_text, shorten_text, wrap_text
from geomap.brief.wording import present
from geomap.layers.style import type_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.facts import Facts
    from geomap.brief.figure.legend import Column
    from geomap.brief.figure.marks import Mark
    from geomap.brief.wording import Words


_SIZES = (6.9, 6.5, 6.1)
"""Sizes of type to try, points at scale 1: smaller is no longer read with ease."""
_LEADING, _APART = 1.24, 0.27
"""Height of a line, and what keeps events apart, in sizes of type."""


def draw_list(columns: list[Column], facts: Facts, marks: list[Mark]) -> None:
    """List the numbered events as far as there is room; for counts, the places with most.

    Lines break rather than end in an ellipsis, then type gets smaller; only a list that would not
    hold all events in that way cuts them to a line each.
    """
    column, words = columns[0], facts.words
    scale, size = column.scale, _SIZES[0] * column.scale
    high = size * (_LEADING + _APART)
    if facts.events.empty or column.room < 4 * high:
        return
    if not facts.numbered:
        _draw_largest(columns, facts, marks, size, high)
        return
    column.head(words.say("events"))
    for other in columns[1:]:
        other.y = column.y
    size, parts = _fit(
        _tell(facts), len(columns), column.box.width - 18 * scale, column.room, scale
    )
    first = 0
    for column, part in zip(columns, parts, strict=False):
        numbers = facts.events["number"].iloc[first : first + len(part)]
        for number, lines in zip(numbers, part, strict=True):
            _draw_entry(column, words.number(number), lines, size)
        first += len(part)
    if first < len(facts.events):
        rest = words.say("more_rows", n=len(facts.events) - first)
        _draw_entry(columns[-1], "", [rest], size)


def _tell(facts: Facts) -> list[str]:
    """Return date, place and what of each event, as one text."""
    words = facts.words
    return [
        " · ".join(filter(None, (
            words.days(event.date_start, event.date_end),
            words.place(event),
            words.what(event, type_style(present(event.event_type))),
        )))
        for event in facts.events.itertuples(index=False)
    ]  # fmt: skip


def _fit(
    told: list[str], columns: int, wide: float, room: float, scale: float
) -> tuple[float, list[list[list[str]]]]:
    """Return the size of type, points, and the lines of the events of each column.

    If not all events find room, the last columns end a line early.
    """
    for size in (size * scale for size in _SIZES):
        parts = _pack([_wrap(text, wide, size) for text in told], columns, room / size)
        if parts:
            return size, parts
    size = _SIZES[-1] * scale
    fits = int(room / (size * (_LEADING + _APART))) * columns
    shown = told if len(told) <= fits else told[: fits - 1]
    each = -(-len(shown) // columns)
    lines = [[shorten_text(text, wide, size)] for text in shown]
    return size, [lines[at : at + each] for at in range(0, len(lines), each)]


def _wrap(text: str, wide: float, size: float) -> list[str]:
    return [line.removesuffix(" ·") for line in wrap_text(text, wide, size)]


def _pack(entries: list[list[str]], columns: int, room: float) -> list[list[list[str]]] | None:
    """Return entries in evenly filled columns of `room` sizes of type, None if they do not fit."""
    heights = [len(lines) * _LEADING + _APART for lines in entries]
    limit = sum(heights) / columns
    while limit <= room + 0.01:
        parts: list[list[list[str]]] = [[]]
        used = 0.0
        for lines, high in zip(entries, heights, strict=True):
            if parts[-1] and used + high > limit + 0.01:
                parts.append([])
                used = 0.0
            parts[-1].append(lines)
            used += high
        if len(parts) <= columns:
            return parts
        limit += _LEADING / 2
    return None


def _draw_entry(column: Column, number: str, lines: list[str], size: float) -> None:
    page, scale = column.page, column.scale
    for at, line in enumerate(lines):
        column.y -= size * _LEADING
        base = column.y + size * 0.3
        if at == 0:
            page.text(page.at(column.box, 13 * scale), base, number, size, bold=True, align="end")
        color = page.theme.ink if number else page.theme.muted
        page.text(page.at(column.box, 18 * scale), base, line, size, color=color)
    column.y -= size * _APART


def _draw_largest(
    columns: list[Column], facts: Facts, marks: list[Mark], size: float, high: float
) -> None:
    """Write what the signs mean, the places with most events and, in a second column, the units."""
    column, words = columns[0], facts.words
    page, scale = column.page, column.scale
    note = words.say("aggregated", n=len(facts.events))
    for line in wrap_text(note, column.box.width, size, lines=4):
        column.y -= high
        page.text(page.at(column.box, 0), column.y + 3 * scale, line, size, color=facts.theme.muted)
    column.skip(5)
    if column.room < 4 * high:
        return
    top = column.y
    shown = [mark for mark in marks if not mark.whole]
    shown.sort(key=lambda m: (-m.count, m.numbers))
    column.head(words.say("largest"))
    _draw_counts(column, [(mark.name or "—", mark.count) for mark in shown], words, size, high)
    for other in columns[1:2]:
        other.y = top
        other.head(words.say("by_admin1_rate" if facts.rated else "by_admin1"))
        _draw_counts(other, count_by_admin1(facts), words, size, high, places=int(facts.rated))


def _draw_counts(
    column: Column, rows: Sequence[tuple[str, float]], words: Words, size: float, high: float,
    *, places: int = 0,
) -> None:  # fmt: skip
    page, scale = column.page, column.scale
    for name, value in rows[: int(column.room / high)]:
        column.y -= high
        count = words.number(value, places)
        wide = measure_text(count, size, bold=True)
        told = shorten_text(name, column.box.width - wide - 6 * scale, size)
        page.text(page.at(column.box, 0), column.y + 3 * scale, told, size)
        end = page.at(column.box, column.box.width)
        page.text(end, column.y + 3 * scale, count, size, bold=True, align="end")
