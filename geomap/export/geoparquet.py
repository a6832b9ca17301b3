"""Events as GeoParquet 1.1: WKB points, a bbox column, rows sorted along a Hilbert curve."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.export.plain_table import points_of, to_arrow
from geomap.schema import DATE, DTYPES, NEEDED, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import numpy as np
    import pyarrow as pa

    from geomap.arrays import Floats, Hashes

ROW_GROUP = 1 << 17
"""Rows of one row group: the unit that a reader can skip by its bbox."""

TEXT_COMPRESSION, NUMBER_COMPRESSION = "zstd", "snappy"
"""Text shrinks to two thirds of what Snappy makes of it; numbers hardly, at twice the time."""

_UNIQUE = {"event_id", "report_id", "description", "lon", "lat", "geometry", "bbox", "apart_km"}
FILLED = frozenset(
    {name for name, kind in DTYPES.items() if kind in (TEXT, DATE)}
    | NEEDED
    | {"rule", "placed_how", "geometry", "bbox"}
)
"""Columns that every event has: text is empty where nothing is said, never null."""

_STATISTICS = (
    "date_start", "date_end", "lon", "lat", "geo_precision", "time_precision", "fatalities",
    "bbox.xmin", "bbox.ymin", "bbox.xmax", "bbox.ymax",
)  # fmt: skip
_EXTENT = (-180.0, -90.0, 180.0, 90.0)


def write_geoparquet(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as GeoParquet 1.1, sorted by space (near events stand near each other)."""
    table = add_geometry(sort_by_space(to_arrow(events)))
    with replacing(path) as temporary:
        write_groups(table, temporary, bounds_of(table))
    return path


def write_groups(
    table: pa.Table, path: Path, bounds: tuple[float, float, float, float] | None = None
) -> None:
    """Write a table with geometry as row groups of GeoParquet, not atomically.

    Dictionaries and statistics are kept for the columns that they help: few distinct values,
    and what readers select by. Columns of `FILLED` are declared to have no nulls, which saves a
    fifth of the time.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    coded = [
        field.name
        for field in table.schema
        if pa.types.is_dictionary(field.type)
        or (field.name not in _UNIQUE and not pa.types.is_floating(field.type))
    ]
    plain = pa.schema(
        [
            pa.field(
                field.name,
                field.type.value_type
                if pa.types.is_dictionary(field.type) and field.name in _UNIQUE
                else field.type,
                nullable=field.name not in FILLED or table[field.name].null_count > 0,
            )
            for field in table.schema
        ]
    )
    table = table.replace_schema_metadata(None).cast(plain)
    with pq.ParquetWriter(
        path,
        table.schema,
        compression=_compressions(table.schema),
        use_dictionary=[
            name for name in coded if name not in _UNIQUE and not _is_unique(table, name)
        ],
        write_statistics=[name for name in _STATISTICS if name in _leaves(table.schema)],
        store_schema=False,
    ) as writer:
        writer.write_table(table, row_group_size=ROW_GROUP)
        writer.add_key_value_metadata({"geo": json.dumps(geo_metadata(bounds))})


def _compressions(schema: pa.Schema) -> dict[str, str]:
    """Return for each leaf column how it is compressed."""
    import pyarrow as pa

    def of(field: pa.Field) -> str:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
        return TEXT_COMPRESSION if text else NUMBER_COMPRESSION

    chosen = {field.name: of(field) for field in schema}
    return {leaf: chosen.get(leaf, NUMBER_COMPRESSION) for leaf in _leaves(schema)}


def _is_unique(table: pa.Table, name: str) -> bool:
    """Return True if the first values of a whole-number column hardly ever come twice."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_integer(table.schema.field(name).type):
        return False
    head = table[name].slice(0, 4096)
    return bool(pc.count_distinct(head).as_py() > len(head) * 0.9)


def _leaves(schema: pa.Schema) -> set[str]:
    return {*schema.names, *(f"bbox.{corner}" for corner in ("xmin", "ymin", "xmax", "ymax"))}


