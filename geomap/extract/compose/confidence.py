"""How likely a row is right in place, day and kind, and which rows are too faint to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.learned.row_signs import signs_of
from geomap.extract.learned.row_trees import RowTrees, load_row_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.reading import ReadEvent

FAINT = 0.2
"""A row that no rule read is left out if it is less likely than this."""


def keep_likely(events: list[ReadEvent], faint: float) -> list[ReadEvent]:
    """Return the events, each with its confidence, without faint ones that no rule read."""
    rate_events(events, load_row_trees())
    return [e for e in events if e.learned != "added" or (e.confidence or 0.0) >= faint]


def rate_events(events: Sequence[ReadEvent], trees: RowTrees) -> None:
    """Set the confidence of every event of one report."""
    for event, chance in zip(events, trees.judge(signs_of(events)), strict=True):
        event.confidence = chance
