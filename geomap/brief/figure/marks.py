"""What a map draws for events: one mark for all that lie at a spot, with their numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import hypot, sqrt
from typing import TYPE_CHECKING

from geomap.brief.crowding import spread_marks
from geomap.brief.wording import PLACED, present
from geomap.gazetteer.loading import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geomap.brief.figure.view import View
    from geomap.brief.wording import Words
    from geomap.layers.basemap import Basemap, Unit
    from geomap.layers.groups import Groups
    from geomap.layers.style import TypeStyle
    from geomap.schema import EventRow

NUMBERED_UP_TO = 60
"""With more events than this, marks carry counts and the map numbers nobody."""


MOST_MARKS = 150
"""Where a map of counts has more marks than this, neighbours a little farther apart are joined."""

WHOLE_KM = 250.0
"""An event that may have been anywhere within so much is told of the country, not of a place."""


@dataclass
class Mark:
    """One mark on the map, in points of the page.

    Parameters
    ----------
    x, y
        Centre, points.
    geo_precision
        ACLED's scale; only 1 is a filled mark.
    radius
        Radius of the ring of uncertainty, points.
    area, area_id
        Outline of the area on the page and its id, where there is one.
    size
        Diameter, points.
    numbers
        Numbers of its events.
    types
        Its events by type, in the order of `geomap.layers.style`.
    names
        Its places, most frequent first.
    off
        True if it lies outside the map and stands at the edge.
    whole
        True if it is told of the whole country: the legend names it, the map does not.
    centre_x, centre_y
        Where the events are said to be: the centre of the ring, or the spot beyond the edge.
    """

    x: float
    y: float
    geo_precision: int
    radius: float = 0.0
    area: BaseGeometry | None = None
    area_id: str = ""
    size: float = 0.0
    numbers: list[int] = field(default_factory=list)
    types: Counter[TypeStyle] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    off: bool = False
    whole: bool = False
    centre_x: float = 0.0
    centre_y: float = 0.0

    @property
    def count(self) -> int:
        """How many events it stands for."""
        return len(self.numbers)

    @property
    def name(self) -> str:
        """The most frequent place's name, and how many others there are: ``Damascus +2``."""
        names = [name for name, _ in sorted(self.names.items(), key=lambda i: (-i[1], i[0]))]
        return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def make_marks(
    events: gpd.GeoDataFrame, view: View, words: Words, groups: Groups, *, base: float,
    numbered: bool,
) -> list[Mark]:  # fmt: skip
    """Group numbered events into marks.

    Parameters
    ----------
    events
        Events with ``number``; ``lon, lat`` in degrees, EPSG:4326.
    view
        Where they go on the page.
    words
        For the names of places.
    groups
        What the colours tell.
    base
        Diameter of a mark of one event, points.
    numbered
        True: all marks have one size; False: area by count, and near ones are one.
    """
    marks = _gather(events, view, words, groups)
    for mark in marks:
        _settle(mark, view, base, words)
    near = base * (0.75 if numbered else 1.15)
    kept = _merge(marks, near)
    if not numbered and len(kept) > MOST_MARKS:  # a crowd of small marks says less than fewer
        kept = _merge(kept, near * 1.4)
    marks = kept if numbered else spread_marks(kept, lambda these: _size(these, base))
    for mark in marks:
        mark.size = base if numbered else mark.size
        mark.numbers.sort()
    if numbered:
        _clear_areas([mark for mark in marks if not mark.whole], base)
    return sorted(marks, key=lambda m: (m.geo_precision == 1, -m.count, m.numbers))


def _size(marks: Sequence[Mark], base: float) -> None:
    most = max((mark.count for mark in marks if not mark.off), default=1)
    for mark in marks:
        mark.size = size_of(mark.count, most, base)


def size_of(count: int, most: int, base: float) -> float:
    """Return a mark's diameter, points: its area grows with its count."""
    largest = base * 3.6
    return max(base * 0.62, largest * sqrt(count / max(most, 12)))


