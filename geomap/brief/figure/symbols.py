"""The signs for events: a shape and a colour for each type, filled where the place is exact."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.brief.figure.marks import Mark
    from geomap.brief.sheet import Page
    from geomap.layers.style import TypeStyle

_MARKERS = {
    "circle": "o", "square": "s", "triangle": "^", "diamond": "D", "cross": "X", "star": "*",
    "ring": "o",
}  # fmt: skip
_SWELL = {"star": 1.32, "triangle": 1.12, "cross": 1.1, "square": 0.88, "diamond": 0.98}
"""What makes the shapes look equally large."""


_PLAIN = {"circle", "ring"}
"""Shapes that a disc says already."""


def draw_mark(page: Page, mark: Mark, scale: float, z: float, *, counted: bool = False) -> None:
    """Draw one mark: its type's sign, or a disc with a share for each of several types.

    Marks that are `counted` and stand for several events are discs too, so that their areas can
    be compared; the type's sign stands in them in the colour of the land.
    """
    filled = mark.geo_precision == 1
    shares = sorted(mark.types.items(), key=lambda item: (-item[1], item[0].label))
    style = shares[0][0]
    disc = len(shares) > 1 or (counted and mark.count > 1)
    if not disc:
        draw_symbol(page, style, mark.x, mark.y, mark.size, scale, filled=filled, z=z)
        return
    draw_disc(page, shares, mark.x, mark.y, mark.size, scale, filled=filled, z=z)
    if len(shares) == 1 and style.shape not in _PLAIN and mark.size > 11 * scale:
        color = page.theme.land if filled else page.theme.type_color(style)
        draw_symbol(
            page, style, mark.x, mark.y, min(mark.size * 0.42, 9 * scale), scale, z=z, color=color
        )


def draw_symbol(
    page: Page,
    style: TypeStyle,
    x: float,
    y: float,
    size: float,
    scale: float,
    *,
    filled: bool = True,
    z: float = 10,
    color: str = "",
) -> None:
    """Draw the sign of an event type, `size` points across."""
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    theme = page.theme
    edge = color or theme.paper
    color = color or theme.type_color(style)
    filled = filled and style.shape != "ring"
    grown = size * _SWELL.get(style.shape, 1.0)
    path = _outline(style.shape).transformed(Affine2D().scale(grown).translate(x, y))
    page.axes.add_artist(
        PathPatch(
            path,
            facecolor=color if filled else theme.land,
            edgecolor=edge if filled else color,
            linewidth=(0.6 if filled else 1.4) * scale,
            zorder=z,
            joinstyle="round",
        )
    )


def draw_disc(
    page: Page,
    shares: list[tuple[TypeStyle, int]],
    x: float,
    y: float,
    size: float,
    scale: float,
    *,
    filled: bool = True,
    z: float = 10,
) -> None:
    """Draw a disc with a sector for each type; open in the middle where the place is not exact."""
    from matplotlib.patches import Circle, Wedge

    theme = page.theme
    total = sum(count for _, count in shares)
    angle = 90.0
    radius = size / 2
    for style, count in shares:
        sweep = 360 * count / total
        page.axes.add_artist(
            Wedge(
                (x, y),
                radius,
                angle - sweep,
                angle,
                facecolor=theme.type_color(style),
                edgecolor=theme.paper,
                linewidth=0.5 * scale,
                zorder=z,
            )
        )
        angle -= sweep
    if not filled:
        page.axes.add_artist(Circle((x, y), radius * 0.58, facecolor=theme.land, lw=0, zorder=z))
    page.axes.add_artist(
        Circle(
            (x, y), radius, facecolor="none", edgecolor=theme.paper, linewidth=0.6 * scale, zorder=z
        )
    )


@cache
def _outline(shape: str) -> Any:
    """Return the path of a shape, one unit across, around 0, 0."""
    from matplotlib.markers import MarkerStyle

    marker = MarkerStyle(_MARKERS[shape])
    path = marker.get_path().transformed(marker.get_transform())
    box = path.get_extents()
    return path.transformed(_scaling(1 / max(box.width, box.height)))


def _scaling(by: float) -> Any:
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(by)
