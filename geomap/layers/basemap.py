"""The outlines under the events, loaded from the files that ship; no internet.

Coordinates are ``lon, lat`` in decimal degrees, EPSG:4326, good for 1:1,000,000 and smaller.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.gazetteer.areas.unit_fit import find_lines
from geomap.gazetteer.built import read_units
from geomap.gazetteer.loading import find_built
from geomap.lang.name_keys import name_key
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.areas.unit_fit import Units

_AROUND = ("rif", "reef", "rural", "countryside", "ريف")
DISTRICT_ZOOM = 9
"""The web map zoom from which names of districts are worth showing."""
LAYERS = ("world", "countries", "governorates", "golan", "lakes", "rivers", "borders")
"""The layers, in the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map.

    Parameters
    ----------
    kind
        ``country``, ``area``, ``water``, ``city``, ``town``, ``foreign`` (a city abroad) or
        ``district``.
    name, name_ar
        English and Arabic.
    lon, lat
        Where it stands, decimal degrees, EPSG:4326.
    zoom
        The web map zoom from which it is worth showing.
    """

    kind: str
    name: str
    name_ar: str
    lon: float
    lat: float
    zoom: int


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A district or sub-district: p-code, English and Arabic name, outline (EPSG:4326)."""

    pcode: str
    name: str
    name_ar: str
    outline: BaseGeometry


@dataclass(frozen=True, eq=False)
class Basemap:
    """Every layer as a list of GeoJSON features (plain dictionaries), and the labels.

    Parameters
    ----------
    layers
        Features by layer name, see `LAYERS`; ``lon, lat``, EPSG:4326.
    labels
        Names to write, most important first within a kind.
    units
        Districts and sub-districts with an outline, by p-code, where the user's gazetteer has
        them; the layers ``districts`` and ``subdistricts`` then hold the lines between them.
    unit_source
        Who drew these outlines.
    """

    layers: dict[str, list[dict[str, Any]]]
    labels: tuple[Label, ...]
    units: Mapping[str, Unit] = field(default_factory=dict)
    unit_source: str = ""

    def frame(self, layer: str) -> gpd.GeoDataFrame:
        """Return one layer as a GeoDataFrame (EPSG:4326)."""
        import geopandas as gpd

        return gpd.GeoDataFrame.from_features(self.layers[layer], crs="EPSG:4326")

    def governorate(self, pcode: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of a governorate by p-code (``SY01``), None if unknown."""
        from shapely.geometry import shape

        for feature in self.layers["governorates"]:
            if feature["properties"]["pcode"] == pcode:
                return shape(feature["geometry"])
        return None

    def country(self, iso2: str) -> BaseGeometry | None:
        """Return the outline (EPSG:4326) of Syria or a neighbour (``TR``), None if unknown.

        Neighbours end where the fine outlines end.
        """
        from shapely.geometry import shape

        for feature in self.layers["countries"]:
            if feature["properties"]["iso2"] == iso2:
                return shape(feature["geometry"])
        return None

    def find_governorate(self, name: str) -> str:
        """Return the p-code that a name or p-code means, empty if none or several.

        ``Hasakah``, ``Al Hasakah`` and the Arabic name are one; Damascus and Rural Damascus two.
        """
        plain, keys = self._governorate_keys
        if found := plain.get(_plain(name)):
            return found
        several = sorted(keys.get(name_key(name), ()))
        if len(several) > 1:  # of a governorate and the one around it
            around = any(word in name.casefold() for word in _AROUND)
            return several[-1] if around else several[0]
        return several[0] if several else ""

    @cached_property
    def _governorate_keys(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        """P-codes by plain name, and by name key."""
        plain: dict[str, str] = {}
        keys: dict[str, set[str]] = {}
        for pcode, names in self.governorate_names().items():
            for name in (pcode, *names):
                plain[_plain(name)] = pcode
            for name in names:
                keys.setdefault(name_key(name), set()).add(pcode)
        return plain, {key: found for key, found in keys.items() if key}

    def governorate_names(self) -> dict[str, tuple[str, str]]:
        """Return the English and Arabic name of each governorate by p-code."""
        return {
            feature["properties"]["pcode"]: (
                feature["properties"]["name"],
                feature["properties"]["name_ar"],
            )
            for feature in self.layers["governorates"]
        }


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum()).removesuffix("governorate")


@cache
def load_basemap(folder: Path | None = None) -> Basemap:
    """Load the basemap: from `folder`, else the one that ships.

    Raises
    ------
    GazetteerError
        If a file is missing or is not GeoJSON.
    """
    folder = folder or data_dir() / "basemap"
    layers: dict[str, list[dict[str, Any]]] = {}
    for name in LAYERS:
        path = folder / f"{name}.geojson"
        try:
            layers[name] = json.loads(path.read_text(encoding="utf-8"))["features"]
        except (OSError, ValueError, KeyError) as error:
            raise GazetteerError(
                "the basemap cannot be read", file=str(path), fix="install geomap anew"
            ) from error
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as table:
        labels = tuple(
            Label(row["kind"], row["name"], row["name_ar"], float(row["lon"]), float(row["lat"]),
                  int(row["zoom"]))
            for row in csv.DictReader(table)
        )  # fmt: skip
    return Basemap(layers, labels)


def add_units(basemap: Basemap, units: Units) -> Basemap:
    """Return a basemap with the districts of a gazetteer.

    Governorates take their outlines from there too if all are there, so that lines meet.
    """
    import shapely
    from shapely.geometry import mapping

    known = {
        pcode: Unit(pcode, *units.names[pcode], units.outlines[pcode])
        for pcode in sorted(units.names)
        if len(pcode) > 4
    }
    districts = [unit for unit in known.values() if len(unit.pcode) == 6]
    if not districts:
        return basemap
    layers = dict(basemap.layers)
    for name, level, size in (("districts", 2, 6), ("subdistricts", 3, 8)):
        lines = find_lines({p: unit.outline for p, unit in known.items() if len(p) <= size})
        if level in lines:
            layers[name] = [
                {"type": "Feature", "properties": {}, "geometry": mapping(lines[level])}
            ]
    if set(basemap.governorate_names()) <= set(units.names):
        layers["governorates"] = [
            {**feature, "geometry": mapping(units.outlines[feature["properties"]["pcode"]])}
            for feature in basemap.layers["governorates"]
        ]
    labels = []
    for unit in districts:
        largest = max(shapely.get_parts(unit.outline), key=lambda part: float(part.area))
        middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, 0.01), 0)
        labels.append(
            Label("district", unit.name, unit.name_ar, round(middle.x, 3), round(middle.y, 3),
                  DISTRICT_ZOOM)
        )  # fmt: skip
    return Basemap(layers, (*basemap.labels, *labels), known, units.source)


def open_basemap(gazetteer: Path | None = None) -> Basemap:
    """Return the basemap with the districts of the gazetteer in use, if it has any.

    Parameters
    ----------
    gazetteer
        A built gazetteer; None takes the user's, if there is one.
    """
    built = find_built(gazetteer)
    if built is None:
        return load_basemap()
    told = built.stat()
    return _add_built(built, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=2)
def _add_built(built: Path, changed: int, size: int) -> Basemap:  # noqa: ARG001 - what is cached
    return add_units(load_basemap(), read_units(built))
