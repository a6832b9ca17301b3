"""Event ids: what a report tells, hashed; the same report has the same id in every run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Hashes, Ints, Octets

TOLD = ("date_start", "date_end", "location", "sub_event_type", "actor1", "actor2",
        "source", "description", "lon", "lat")  # fmt: skip
"""The columns that make a report what it is, as the source has them.

``lon`` and ``lat`` count only where there is no ``location``, so that a corrected point is the
same event corrected.
"""

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_BLOCK = 1 << 16
"""Bytes hashed at a time."""


def hash_reports(table: pa.Table) -> Hashes:
    """Return 64 bits for each row, made from the columns `TOLD`; a missing one counts as empty."""
    import numpy as np
    import pyarrow as pa

    from geomap.tables.text_columns import is_filled

    total = np.zeros(table.num_rows, dtype=np.uint64)
    for position, name in enumerate(TOLD):
        if name not in table.column_names:
            continue
        column = table[name]
        if name in ("date_start", "date_end"):
            values = column.cast(pa.int64()).to_numpy().astype(np.int64).view(np.uint64)
            hashes = _mix(values)
        elif name in ("lon", "lat"):
            named = is_filled(table["location"]) if "location" in table.column_names else None
            if named is not None and named.all():
                total = _mix(total * np.uint64(31) + np.uint64(position + 1))
                continue
            numbers = np.nan_to_num(np.asarray(column.to_numpy(), dtype=np.float64), nan=999.0)
            hashes = _mix(np.round(numbers * 1e6).astype(np.int64).view(np.uint64))
            if named is not None:
                hashes = np.where(named, np.uint64(0), hashes)
        else:
            hashes = _hash_text(column)
        total = _mix(total * np.uint64(31) + hashes + np.uint64(position + 1))
    return total


def hash_texts(column: ArrowColumn) -> Hashes:
    """Return 64 bits for each text of a column."""
    return _hash_text(column)


def format_ids(hashes: Hashes) -> pa.Array:
    """Return ids such as ``e-0123456789abcdef``."""
    import numpy as np
    import pyarrow as pa

    octets = hashes.astype(">u8").view(np.uint8).reshape(-1, 8)
    out = np.empty((len(hashes), 9), dtype=np.uint16)
    out[:, 0] = np.frombuffer(b"e-", dtype=np.uint16)
    out[:, 1:] = np.frombuffer(bytes(range(256)).hex().encode(), dtype=np.uint16)[octets]
    offsets = np.arange(len(hashes) + 1, dtype=np.int32) * 18
    return pa.StringArray.from_buffers(
        len(hashes), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(out))
    )


def number_repeats(ids: pa.Array, seen: dict[str, int] | None = None) -> pa.Array:
    """Return `ids` with ``-2``, ``-3`` ... behind those that come again.

    `seen` counts those of earlier batches and is brought up to date.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    seen = {} if seen is None else seen
    if pc.count_distinct(ids).as_py() == len(ids) and not seen:
        return ids
    encoded = ids.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    counts = np.bincount(codes, minlength=len(encoded.dictionary))
    repeated = set(np.flatnonzero(counts > 1).tolist())
    names = encoded.dictionary.to_pylist()
    repeated |= {code for code, name in enumerate(names) if name in seen}
    if not repeated:
        return ids
    texts = ids.to_pylist()
    taken = set(texts)
    for position in np.flatnonzero(np.isin(codes, list(repeated))):
        name = names[codes[position]]
        count = seen[name] = seen.get(name, 0) + 1
        while count > 1 and f"{name}-{count}" in taken:
            count = seen[name] = seen[name] + 1
        texts[position] = name if count == 1 else f"{name}-{count}"
    return pa.array(texts, pa.string())


