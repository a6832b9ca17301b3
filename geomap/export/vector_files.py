"""Events as GeoPackage and FlatGeobuf, which GDAL, QGIS and R's sf read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geomap.atomic import replacing
from geomap.errors import OutputError
from geomap.export.plain_table import points_of, to_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    import pyarrow as pa

LAYER = "events"
MOMENT = "1980-01-01T00:00:00.000Z"
"""The time that a GeoPackage says of its last change; zip archives can tell no earlier one."""


def write_gpkg(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as a GeoPackage with one layer, ``events``, and a spatial index."""
    return _write(events, path, "GPKG", {"VERSION": "1.2"})


def write_fgb(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as FlatGeobuf, packed by its Hilbert R-tree (which sorts the rows)."""
    return _write(events, path, "FlatGeobuf", {})


def without_nul(table: pa.Table) -> pa.Table:
    """Return the table with U+FFFD for each NUL, behind which these formats would end a text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for position, name in enumerate(table.column_names):
        column = table[name]
        if pa.types.is_string(column.type) and pc.any(pc.match_substring(column, "\0")).as_py():
            mended = pc.replace_substring(column, "\0", "\ufffd")
            table = table.set_column(position, name, mended)
    return table


@contextmanager
def holding_clock() -> Iterator[None]:
    """Let GDAL write one fixed moment instead of now, so that equal input gives equal bytes."""
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": MOMENT})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write(events: gpd.GeoDataFrame, path: Path, driver: str, options: dict[str, object]) -> Path:
    import pyogrio

    table = without_nul(to_arrow(events))
    for name in table.column_names:
        if name.casefold() in {"fid", "geometry", "geom"}:
            table = table.rename_columns([f"{c}_" if c == name else c for c in table.column_names])
    points = points_of(table["lon"].to_numpy(), table["lat"].to_numpy())
    table = table.append_column("geometry", points)
    with replacing(path) as temporary, holding_clock():
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