def sort_by_space(table: pa.Table) -> pa.Table:
    """Return `table` sorted along a Hilbert curve over the globe; ties keep their order."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if table.num_rows < 2:
        return table
    keys = hilbert_of(table["lon"].to_numpy(), table["lat"].to_numpy())
    # the row number behind the distance: sorting plain numbers is quicker than sorting positions
    keys = (keys << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64)
    keys.sort()
    order = pa.array((keys & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    return pc.take(table, order, boundscheck=False)


def add_geometry(table: pa.Table) -> pa.Table:
    """Return `table` with ``geometry`` (WKB points from ``lon``, ``lat``) and ``bbox``."""
    import numpy as np
    import pyarrow as pa

    lon, lat = (np.asarray(table[axis].to_numpy(), dtype=float) for axis in ("lon", "lat"))
    low_x, low_y = _float32(lon, -np.inf), _float32(lat, -np.inf)
    high_x, high_y = _float32(lon, np.inf), _float32(lat, np.inf)
    box = pa.StructArray.from_arrays(
        [pa.array(values) for values in (low_x, low_y, high_x, high_y)],
        fields=[
            pa.field(corner, pa.float32(), nullable=False)
            for corner in ("xmin", "ymin", "xmax", "ymax")
        ],
    )
    return table.append_column("geometry", points_of(lon, lat)).append_column("bbox", box)


def _float32(values: Floats, towards: float) -> Floats:
    """Return values as float32, rounded outwards so that the box covers the point."""
    import numpy as np

    near = values.astype(np.float32)
    wrong = near > values if towards < 0 else near < values
    return np.asarray(np.nextafter(near, np.float32(towards), out=near, where=wrong))


def bounds_of(table: pa.Table) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north in degrees (EPSG:4326), None without rows."""
    import pyarrow.compute as pc

    if not table.num_rows:
        return None
    lon, lat = pc.min_max(table["lon"]).as_py(), pc.min_max(table["lat"]).as_py()
    return lon["min"], lat["min"], lon["max"], lat["max"]


def geo_metadata(bounds: tuple[float, float, float, float] | None) -> dict[str, object]:
    """Return the ``geo`` metadata of GeoParquet 1.1.

    The CRS is EPSG:4326 in PROJJSON; GeoParquet stores ``lon, lat`` whatever the CRS's own order.
    """
    corners = {name: ["bbox", name] for name in ("xmin", "ymin", "xmax", "ymax")}
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": describe_wgs84(),
        "covering": {"bbox": corners},
    }
    if bounds:
        column["bbox"] = list(bounds)
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


@cache
def describe_wgs84() -> dict[str, object]:
    """Return EPSG:4326 as PROJJSON, as PROJ 9 writes it: loading PROJ for it takes 0.1 s.

    Its own axis order is lat, lon, which GeoParquet overrides.
    """
    told: dict[str, object] = json.loads(
        files("geomap.export").joinpath("wgs84.json").read_text(encoding="utf-8")
    )
    return told


def hilbert_of(lon: Floats, lat: Floats, order: int = 16) -> Hashes:
    """Return the distance along a Hilbert curve of 4^`order` cells over the globe."""
    import numpy as np

    side = (1 << order) - 1
    west, south, east, north = _EXTENT
    x = np.clip((lon - west) / (east - west) * side, 0, side).astype(np.uint32)
    y = np.clip((lat - south) / (north - south) * side, 0, side).astype(np.uint32)
    steps = _hilbert_steps()
    distance = np.zeros(len(x), dtype=np.uint64)
    # four bits of each axis at a time; the bits above the first are zeros, each swaps the axes
    way = np.full(len(x), 2 * (order % 2), dtype=np.uint32)
    for shift in range((order + 3) // 4 * 4 - 4, -1, -4):
        cell = ((x >> np.uint32(shift)) & np.uint32(15)) << np.uint32(4)
        cell |= (y >> np.uint32(shift)) & np.uint32(15)
        found = steps[(way << np.uint32(8)) | cell]
        distance = (distance << np.uint64(8)) | (found >> np.uint32(2))
        way = found & np.uint32(3)
    return distance


@cache
def _hilbert_steps() -> np.ndarray[Any, np.dtype[np.uint32]]:
    """Return where the curve goes inside a square of 16 by 16 cells, for each way it may lie.

    The index is ``way << 8 | x << 4 | y``, the value ``distance << 2 | way inside the cell``; a
    way is ``axes swapped << 1 | axes turned round``.
    """
    import numpy as np

    steps = np.zeros(4 << 8, dtype=np.uint32)
    for index in range(len(steps)):
        swapped, turned = index >> 9 & 1, index >> 8 & 1
        distance = 0
        for bit in (3, 2, 1, 0):
            x, y = index >> (bit + 4) & 1, index >> bit & 1
            x, y = (y ^ turned, x ^ turned) if swapped else (x ^ turned, y ^ turned)
            distance = distance << 2 | (3 * x) ^ y
            turned ^= x & (1 - y)
            swapped ^= 1 - y
        steps[index] = distance << 2 | swapped << 1 | turned
    return steps
