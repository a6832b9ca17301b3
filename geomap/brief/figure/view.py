"""What part of the earth a map shows, in which projection, and where that lies on the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from geomap.errors import SpecError
from geomap.layers.basemap import load_basemap

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from shapely.geometry.base import BaseGeometry

    from geomap.arrays import Mask
    from geomap.brief.sheet import Box
    from geomap.layers.basemap import Basemap

UTM = "EPSG:32637"
LAMBERT = "+proj=lcc +lat_1=33.2 +lat_2=36.6 +lat_0=35 +lon_0=39 +datum=WGS84 +units=m"
LAYERS_FROM = {"districts": 0.4, "subdistricts": 3.0}
"""Points to the kilometre from which lines of units serve."""
LEAST_KM = 60.0
"""No map shows less than this: the outlines are good for 1:1,000,000."""


@dataclass(frozen=True)
class View:
    """A window on the earth.

    Parameters
    ----------
    crs
        Projected CRS, metres.
    x0, y0, x1, y1
        The window in that CRS, metres.
    frame
        Where it lies on the page, points; same shape as the window.
    whole
        True if the window shows the whole country.
    basemap
        What lies under the events.
    """

    crs: str
    x0: float
    y0: float
    x1: float
    y1: float
    frame: Box
    whole: bool
    basemap: Basemap = field(default_factory=load_basemap)

    @property
    def phrase(self) -> str:
        """Key of the projection's name in the phrases."""
        return "utm" if self.crs == UTM else "lambert"

    @property
    def points_per_m(self) -> float:
        """Points on the page for a metre on the ground."""
        return self.frame.width / (self.x1 - self.x0)

    def shows(self, layer: str) -> bool:
        """Return True if the basemap has a layer and it serves at this scale."""
        least = LAYERS_FROM.get(layer, 0.0)
        return layer in self.basemap.layers and self.points_per_m * 1000 > least

    @cached_property
    def _forward(self) -> Any:
        return make_transformer(self.crs)

    def place(self, lon: object, lat: object) -> tuple[np.ndarray, np.ndarray]:
        """Return where ``lon, lat`` (degrees, EPSG:4326) lie on the page, points."""
        import numpy as np

        x, y = self._forward.transform(np.asarray(lon, float), np.asarray(lat, float))
        return self._to_page(x, y)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry (EPSG:4326) in points of the page."""
        import shapely

        def move(coordinates: np.ndarray) -> np.ndarray:
            import numpy as np

            return np.column_stack(self.place(coordinates[:, 0], coordinates[:, 1]))

        return shapely.transform(geometry, move)

    def _to_page(self, x: Any, y: Any) -> tuple[Any, Any]:
        scale = self.points_per_m
        return self.frame.x0 + (x - self.x0) * scale, self.frame.y0 + (y - self.y0) * scale

    def outline(self) -> BaseGeometry:
        """Return the window as a polygon in degrees (EPSG:4326), for a locator."""
        import shapely

        box = shapely.segmentize(shapely.box(self.x0, self.y0, self.x1, self.y1), 20_000)
        back = make_transformer(self.crs, inverse=True)

        def move(coordinates: np.ndarray) -> np.ndarray:
            import numpy as np

            return np.column_stack(back.transform(coordinates[:, 0], coordinates[:, 1]))

        return shapely.transform(box, move)


@cache
def make_transformer(crs: str, *, inverse: bool = False) -> Any:
    """Return pyproj's transformer from ``lon, lat`` degrees to `crs`, or back."""
    from pyproj import Transformer

    ends = (crs, "EPSG:4326") if inverse else ("EPSG:4326", crs)
    return Transformer.from_crs(*ends, always_xy=True)


def choose_view(
    events: gpd.GeoDataFrame, frame: Box, extent: str = "", basemap: Basemap | None = None
) -> View:
    """Choose the window for `events`.

    Parameters
    ----------
    events
        Events with ``lon``, ``lat``, ``geo_precision``, ``precision_km``.
    frame
        Where the map lies on the page; the window takes its shape.
    extent
        ``country``; a governorate's p-code or name; ``west,south,east,north`` in degrees; empty:
        the country, or less if the events in Syria need less than half of it.
    basemap
        What lies under the events, by default the one that ships.

    Raises
    ------
    SpecError
        If `extent` is none of these.
    """
    return replace(_choose(events, frame, extent), basemap=basemap or load_basemap())


