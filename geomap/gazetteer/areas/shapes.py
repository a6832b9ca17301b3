"""Shapes of relations: what ``SY07/south`` or ``C2712/15km-east`` covers, and how large it is.

Geometry is done on a local plane in km around the place (equirectangular: better than 1 % over
300 km), results are EPSG:4326 again.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from geomap.gazetteer.areas.plane import Shape, back_point, disc, make_shape, plane, span_of
from geomap.gazetteer.areas.settled import middle_of
from geomap.gazetteer.distances import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

    Plane = npt.NDArray[np.float64]

BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
COUNTRYSIDE_KM = {"PPLC": 30.0, "PPLA": 25.0, "PPLA2": 18.0, "PPLA3": 12.0}
"""How far the countryside of a town reaches, by its rank; other places 8 km."""

_STEP = re.compile(r"(\d+(?:\.\d+)?)km(?:-([a-z]+))?$")


class Ground(Protocol):
    """What shapes are made from: places and outlines by id."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place by id."""

    @property
    def settlements(self) -> Plane:
        """Longitudes and latitudes of settlements, shape (2, n)."""

    @property
    def areas(self) -> Mapping[str, BaseGeometry]:
        """Outlines (EPSG:4326) by id."""


def derived_shape(gazetteer: Ground, place_id: str) -> Shape | None:
    """Return the shape of a derived id, None if it is not one or its place is unknown."""
    base_id, _, step = place_id.partition("/")
    base = gazetteer.places.get(base_id)
    if base is None:
        return None
    if step in BEARINGS:
        return part_of(gazetteer, base, step)
    if step == "rural":
        return countryside_of(gazetteer, base)
    if step == "desert":
        return desert_of(gazetteer, base)
    if step.startswith("city-") and step[5:] in BEARINGS:
        return part_of(gazetteer, base, step[5:], reach=max(base.radius_km, 2.0))
    if step == "near":
        return near_to(base)
    if match := _STEP.match(step):
        bearing = match[2] or ""
        known = not bearing or bearing in BEARINGS
        return distance_from(base, float(match[1]), bearing) if known else None
    return _shape_with_other(gazetteer, base, step)


def _shape_with_other(gazetteer: Ground, base: Place, step: str) -> Shape | None:
    """Return the shape of a step that names a second place or a side: ``between/C3985``."""
    verb, _, other_id = step.partition("/")
    if verb == "bank" and other_id in BEARINGS:
        return bank_of(gazetteer, base, other_id)
    other = gazetteer.places.get(other_id)
    if other is None:
        return None
    if verb in ("between", "road"):
        return between(base, other, narrow=verb == "road")
    return along(gazetteer, base, other) if verb == "along" else None


REGION_KM = 60.0
"""Parts whose settlements are spread wider are regions, ACLED's geo_precision 3."""
DESERT_KM = 45.0
"""How far the desert that is named after a town reaches from it."""

DESERT_LEAST = 100.0
"""Least size (square km) of the desert of a unit or town."""


def desert_of(gazetteer: Ground, place: Place) -> Shape | None:
    """Return the desert of a governorate or around a town, without the town."""
    desert = gazetteer.areas.get("badia")
    if desert is None:
        return None
    whole = gazetteer.areas.get(place.place_id)
    if whole is None or whole.geom_type not in ("Polygon", "MultiPolygon"):
        whole = disc(place.lon, place.lat, DESERT_KM)
    town = _main_town(gazetteer, place)
    part = whole.intersection(desert).difference(disc(town.lon, town.lat, 2 * town.radius_km))
    if part.area * KM_PER_DEGREE**2 < DESERT_LEAST:
        return None
    return make_shape(part, 3, at=(place.lon, place.lat) if place.feature_class == "P" else None)


def part_of(gazetteer: Ground, place: Place, direction: str, *, reach: float = 0.0) -> Shape | None:
    """Return the part of a unit, region or town's countryside that lies in one direction.

    It is the wedge, 120 degrees wide (90 for northeast and the like), that opens from the main
    town of a governorate or district, else from the middle. With `reach` (km) it is a part of the
    town itself.
    """
    import shapely

    whole = gazetteer.areas.get(place.place_id)
    if reach or whole is None or whole.geom_type not in ("Polygon", "MultiPolygon"):
        whole = disc(place.lon, place.lat, reach or _reach(place))
    apex = _apex(gazetteer, place, whole)
    to_plane, back = plane(*apex)
    bearing = BEARINGS[direction]
    half = 45 if bearing % 90 else 60
    rays = [
        (2000 * math.sin(math.radians(a)), 2000 * math.cos(math.radians(a)))
        for a in range(bearing - half, bearing + half + 1, 15)
    ]
    wedge = shapely.Polygon([(0.0, 0.0), *rays])
    part = shapely.transform(whole, to_plane).intersection(wedge)
    if part.is_empty or part.area < 1:
        return None
    large = place.feature_class in "AL" and span_of(part) > 40
    shape = _as_settled(gazetteer, make_shape(shapely.transform(part, back), 2), settled=not reach)
    return replace(shape, geo_precision=3 if large and shape.precision_km > REGION_KM else 2)


