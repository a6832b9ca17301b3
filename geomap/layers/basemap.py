"""The outlines under the events, loaded from the files that ship; no internet.

Coordinates are ``lon, lat`` in decimal degrees, EPSG:4326, good for 1:1,000,000 and smaller.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.settings import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

ATTRIBUTION = "Natural Earth"
LAYERS = ("world", "countries", "governorates", "golan", "lakes", "rivers", "borders")
"""The layers, in the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map.

    Parameters
    ----------
    kind
        ``country``, ``area``, ``water``, ``city``, ``town`` or ``foreign`` (a city abroad).
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


@dataclass(frozen=True)
class Basemap:
    """Every layer as a list of GeoJSON features (plain dictionaries), and the labels.

    Parameters
    ----------
    layers
        Features by layer name, see `LAYERS`; ``lon, lat``, EPSG:4326.
    labels
        Names to write, most important first within a kind.
    """

    layers: dict[str, list[dict[str, Any]]]
    labels: tuple[Label, ...]

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

    def governorate_names(self) -> dict[str, tuple[str, str]]:
        """Return the English and Arabic name of each governorate by p-code."""
        return {
            feature["properties"]["pcode"]: (
                feature["properties"]["name"],
                feature["properties"]["name_ar"],
            )
            for feature in self.layers["governorates"]
        }


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
