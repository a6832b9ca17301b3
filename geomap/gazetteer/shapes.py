"""Shapes of relations: what ``SY07/south`` or ``C2712/15km-east`` covers, and how large it is.

Geometry is done on a local plane in km around the place (equirectangular: better than 1 % over
300 km), results are EPSG:4326 again.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geomap.gazetteer.conflate import KM_PER_DEGREE, gap_km

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place

    Plane = npt.NDArray[np.float64]

BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
COUNTRYSIDE_KM = {"PPLC": 30.0, "PPLA": 25.0, "PPLA2": 18.0, "PPLA3": 12.0}
"""How far the countryside of a town reaches, by its rank; other places 8 km."""

_STEP = re.compile(r"(\d+(?:\.\d+)?)km(?:-([a-z]+))?$")


@dataclass(frozen=True, slots=True)
class Shape:
    """An area (EPSG:4326), the point that stands for it, and its honest size.

    Parameters
    ----------
    area
        Polygon or multipolygon.
    lon, lat
        A point inside.
    precision_km
        All of the area lies within this distance of the point.
    geo_precision
        ACLED's scale: 2 near a place or part of a region, 3 a larger region.
    """

    area: BaseGeometry
    lon: float
    lat: float
    precision_km: float
    geo_precision: int


def derived_shape(gazetteer: Gazetteer, place_id: str) -> Shape | None:
    """Return the shape of a derived id, None if it is not one or its place is unknown."""
    base_id, _, step = place_id.partition("/")
    base = gazetteer.places.get(base_id)
    if base is None:
        return None
    if step in BEARINGS:
        return part_of(gazetteer, base, step)
    if step == "rural":
        return countryside_of(gazetteer, base)
    if step == "near":
        return near_to(base)
    if match := _STEP.match(step):
        bearing = match[2] or ""
        if bearing and bearing not in BEARINGS:
            return None
        return distance_from(base, float(match[1]), bearing)
    verb, _, other_id = step.partition("/")
    if verb == "bank" and other_id in BEARINGS:
        return bank_of(gazetteer, base, other_id)
    other = gazetteer.places.get(other_id)
    if other is None:
        return None
    if verb in ("between", "road"):
        return between(base, other, narrow=verb == "road")
    if verb == "along":
        return along(gazetteer, base, other)
    return None


def part_of(gazetteer: Gazetteer, place: Place, direction: str) -> Shape | None:
    """Return the part of a unit, region or town's countryside that lies in one direction.

    It is the wedge, 120 degrees wide (90 for northeast and the like), that opens from the main
    town of a governorate or district, else from the middle.
    """
    import shapely

    whole = gazetteer.areas.get(place.place_id)
    if whole is None or whole.geom_type not in ("Polygon", "MultiPolygon"):
        whole = disc(place.lon, place.lat, _reach(place))
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
    large = place.feature_class in "AL" and _size(part) > 40
    return _shape(shapely.transform(part, back), 3 if large and place.radius_km > 120 else 2)


def countryside_of(gazetteer: Gazetteer, place: Place) -> Shape:
    """Return a unit without its main town, or the ring around a town."""
    whole = gazetteer.areas.get(place.place_id)
    known = whole is not None and whole.geom_type in ("Polygon", "MultiPolygon")
    if not known:
        whole = disc(place.lon, place.lat, _reach(place))
    assert whole is not None
    town = _main_town(gazetteer, place)
    inner = disc(town.lon, town.lat, min(town.radius_km, _reach(place) / 3))
    rest = whole.difference(inner)
    return _shape(
        rest if not rest.is_empty else whole,
        3 if place.feature_code == "ADM1" else 2,
        at=None if place.feature_class == "A" else (place.lon, place.lat),
    )


def near_to(place: Place) -> Shape:
    """Return the surroundings of a place."""
    return _shape(disc(place.lon, place.lat, max(5.0, 2 * place.radius_km)), 2,
                  at=(place.lon, place.lat))  # fmt: skip


def distance_from(place: Place, km: float, direction: str) -> Shape:
    """Return where "15 km east of" is: a disc a quarter as wide as the way is long.

    Without a direction it is the whole disc around the place.
    """
    if not direction:
        return _shape(disc(place.lon, place.lat, km + place.radius_km), 2,
                      at=(place.lon, place.lat))  # fmt: skip
    from geopy.distance import geodesic

    point = geodesic(kilometers=km).destination((place.lat, place.lon), BEARINGS[direction])
    radius = max(2.0, 0.25 * km, min(place.radius_km, 10.0))
    return _shape(disc(point.longitude, point.latitude, radius), 2,
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
    return _shape(shapely.transform(line.buffer(width), back), precision, at=(lon, lat))


def along(gazetteer: Gazetteer, line: Place, place: Place, reach: float = 15.0) -> Shape | None:
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
    return _shape(shapely.transform(stretch, back), 2, at=(lon, lat))


def bank_of(gazetteer: Gazetteer, river: Place, direction: str, width: float = 8.0) -> Shape | None:
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
    return _shape(shapely.transform(shapely.union_all(strips), back), 3)


def disc(lon: float, lat: float, km: float) -> BaseGeometry:
    """Return the disc of `km` around a point."""
    import shapely

    _, back = plane(lon, lat)
    return shapely.transform(shapely.Point(0, 0).buffer(km, quad_segs=12), back)


def plane(lon: float, lat: float) -> tuple[Callable[..., Plane], Callable[..., Plane]]:
    """Return the movers from degrees to km around a point, and back."""
    import numpy as np

    scale = np.array([KM_PER_DEGREE * math.cos(math.radians(lat)), KM_PER_DEGREE])
    origin = np.array([lon, lat])
    return partial(_to_plane, origin, scale), partial(_from_plane, origin, scale)


def _to_plane(origin: Plane, scale: Plane, xy: Plane) -> Plane:
    moved: Plane = (xy - origin) * scale
    return moved


def _from_plane(origin: Plane, scale: Plane, xy: Plane) -> Plane:
    moved: Plane = xy / scale + origin
    return moved


def back_point(back: Callable[..., Plane], x: float, y: float) -> tuple[float, float]:
    """Return a point of the plane as ``lon, lat``."""
    import numpy as np

    lon, lat = back(np.array([[x, y]]))[0]
    return float(lon), float(lat)


def size_of(area: BaseGeometry, lon: float, lat: float) -> float:
    """Return the distance in km from a point to the farthest corner of `area`."""
    import shapely

    corners = shapely.get_coordinates(area.convex_hull)
    return max(gap_km(lon, lat, float(x), float(y)) for x, y in corners)


def _shape(area: BaseGeometry, precision: int, at: tuple[float, float] | None = None) -> Shape:
    import shapely

    if at is None:
        middle = area.centroid
        inside = middle if area.contains(middle) else area.representative_point()
        at = (inside.x, inside.y)
    area = shapely.set_precision(area, 1e-5)
    lon, lat = round(at[0], 5), round(at[1], 5)
    return Shape(area, lon, lat, round(size_of(area, lon, lat), 1), precision)


def _size(flat: BaseGeometry) -> float:
    west, south, east, north = flat.bounds
    return max(east - west, north - south)


def _reach(place: Place) -> float:
    if place.feature_class in "ALTHR":
        return place.radius_km
    return COUNTRYSIDE_KM.get(place.feature_code, max(8.0, place.radius_km + 5))


def _main_town(gazetteer: Gazetteer, place: Place) -> Place:
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


def _apex(gazetteer: Gazetteer, place: Place, whole: BaseGeometry) -> tuple[float, float]:
    if place.feature_class == "A":
        town = _main_town(gazetteer, place)
        return town.lon, town.lat
    if place.feature_class == "P":
        return place.lon, place.lat
    return whole.centroid.x, whole.centroid.y
