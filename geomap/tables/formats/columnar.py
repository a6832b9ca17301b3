"""Parquet, GeoParquet, GeoPackage and FlatGeobuf as tables: typed columns are kept typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.tables.sheets import Batch, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

BATCH_ROWS = 1 << 17
_LONG_BYTES = 2 << 20
"""A chunk of a column is longer than this only if it is not coded: writers stop at 1 MiB of
distinct values."""


def open_parquet(path: Path, name: str = "") -> Sheet:
    """Open a Parquet or GeoParquet file, streamed; a point geometry becomes ``lon``, ``lat``."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    name = name or str(path)
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            long = _long_texts(file.metadata)
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(
            f"is no readable Parquet file ({_first_line(error)})", file=name
        ) from error
    geometry, crs, areas = _find_geometry(schema, name)
    columns = tuple(n for n in schema.names if n not in {geometry, "bbox", "__index_level_0__"})
    texts = [n for n in columns if pa.types.is_string(schema.field(n).type) and n not in long]

    def batches() -> Iterator[Batch]:
        first = 2
        # neither mapped nor read ahead: both keep what was read, so that memory grows with the file
        with pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False) as file:
            wanted = [*columns, *([geometry] if geometry else [])]
            try:
                for batch in file.iter_batches(BATCH_ROWS, columns=wanted, use_threads=False):
                    table = _split_geometry(
                        pa.Table.from_batches([batch]), geometry, crs, areas=areas
                    )
                    yield Batch(table, np.arange(first, first + batch.num_rows))
                    first += batch.num_rows
            except (pa.ArrowInvalid, OSError) as error:
                raise TableError(
                    f"breaks off after row {first - 1} ({_first_line(error)})", file=name
                ) from error

    empty = {n: schema.field(n).type for n in (*columns, *([geometry] if geometry else []))}
    nothing = pa.table({n: pa.array([], kind) for n, kind in empty.items()})
    shown = tuple(_split_geometry(nothing, geometry, crs, areas=areas).column_names)
    return Sheet(name, shown, batches, rows=rows)


def _long_texts(metadata: Any) -> set[str]:
    """Return the columns whose writer gave up telling distinct values apart: they seldom repeat."""
    if not metadata.num_row_groups:
        return set()
    group = metadata.row_group(0)
    chunks = (group.column(number) for number in range(group.num_columns))
    return {
        chunk.path_in_schema
        for chunk in chunks
        if chunk.total_uncompressed_size > max(_LONG_BYTES, 8 * group.num_rows)
    }


def open_vector(
    path: Path, name: str = "", *, layer: str = "", encoding: str = "",
    notes: tuple[str, ...] = (),
) -> Sheet:  # fmt: skip
    """Open a GeoPackage, FlatGeobuf or other vector file; points become ``lon``, ``lat``.

    Of several layers it is the one called `layer`, else the first that names a date and a place,
    else the first. `encoding` is
    that of its texts where the file does not say it; `notes` are said too.
    """
    import numpy as np
    import pyogrio

    from geomap.tables.formats.geometry_crs import open_crs

    name = name or str(path)
    try:
        layer, told = _choose_layer(path, layer, name)
        meta, table = pyogrio.read_arrow(path, layer=layer, encoding=encoding or None)
    except TableError:
        raise
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise TableError(f"cannot be read ({_first_line(error)})", file=name) from error
    crs = open_crs(meta["crs"], name) if meta.get("crs") else None
    areas = str(meta.get("geometry_type") or "Point") != "Point"
    table = _split_geometry(table, meta["geometry_name"] or "wkb_geometry", crs, areas=areas)
    if path.suffix.lower() == ".gpx":
        table = _name_waypoints(table)
    batch = Batch(table, np.arange(2, table.num_rows + 2))
    said = (*notes, *told)
    return Sheet(name, tuple(table.column_names), lambda: iter([batch]), said, table.num_rows)


def _name_waypoints(table: pa.Table) -> pa.Table:
    """Return the waypoints of a GPX file with their names as places and their times as dates."""
    filled = [n for n in table.column_names if table[n].null_count < table.num_rows]
    names = {"name": "location", "desc": "description", "cmt": "comment", "time": "date"}
    table = table.select(filled)
    return table.rename_columns([names.get(name, name) for name in filled])


