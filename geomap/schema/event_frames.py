"""Event columns in a data frame: brought to their types, and checked with every fault told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import SchemaError
from geomap.schema.event_columns import (
    COLUMNS,
    COUNT,
    DATE,
    DTYPES,
    EVENT_COLUMNS,
    NUMBER,
    SCALE,
    TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd

    from geomap.schema.event_columns import Column

CRS = "EPSG:4326"
UNBOUNDED = frozenset(
    column.name for column in COLUMNS if column.kind == COUNT or column.name == "precision_km"
)
"""Numbers whose highest binds the person who writes a cell, not the tables of others."""


def coerce_events(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with every event column present, in order and of its dtype; others follow."""
    import pandas as pd

    out = frame.copy()
    for column in COLUMNS:
        if column.name not in out:
            out[column.name] = pd.Series(pd.NA, index=out.index, dtype="object")
        series = out[column.name]
        if str(series.dtype) == column.dtype and not (column.kind == TEXT and series.hasnans):
            continue
        if column.kind == DATE:
            out[column.name] = pd.to_datetime(series).astype(DATE.value)
        elif column.kind in (SCALE, COUNT):
            out[column.name] = pd.to_numeric(series).astype(column.dtype)
        elif column.kind == NUMBER:
            out[column.name] = pd.to_numeric(series).astype(NUMBER.value)
        else:
            out[column.name] = series.where(series.notna(), "").astype(TEXT.value)
    others = [name for name in out.columns if name not in DTYPES]
    return out[[*EVENT_COLUMNS, *others]]


def validate_events(events: gpd.GeoDataFrame, *, file: str | None = None) -> gpd.GeoDataFrame:
    """Return `events` if they follow the schema.

    Required: every column of `COLUMNS` with its dtype, unique ``event_id``, ``date_start <=
    date_end``, points that agree with ``lon``/``lat`` (EPSG:4326), scales in 1-3.

    Raises
    ------
    SchemaError
        With one line for each fault, all of them.
    """
    faults: list[str] = []
    if events.crs is None or events.crs.to_epsg() != 4326:
        faults.append(f"the CRS must be {CRS}, not {events.crs}")
    for column in COLUMNS:
        if column.name not in events:
            faults.append(f"{column.name}: there is no such column")
            continue
        cells = events[column.name]
        if str(cells.dtype) != column.dtype:
            faults.append(f"{column.name}: must be {column.dtype}, not {cells.dtype}")
            continue
        for what, wrong in _wrong_cells(column, cells):
            if wrong.any():
                told = ", ".join(repr(cell) for cell in cells[wrong].head(3).tolist())
                faults.append(f"{column.name}: must be {what}; {int(wrong.sum())} not so ({told})")
    if not faults and (events["date_start"] > events["date_end"]).any():
        turned = int((events["date_start"] > events["date_end"]).sum())
        faults.append(f"date_start: must not be after date_end; {turned} not so")
    if faults:
        raise SchemaError(faults, file=file)
    return events


def _wrong_cells(column: Column, cells: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """Yield what a column asks of its cells, each with a mask of those that fail."""
    missing = cells.isna()
    if column.needed:
        yield "filled", missing
    if column.name == "event_id":
        yield "unique", cells.duplicated() & ~missing
    if column.choices:
        yield f"one of {', '.join(column.choices)}", ~cells.isin(column.choices) & ~missing
    if column.least is not None:
        yield f"{column.least:g} or more", (cells < column.least).fillna(value=False)
    if column.most is not None and column.name not in UNBOUNDED:
        yield f"{column.most:g} or less", (cells > column.most).fillna(value=False)
