"""Arrow columns of events: text by dictionary, numbers that may be missing, types of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.schema import COUNT, DATE, DTYPES, NUMBER, SCALE
from geomap.tables.text_columns import as_text, encode_text, is_filled

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Floats, Ints, Mask


_FEW = 1 << 20
"""As many values as are told apart by a table of all of them."""


def type_columns(table: pa.Table) -> pa.Table:
    """Return `table` with its event columns of Arrow types that fit the schema."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kinds = {SCALE: pa.int8(), COUNT: pa.int64(), NUMBER: pa.float64(), DATE: pa.timestamp("ms")}
    columns: dict[str, ArrowColumn] = {}
    for name in table.column_names:
        column = table[name]
        kind = DTYPES.get(name)
        if kind in kinds:
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                column = pc.if_else(pc.equal(pc.utf8_trim_whitespace(column), ""), None, column)
            columns[name] = column.cast(kinds[kind])
        elif kind is None or pa.types.is_dictionary(column.type):
            columns[name] = column
        else:
            columns[name] = as_text(column)
    return pa.table(columns)


def map_dictionary(column: ArrowColumn, read: Callable[[str], str | None]) -> pa.DictionaryArray:
    """Return a text column with each distinct text read once; None becomes empty."""
    import pyarrow as pa

    encoded = encode_text(column)
    values = pa.array([read(text) or "" for text in encoded.dictionary.to_pylist()], pa.string())
    compact = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(compact.indices.take(encoded.indices), compact.dictionary)


def tell_apart(codes: Ints, size: int) -> tuple[Ints, pa.Array]:
    """Return the distinct values of `codes` (0 or more, below `size`), and each one's place there.

    Few possible values are counted, many are hashed; the order of the distinct ones is open.
    """
    import numpy as np
    import pyarrow as pa

    if size > _FEW:
        found = pa.array(codes).dictionary_encode()
        return found.dictionary.to_numpy(zero_copy_only=False), found.indices
    used = np.zeros(size, dtype=np.bool_)
    used[codes] = True
    distinct = np.flatnonzero(used)
    places = np.zeros(size, dtype=np.int32)
    places[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct, pa.array(places[codes])


def choose_text(where: Mask, yes: ArrowColumn, no: ArrowColumn, count: int) -> ArrowColumn:
    """Return texts of `yes` where a mask holds, of `no` (a column, one text or None) elsewhere."""
    import numpy as np
    import pyarrow as pa

    if where.all():
        return yes
    if no is None:
        no = ""
    if not (where.any() or isinstance(no, str)):
        return no
    if isinstance(no, str):
        other = pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([no]))
    else:
        other = encode_text(no)
    if not where.any():
        return other
    first = encode_text(yes)
    merged = pa.chunked_array([first, other.cast(first.type)]).unify_dictionaries()
    left, right = merged.chunks
    indices = np.where(
        where,
        left.indices.to_numpy(zero_copy_only=False),
        right.indices.to_numpy(zero_copy_only=False),
    )
    return pa.DictionaryArray.from_arrays(pa.array(indices.astype(np.int32)), left.dictionary)


def fill_text(column: ArrowColumn, other: ArrowColumn) -> ArrowColumn:
    """Return a text column with its empty cells filled from another."""
    return choose_text(is_filled(column), column, other, len(column))


def all_filled(column: ArrowColumn) -> bool:
    """Return True if no cell of a text column is empty."""
    return bool(is_filled(column).all())


def default_text(column: ArrowColumn, text: str) -> ArrowColumn:
    """Return a text column with `text` in its empty cells."""
    return map_dictionary(column, lambda cell: cell or text)


def empty_column(kind: str, count: int) -> ArrowColumn:
    """Return `count` empty cells of a kind of the schema."""
    import numpy as np
    import pyarrow as pa

    if kind == SCALE:
        return pa.nulls(count, pa.int8())
    if kind == COUNT:
        return pa.nulls(count, pa.int64())
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([""]))


def nullable(values: Floats, kind: pa.DataType) -> ArrowColumn:
    """Return numbers as an Arrow column of `kind`; NaN is missing."""
    import numpy as np
    import pyarrow as pa

    missing = np.isnan(values)
    filled = np.where(missing, 0, values)
    return pa.array(filled, mask=missing).cast(kind)


def floats_of(table: pa.Table, name: str) -> Floats:
    """Return a column of `table` as floats, NaN where it is missing."""
    import numpy as np

    if name not in table.column_names:
        return np.full(table.num_rows, np.nan)
    column = table[name]
    import pyarrow as pa

    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def first_number(*values: Floats | float) -> Floats:
    """Return the first of several numbers that is not missing, by row."""
    import numpy as np

    out = np.asarray(values[0])
    for other in values[1:]:
        out = np.where(np.isnan(out), other, out)
    return out
