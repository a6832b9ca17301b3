"""Numbers and names beside the marks, with a leader where there is no room."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from geomap.brief.figure.ground_names import draw_names
from geomap.brief.figure.labels import Wish, find_spot, place_labels
from geomap.brief.figure.marks import format_numbers
from geomap.brief.sheet import Box
from geomap.brief.text_metrics import measure_text, shorten_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.figure.labels import Spot
    from geomap.brief.figure.marks import Mark
    from geomap.brief.figure.view import View
    from geomap.brief.sheet import Page
    from geomap.brief.wording import Words

_COUNTED_LABELS = 10
_FEW_MORE = 4
"""So many marks more are named too, rather than left bare."""
_BESIDE = (3.0, 9.0, 16.0, 25.0)
_FARTHER = (36.0, 50.0, 66.0, 86.0, 110.0)
"""How far from its mark a name that gave way may stand; the few of a counted map farther."""
_TRIES = ((0, False), (0, False), (40, False), (90, False), (9999, False), (9999, True))
"""Where some number finds no room, names give way within so many points of it, farther each
time; at last leaders may run over marks."""


def draw_labels(
    page: Page,
    view: View,
    marks: Sequence[Mark],
    words: Words,
    scale: float,
    *,
    numbered: bool,
    blocked: Sequence[Box],
) -> list[tuple[Mark, Spot]]:
    """Write numbers (or counts) and names beside the marks; return what found room.

    Numbers go first and all find room, farther off if need be; then the names of towns.
    """
    done = label_marks(page, view, marks, words, scale, numbered=numbered, blocked=blocked)
    solid = [*blocked, *(spot.box for _, spot in done), *_leader_boxes(done)]
    taken = [*solid, *(box_of(mark) for mark in marks)]
    named = {name for mark, _ in done for name in mark.names}
    draw_names(page, view, words, scale, taken, solid, named)
    return done


def label_marks(
    page: Page, view: View, marks: Sequence[Mark], words: Words, scale: float, *,
    numbered: bool, blocked: Sequence[Box], most: int = _COUNTED_LABELS,
    known: frozenset[str] = frozenset(),
) -> list[tuple[Mark, Spot]]:  # fmt: skip
    """Write numbers beside all marks, or counts beside the `most` largest, with their names.

    Names that are `known` stand on the map anyway.
    """
    size = 7.6 * scale
    few = numbered or len(marks) <= most + _FEW_MORE
    chosen = list(marks) if few else sorted(marks, key=lambda m: -m.count)[:most]
    tags = [
        format_numbers(mark.numbers, words) if numbered else words.number(mark.count)
        for mark in chosen
    ]
    wanted = _name_marks(chosen, words, known, scale)
    kept = {id(mark) for mark in chosen}
    others = [box_of(mark) for mark in marks if id(mark) not in kept]
    frame = view.frame.inset(3)
    fixed = [*blocked, *others]
    names, spots = _find_spots(chosen, tags, wanted, size, scale, frame, fixed)
    reaches = _BESIDE if numbered else (*_BESIDE, *_FARTHER)
    _bring_back_names(chosen, tags, wanted, names, spots, size, frame, fixed, reaches)
    done = []
    for mark, spot, tag, name in zip(chosen, spots, tags, names, strict=True):
        if spot is not None:
            _draw_label(page, spot, tag, name, size, scale)
            done.append((mark, spot))
    return done


def _wish(mark: Mark, tag: str, name: str, size: float) -> Wish:
    return Wish(mark.x, mark.y, mark.size / 2, _label_width(tag, name, size), size * 1.45)


def _find_spots(
    chosen: Sequence[Mark], tags: Sequence[str], wanted: Sequence[str], size: float, scale: float,
    frame: Box, fixed: list[Box],
) -> tuple[list[str], list[Spot | None]]:  # fmt: skip
    """Return names and spots; names give way around numbers that found no room."""
    names = list(wanted)
    spots: list[Spot | None] = []
    for reach, over_marks in _TRIES:
        lost = [mark for mark, spot in zip(chosen, spots, strict=bool(spots)) if spot is None]
        names = [
            "" if any(hypot(mark.x - m.x, mark.y - m.y) <= reach * scale for m in lost) else name
            for mark, name in zip(chosen, names, strict=True)
        ]
        wishes = [_wish(*each, size) for each in zip(chosen, tags, names, strict=True)]
        spots = place_labels(wishes, frame, fixed, over_marks=over_marks)
        if None not in spots:
            break
    return names, spots


def _bring_back_names(
    chosen: Sequence[Mark], tags: Sequence[str], wanted: Sequence[str], names: list[str],
    spots: list[Spot | None], size: float, frame: Box, fixed: list[Box],
    reaches: Sequence[float],
) -> None:  # fmt: skip
    """Give names that gave way their place again where there is room."""
    for at, mark in enumerate(chosen):
        if names[at] or not wanted[at] or spots[at] is None:
            continue
        wish = _wish(mark, tags[at], wanted[at], size)
        rest = [spot for other, spot in enumerate(spots) if spot is not None and other != at]
        marked = [box_of(other) for other in chosen if other is not mark]
        spot = find_spot(wish, frame, [*fixed, *marked], rest, reaches)
        if spot is None and reaches is not _BESIDE:
            spot = find_spot(wish, frame, [*fixed, *marked], rest, reaches, over_marks=True)
        if spot is not None:
            names[at], spots[at] = wanted[at], spot


def _name_marks(
    marks: Sequence[Mark], words: Words, known: frozenset[str], scale: float
) -> list[str]:
    """Return what each mark is called beside its number; nothing where the map has the name."""
    size, wide = 7.6 * scale, 104 * scale
    return [
        "" if most_frequent(mark) in known else shorten_text(words.digits(mark.name), wide, size)
        for mark in marks
    ]


def most_frequent(mark: Mark) -> str:
    """Return the name of most of a mark's events."""
    return min(mark.names.items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]


