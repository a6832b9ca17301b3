"""Files of events that are placed already: what geomap itself wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import SchemaError, TableError
from geomap.schema import CRS, DTYPES, EXTRA_COLUMNS, coerce_events, validate_events
from geomap.tables.opening import open_table

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

    from geomap.tables.sheets import Sheet

PLACED = frozenset({"event_id", "report_id", "date_start", "date_end", "status", "place_id",
                    "lon", "lat", "geo_precision", "precision_km", "location"})  # fmt: skip
"""A table with these columns holds placed events."""

NUMBERS = {"score": "float64", "apart_km": "float64"}
"""Columns of geomap's own that are numbers, for formats that hold text only."""


def is_event_file(path: Path) -> bool:
    """Return True if `path` holds placed events, judged by its columns, whatever its format.

    False for a file that cannot be read: reading it as reports says why.
    """
    if not Path(path).is_file():
        return False
    try:
        return holds_events(open_table(path))
    except TableError:
        return False


def holds_events(sheet: Sheet) -> bool:
    """Return True if an opened table has the columns of placed events."""
    return set(sheet.columns) >= PLACED


def read_event_file(path: Path) -> gpd.GeoDataFrame:
    """Read placed events (EPSG:4326) and check them against the event schema.

    Raises
    ------
    TableError
        If the file cannot be read.
    SchemaError
        With every fault of its rows.
    """
    path = Path(path)
    return validate_events(frame_sheet(open_table(path)), file=path.name)


def frame_sheet(sheet: Sheet) -> gpd.GeoDataFrame:
    """Return the rows of an opened table of placed events, typed but not validated.

    Raises
    ------
    SchemaError
        If rows are broken or cells are not of their column's type, all of them.
    """
    import geopandas as gpd
    import pyarrow as pa

    from geomap.tables.checks import check_table
    from geomap.tables.reports import decode_text, to_frame

    faults: list[str] = []
    parts = []
    for batch in sheet.batches():
        faults.extend(f"row {r.row}: {r.problem}" for r, _ in batch.rejects)
        table, found = check_table(_type_own(batch.table), anywhere=True)
        for position in found.codes.nonzero()[0].tolist():
            reject = found.reject(position, int(batch.rows[position]))
            faults.append(f"row {reject.row}, column {reject.field!r}: {reject.problem}")
        parts.append(decode_text(table))
    if faults:
        raise SchemaError(faults, file=Path(sheet.name).name)
    if not parts:
        parts = [pa.table({name: pa.array([], pa.string()) for name in sheet.columns})]
    frame = coerce_events(to_frame(pa.concat_tables(parts, promote_options="permissive")))
    if "more" in frame and not frame["more"].any():
        frame = frame.drop(columns="more")
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return gpd.GeoDataFrame(frame, geometry=points, crs=CRS)


def _type_own(table: pa.Table) -> pa.Table:
    """Return `table` with geomap's own number columns typed and apostrophes taken off text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table[name]
        if name in NUMBERS and pa.types.is_string(column.type):
            column = pc.if_else(pc.equal(column, ""), None, column).cast(pa.float64())
        elif name in EXTRA_COLUMNS and name not in NUMBERS and name not in DTYPES:
            column = column.cast(pa.string()).fill_null("")
        columns[name] = column
    return pa.table(columns)