def _choose(events: gpd.GeoDataFrame, frame: Box, extent: str) -> View:
    syria = find_country()
    if extent and extent != "country":
        return _fit(box_of(extent), frame, UTM, pad=0.06)
    whole = _fit(syria.bounds, frame, LAMBERT, pad=0.035, whole=True)
    if extent == "country" or events.empty:
        return whole
    window = _needed(events, syria)
    if window is None:
        return whole
    near = _fit(window, frame, UTM, pad=0.14)
    return near if (near.x1 - near.x0) < 0.55 * (whole.x1 - whole.x0) else whole


def _needed(events: gpd.GeoDataFrame, syria: BaseGeometry) -> tuple[float, ...] | None:
    import shapely

    inside = shapely.contains_xy(syria.buffer(0.05), events["lon"], events["lat"])
    shown = events[inside]
    if shown.empty or (shown["precision_km"] > 120).any():
        return None
    reach = shown["precision_km"].clip(0, 120) / 111.0
    west = (shown["lon"] - reach / 0.82).min()
    east = (shown["lon"] + reach / 0.82).max()
    return west, (shown["lat"] - reach).min(), east, (shown["lat"] + reach).max()


def is_within(events: gpd.GeoDataFrame, extent: str) -> Mask:
    """Return which events a map of `extent` (see `choose_view`) is about.

    Of a governorate those that name it or lie in its outline, of a box those that lie in it.

    Raises
    ------
    SpecError
        If `extent` is no extent.
    """
    import numpy as np
    import shapely

    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    if not extent or extent == "country":
        return np.ones(len(events), dtype=bool)
    if (found := _find_governorate(extent)) is not None:
        names, outline = found
        told = events["admin1"].astype(str).str.casefold().isin(names).to_numpy()
        return np.asarray(told | shapely.contains_xy(outline, lon, lat))
    west, south, east, north = box_of(extent)
    return np.asarray((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))


def _find_governorate(extent: str) -> tuple[set[str], BaseGeometry] | None:
    basemap = load_basemap()
    for pcode, names in basemap.governorate_names().items():
        known = {pcode.casefold(), *(name.casefold() for name in names)}
        if extent.casefold() in known and (outline := basemap.governorate(pcode)) is not None:
            return known, outline
    return None


def box_of(extent: str) -> tuple[float, ...]:
    """Return west, south, east, north of a governorate or of four numbers; degrees.

    Raises
    ------
    SpecError
        If `extent` is neither.
    """
    if extent.count(",") == 3:
        try:
            west, south, east, north = (float(part) for part in extent.split(","))
        except ValueError:
            west, south, east, north = 1, 1, 0, 0
        if not (-180 <= west < east <= 180 and -80 <= south < north <= 84):
            raise SpecError(f"extent {extent!r} is no box", fix="write west,south,east,north")
        return west, south, east, north
    if (found := _find_governorate(extent)) is not None:
        return tuple(found[1].bounds)
    raise SpecError(
        f"unknown extent {extent!r}",
        fix="give country, a governorate's p-code or name, or west,south,east,north",
    )


def _fit(
    degrees: tuple[float, ...], frame: Box, crs: str, *, pad: float, whole: bool = False
) -> View:
    west, south, east, north = degrees
    forward = make_transformer(crs)
    x0, y0, x1, y1 = forward.transform_bounds(west, south, east, north, densify_pts=21)
    middle = (x0 + x1) / 2, (y0 + y1) / 2
    least = LEAST_KM * 1000
    wide = max((x1 - x0) * (1 + 2 * pad), least)
    high = max((y1 - y0) * (1 + 2 * pad), least)
    shape = frame.width / frame.height
    wide, high = max(wide, high * shape), max(high, wide / shape)
    return View(
        crs, middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2,
        middle[1] + high / 2, frame, whole,
    )  # fmt: skip


@cache
def find_country() -> BaseGeometry:
    """Return the outline of Syria (EPSG:4326)."""
    from shapely.geometry import shape

    for feature in load_basemap().layers["countries"]:
        if feature["properties"]["iso2"] == "SY":
            return shape(feature["geometry"])
    raise SpecError("the basemap has no Syria")
