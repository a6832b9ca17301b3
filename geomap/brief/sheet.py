"""A sheet of paper to draw on, measured in points from its lower left corner.

Everything of a figure, the map too, is drawn on one set of axes in points, so that boxes can be
compared with one another: what must not overlap is checked, not hoped for.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.brief.text_metrics import find_font, has_arabic, measure_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.brief.theme import Theme

DRAWING = threading.RLock()
"""Matplotlib draws one figure at a time: its font cache and settings are shared by threads."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    def inset(self, by: float) -> Box:
        """Return the box made smaller by `by` points on each side."""
        return Box(self.x0 + by, self.y0 + by, self.x1 - by, self.y1 - by)

    def overlap(self, other: Box) -> float:
        """Return the area that two boxes share, in square points."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return wide * high if wide > 0 and high > 0 else 0.0

    def holds(self, other: Box) -> bool:
        """Return True if `other` lies wholly inside."""
        return (
            self.x0 <= other.x0
            and self.y0 <= other.y0
            and self.x1 >= other.x1
            and self.y1 >= other.y1
        )


class Page:
    """A figure of `width` x `height` points with what a designer needs to draw on it.

    Parameters
    ----------
    width, height
        Size in points (72 to the inch).
    theme
        Colours.
    rtl
        True if text runs from right to left; `start` and `end` then change sides.
    """

    def __init__(self, width: float, height: float, theme: Theme, *, rtl: bool = False) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.width, self.height, self.theme, self.rtl = width, height, theme, rtl
        self.box = Box(0, 0, width, height)
        self.figure = Figure(figsize=(width / 72, height / 72), facecolor=theme.paper)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(0, height)
        self.axes.axis("off")
        self.texts: list[tuple[str, Box]] = []
        self.alt = ""

    def at(self, box: Box, offset: float) -> float:
        """Return the x that lies `offset` points from the start of `box` in reading direction."""
        return box.x1 - offset if self.rtl else box.x0 + offset

    def span(self, box: Box, first: float, last: float) -> tuple[float, float]:
        """Return left and right x of a stretch that runs from `first` to `last` of `box`."""
        one, other = self.at(box, first), self.at(box, last)
        return min(one, other), max(one, other)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = "",
        bold: bool = False,
        italic: bool = False,
        align: str = "start",
        valign: str = "baseline",
        halo: str = "",
        rotation: float = 0,
        z: float = 30,
    ) -> Box:
        """Write one line; return its box. `align` is ``start``, ``end`` or ``center``."""
        side = {"start": self.rtl, "end": not self.rtl}.get(align)
        ha = "center" if side is None else ("right" if side else "left")
        italic = italic and not has_arabic(text)
        told: dict[str, Any] = {
            "ha": ha, "va": valign, "rotation": rotation, "rotation_mode": "anchor",
            "parse_math": False, "fontproperties": find_font(bold=bold, italic=italic),
        }  # fmt: skip
        if halo:  # a sign of its own: text with an effect would be outlines in an SVG
            from matplotlib.patheffects import Stroke

            stroke = Stroke(linewidth=size * 0.28, foreground=halo)
            glow = self.axes.text(x, y, text, zorder=z - 0.01, path_effects=[stroke], **told)
            glow.set_fontsize(size)
        artist = self.axes.text(x, y, text, color=color or self.theme.ink, zorder=z, **told)
        artist.set_fontsize(size)
        wide = measure_text(text, size, bold=bold, italic=italic)
        x0 = {"left": x, "right": x - wide, "center": x - wide / 2}[ha]
        y0 = {"baseline": y, "center": y - size * 0.37, "bottom": y, "top": y - size * 0.76}[
            "center" if valign == "center_baseline" else valign
        ]
        box = Box(x0, y0 - size * 0.24, x0 + wide, y0 + size * 0.76)
        if rotation == 0:
            self.texts.append((text, box))
        return box

    def rect(
        self,
        box: Box,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.6,
        radius: float = 0,
        z: float = 1,
        alpha: float = 1,
    ) -> None:
        """Draw a rectangle, with rounded corners if `radius` is given."""
        from matplotlib.patches import FancyBboxPatch, Rectangle

        style: dict[str, Any] = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": width,
            "zorder": z,
        }
        corner = (box.x0, box.y0)
        if radius:
            shape = f"round,pad=0,rounding_size={radius}"
            patch: Any = FancyBboxPatch(corner, box.width, box.height, boxstyle=shape, **style)
        else:
            patch = Rectangle(corner, box.width, box.height, **style)
        patch.set_alpha(alpha)
        self.axes.add_artist(patch)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str,
        width: float = 0.6,
        *,
        dashes: tuple[float, ...] = (),
        z: float = 2,
        clip: Box | None = None,
    ) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        line = Line2D(xs, ys, color=color, linewidth=width, zorder=z, solid_capstyle="round")
        if dashes:
            line.set_dashes(dashes)
        self.axes.add_artist(line)
        if clip is not None:
            self._clip(line, clip)

    def shape(
        self,
        geometry: BaseGeometry,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.6,
        hatch: str = "",
        dashes: tuple[float, ...] = (),
        alpha: float = 1,
        z: float = 2,
        clip: Box | None = None,
    ) -> None:
        """Draw a geometry whose coordinates are points on the page."""
        from matplotlib.patches import PathPatch

        path = make_path(geometry)
        if path is None:
            return
        patch = PathPatch(
            path, facecolor=fill, edgecolor=edge, linewidth=width, zorder=z, alpha=alpha,
            joinstyle="round",
        )  # fmt: skip
        if hatch:
            patch.set_hatch(hatch)
        if dashes:
            patch.set_linestyle((0, dashes))
        self.axes.add_artist(patch)
        if clip is not None:
            self._clip(patch, clip)

    def _clip(self, artist: Any, box: Box) -> None:
        from matplotlib.transforms import Bbox, TransformedBbox

        frame = Bbox.from_extents(box.x0, box.y0, box.x1, box.y1)
        artist.set_clip_box(TransformedBbox(frame, self.axes.transData))
        artist.set_clip_on(True)


def make_path(geometry: BaseGeometry) -> Any:
    """Return matplotlib's path of a geometry's rings and lines, None if it is empty."""
    from matplotlib.path import Path as Outline

    paths = [
        Outline(ring, closed=closed, codes=None) if not closed else _closed(Outline, ring)
        for ring, closed in _rings(geometry)
    ]
    return Outline.make_compound_path(*paths) if paths else None


def _closed(kind: Any, ring: Any) -> Any:
    codes = [kind.MOVETO, *[kind.LINETO] * (len(ring) - 2), kind.CLOSEPOLY]
    return kind(ring, codes)


def _rings(geometry: BaseGeometry) -> Iterator[tuple[Any, bool]]:
    import shapely

    for part in shapely.get_parts(geometry):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring), True
        elif part.geom_type in ("LineString", "LinearRing"):
            yield shapely.get_coordinates(part), False
        elif part.geom_type != "Point":
            yield from _rings(part)
