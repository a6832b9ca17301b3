"""Columns as text, their distinct texts told apart and read once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Mask
    from geomap.tables.faults import Faults


def as_text(column: ArrowColumn) -> ArrowColumn:
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


def join_cells(columns: Sequence[ArrowColumn], between: str) -> ArrowColumn:
    """Return the cells of each row as one text with `between` between them; one column as it is."""
    import pyarrow.compute as pc

    return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(
        *map(as_text, columns), between
    )  # fmt: skip


def _say_value(value: object) -> str:
    """Return lists and structures as JSON, bytes and lengths of time as text, nothing as empty."""
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
        return text if text.isprintable() and "\ufffd" not in text else value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else str(value)


def is_filled(column: ArrowColumn) -> Mask:
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


def _is_array(column: ArrowColumn) -> bool:
    import pyarrow as pa

    return isinstance(column, pa.Array)


def map_text(
    column: ArrowColumn,
    read: Callable[[str], Any],
    kinds: Sequence[pa.DataType],
    faults: Faults,
    field: str,
) -> list[ArrowColumn]:
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


def encode_text(column: ArrowColumn) -> pa.DictionaryArray:
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


def is_text(kind: pa.DataType) -> bool:
    """Return True for text, also where its distinct values are told apart."""
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return `table` as a frame; whole numbers stay whole where some are missing."""
    import pandas as pd
    import pyarrow as pa

    frame = table.to_pandas()
    for field in table.schema:
        column = table[field.name]
        if pa.types.is_integer(field.type) and column.null_count:
            frame[field.name] = column.to_pandas(types_mapper=lambda _: pd.Int64Dtype())
    return frame


def decode_text(table: pa.Table) -> pa.Table:
    """Return `table` with plain columns in place of dictionary columns."""
    import pyarrow as pa

    fields = [
        pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(fields))
