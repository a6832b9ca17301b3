"""The event columns, their types and the check that lists every fault.

The names are a contract: other people's scripts rely on them. More columns may
follow the named ones; the named ones keep their names and their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import SchemaError
from geomap.model import Status

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import pandera.pandas as pa

CRS = "EPSG:4326"

TEXT = "str"
DATE = "datetime64[ms]"
SCALE = "Int8"
COUNT = "Int64"
NUMBER = "float64"


@dataclass(frozen=True, slots=True)
class Column:
    """One event column: its name, pandas dtype, and what it says."""

    name: str
    dtype: str
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("event_id", TEXT, "unique and stable id of the event"),
    Column("report_id", TEXT, "id of the report (source row or text) that tells of it"),
    Column("date_start", DATE, "first day on which it may have happened"),
    Column("date_end", DATE, "last day on which it may have happened"),
    Column("time_precision", SCALE, "ACLED's scale: 1 day, 2 week, 3 month or longer"),
    Column("event_type", TEXT, "ACLED's event type"),
    Column("sub_event_type", TEXT, "ACLED's sub-event type, or one of ours, marked (geomap)"),
    Column("status", TEXT, "reported, claimed, planned, denied or background"),
    Column("actor1", TEXT, "who did it, as the source says"),
    Column("actor1_id", TEXT, "id in the actors table"),
    Column("actor2", TEXT, "who it was done to, or who fought actor1"),
    Column("actor2_id", TEXT, "id in the actors table"),
    Column("claimed_by", TEXT, "who claims to have done it"),
    Column("attributed_to", TEXT, "whom others say did it"),
    Column("location", TEXT, "the toponym as the source wrote it"),
    Column("place_id", TEXT, "id of the gazetteer's place"),
    Column("place_name", TEXT, "English name of the place"),
    Column("pcode", TEXT, "OCHA p-code of the place"),
    Column("admin1", TEXT, "governorate"),
    Column("admin2", TEXT, "district"),
    Column("admin3", TEXT, "sub-district"),
    Column("lon", NUMBER, "longitude, decimal degrees, EPSG:4326"),
    Column("lat", NUMBER, "latitude, decimal degrees, EPSG:4326"),
    Column("geo_precision", SCALE, "ACLED's scale: 1 exact place, 2 near or area, 3 region"),
    Column("precision_km", NUMBER, "the true place lies within this many km of the point"),
    Column("fatalities", COUNT, "best figure of the source; empty where it gives none"),
    Column("fatalities_low", COUNT, "lowest figure"),
    Column("fatalities_high", COUNT, "highest figure"),
    Column("source", TEXT, "who says so"),
    Column("source_url", TEXT, "where it can be read"),
    Column("description", TEXT, "what happened, in a sentence"),
)

EVENT_COLUMNS: tuple[str, ...] = tuple(column.name for column in COLUMNS)
DTYPES: dict[str, str] = {column.name: column.dtype for column in COLUMNS}
PLACEMENT_COLUMNS: tuple[str, ...] = (
    "place_id", "place_name", "pcode", "admin1", "admin2", "admin3",
    "lon", "lat", "geo_precision", "precision_km",
)  # fmt: skip
EXTRA_COLUMNS: dict[str, str] = {
    "rule": "the resolver's rule that decided the place",
    "score": "the resolver's score in [0, 1]",
    "placed_how": "how it was placed, in words",
    "apart_km": "km between the source's own coordinates and the place that its words name",
}
"""Columns that geomap adds after the contract's."""


def coerce_events(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with every event column present, in order and of its dtype; others follow."""
    import pandas as pd

    out = frame.copy()
    for column in COLUMNS:
        if column.name not in out:
            out[column.name] = pd.Series(pd.NA, index=out.index, dtype="object")
        series = out[column.name]
        if str(series.dtype) == column.dtype and not (column.dtype == TEXT and series.hasnans):
            continue
        if column.dtype == DATE:
            out[column.name] = pd.to_datetime(series).astype(DATE)
        elif column.dtype in (SCALE, COUNT):
            out[column.name] = pd.to_numeric(series).astype(column.dtype)
        elif column.dtype == NUMBER:
            out[column.name] = pd.to_numeric(series).astype(NUMBER)
        else:
            out[column.name] = series.where(series.notna(), "").astype(TEXT)
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

    checks: dict[str, list[Any]] = {
        "time_precision": [pa.Check.isin([1, 2, 3])],
        "geo_precision": [pa.Check.isin([1, 2, 3])],
        "status": [pa.Check.isin([status.value for status in Status])],
        "lon": [pa.Check.in_range(-180, 180)],
        "lat": [pa.Check.in_range(-90, 90)],
        "precision_km": [pa.Check.ge(0)],
        "fatalities": [pa.Check.ge(0)],
        "fatalities_low": [pa.Check.ge(0)],
        "fatalities_high": [pa.Check.ge(0)],
    }
    required = {
        "event_id", "report_id", "date_start", "date_end", "time_precision", "status",
        "lon", "lat", "geo_precision", "precision_km",
    }  # fmt: skip
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                column.dtype,
                checks.get(column.name, []),
                nullable=column.name not in required,
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
