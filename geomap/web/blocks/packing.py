"""Bytes as text of a page: deflated, then spelled in characters that any file and mail keeps."""

from __future__ import annotations

import json
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SAMPLE = 1 << 16
"""Bytes by which a way to deflate is chosen."""
SMALL = 1 << 16
"""Bytes up to which parts are deflated as one, since each would begin anew."""
LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"&<')
"""The 91 characters that data are spelled in: printable, and none that ends a script or a text."""
BITS = 13
"""Bits of two letters: 91 x 91 pairs are 99 more than 2 ** 13."""
END = b"\3\0"
"""An empty last block of deflate."""
MASK = (1 << BITS) - 1
RUN = 1 << 14
"""Groups that are spelled at once: so many stay in a processor's cache."""
_GROUP = np.dtype(
    {"names": ["low", "high"], "formats": ["<u8", "<u8"], "offsets": [0, 5], "itemsize": BITS}
)
"""13 bytes as two numbers: the first four codes are in the one, the others in the other."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIRS = np.array(
    [ord(LETTERS[code % 91]) | ord(LETTERS[code // 91]) << 8 for code in range(1 << BITS)], "<u2"
)


def spell(raw: bytes) -> str:
    """Return bytes as text: 13 bits, the lowest first, as two of `LETTERS`, the low one first.

    Fewer than 7 bits at the end are one letter. So 13 bytes are 16 letters; base64 takes 17.3.
    """
    whole = len(raw) // BITS
    groups = np.frombuffer(raw, _GROUP, whole)
    out = np.empty((whole, 8), "<u2")
    for start in range(0, whole, RUN):
        low, high = groups["low"][start : start + RUN], groups["high"][start : start + RUN]
        for at in range(4):
            out[start : start + RUN, at] = _PAIRS[(low >> BITS * at) & MASK]
            out[start : start + RUN, at + 4] = _PAIRS[(high >> 12 + BITS * at) & MASK]
    return out.tobytes().decode("ascii") + _spell_end(raw[whole * BITS :])


def _spell_end(raw: bytes) -> str:
    bits, left = int.from_bytes(raw, "little"), 8 * len(raw)
    letters = []
    while left > 0:
        code = bits & MASK
        letters.append(LETTERS[code % 91])
        if left > 6:
            letters.append(LETTERS[code // 91])
        bits >>= BITS
        left -= BITS
    return "".join(letters)


def deflate(raw: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    """Return bytes as blocks of raw deflate, none of which is the last."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return deflater.compress(raw) + deflater.flush(zlib.Z_SYNC_FLUSH)


def pack(raw: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> str:
    """Return bytes deflated and spelled."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    return spell(deflater.compress(raw) + deflater.flush())


def pack_parts(parts: Sequence[bytes], *, level: int = 6, alone: bool = False) -> str:
    """Return `parts` after each other as `pack` would, each deflated in the way that suits it.

    `alone` keeps to this thread.
    """
    if sum(map(len, parts)) <= SMALL:
        return pack(b"".join(parts), level)

    def deflate_one(part: bytes) -> bytes:
        return deflate(part, level, choose_strategy(part))

    if alone:
        return spell(b"".join(map(deflate_one, parts)) + END)
    with ThreadPoolExecutor() as pool:
        return spell(b"".join(pool.map(deflate_one, parts)) + END)


def choose_strategy(sample: bytes) -> int:
    """Return how to deflate bytes like `sample`: without a search for repeats if there are none.

    That search is most of the work, and what it finds in codes without order costs room.
    """
    middle = max(0, len(sample) - SAMPLE) // 2
    some = sample[middle : middle + SAMPLE]
    strategies = (zlib.Z_HUFFMAN_ONLY, zlib.Z_DEFAULT_STRATEGY)
    return min(strategies, key=lambda strategy: len(deflate(some, strategy=strategy)))


def pack_json(value: object, level: int = 6) -> str:
    """Return `value` as packed JSON; half a surrogate pair becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return pack(mend_text(text).encode("utf-8"), level)


def mend_text(text: str) -> str:
    """Return text that can be encoded: halves of a surrogate pair joined, a lone one U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def zigzag(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return whole numbers as numbers of at least 0: 0, -1, 1, -2, ... as 0, 1, 2, 3, ..."""
    return (steps << 1) ^ (steps >> 63)


def planes_of(values: NDArray[np.int64], most: int | None = None) -> list[bytes]:
    """Return whole numbers of at least 0 as planes: all lowest bytes, then all second ones, ..."""
    highest = int(values.max()) if most is None and len(values) else most or 0
    count = max(1, (highest.bit_length() + 7) // 8)
    return [(values >> 8 * plane).astype(np.uint8).tobytes() for plane in range(count)]