def format_numbers(numbers: Iterable[int], words: Words) -> str:
    """Return numbers with runs joined: ``1–3, 7``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    comma = "، " if words.rtl else ", "
    parts = [f"{a}" if a == b else f"{a}–{b}" if b > a + 1 else f"{a}{comma}{b}" for a, b in runs]
    return words.digits(comma.join(parts))


def _gather(events: gpd.GeoDataFrame, view: View, words: Words, groups: Groups) -> list[Mark]:
    marks: dict[tuple[object, ...], Mark] = {}
    xs, ys = view.place(events["lon"], events["lat"])
    told = [groups.style(value) for value in events[groups.column]]
    rows = events[PLACED].itertuples(index=False)
    for event, style, x, y in zip(rows, told, xs, ys, strict=True):
        precision = int(event.geo_precision)
        area_id = _area_id(event, view.basemap.units) if precision > 1 else ""
        key = (precision, area_id or (round(event.lon, 3), round(event.lat, 3)))
        mark = marks.get(key)
        whole = float(event.precision_km) > WHOLE_KM
        if whole:
            key = (precision, "whole")
            mark = marks.get(key)
        if mark is None:
            mark = marks[key] = Mark(
                float(x), float(y), precision, area_id=area_id, centre_x=float(x),
                centre_y=float(y), whole=whole,
            )  # fmt: skip
        mark.radius = max(mark.radius, float(event.precision_km) * 1000 * view.points_per_m)
        mark.numbers.append(int(event.number))
        mark.types[style] += 1
        mark.names[words.place(event)] += 1
    return list(marks.values())


def _area_id(event: EventRow, units: Mapping[str, Unit]) -> str:
    pcode, place_id = present(event.pcode), present(event.place_id)
    if place_id in units:
        return place_id
    if int(event.geo_precision) == 3 and len(pcode) == 4 and pcode.startswith("SY"):
        return pcode
    return place_id if int(event.geo_precision) == 3 or "/" in place_id else ""


def find_area(area_id: str, basemap: Basemap, gazetteer: Path | None = None) -> BaseGeometry | None:
    """Return the outline (EPSG:4326) of a unit or region, None if unknown."""
    if area_id in basemap.units:
        return basemap.units[area_id].outline
    outline = basemap.governorate(area_id)
    if outline is None:
        outline = open_gazetteer(gazetteer).area(area_id)
    return outline


def _settle(mark: Mark, view: View, base: float, words: Words) -> None:
    """Give a mark its area; pin it to the edge if it lies outside the map."""
    import shapely

    if mark.whole:
        return
    frame = view.frame
    outline = find_area(mark.area_id, view.basemap, words.gazetteer) if mark.area_id else None
    if outline is not None:
        mark.area = view.project(shapely.simplify(outline, 0.003))
        window = shapely.box(frame.x0, frame.y0, frame.x1, frame.y1)
        seen = mark.area.intersection(window.buffer(-base))
        if not seen.is_empty and not shapely.contains_xy(seen, mark.x, mark.y):
            inner = seen.representative_point()
            mark.x, mark.y = inner.x, inner.y
    margin = base * 1.15
    x = min(max(mark.x, frame.x0 + margin), frame.x1 - margin)
    y = min(max(mark.y, frame.y0 + margin), frame.y1 - margin)
    outside = hypot(x - mark.x, y - mark.y) > margin
    mark.off, mark.x, mark.y = outside, x, y
    if outside:
        mark.area, mark.radius = None, 0.0


def _merge(marks: list[Mark], near: float) -> list[Mark]:
    """Join marks of one precision that would cover one another; the largest stay where they are."""
    kept: list[Mark] = []
    cells: dict[tuple[int, int], list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: (-m.count, m.numbers)):
        column, row = int(mark.x // near), int(mark.y // near)
        found = None
        if mark.area is None and not mark.whole:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    for other in cells.get((column + dx, row + dy), ()):
                        if (
                            other.geo_precision == mark.geo_precision
                            and other.off == mark.off
                            and hypot(other.x - mark.x, other.y - mark.y) < near
                            and abs(other.radius - mark.radius) < near
                        ):
                            found = found or other
        if found is None:
            kept.append(mark)
            if mark.area is None and not mark.whole:
                cells.setdefault((column, row), []).append(mark)
            continue
        found.numbers += mark.numbers
        found.types += mark.types
        found.names += mark.names
        found.radius = max(found.radius, mark.radius)
    return kept


def _clear_areas(marks: list[Mark], base: float) -> None:
    """Move marks of areas and rings, which stand for no spot, off the marks of exact places."""
    fixed = [mark for mark in marks if mark.geo_precision == 1]
    for mark in sorted(marks, key=lambda m: (m.geo_precision, m.numbers)):
        if mark.geo_precision == 1:
            continue
        if not mark.off and _distance(mark.x, mark.y, fixed, mark.size) < 1.0:
            mark.x, mark.y = _freest(mark, fixed, base)
        fixed.append(mark)


def _distance(x: float, y: float, others: list[Mark], size: float) -> float:
    """Return the distance to the nearest other mark, as a share of what keeps them apart."""
    return min((hypot(x - o.x, y - o.y) / (0.62 * (o.size + size)) for o in others), default=9.0)


def _freest(mark: Mark, others: list[Mark], base: float) -> tuple[float, float]:
    """Return the nearest free point of the mark's area or ring, the freest if none is free."""
    from math import cos, pi, sin

    import shapely

    reach = mark.radius if mark.area is None else 40 * base
    best = (-1.0, mark.x, mark.y)
    for step in range(1, 41):
        distance = step * base * 0.4
        if distance > reach:
            break
        for turn in range(16):
            x = mark.x + distance * cos(turn * pi / 8)
            y = mark.y + distance * sin(turn * pi / 8)
            if mark.area is not None and not shapely.contains_xy(mark.area, x, y):
                continue
            apart = _distance(x, y, others, mark.size)
            if apart >= 1.0:
                return x, y
            best = max(best, (apart, x, y))
    return best[1], best[2]
