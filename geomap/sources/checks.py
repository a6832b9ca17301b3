"""Every cell of a table judged: dates, coordinates, scales and counts; the first fault of a row."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from geomap.model import Status
from geomap.schema import COUNT, DATE, DTYPES, NUMBER, SCALE
from geomap.sources.angles import parse_angle
from geomap.sources.dates import EMPTY, DateError, Days, find_order, parse_date
from geomap.sources.rejects import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import pyarrow as pa

INTEGERS = {name: kind for name, kind in DTYPES.items() if kind in (SCALE, COUNT)}
NUMBERS = tuple(name for name, kind in DTYPES.items() if kind == NUMBER)
DATES = tuple(name for name, kind in DTYPES.items() if kind == DATE)
SINGULAR = frozenset({"event_id", "report_id", "source_url", "description"})
"""Texts that seldom come twice: nothing is gained by telling the distinct ones apart."""

PLAIN_FROM = -171_664
"""1500-01-01, in days since 1970-01-01: a plain day from then on is taken as it stands."""

_GROUPED = re.compile(r"[+-]?\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


class Faults:
    """The first fault of each row."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self.codes = np.zeros(count, dtype=np.int32)
        self.known: list[tuple[str, str, str]] = [("", "", "")]
        self._index: dict[tuple[str, str, str], int] = {}

    def code(self, field: str, problem: str, fix: str) -> int:
        """Return the number of a fault."""
        key = (field, problem, fix)
        if key not in self._index:
            self._index[key] = len(self.known)
            self.known.append(key)
        return self._index[key]

    def mark(self, where: np.ndarray[Any, Any], field: str, problem: str, fix: str) -> None:
        """Mark the rows where a mask holds, but those that have a fault."""
        if where.any():
            self.codes[where & (self.codes == 0)] = self.code(field, problem, fix)

    def mark_codes(self, codes: np.ndarray[Any, Any]) -> None:
        """Mark rows with their own codes, but those that have a fault."""
        free = self.codes == 0
        self.codes[free] = codes[free]

    def reject(self, position: int, row: int) -> Reject:
        """Return the fault of the row at `position` as a reject."""
        return Reject(row, *self.known[self.codes[position]])


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

    faults = Faults(table.num_rows)
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table[name]
        if name in INTEGERS:
            columns[name] = _check_integers(column, name, faults)
        elif name in NUMBERS:
            columns[name] = _check_numbers(column, name, faults)
        elif name not in DATES:
            columns[name] = _code_text(column, name) if name in DTYPES else column
    days = _check_dates(table, faults, order)
    if "status" in columns:
        columns["status"] = _check_status(columns["status"], faults)
    if "lon" in columns and "lat" in columns:
        _check_points(columns["lon"], columns["lat"], faults, anywhere=anywhere)
    ordered = [name for name in DTYPES if name in columns or name in days]
    others = [name for name in columns if name not in DTYPES]
    merged = {**columns, **days}
    return pa.table({name: merged[name] for name in [*ordered, *others]}), faults


