"""Files of events: what geomap itself wrote, rows without a place or a day among them or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import SchemaError, TableError
from geomap.schema import (
    CRS,
    DTYPES,
    EXTRA_COLUMNS,
    NEEDED,
    NUMBERS,
    UNPLACED_COLUMNS,
    coerce_events,
    validate_events,
)
from geomap.tables.opening import open_table

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa

    from geomap.arrays import Mask
    from geomap.tables.sheets import Sheet

PLACED = (NEEDED - {"time_precision"}) | {"place_id", "location"}
"""A table with these columns holds placed events."""


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


NO_DAY = "no date"
NO_PLACE = "no place"
REASONS = {
    NO_DAY: "no date: say --date with the day of publication to geomap read, or write date_start",
    NO_PLACE: "no place: give it lon and lat, or a location that geomap events can place",
}
"""Why a row of an event file is no event yet, and what to do, by verdict."""


@dataclass(frozen=True)
class EventFile:
    """The rows of an event file: events, and those that have no place or no day yet.

    Parameters
    ----------
    events
        Typed, points in EPSG:4326, not validated.
    unplaced
        The other rows behind ``verdict``, ``reason``, ``nearest``, as ``geomap events`` writes
        them.
    """

    events: gpd.GeoDataFrame
    unplaced: pd.DataFrame

    @property
    def rows_in(self) -> int:
        """Rows of the file, the header not counted."""
        return len(self.events) + len(self.unplaced)


def read_event_file(path: Path) -> gpd.GeoDataFrame:
    """Read the events of a file (EPSG:4326) and check them against the event schema.

    Raises
    ------
    TableError
        If the file cannot be read.
    SchemaError
        With every fault of its rows.
    """
    return validate_events(split_sheet(open_table(path)).events, file=Path(path).name)


def split_sheet(sheet: Sheet) -> EventFile:
    """Return the rows of an opened table of events, typed but not validated.

    Raises
    ------
    SchemaError
        If rows are broken or cells are not of their column's type, all of them.
    """
    import geopandas as gpd
    import pyarrow as pa

    from geomap.tables.checks import check_table
    from geomap.tables.text_columns import decode_text, to_frame

    faults: list[str] = []
    parts, others = [], []
    for batch in sheet.batches():
        faults.extend(f"row {r.row}: {r.problem}" for r, _ in batch.rejects)
        whole, rows = _type_own(batch.table), batch.rows
        dated = _is_given(whole["date_start"])
        ready = dated & (_is_given(whole["lon"]) | _is_given(whole["lat"]))
        if not ready.all():
            others.append(_list_unplaced(whole.filter(pa.array(~ready)), dated[~ready]))
            whole, rows = whole.filter(pa.array(ready)), rows[ready]
        table, found = check_table(whole, anywhere=True)
        for position in found.codes.nonzero()[0].tolist():
            finding = found.reject(position, int(rows[position]))
            faults.append(str(replace(finding, fix="")))
        parts.append(decode_text(table))
    if faults:
        raise SchemaError(faults, file=Path(sheet.name).name)
    if not parts:
        parts = [pa.table({name: pa.array([], pa.string()) for name in sheet.columns})]
    frame = coerce_events(to_frame(pa.concat_tables(parts, promote_options="permissive")))
    if "more" in frame and not frame["more"].any():
        frame = frame.drop(columns="more")
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    lost = pa.concat_tables(others) if others else _list_unplaced(parts[0].slice(0, 0), None)
    return EventFile(gpd.GeoDataFrame(frame, geometry=points, crs=CRS), to_frame(lost))


def _is_given(column: pa.ChunkedArray) -> Mask:
    """Return for each cell whether it holds anything but blanks and words such as ``n/a``."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from geomap.tables.text_columns import as_text, is_text
    from geomap.tables.values.date_cells import EMPTY

    if is_text(column.type) or pa.types.is_null(column.type):
        bare = pc.utf8_lower(pc.utf8_trim_whitespace(as_text(column)))
        known = pc.invert(pc.is_in(bare, pa.array(sorted(EMPTY))))
    else:
        known = pc.invert(pc.is_null(column, nan_is_null=True))
    return np.asarray(known.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _list_unplaced(table: pa.Table, dated: Mask | None) -> pa.Table:
    """Return rows as text behind why they are no events."""
    import pyarrow as pa

    from geomap.tables.text_columns import as_text

    has_day = [] if dated is None else dated.tolist()
    verdicts = [NO_PLACE if known else NO_DAY for known in has_day]
    reasons = [REASONS[verdict] for verdict in verdicts]
    if "placed_how" in table.column_names:
        told = as_text(table["placed_how"]).to_pylist()
        reasons = [
            how if how and known else reason
            for how, known, reason in zip(told, has_day, reasons, strict=True)
        ]
    why = (verdicts, reasons, [""] * len(verdicts))
    columns: dict[str, pa.ChunkedArray] = {
        name: pa.array(texts, pa.string())
        for name, texts in zip(UNPLACED_COLUMNS, why, strict=True)
    }
    for name in table.column_names:
        if name not in columns:
            columns[name] = as_text(table[name])
    return pa.table(columns)


def _type_own(table: pa.Table) -> pa.Table:
    """Return `table` with geomap's own number columns typed and apostrophes taken off text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns: dict[str, pa.ChunkedArray] = {}
    for name in table.column_names:
        column = table[name]
        if name in NUMBERS and pa.types.is_string(column.type):
            column = pc.if_else(pc.equal(column, ""), None, column).cast(pa.float64())
        elif name in EXTRA_COLUMNS and name not in NUMBERS and name not in DTYPES:
            column = column.cast(pa.string()).fill_null("")
        columns[name] = column
    return pa.table(columns)
