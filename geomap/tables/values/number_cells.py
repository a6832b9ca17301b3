"""Figures in cells: numbers as people write them, degrees, scales and counts."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from geomap.schema import COUNT, DTYPES, SCALE
from geomap.tables.text_columns import as_text, encode_text, is_text, map_text
from geomap.tables.values.angles import parse_angle
from geomap.tables.values.date_cells import EMPTY
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from geomap.arrays import ArrowColumn
    from geomap.tables.faults import Faults

BESIDE = "fatalities_as_written"
"""The dead as a table tells them, kept where not every cell is a number."""
INTEGERS = {name: kind for name, kind in DTYPES.items() if kind in (SCALE, COUNT)}

_GROUPED = re.compile(r"[+-]?\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


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
        if "://" in text:
            raise DateError(
                "a link that tells no coordinates", "open it and paste the long link, or lat, lon"
            ) from None
        fix = "write decimal degrees, such as 36.63"
        raise DateError("not a coordinate", fix) from None


_READ_AXIS = {axis: partial(parse_degrees, axis=axis) for axis in ("lon", "lat")}
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫−", "0123456789.-")


def fast_numbers(column: ArrowColumn) -> ArrowColumn | None:
    """Return the column as float64 if every cell is a plain number or empty, else None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        encoded = encode_text(column)
        distinct = fast_numbers(encoded.dictionary)
        return None if distinct is None else distinct.take(encoded.indices)
    if not is_text(column.type):
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


def check_numbers(column: ArrowColumn, name: str, faults: Faults) -> ArrowColumn:
    """Return a column as float64; cells that hold no number, and kilometres below 0, are faults."""
    import pyarrow as pa

    found = fast_numbers(column)
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


def check_integers(column: ArrowColumn, name: str, faults: Faults) -> ArrowColumn:
    """Return scales (1 to 3) and counts as whole numbers; all others are faults."""
    import numpy as np
    import pyarrow as pa

    numbers = fast_numbers(column)
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