def _hash_text(column: ArrowColumn) -> Hashes:
    import numpy as np
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        parts = [_hash_text(chunk) for chunk in column.chunks]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
    if pa.types.is_dictionary(column.type):
        hashes = _hash_bytes(column.dictionary.cast(pa.large_string()).fill_null(""))
        indices = column.indices
        if column.null_count:
            hashes = np.append(hashes, _hash_bytes(pa.array([""], pa.large_string())))
            indices = indices.fill_null(len(hashes) - 1)
        return np.asarray(hashes[indices.to_numpy(zero_copy_only=False)], dtype=np.uint64)
    return _hash_bytes(column.cast(pa.large_string()).fill_null(""))


def _hash_bytes(texts: pa.LargeStringArray) -> Hashes:
    """Return a polynomial hash of each text's UTF-8 bytes: one pass over all bytes of a column.

    The sum over a text of ``table[byte] * BASE ** position``, modulo 2 ** 64, taken as a
    difference of running sums and moved to position 0 by the inverse power.
    """
    import numpy as np
    import pyarrow as pa

    count = len(texts)
    if not count:
        return np.zeros(0, dtype=np.uint64)
    _, offsets_buffer, data = texts.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64)[texts.offset : texts.offset + count + 1]
    octets = np.frombuffer(data or pa.py_buffer(b""), dtype=np.uint8)
    hashes = np.empty(count, dtype=np.uint64)
    start = 0
    while start < count:
        # as many texts as fit the processor's cache: a pass over memory for each step costs more
        end = int(np.searchsorted(offsets, offsets[start] + _BLOCK, side="right")) - 1
        end = min(max(end, start + 1), count)
        edges = offsets[start : end + 1] - offsets[start]
        sums = _running_sums(octets[offsets[start] : offsets[end]], edges)
        inverses = _powers(int(edges[-1]) + 2)[1]
        hashes[start:end] = (sums[1:] - sums[:-1]) * inverses[edges[:-1]]
        start = end
    return _mix(hashes + np.diff(offsets).astype(np.uint64))


def _running_sums(octets: Octets, edges: Ints) -> Hashes:
    """Return the sum of ``table[byte] * BASE ** position`` over the bytes before each edge.

    Bytes are taken in pairs; where an edge parts a pair its first byte is added alone.
    """
    import numpy as np

    half = len(octets) // 2
    powers, _, even_powers = _powers(len(octets) + 2)
    values = np.empty(half, dtype=np.uint64)
    np.take(_pair_table(), octets[: 2 * half].view("<u2"), out=values, mode="clip")
    values *= even_powers[:half]
    sums = np.empty(half + 1, dtype=np.uint64)
    sums[0] = 0
    np.cumsum(values, out=sums[1:])
    found: Hashes = sums[edges >> 1]
    odd = np.flatnonzero(edges & 1)
    last = edges[odd] - 1
    found[odd] += _byte_table()[octets[last]] * powers[last]
    return found


def _powers(count: int) -> tuple[Hashes, ...]:
    """Return the powers of the base, of its inverse, of its square, modulo 2 ** 64; all kept."""
    import numpy as np

    global _known_powers  # noqa: PLW0603 a table of constants, grown as needed
    if _known_powers is None or len(_known_powers[0]) < count:
        size = max(count, 2 * _BLOCK)
        steps = [np.full(size, base, dtype=np.uint64) for base in (_BASE, _INVERSE)]
        for step in steps:
            step[0] = 1
            np.cumprod(step, out=step)
        _known_powers = (steps[0], steps[1], steps[0][::2].copy())
    return _known_powers


_known_powers: tuple[Hashes, ...] | None = None


@cache
def _byte_table() -> Hashes:
    import numpy as np

    return _mix((np.arange(256, dtype=np.uint64) + np.uint64(1)) * np.uint64(_BASE))


@cache
def _pair_table() -> Hashes:
    """Return what two bytes after each other come to, by the number that they are."""
    import numpy as np

    one = _byte_table()
    pairs: Hashes = np.add.outer(one * np.uint64(_BASE), one)
    return pairs.ravel()


def _mix(values: Hashes) -> Hashes:
    """Spread every bit over the word (the finalizer of splitmix64)."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
