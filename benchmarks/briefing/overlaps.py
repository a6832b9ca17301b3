"""How much marks, labels and boxes cover one another in figures, documents and decks.

    python benchmarks/briefing/overlaps.py SPEC.toml ...

Runs each specification into a temporary folder and prints, for every map that it draws (figure,
chapters, plates of document and deck): marks, share of their area that lies under another mark,
labels that lie on a mark of another, texts that cover another, texts that leave the page. Of
decks: boxes that cover another, boxes and tables past the slide's edge.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.brief.figure import figure
from geomap.brief.figure.naming import box_of
from geomap.brief.verifying import OVERLAP
from geomap.jobs import run_spec
from geomap.spec import read_spec

if TYPE_CHECKING:
    from geomap.brief.figure.figure import Drawn

FINE = 2.0
"""Pixels to the point."""


def measure_marks(drawn: Drawn) -> tuple[int, float]:
    """Return how many marks a map has and which share of what they cover lies under two."""
    page = drawn.page
    wide, high = round(page.width * FINE), round(page.height * FINE)
    seen = np.zeros((high, wide), np.int16)
    marks = [mark for mark in drawn.marks if not mark.whole]
    for mark in marks:
        x, y, r = mark.x * FINE, mark.y * FINE, mark.size / 2 * FINE
        rows = np.s_[max(0, int(y - r)) : int(y + r) + 2]
        columns = np.s_[max(0, int(x - r)) : int(x + r) + 2]
        yy, xx = np.mgrid[rows, columns]
        part = seen[rows, columns]
        inside = ((xx + 0.5 - x) ** 2 + (yy + 0.5 - y) ** 2 <= r * r)[
            : part.shape[0], : part.shape[1]
        ]
        part += inside
    return len(marks), float((seen > 1).sum() / max(1, (seen > 0).sum()))


def measure_map(drawn: Drawn) -> str:
    """Return the figures of one map as a line."""
    marks, hidden = measure_marks(drawn)
    own = [(spot.box, mark) for mark, spot in drawn.labels]
    on_marks = sum(
        any(box.overlap(box_of(other)) > 1 for other in drawn.marks if other is not mark)
        for box, mark in own
    )
    texts = drawn.page.texts
    covered = sum(
        box.overlap(other) > OVERLAP * min(box.width * box.height, other.width * other.height)
        for (_, box), (_, other) in combinations(texts, 2)
    )
    outside = sum(not drawn.page.box.inset(-1).holds(box) for _, box in texts)
    return (
        f"marks={marks} overlap={hidden:.4f} labels={len(own)} labels_on_marks={on_marks} "
        f"texts={len(texts)} texts_covered={covered} texts_outside={outside}"
    )


def measure_deck(path: Path) -> str:
    """Return the figures of a deck as a line: boxes are as the file has them."""
    import pptx

    deck = pptx.Presentation(str(path))
    covered = outside = tables = 0
    for slide in deck.slides:
        boxes = []
        for shape in slide.shapes:
            if shape.width is None or not (shape.width and shape.height):
                continue
            high = shape.height
            if shape.has_table:
                high = sum(row.height for row in shape.table.rows)
                tables += shape.top + high > deck.slide_height * 0.955
            boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + high))
        covered += sum(_share(one, other) > 0.02 for one, other in combinations(boxes, 2))
        outside += sum(
            box[0] < 0 or box[1] < 0 or box[2] > deck.slide_width or box[3] > deck.slide_height
            for box in boxes
        )
    return (
        f"slides={len(deck.slides)} boxes_covered={covered} boxes_outside={outside} "
        f"tables_past_foot={tables}"
    )


def _share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the share of the smaller box that two boxes have in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / min(areas)


def run(path: Path) -> None:
    """Print the figures of one specification."""
    spec = read_spec(path)
    drawn: list[Drawn] = []
    draw_map = figure.draw_map

    def keep(*told: Any, **more: Any) -> Drawn:
        drawn.append(draw_map(*told, **more))
        return drawn[-1]

    with tempfile.TemporaryDirectory() as name:
        wanted = [Path(name) / f"x{ending}" for ending in (".png", ".pdf", ".pptx")]
        figure.draw_map = keep
        try:
            run_spec(replace(spec, files=tuple(wanted), series=None, unplaced=None))
        finally:
            figure.draw_map = draw_map
        for at, one in enumerate(drawn):
            print(f"{path.stem} map {at + 1}: {measure_map(one)}")
        print(f"{path.stem} deck: {measure_deck(wanted[2])}", flush=True)


if __name__ == "__main__":
    for each in sys.argv[1:]:
        run(Path(each))
