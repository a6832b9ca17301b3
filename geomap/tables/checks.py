"""Every cell of a table judged: dates, coordinates, scales and counts; the first fault of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import Status
from geomap.schema import DATE, DTYPES, NUMBER
from geomap.tables.faults import Faults
from geomap.tables.text_columns import as_text, encode_text, is_text, map_text
from geomap.tables.values.counted_columns import check_counts
from geomap.tables.values.date_cells import EMPTY, find_order, parse_date, says_order
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import BESIDE, INTEGERS, check_integers, check_numbers

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Floats

NUMBERS = tuple(name for name, kind in DTYPES.items() if kind == NUMBER)
DATES = tuple(name for name, kind in DTYPES.items() if kind == DATE)
SINGULAR = frozenset({"event_id", "report_id", "source_url", "description"})
"""Texts that seldom come twice: nothing is gained by telling the distinct ones apart."""

PLAIN_FROM = -171_664
"""1500-01-01, in days since 1970-01-01: a plain day from then on is taken as it stands."""

NO_DATE = "write it as 2020-04-14; if that of a row above counts here too, fill it down"


def check_table(
    table: pa.Table, order: str = "", *, anywhere: bool = False
) -> tuple[pa.Table, Faults]:
    """Return `table` with its event columns typed, and the faults of its rows.

    Parameters
    ----------
    table
        Text or typed columns; ``date`` is taken for ``date_start`` where there is none.
    order
        ``dmy`` or ``mdy`` for dates such as 03/04/2020; empty lets the column decide.
    anywhere
        Whether points outside Syria are fine. ``lon``, ``lat`` are decimal degrees, EPSG:4326.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    faults = Faults(table.num_rows)
    columns: dict[str, ArrowColumn] = {}
    bounds: dict[str, ArrowColumn] = {}
    for name in table.column_names:
        column = table[name]
        if name == "fatalities" and is_text(column.type):
            told = check_counts(column, faults, lenient=BESIDE in table.column_names)
            columns[name] = told.pop(name)
            bounds = told
        elif name in INTEGERS:
            columns[name] = check_integers(column, name, faults)
        elif name in NUMBERS:
            columns[name] = check_numbers(column, name, faults)
        elif name not in DATES:
            columns[name] = _code_text(column, name) if name in DTYPES else column
    for name, found in bounds.items():
        columns[name] = pc.coalesce(columns[name], found) if name in columns else found
    days = _check_dates(table, faults, order)
    if "status" in columns:
        columns["status"] = _check_status(columns["status"], faults)
    if "lon" in columns and "lat" in columns:
        _check_points(columns["lon"], columns["lat"], faults, anywhere=anywhere)
    return pa.table(_in_order({**columns, **days})), faults


def _in_order(columns: dict[str, ArrowColumn]) -> dict[str, ArrowColumn]:
    """Return the event columns in their order, then the others."""
    names = [name for name in DTYPES if name in columns]
    return {name: columns[name] for name in dict.fromkeys([*names, *columns])}


def _code_text(column: ArrowColumn, name: str) -> ArrowColumn:
    """Return a text column without nulls, its distinct texts told apart but for `SINGULAR`."""
    import pyarrow as pa

    if column.type == pa.dictionary(pa.int32(), pa.string()):
        return encode_text(column)
    text = as_text(column)
    return text if name in SINGULAR else encode_text(text)


