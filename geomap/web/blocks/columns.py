"""Events as compact columns: numbers, codes of dictionaries, and texts in blocks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.web.blocks.coding import TableOf, code_numbers
from geomap.web.blocks.packing import mend_text, pack_json, pack_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geomap.arrays import Ints

    Codes = NDArray[np.int64]

STRING_ROWS = 4096
"""Rows of one block of strings: small enough to inflate in a few milliseconds."""
TEXT_LEVEL = 4
"""Of deflate for strings: twice as fast as 6 and a tenth larger."""
_TYPES = {"u1": "u8", "u2": "u16", "u4": "u32", "i4": "i32", "f8": "f64"}


@dataclass
class ColumnBuffer:
    """The numbers of every column in one run of bytes, each column at a multiple of 8."""

    specs: list[dict[str, Any]] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    tables: TableOf = field(default_factory=TableOf)

    def add(self, name: str, values: NDArray[Any], dtype: str) -> None:
        """Append one column; `dtype` is ``u1``, ``u2``, ``u4``, ``i4``, ``f8``."""
        spec: dict[str, Any] = {"name": name, "type": _TYPES[dtype], "length": len(values)}
        found = self.tables.find(name, values) if dtype == "u1" else None
        if found:
            self.specs.append(spec | found)
            return
        how, parts = code_numbers(values, dtype)
        parts[-1] += b"\0" * (-sum(map(len, parts)) % 8)
        self.specs.append(spec | {"offset": self.size} | how)
        self.parts += parts
        self.size += sum(map(len, parts))

    def pack(self) -> str:
        """Return the numbers of all columns, packed."""
        return pack_parts(self.parts)

    def add_counts(self, name: str, counts: Codes) -> None:
        """Append counts of at least 0 in the smallest type that holds them."""
        self.add_codes(name, counts, int(counts.max()) + 1 if len(counts) else 1)

    def add_codes(self, name: str, codes: Codes, most: int) -> None:
        """Append codes below `most` in the smallest type that holds them."""
        self.add(name, codes, "u1" if most <= 256 else "u2" if most <= 65_536 else "u4")


def encode_words(values: pd.Series) -> tuple[Codes, list[str]]:
    """Return codes and dictionary of a text column; code 0 is missing (``""``)."""
    import pandas as pd

    codes, words = pd.factorize(values)
    codes = codes + 1
    dictionary = ["", *map(str, words)]
    if "" in dictionary[1:]:
        empty = dictionary.index("", 1)
        codes = np.where(codes == empty, 0, np.where(codes > empty, codes - 1, codes))
        del dictionary[empty]
    return codes, dictionary


def encode_words_together(columns: Sequence[pd.Series]) -> tuple[list[Codes], list[str]]:
    """Return the codes of several text columns that share one dictionary."""
    known: dict[str, int] = {"": 0}
    encoded = []
    for column in columns:
        codes, words = encode_words(column)
        table = np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)
        encoded.append(table[codes])
    return encoded, list(known)


def is_repetitive(values: pd.Series) -> bool:
    """Return True if a dictionary is smaller than the texts themselves."""
    if len(values) <= 512:
        return False
    sample = values.iloc[:: max(1, len(values) // 4000)]
    return bool(sample.nunique() < 0.4 * len(sample))


def mend_columns(events: pd.DataFrame) -> pd.DataFrame:
    """Return events whose columns of Python objects hold only text that can be encoded."""
    import pandas as pd

    mended = {
        name: pd.Series(
            [mend_text(value) if isinstance(value, str) else value for value in column],
            index=events.index, dtype=object,
        )
        for name, column in events.items()
        if column.dtype == object
    }  # fmt: skip
    return events.assign(**mended) if mended else events


def pack_blocks(columns: Sequence[pd.Series]) -> list[str]:
    """Return text columns in packed blocks of `STRING_ROWS` rows, made on all cores."""
    if not columns:
        return []
    lists = [column.to_numpy(dtype=object, na_value="").tolist() for column in columns]
    starts = range(0, len(lists[0]), STRING_ROWS)

    def block(start: int) -> str:
        return pack_json([texts[start : start + STRING_ROWS] for texts in lists], TEXT_LEVEL)

    with ThreadPoolExecutor() as pool:
        return list(pool.map(block, starts))


def days_of(dates: pd.Series) -> Ints:
    """Return days from 1970-01-01, negative before it."""
    days: Ints = dates.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return days


def counts_of(column: pd.Series) -> Ints:
    """Return whole numbers, -1 where there is none."""
    counts = column.fillna(-1).to_numpy(dtype=np.int64)
    clipped: Ints = np.clip(counts, -1, 2**31 - 4)
    return clipped