def countryside_of(gazetteer: Ground, place: Place) -> Shape:
    """Return a unit without its main town, or the ring around a town."""
    whole = gazetteer.areas.get(place.place_id)
    known = whole is not None and whole.geom_type in ("Polygon", "MultiPolygon")
    if not known:
        whole = disc(place.lon, place.lat, _reach(place))
    assert whole is not None
    town = _main_town(gazetteer, place)
    inner = disc(town.lon, town.lat, min(town.radius_km, _reach(place) / 3))
    rest = whole.difference(inner)
    shape = make_shape(
        rest if not rest.is_empty else whole,
        3 if place.feature_code == "ADM1" else 2,
        at=None if place.feature_class == "A" else (place.lon, place.lat),
    )
    return _as_settled(gazetteer, shape, settled=place.feature_code == "ADM1")


def _as_settled(gazetteer: Ground, shape: Shape, *, settled: bool) -> Shape:
    """Return a part of a unit with the middle of its settlements as its point, and their spread."""
    middle = middle_of(shape.area, gazetteer.settlements) if settled else None
    if middle is None or middle.km >= shape.precision_km:
        return shape
    return replace(shape, lon=middle.lon, lat=middle.lat, precision_km=middle.km)


def near_to(place: Place) -> Shape:
    """Return the surroundings of a place."""
    return make_shape(disc(place.lon, place.lat, max(5.0, 2 * place.radius_km)), 2,
                  at=(place.lon, place.lat))  # fmt: skip


def distance_from(place: Place, km: float, direction: str) -> Shape:
    """Return where "15 km east of" is: a disc a quarter as wide as the way is long.

    Without a direction it is the whole disc around the place.
    """
    if not direction:
        return make_shape(disc(place.lon, place.lat, km + place.radius_km), 2,
                      at=(place.lon, place.lat))  # fmt: skip
    from geopy.distance import geodesic

    point = geodesic(kilometers=km).destination((place.lat, place.lon), BEARINGS[direction])
    radius = max(2.0, 0.25 * km, min(place.radius_km, 10.0))
    return make_shape(disc(point.longitude, point.latitude, radius), 2,
                  at=(point.longitude, point.latitude))  # fmt: skip


def between(one: Place, other: Place, *, narrow: bool = False) -> Shape:
    """Return the corridor between two places (for a road: a narrow one)."""
    import shapely

    lon, lat = (one.lon + other.lon) / 2, (one.lat + other.lat) / 2
    to_plane, back = plane(lon, lat)
    line = shapely.transform(
        shapely.LineString([(one.lon, one.lat), (other.lon, other.lat)]), to_plane
    )
    width = max(2.0, line.length * (0.08 if narrow else 0.15))
    precision = 2 if line.length < 120 else 3
    return make_shape(shapely.transform(line.buffer(width), back), precision, at=(lon, lat))


def along(gazetteer: Ground, line: Place, place: Place, reach: float = 15.0) -> Shape | None:
    """Return the stretch of a line (road, river, border) within `reach` km of a place."""
    import shapely
    import shapely.ops

    course = gazetteer.areas.get(line.place_id)
    if course is None:
        return None
    to_plane, back = plane(place.lon, place.lat)
    flat = shapely.transform(course, to_plane)
    here = shapely.Point(0, 0)
    gap = flat.distance(here)
    if gap > 60:
        return None
    stretch = flat.intersection(here.buffer(max(reach, gap + 5.0))).buffer(2.0)
    nearest = shapely.ops.nearest_points(flat, here)[0]
    lon, lat = back_point(back, nearest.x, nearest.y)
    return make_shape(shapely.transform(stretch, back), 2, at=(lon, lat))


def bank_of(gazetteer: Ground, river: Place, direction: str, width: float = 8.0) -> Shape | None:
    """Return the strip of `width` km on one side of a river."""
    import shapely

    course = gazetteer.areas.get(river.place_id)
    if course is None or "Line" not in course.geom_type:
        return None
    to_plane, back = plane(river.lon, river.lat)
    flat = shapely.transform(course, to_plane)
    lines = [part for part in shapely.get_parts(flat) if part.length > 5]
    bearing = math.radians(BEARINGS[direction])
    ahead = (math.sin(bearing), math.cos(bearing))
    strips = []
    for part in lines:
        sides = [part.buffer(s * width, single_sided=True) for s in (1, -1)]
        middle = part.centroid
        strips.append(
            max(
                sides,
                key=lambda side: (
                    (side.centroid.x - middle.x) * ahead[0]
                    + (side.centroid.y - middle.y) * ahead[1]
                ),
            )
        )
    if not strips:
        return None
    return make_shape(shapely.transform(shapely.union_all(strips), back), 3)


def _reach(place: Place) -> float:
    if place.feature_class in "ALTHR":
        return place.radius_km
    return COUNTRYSIDE_KM.get(place.feature_code, max(8.0, place.radius_km + 5))


def _main_town(gazetteer: Ground, place: Place) -> Place:
    """Return the town that a unit is named after; the place itself if there is none."""
    if place.feature_class != "A":
        return place
    towns = [
        town
        for town in gazetteer.places.values()
        if town.feature_class == "P"
        and town.importance >= 40
        and place.place_id in (town.admin1, town.admin2, town.admin3)
    ]
    return max(towns, key=lambda town: (town.importance, town.place_id), default=place)


def _apex(gazetteer: Ground, place: Place, whole: BaseGeometry) -> tuple[float, float]:
    if place.feature_class == "A":
        town = _main_town(gazetteer, place)
        return town.lon, town.lat
    if place.feature_class == "P":
        return place.lon, place.lat
    return whole.centroid.x, whole.centroid.y
