"""Layers of GIS files, zipped or not, as rows with a geometry: what OCHA and others publish."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".zip", ".shp", ".gpkg", ".fgb", ".gdb")
"""What is read here; plain GeoJSON needs no such library."""

_INSIDE = (".shp", ".geojson", ".json", ".gpkg", ".fgb")


def read_layers(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each layer with points or polygons; ``geometry`` is in EPSG:4326.

    Raises
    ------
    GazetteerError
        If the file holds no layer that can be read.
    """
    import pyogrio

    sources = list(_list_sources(path))
    if not sources:
        raise GazetteerError(
            "no shapefile, GeoJSON or GeoPackage inside", file=path.name,
            fix="give OCHA's file as it is published",
        )  # fmt: skip
    for source, encoding in sources:
        try:
            for layer, kind in pyogrio.list_layers(source):
                if kind is None or "LineString" in str(kind):
                    continue
                yield _read_rows(source, layer, encoding)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
            raise GazetteerError(f"cannot be read ({error})", file=path.name) from None


def _list_sources(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield GDAL's address of each data set, and its encoding where the file does not say it."""
    if path.suffix.lower() != ".zip":
        silent = path.suffix.lower() == ".shp" and not path.with_suffix(".cpg").exists()
        yield str(path), "UTF-8" if silent else None
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(archive.namelist())
    except (OSError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"not a zip file ({error})", file=path.name) from None
    inside = f"/vsizip/{path.resolve()}"
    databases = {name.split(".gdb/")[0] + ".gdb" for name in names if ".gdb/" in name}
    for name in sorted(databases):
        yield f"{inside}/{name}", None
    lower = {name.lower() for name in names}
    for name in names:
        if name.lower().endswith(_INSIDE) and ".gdb/" not in name and "__MACOSX" not in name:
            silent = name.lower().endswith(".shp") and name[:-4].lower() + ".cpg" not in lower
            yield f"{inside}/{name}", "UTF-8" if silent else None


def _read_rows(source: str, layer: str, encoding: str | None) -> list[dict[str, Any]]:
    import geopandas as gpd

    try:
        frame = gpd.read_file(source, layer=layer, encoding=encoding)
    except UnicodeDecodeError:
        frame = gpd.read_file(source, layer=layer)
    if not isinstance(frame, gpd.GeoDataFrame):
        return []
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs("EPSG:4326")
    frame = frame[~frame.geometry.isna()]
    rows: list[dict[str, Any]] = [
        {str(k): "" if v is None or v != v else v for k, v in row.items()}
        for row in frame.drop(columns=frame.geometry.name).to_dict("records")
    ]
    for row, shape in zip(rows, frame.geometry, strict=True):
        row["geometry"] = shape
    return rows