def as_text(column: Any) -> Any:
    """Return a column as plain text, empty where it is null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type) or (
        pa.types.is_duration(column.type)
    ):  # fmt: skip
        texts = [_say_value(value) for value in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    if not pa.types.is_string(column.type):
        if pa.types.is_floating(column.type):
            whole = pc.equal(column, pc.floor(column))
            if pc.all(whole, skip_nulls=True).as_py():
                column = pc.cast(column, pa.int64(), safe=False)
        column = column.cast(pa.string())
    return column.fill_null("") if column.null_count else column


def _say_value(value: object) -> str:
    """Return lists and structures as JSON, bytes and lengths of time as text, nothing as empty."""
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
        return text if text.isprintable() and "\ufffd" not in text else value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else str(value)


def is_filled(column: Any) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return for each row whether a text column holds anything."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        encoded = encode_text(column)
        known = pc.not_equal(encoded.dictionary, "").to_numpy(zero_copy_only=False)
        filled = known[encoded.indices.to_numpy(zero_copy_only=False)]
    else:
        filled = pc.not_equal(as_text(column), "")
        filled = filled.to_numpy(zero_copy_only=False) if _is_array(filled) else filled.to_numpy()
    return np.asarray(filled, dtype=np.bool_)


def _is_array(column: Any) -> bool:
    import pyarrow as pa

    return isinstance(column, pa.Array)


def _code_text(column: Any, name: str) -> Any:
    """Return a text column without nulls, its distinct texts told apart but for `SINGULAR`."""
    import pyarrow as pa

    if column.type == pa.dictionary(pa.int32(), pa.string()):
        return encode_text(column)
    text = as_text(column)
    return text if name in SINGULAR else encode_text(text)


def map_text(
    column: Any,
    read: Callable[[str], Any],
    kinds: Sequence[pa.DataType],
    faults: Faults,
    field: str,
) -> list[Any]:
    """Read each distinct text of a column once.

    `read` returns one value, or a tuple of values, one for each of `kinds`; it raises
    `DateError` for a text that is at fault.
    """
    import numpy as np
    import pyarrow as pa

    encoded = encode_text(column)
    values: list[tuple[Any, ...]] = []
    codes = np.zeros(len(encoded.dictionary), dtype=np.int32)
    for position, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            found = read(text or "")
            values.append(found if isinstance(found, tuple) else (found,))
        except DateError as error:
            codes[position] = faults.code(field, error.problem, error.fix)
            values.append((None,) * len(kinds))
    indices = encoded.indices
    if codes.any():
        faults.mark_codes(codes[indices.to_numpy(zero_copy_only=False)])
    # a fault found later in the row is not told: the first is mended first
    return [
        pa.array([value[number] for value in values], kind).take(indices)
        for number, kind in enumerate(kinds)
    ]


def encode_text(column: Any) -> pa.DictionaryArray:
    """Return a text column as one dictionary array without nulls."""
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        column = column.combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_dictionary(column.type):
        if not column.null_count and not column.dictionary.null_count:
            return column
        if pa.types.is_string(column.type.value_type) and not column.dictionary.null_count:
            return _fill_coded(column)
        column = column.cast(column.type.value_type)
    column = column.cast(pa.string())
    return (column.fill_null("") if column.null_count else column).dictionary_encode()


def _fill_coded(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return a dictionary array of text with empty cells in place of its nulls."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column.dictionary
    empty = pc.index(texts, "").as_py()
    if empty < 0:
        empty = len(texts)
        texts = pa.concat_arrays([texts, pa.array([""], pa.string())])
    indices = column.indices.cast(pa.int32()).fill_null(empty)
    return pa.DictionaryArray.from_arrays(indices, texts)


def _plain_days(column: Any) -> pa.Array | None:
    """Return a column of text as days if every cell is one such as 2020-04-14, else None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _is_text(column.type):
        return None
    encoded = encode_text(column)
    try:
        days = encoded.dictionary.cast(pa.date32())
    except pa.ArrowInvalid:
        return None
    if not len(days) or pc.min(days.cast(pa.int32())).as_py() < PLAIN_FROM:
        return None
    return days.take(encoded.indices)


def _check_dates(table: pa.Table, faults: Faults, order: str) -> dict[str, Any]:
    import pyarrow as pa
    import pyarrow.compute as pc

    first_name = "date_start" if "date_start" in table.column_names else "date"
    stamp = pa.timestamp("ms")
    names = [name for name in (first_name, "date_end") if name in table.column_names]
    plain = {name: (d, d) for name in names if (d := _plain_days(table[name])) is not None}
    if not order:
        texts: list[str] = []
        for name in names:
            if name not in plain and _is_text(table[name].type):
                texts.extend(encode_text(table[name]).dictionary.to_pylist())
        order = find_order(texts)

    def read(text: str) -> tuple[Any, Any]:
        if text.strip().casefold() in EMPTY:
            return None, None
        days = parse_date(text, order)
        return days.start, days.end

    def days_of(name: str) -> tuple[Any, Any]:
        if not (pa.types.is_timestamp(table[name].type) or pa.types.is_date(table[name].type)):
            text = table[name] if _is_text(table[name].type) else as_text(table[name])
            first, last = map_text(text, read, [pa.date32(), pa.date32()], faults, name)
        else:
            first = last = _days_of_times(table[name])
        return first, last

    start, end = plain[first_name] if first_name in plain else days_of(first_name)
    missing = start.is_null().to_numpy(zero_copy_only=False)
    faults.mark(missing, first_name, "no date", "write it as 2020-04-14")
    if "date_end" in table.column_names:
        _, given = plain["date_end"] if "date_end" in plain else days_of("date_end")
        end = pc.coalesce(given, end)
    backwards = pc.fill_null(pc.less(end, start), fill_value=False).to_numpy(zero_copy_only=False)
    faults.mark(
        backwards, "date_end", "lies before date_start", "write the earlier day as date_start"
    )
    return {"date_start": start.cast(stamp), "date_end": end.cast(stamp)}


