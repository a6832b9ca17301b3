"""Events as compact columns: numbers, codes of dictionaries, and texts in blocks."""

from __future__ import annotations

import base64
import json
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geomap.arrays import Ints

    Codes = NDArray[np.int64]

STRING_ROWS = 4096
"""Rows of one block of strings: small enough to inflate in a few milliseconds."""
SAMPLE = 1 << 16
"""Bytes by which a way to deflate is chosen."""
TEXT_LEVEL = 4
"""Of deflate for strings: twice as fast as 6 and a tenth larger."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES = {"u1": "u8", "u2": "u16", "u4": "u32", "i4": "i32", "f8": "f64"}


@dataclass
class ColumnBuffer:
    """The numbers of every column in one run of bytes, each column at a multiple of 8."""

    specs: list[dict[str, Any]] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, values: Codes, dtype: str) -> None:
        """Append one column, little endian; `dtype` is ``u1``, ``u2``, ``u4``, ``i4``, ``f8``."""
        raw = np.ascontiguousarray(values, dtype=f"<{dtype}").tobytes()
        raw += b"\0" * (-len(raw) % 8)
        spec = {"name": name, "type": _TYPES[dtype], "offset": self.size, "length": len(values)}
        self.specs.append(spec)
        self.parts.append(raw)
        self.size += len(raw)

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


def pack(raw: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> str:
    """Return base64 of raw deflate."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return base64.b64encode(deflate.compress(raw) + deflate.flush()).decode("ascii")


def choose_strategy(sample: bytes) -> int:
    """Return how to deflate bytes like `sample`: without a search for repeats if there are none.

    That search is most of the work, and what it finds in codes without order costs room.
    """
    strategies = (zlib.Z_HUFFMAN_ONLY, zlib.Z_DEFAULT_STRATEGY)
    return min(strategies, key=lambda strategy: len(pack(sample[:SAMPLE], strategy=strategy)))


def pack_json(value: object, level: int = 6) -> str:
    """Return `value` as packed JSON; half a surrogate pair becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return pack(mend_text(text).encode("utf-8"), level)


def mend_text(text: str) -> str:
    """Return text that can be encoded: halves of a surrogate pair joined, a lone one U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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
