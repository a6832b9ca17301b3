"""Events as an Arrow table that every format can take: true dates, plain text, WKB points."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.schema import DTYPES, TEXT

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

    from geomap.arrays import Floats


def to_arrow(events: gpd.GeoDataFrame) -> pa.Table:
    """Return the columns of `events` but its geometry.

    Days are ``date32``, text is never null, columns of mixed or nested values are JSON text.
    """
    import pandas as pd
    import pyarrow as pa

    columns: dict[str, object] = {}
    for name in events.columns:
        if name == events.geometry.name:
            continue
        series = events[name]
        if pd.api.types.is_datetime64_any_dtype(series.dtype):
            stamps, known = pa.array(series), series.dropna()
            midnight = series.dt.tz is None and not (known != known.dt.normalize()).any()
            columns[name] = stamps.cast(pa.date32()) if midnight else stamps
        elif DTYPES.get(name) == TEXT:
            columns[name] = pa.array(series.fillna("").astype(str), pa.string())
        else:
            columns[name] = _to_array(series)
    return pa.table(columns)


def _to_array(series: Any) -> object:
    import pyarrow as pa

    try:
        array = pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        array = pa.nulls(len(series), pa.list_(pa.int8()))
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    if pa.types.is_large_string(array.type):
        return array.cast(pa.string())
    if pa.types.is_null(array.type):
        return array.cast(pa.string())
    if pa.types.is_nested(array.type) or pa.types.is_binary(array.type):
        return pa.array([_say_json(value) for value in series], pa.string())
    return array


def _say_json(value: object) -> str | None:
    """Return a mixed or nested value as JSON text, bytes as hexadecimal digits."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value != value:
        return None
    return json.dumps(value, ensure_ascii=False, default=_say_part)


def _say_part(value: object) -> object:
    import numpy as np

    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return value.hex() if isinstance(value, bytes) else str(value)


def points_of(lon: Floats, lat: Floats) -> pa.Array:
    """Return points as little-endian WKB from ``lon``, ``lat`` in degrees."""
    import numpy as np
    import pyarrow as pa

    layout = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
    points = np.empty(len(lon), dtype=layout)
    points["order"], points["kind"], points["x"], points["y"] = 1, 1, lon, lat
    offsets = np.arange(len(lon) + 1, dtype=np.int32) * layout.itemsize
    return pa.BinaryArray.from_buffers(
        pa.binary(), len(lon), [None, pa.py_buffer(offsets), pa.py_buffer(points)]
    )