def box_of(mark: Mark) -> Box:
    """Return the box that a mark covers, points."""
    half = mark.size / 2
    return Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)


def _label_width(tag: str, name: str, size: float) -> float:
    return _tag_width(tag, size) + (measure_text(name, size) + 0.4 * size if name else 0)


def _tag_width(tag: str, size: float) -> float:
    return max(measure_text(tag, size, bold=True) + size * 0.8, size * 1.45)


def _draw_label(page: Page, spot: Spot, tag: str, name: str, size: float, scale: float) -> None:
    theme, box = page.theme, spot.box
    if spot.leader:
        x0, y0, x1, y1 = spot.leader
        page.line((x0, x1), (y0, y1), theme.paper, 2.0 * scale, z=11)
        page.line((x0, x1), (y0, y1), theme.ink, 0.7 * scale, z=11.1)
    wide = _tag_width(tag, size)
    left, right = page.span(box, 0, wide)
    pill = Box(left, box.y0, right, box.y1)
    page.rect(
        pill, fill=theme.paper, edge=theme.ink, width=0.7 * scale, radius=pill.height * 0.42, z=20
    )
    base = box.y0 + (box.height - size * 0.74) / 2
    page.text((left + right) / 2, base, tag, size, bold=True, align="center", z=21)
    if name:
        page.text(page.at(box, wide + 0.3 * size), base, name, size, halo=theme.land, z=21)


def _leader_boxes(done: Sequence[tuple[Mark, Spot]]) -> list[Box]:
    boxes = []
    for _, spot in done:
        if not spot.leader:
            continue
        x0, y0, x1, y1 = spot.leader
        steps = max(1, int(hypot(x1 - x0, y1 - y0) / 6))
        for step in range(steps):
            near, far = step / steps, (step + 1) / steps
            xs = sorted((x0 + (x1 - x0) * near, x0 + (x1 - x0) * far))
            ys = sorted((y0 + (y1 - y0) * near, y0 + (y1 - y0) * far))
            boxes.append(Box(xs[0] - 1, ys[0] - 1, xs[1] + 1, ys[1] + 1))
    return boxes
