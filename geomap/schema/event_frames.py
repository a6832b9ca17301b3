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
    import geopandas as gpd
    import pandas as pd
    import pandera.pandas as pa

    from geomap.schema.event_columns import Column

CRS = "EPSG:4326"


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
    from pandera.errors import SchemaErrors

    faults: list[str] = []
    if events.crs is None or events.crs.to_epsg() != 4326:
        faults.append(f"the CRS must be {CRS}, not {events.crs}")
    try:
        _pandera_schema().validate(events, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        for (column, check), group in cases.groupby(["column", "check"], dropna=False, sort=False):
            shown = ", ".join(repr(case) for case in group["failure_case"].head(3))
            faults.append(f"{column}: {check} fails for {len(group)} ({shown})")
    if faults:
        raise SchemaError(faults, file=file)
    return events


def _pandera_schema() -> pa.DataFrameSchema:
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                column.dtype,
                _checks_of(column),
                nullable=not column.needed,
                unique=column.name == "event_id",
            )
            for column in COLUMNS
        },
        checks=[
            pa.Check(
                lambda frame: frame["date_start"] <= frame["date_end"],
                name="date_start is not after date_end",
            ),
        ],
    )


def _checks_of(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    if column.choices:
        return [pa.Check.isin(list(column.choices))]
    if column.kind == SCALE:
        return [pa.Check.isin([1, 2, 3])]
    if column.least is None:
        return []
    if column.name in ("lon", "lat"):
        return [pa.Check.in_range(column.least, column.most)]
    return [pa.Check.ge(column.least)]
