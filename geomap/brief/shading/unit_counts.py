"""Events by governorate or district, and the classes that shade them."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from geomap.brief.figure.marks import WHOLE_KM
from geomap.layers.governorates import governorate_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geomap.arrays import Ints
    from geomap.brief.facts import Facts

CLASSES = 5
_DISTRICT = 6
"""Signs of a district's p-code."""


@dataclass(frozen=True, eq=False)
class Area:
    """A governorate or district: its name in the output's language, outline (EPSG:4326), km2."""

    name: str
    outline: BaseGeometry
    km2: float


@dataclass(frozen=True, eq=False)
class Shaded:
    """What shades a map.

    Parameters
    ----------
    level
        ``governorate`` or ``district``.
    areas
        Every unit with an outline.
    at
        For each event the unit in which it lies, -1 for none or not known so finely.
    rated
        True if values are events per 1,000 km2.
    """

    level: str
    areas: tuple[Area, ...]
    at: Ints
    rated: bool

    def values(self, which: object = None) -> list[float]:
        """Return the value of each unit, of all events or of those that `which` is true of."""
        import numpy as np

        at = self.at if which is None else self.at[np.asarray(which)]
        counts = np.bincount(at[at >= 0], minlength=len(self.areas)).tolist()
        if not self.rated:
            return [float(count) for count in counts]
        return [count / area.km2 * 1000 for count, area in zip(counts, self.areas, strict=True)]

    @property
    def left(self) -> int:
        """How many events shade nothing."""
        return int((self.at < 0).sum())


def shade(facts: Facts) -> Shaded:
    """Return the units of facts, districts where the gazetteer in use has their outlines."""
    kept: Shaded = facts.keep("shaded", lambda: _shade(facts))
    return kept


def _shade(facts: Facts) -> Shaded:
    words, basemap, events = facts.words, facts.basemap, facts.events
    districts = [unit for unit in basemap.units.values() if len(unit.pcode) == _DISTRICT]
    whole = (events["precision_km"] > WHOLE_KM).to_numpy(dtype=bool)
    if districts:
        told = [((words.rtl and unit.name_ar) or unit.name, unit.outline) for unit in districts]
        at = _find_districts(events, [unit.pcode for unit in districts], [one for _, one in told])
    else:
        named = basemap.governorate_names().items()
        found = [(names[words.rtl], basemap.governorate(pcode)) for pcode, names in named]
        told = [(name, outline) for name, outline in found if outline is not None]
        at = governorate_codes(events, basemap)
    at[whole] = -1
    areas = tuple(Area(name, outline, _measure(outline)) for name, outline in told)
    return Shaded("district" if districts else "governorate", areas, at, facts.rated)


def _find_districts(
    events: gpd.GeoDataFrame, pcodes: Sequence[str], outlines: Sequence[BaseGeometry]
) -> Ints:
    """Return the district of each event that is known so finely, -1 of the others."""
    import numpy as np
    import shapely

    points = shapely.points(events["lon"], events["lat"])
    tree = shapely.STRtree(outlines)
    at = np.full(len(events), -1, dtype=np.int64)
    rows, found = tree.query(points, predicate="intersects")
    at[rows[::-1]] = found[::-1]  # the first, where outlines touch
    at[(events["geo_precision"] == 3).to_numpy(dtype=bool)] = -1
    order = {pcode: row for row, pcode in enumerate(pcodes)}
    ids = events["place_id"].fillna("").astype(str)
    said = ids.map(order).fillna(-1).to_numpy(dtype=np.int64)
    return np.where(said >= 0, said, at)


def _measure(outline: BaseGeometry) -> float:
    from pyproj import Geod

    return float(abs(Geod(ellps="WGS84").geometry_area_perimeter(outline)[0]) / 1e6)


def find_breaks(values: Sequence[float], *, rated: bool = False) -> list[float]:
    """Return the lower ends of at most five classes, round numbers.

    They are even steps of a logarithm; where so more than a quarter of the units would be in the
    highest, classes of about as many units each. Counts begin at 1, rates at 0.
    """
    shown = sorted(value for value in values if value > 0)
    if not shown:
        return []
    most, low = shown[-1], max(shown[0], shown[-1] / 500) if rated else 1.0
    breaks = [0.0 if rated else 1.0]
    for step in range(1, CLASSES):
        at = _roundly(low * (most / low) ** (step / CLASSES))
        if breaks[-1] < at < most:
            breaks.append(at)
    if sum(value >= breaks[-1] for value in shown) <= len(shown) / 4:
        return breaks
    even = breaks[:1]
    for step in range(1, CLASSES):
        value = shown[step * len(shown) // CLASSES]
        unit = 10.0 ** floor(log10(value)) / 2
        if not rated:
            unit = max(1.0, unit)
        at = round(round(value / unit) * unit, 6)
        if even[-1] < at <= most:
            even.append(at)
    return even


def _roundly(value: float) -> float:
    """Return the nearest of 1, 2, 5, 10, 20 and so on."""
    power = 10.0 ** floor(log10(value))
    lead = value / power
    near = 1 if lead < 1.4 else 2 if lead < 3.2 else 5 if lead < 7.1 else 10
    return round(near * power, 6)


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Return the class of a value, -1 for none."""
    return sum(value >= low for low in breaks) - 1 if value > 0 else -1