def _days_of_times(column: Any) -> Any:
    """Return the days of a column of dates or times; with a zone, the days of the clocks there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    times = pa.chunked_array(column.chunks, column.type).combine_chunks()
    if getattr(times.type, "tz", None):
        times = pc.local_timestamp(times)
    return pc.floor_temporal(times.cast(pa.timestamp("ms"), safe=False), unit="day").cast(
        pa.date32(), safe=False
    )


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def parse_number(text: str) -> float | None:
    """Return the number that a cell holds, None for an empty one.

    ``1,200`` is a thousand two hundred, ``36,5`` thirty-six and a half.
    """
    bare = text.strip().translate(_ARABIC_DIGITS)
    if bare.casefold() in EMPTY:
        return None
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[,\u00a0\u202f ]", "", bare)
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    try:
        value = float(bare)
    except ValueError:
        raise DateError("not a number", "write digits, or leave it empty") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise DateError("not a number", "write digits, or leave it empty")
    return value


def parse_degrees(text: str, axis: str) -> float | None:
    """Return the decimal degrees of a ``lon`` or ``lat``, None for an empty cell."""
    angle = parse_angle(text, axis)
    if angle is not None:
        return angle
    try:
        return parse_number(text)
    except DateError:
        fix = "write decimal degrees, such as 36.63"
        raise DateError("not a coordinate", fix) from None


_READ_AXIS = {axis: partial(parse_degrees, axis=axis) for axis in ("lon", "lat")}
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫−", "0123456789.-")


def _fast_numbers(column: Any) -> Any | None:
    """Return the column as float64 if every cell is a plain number or empty, else None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        encoded = encode_text(column)
        distinct = _fast_numbers(encoded.dictionary)
        return None if distinct is None else distinct.take(encoded.indices)
    if not _is_text(column.type):
        try:
            return column.cast(pa.float64())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return None
    text = as_text(column)
    try:
        numbers = pc.if_else(pc.equal(text, ""), None, text).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return numbers if pc.all(pc.is_finite(numbers), skip_nulls=True).as_py() is not False else None


def _check_numbers(column: Any, name: str, faults: Faults) -> Any:
    import pyarrow as pa

    found = _fast_numbers(column)
    if found is None:
        read = _READ_AXIS.get(name, parse_number)
        [found] = map_text(as_text(column), read, [pa.float64()], faults, name)
    if name == "precision_km":
        values = (
            found.to_numpy(zero_copy_only=False)
            if isinstance(found, pa.Array)
            else found.to_numpy()
        )
        faults.mark(values < 0, name, "below 0", "write kilometres, 0 or more")
    return found


def _check_integers(column: Any, name: str, faults: Faults) -> Any:
    import numpy as np
    import pyarrow as pa

    numbers = _fast_numbers(column)
    if numbers is None:
        [numbers] = map_text(as_text(column), parse_number, [pa.float64()], faults, name)
    if isinstance(numbers, pa.ChunkedArray):
        values = numbers.to_numpy()
    else:
        values = numbers.to_numpy(zero_copy_only=False)
    missing = np.isnan(values)
    filled = np.where(missing, 1.0, values) if missing.any() else values
    scale = INTEGERS[name] == SCALE
    if len(filled) and filled.min() >= scale and filled.max() <= (3 if scale else 1e9):
        whole = filled.astype(np.int8 if scale else np.int64)
        if (whole == filled).all():
            return pa.array(whole, mask=missing if filled is not values else None)
    faults.mark(filled != np.floor(filled), name, "not a whole number", "write a whole number")
    if scale:
        outside = (filled < 1) | (filled > 3)
        faults.mark(outside, name, "not 1, 2 or 3", "use ACLED's scale, 1 the finest")
    else:
        faults.mark(filled < 0, name, "below 0", "write 0 or more, or leave it empty")
        faults.mark(filled > 1e9, name, "above a thousand million", "check the figure")
    safe = np.where((filled >= 0) & (filled <= 1e9), np.floor(filled), 0).astype(np.int64)
    if scale:
        return pa.array(np.clip(safe, 0, 100).astype(np.int8), mask=missing)
    return pa.array(safe, mask=missing)


def _check_status(column: Any, faults: Faults) -> Any:
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


def _check_points(lon_column: Any, lat_column: Any, faults: Faults, *, anywhere: bool) -> None:
    import numpy as np

    from geomap.sources.extent import is_near_syria

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


def _floats(column: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    import numpy as np
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        return np.asarray(column.to_numpy(), dtype=np.float64)
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


__all__ = ["DateError", "Days", "Faults", "as_text", "check_table", "encode_text", "map_text"]
