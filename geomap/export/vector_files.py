"""Events as GeoPackage and FlatGeobuf, which GDAL, QGIS and R's sf read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.errors import OutputError
from geomap.export.plain import points_of, to_arrow

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

LAYER = "events"


def write_gpkg(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as a GeoPackage with one layer, ``events``, and a spatial index."""
    return _write(events, path, "GPKG", {"VERSION": "1.2"})


def write_fgb(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as FlatGeobuf, packed by its Hilbert R-tree (which sorts the rows)."""
    return _write(events, path, "FlatGeobuf", {})


def _write(events: gpd.GeoDataFrame, path: Path, driver: str, options: dict[str, Any]) -> Path:
    import pyogrio

    table = to_arrow(events)
    for name in table.column_names:
        if name.casefold() in {"fid", "geometry", "geom"}:
            table = table.rename_columns([f"{c}_" if c == name else c for c in table.column_names])
    points = points_of(table["lon"].to_numpy(), table["lat"].to_numpy())
    table = table.append_column("geometry", points)
    with replacing(path) as temporary:
        temporary.unlink()
        try:
            pyogrio.write_arrow(
                table,
                temporary,
                layer=LAYER,
                driver=driver,
                geometry_name="geometry",
                geometry_type="Point",
                crs="EPSG:4326",
                dataset_options=options,
            )
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError,
                pyogrio.errors.FeatureError, RuntimeError) as error:  # fmt: skip
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise OutputError(f"{path}: cannot be written ({reason})") from error
    return path