def _plain_days(column: ArrowColumn) -> pa.Array | None:
    """Return a column of text as days if every cell is one such as 2020-04-14, else None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not is_text(column.type):
        return None
    encoded = encode_text(column)
    try:
        days = encoded.dictionary.cast(pa.date32())
    except pa.ArrowInvalid:
        return None
    if not len(days) or pc.min(days.cast(pa.int32())).as_py() < PLAIN_FROM:
        return None
    return days.take(encoded.indices)


def _check_dates(table: pa.Table, faults: Faults, order: str) -> dict[str, ArrowColumn]:
    import pyarrow as pa
    import pyarrow.compute as pc

    first_name = "date_start" if "date_start" in table.column_names else "date"
    stamp = pa.timestamp("ms")
    names = [name for name in (first_name, "date_end") if name in table.column_names]
    plain = {name: (d, d) for name in names if (d := _plain_days(table[name])) is not None}
    if not says_order(order):
        texts: list[str] = []
        for name in names:
            if name not in plain and is_text(table[name].type):
                texts.extend(encode_text(table[name]).dictionary.to_pylist())
        order = f"{find_order(texts)} {order}".strip()

    def read(text: str) -> tuple[ArrowColumn, ArrowColumn]:
        if text.strip().casefold() in EMPTY:
            return None, None
        days = parse_date(text, order)
        return days.start, days.end

    def days_of(name: str) -> tuple[ArrowColumn, ArrowColumn]:
        if not (pa.types.is_timestamp(table[name].type) or pa.types.is_date(table[name].type)):
            text = table[name] if is_text(table[name].type) else as_text(table[name])
            first, last = map_text(text, read, [pa.date32(), pa.date32()], faults, name)
        else:
            first = last = _days_of_times(table[name])
        return first, last

    start, end = plain[first_name] if first_name in plain else days_of(first_name)
    missing = start.is_null().to_numpy(zero_copy_only=False)
    faults.mark(missing, first_name, "no date", NO_DATE)
    if "date_end" in table.column_names:
        _, given = plain["date_end"] if "date_end" in plain else days_of("date_end")
        end = pc.coalesce(given, end)
    backwards = pc.fill_null(pc.less(end, start), fill_value=False).to_numpy(zero_copy_only=False)
    faults.mark(
        backwards, "date_end", "lies before date_start", "write the earlier day as date_start"
    )
    return {"date_start": start.cast(stamp), "date_end": end.cast(stamp)}


def _days_of_times(column: ArrowColumn) -> ArrowColumn:
    """Return the days of a column of dates or times; with a zone, the days of the clocks there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    times = pa.chunked_array(column.chunks, column.type).combine_chunks()
    if getattr(times.type, "tz", None):
        times = pc.local_timestamp(times)
    return pc.floor_temporal(times.cast(pa.timestamp("ms"), safe=False), unit="day").cast(
        pa.date32(), safe=False
    )


def _check_status(column: ArrowColumn, faults: Faults) -> ArrowColumn:
    import pyarrow as pa

    known = {status.value for status in Status}

    def read(text: str) -> str:
        word = text.strip().casefold()
        if word in EMPTY:
            return ""
        if word not in known:
            raise DateError(
                f"not a status: {text.strip()[:40]!r}", f"use one of {', '.join(known_sorted)}"
            )
        return word

    known_sorted = [status.value for status in Status]
    return map_text(column, read, [pa.string()], faults, "status")[0]


def _check_points(
    lon_column: ArrowColumn, lat_column: ArrowColumn, faults: Faults, *, anywhere: bool
) -> None:
    import numpy as np

    from geomap.gazetteer.areas.extent import is_near_syria

    lon, lat = (_floats(column) for column in (lon_column, lat_column))
    no_lon, no_lat = np.isnan(lon), np.isnan(lat)
    faults.mark(no_lon & ~no_lat, "lon", "lat stands without lon", "give both, or neither")
    faults.mark(no_lat & ~no_lon, "lat", "lon stands without lat", "give both, or neither")
    outside = ~(no_lon | no_lat)
    with np.errstate(invalid="ignore"):
        impossible = outside & ((abs(lon) > 180) | (abs(lat) > 90))
        outside[outside] = ~is_near_syria(lon[outside], lat[outside])
        if not outside.any():
            return
        turned = outside.copy()
        turned[outside] = is_near_syria(lat[outside], lon[outside])
    faults.mark(turned, "lon", "lon and lat are swapped", "lon is 35-43 and lat 32-38 in Syria")
    faults.mark(impossible, "lon", "no such point on Earth", "write lon, lat in decimal degrees")
    if not anywhere:
        faults.mark(
            outside, "lon", "the point lies outside Syria",
            "correct it, empty both to place it by name, or say --anywhere",
        )  # fmt: skip


def _floats(column: ArrowColumn) -> Floats:
    import numpy as np
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        return np.asarray(column.to_numpy(), dtype=np.float64)
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)
