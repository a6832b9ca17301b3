"""How a figure shares its room between map and legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.figure.ground_layers import legend_height
from geomap.brief.sheet import Box, Page

if TYPE_CHECKING:
    from geomap.brief.facts import Facts


LEGEND, LIST = 170.0, 206.0
"""Widths of the legend and of the list of events beside a map, points at scale 1."""
_FITS_BELOW = 6


def share_room(
    page: Page, facts: Facts, body: Box, scale: float, *, beside: bool, listed: bool
) -> tuple[Box, Box]:
    """Return the frame of the map and the room of its legend."""
    gap = 12 * scale
    if beside:
        listing = listed and facts.numbered and len(facts.events) > _FITS_BELOW
        panel = (LEGEND + LIST if listing else LEGEND) * scale
        x0, x1 = page.span(body, 0, body.width - panel - gap)
        frame = Box(x0, body.y0, x1, body.y1)
        x0, x1 = page.span(body, body.width - panel, body.width)
        return frame, Box(x0, body.y0, x1, body.y1)
    rows = len(facts.by_type) + 1
    counts = 0 if facts.numbered else 58  # the sizes of signs
    high = ((rows + 10) * 12.2 + 58 + counts) if listed else max(rows, 5) * 12.2 + 40 + counts
    high = _with_layers(facts, high, listed=listed) * scale
    frame = Box(body.x0, body.y0 + high + gap, body.x1, body.y1)
    return frame, Box(body.x0, body.y0, body.x1, body.y0 + high)


def _with_layers(facts: Facts, high: float, *, listed: bool) -> float:
    """Return the height of a legend below the map, of `high` points without its layers."""
    more = legend_height(facts)
    if listed or not more:
        return high + more
    return max(high, (len(facts.by_precision) + 2) * 12.2 + 30 + more)


def fit_rows(facts: Facts, room: float) -> float:
    """Return how tight the rows of a legend beside the map must be, 0.72 to 1.

    Parameters
    ----------
    facts
        What the legend tells.
    room
        Its height, points at scale 1.
    """
    rows = (len(facts.by_type) + len(facts.by_precision) + 4) * 12.2 + 30
    rows += 20 if facts.group_line() else 0
    fixed = 0 if facts.numbered else 84  # sizes of signs, what they mean
    return min(1.0, max(0.72, (room - fixed) / (rows + legend_height(facts))))