def _choose_layer(path: Path, wanted: str, file: str) -> tuple[str, tuple[str, ...]]:
    """Return the layer that is read, and what is to be said of the others."""
    import pyogrio

    from geomap.tables.schemes.headings import names_events

    layers = [str(layer) for layer, _ in pyogrio.list_layers(path)]
    if wanted:
        if wanted not in layers:
            fix = f"it has {', '.join(map(repr, layers[:8]))}"
            raise TableError(f"has no layer {wanted!r}", file=file, fix=fix)
        return wanted, (f"layer {wanted!r}",)
    if len(layers) < 2:
        return (layers[0] if layers else ""), ()
    chosen = next(
        (
            layer
            for layer in layers
            if names_events(
                [*pyogrio.read_info(path, layer=layer)["fields"], *_lon_lat(path, layer)]
            )
        ),
        layers[0],
    )
    others = ", ".join(repr(layer) for layer in layers if layer != chosen)
    return chosen, (f"layer {chosen!r}; not read: {others} (--sheet NAME reads one)",)


def _lon_lat(path: Path, layer: str) -> tuple[str, ...]:
    import pyogrio

    return ("lon", "lat") if pyogrio.read_info(path, layer=layer)["geometry_type"] else ()


def _find_geometry(schema: pa.Schema, name: str) -> tuple[str | None, Any, bool]:
    """Return the column of geometry of a Parquet file, its CRS if not lon, lat, and if areas are.

    There are areas if the file says that not all are points.
    """
    import json

    import pyarrow as pa

    from geomap.tables.formats.geometry_crs import open_crs

    try:
        said = json.loads((schema.metadata or {})[b"geo"])
        primary = said["primary_column"]
        crs = said["columns"][primary].get("crs")
        kinds = said["columns"][primary].get("geometry_types") or ["Point"]
        areas = any(not str(kind).startswith("Point") for kind in kinds)
    except (KeyError, ValueError, TypeError, AttributeError):
        primary, crs, areas = "geometry", None, False
    if primary not in schema.names:
        return None, None, False
    kind = schema.field(primary).type
    if not (pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or _is_xy(kind)):
        return None, None, False
    return str(primary), open_crs(crs, name) if crs else None, areas


def _is_xy(kind: pa.DataType) -> bool:
    """Return True for GeoParquet's native points: a structure of x and y."""
    import pyarrow as pa

    return bool(pa.types.is_struct(kind)) and {"x", "y"} <= {field.name for field in kind}


def _split_geometry(
    table: pa.Table, geometry: str | None, crs: Any = None, *, areas: bool = False
) -> pa.Table:
    """Return `table` with ``lon``, ``lat`` (EPSG:4326) in place of the WKB column.

    Where there may be `areas` (or lines) their precision is told by how far they reach.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import shapely

    from geomap.tables.formats.geometry_crs import measure_reach, scale_of, to_degrees

    if geometry is None or geometry not in table.column_names:
        return table
    if {"lon", "lat"} <= set(table.column_names):
        return table.drop_columns([geometry])
    column, shapes = table[geometry], None
    if _is_xy(column.type):
        areas = False
        lon, lat = (
            pc.struct_field(column, name).cast(pa.float64()).to_numpy() for name in ("x", "y")
        )
    else:
        shapes = shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
        points = shapely.point_on_surface(shapes)
        lon, lat = shapely.get_x(points), shapely.get_y(points)
    if crs is not None:
        lon, lat = to_degrees(crs, lon, lat)
    table = table.drop_columns([geometry])
    for column, values in (("lon", lon), ("lat", lat)):
        table = table.append_column(column, pa.array(values, from_pandas=True))
    if areas and not {"geo_precision", "precision_km"} & set(table.column_names):
        reach = measure_reach(shapely.bounds(shapes), crs)
        scales = [None if km != km else scale_of(km) for km in reach.tolist()]
        table = table.append_column("geo_precision", pa.array(scales, pa.int8()))
        table = table.append_column("precision_km", pa.array(reach, from_pandas=True))
    return table


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
