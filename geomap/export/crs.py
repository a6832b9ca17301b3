"""EPSG:4326 as GeoParquet tells of it: written down, for loading PROJ takes 0.1 s."""

from __future__ import annotations

from geomap.lang.lexicon import amounts

_REALIZATIONS = amounts("formats", "gis.realizations")


def describe_wgs84() -> dict[str, object]:
    """Return EPSG:4326 as PROJJSON; its own axis order, which GeoParquet overrides, is lat, lon."""
    return {
        "$schema": "https://proj.org/schemas/v0.7/projjson.schema.json",
        "type": "GeographicCRS",
        "name": "WGS 84",
        "datum_ensemble": {
            "name": "World Geodetic System 1984 ensemble",
            "members": [
                {"name": f"World Geodetic System 1984 ({name})", "id": _id(code)}
                for name, code in _REALIZATIONS.items()
            ],
            "ellipsoid": {
                "name": "WGS 84",
                "semi_major_axis": 6378137,
                "inverse_flattening": 298.257223563,
            },
            "accuracy": "2.0",
            "id": _id(6326),
        },
        "coordinate_system": {
            "subtype": "ellipsoidal",
            "axis": [
                _axis("Geodetic latitude", "Lat", "north"),
                _axis("Geodetic longitude", "Lon", "east"),
            ],
        },
        "scope": "Horizontal component of 3D system.",
        "area": "World.",
        "bbox": {
            "south_latitude": -90,
            "west_longitude": -180,
            "north_latitude": 90,
            "east_longitude": 180,
        },
        "id": _id(4326),
    }


def _id(code: int) -> dict[str, object]:
    return {"authority": "EPSG", "code": code}


def _axis(name: str, short: str, direction: str) -> dict[str, str]:
    return {"name": name, "abbreviation": short, "direction": direction, "unit": "degree"}
