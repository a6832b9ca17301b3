"""Texts of events, packed for the page: as words, as numbers after a prefix, or as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.web.blocks.columns import pack_blocks
from geomap.web.blocks.packing import pack_json, pack_parts, planes_of, zigzag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

WORD_ROWS = 32_768
"""Rows of one block of words, which are read eight times faster."""
OWN_SYMBOLS = 128
"""Words, the most frequent, that are told by one byte alone."""
MOST_WORDS = 1 << 23
"""What 128 symbols for eight to each number of binary digits reach."""
LEAST_WORDS = 2000
"""Below that a vocabulary does not pay."""
MOST_DISTINCT = 0.35
"""Share of different words among all of a sample, above which texts stay as they are."""
MOST_DIGITS = 15
"""So that JavaScript counts them exactly."""


@dataclass
class PackedTexts:
    """What the head says of text columns, and the blocks by the end of their id."""

    specs: list[dict[str, Any]] = field(default_factory=list)
    blocks: list[tuple[str, str]] = field(default_factory=list)


def pack_texts(columns: dict[str, pd.Series]) -> PackedTexts:
    """Return `columns` (strings, all of one length) packed, each in the way that suits it.

    A column whose texts share words becomes codes of a vocabulary; one of numbers after a common
    prefix (``E0000017``) their differences; the rest blocks of JSON.
    """
    import pyarrow as pa

    packed = PackedTexts()
    plain: list[pd.Series] = []
    known: dict[str, Whole] = {}
    for at, (name, column) in enumerate(columns.items()):
        texts = pa.array(column.fillna("").array, type=pa.large_string())
        if isinstance(texts, pa.ChunkedArray):
            texts = texts.combine_chunks()
        numbers = find_numbers(texts)
        if numbers is not None:
            spec, values = numbers
            spec |= {"name": name} | _find_like(values, known)
            known[name] = values
            if "like" not in spec:
                planes = planes_of(zigzag(np.diff(values, prepend=0)))
                packed.blocks.append((f"numbers-{at}", pack_parts(planes)))
            packed.specs.append(spec)
        elif has_common_words(texts):
            vocabulary, blocks, how = encode_texts(texts)
            packed.specs.append({"name": name, "kind": "words"} | how)
            packed.blocks.append((f"vocabulary-{at}", pack_json(vocabulary)))
            packed.blocks += [(f"words-{at}-{i}", block) for i, block in enumerate(blocks)]
        else:
            packed.specs.append({"name": name, "kind": "strings", "at": len(plain)})
            plain.append(column)
    packed.blocks += [(f"text-{i}", block) for i, block in enumerate(pack_blocks(plain))]
    return packed


def find_numbers(texts: Any) -> tuple[dict[str, Any], Whole] | None:
    """Return prefix and width of a column of numbered names, and the numbers; None for others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(texts) < 512 or not texts[0].as_py()[-1:].isdecimal():
        return None
    ends = pc.min_max(texts).as_py()
    prefix = common_start(ends["min"], ends["max"]).rstrip("0123456789")
    digits = pc.utf8_slice_codeunits(texts, start=len(prefix))
    lengths = pc.min_max(pc.binary_length(digits)).as_py()
    if not 0 < lengths["min"] <= lengths["max"] <= MOST_DIGITS:
        return None
    if not pc.all(pc.ascii_is_decimal(digits)).as_py():
        return None
    numbers = pc.cast(digits, pa.int64())
    width = lengths["min"] if lengths["min"] == lengths["max"] else 0
    if not width and not pc.all(pc.equal(pc.cast(numbers, texts.type), digits)).as_py():
        return None
    return {"kind": "numbers", "prefix": prefix, "width": width}, numbers.to_numpy()


def common_start(one: str, other: str) -> str:
    """Return the letters that two texts begin with; all texts between them in order do too."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def _find_like(values: Whole, known: dict[str, Whole]) -> dict[str, Any]:
    """Return which column before has the same numbers but for a constant, if one has."""
    for name, others in known.items():
        apart = values - others
        if (apart == apart[0]).all():
            return {"like": name, "add": int(apart[0])}
    return {}


def has_common_words(texts: Any) -> bool:
    """Return True if a vocabulary is much smaller than the texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(texts) < 64:
        return False
    sample = texts.take(pa.array(np.linspace(0, len(texts) - 1, 2000).astype(np.int64)))
    words = pc.split_pattern(pc.filter(sample, pc.not_equal(sample, "")), " ").flatten()
    return len(words) >= LEAST_WORDS and len(words.unique()) <= MOST_DISTINCT * len(words)


def encode_texts(texts: Any) -> tuple[list[str], list[str], dict[str, bool]]:
    """Return the vocabulary, most frequent word first, packed blocks of its codes, and how.

    A block of `WORD_ROWS` rows is varints: the number of words of each row, then the words of all
    rows, which are varints too, or with ``symbols`` what `split_codes` makes of them: smaller
    where texts repeat words only, not runs of words. Words are what stands between single spaces,
    so that joining them gives the text back.
    """
    with ThreadPoolExecutor() as pool:
        parts = list(pool.map(split_words, cut(texts, WORD_ROWS)))
        known: dict[str, int] = {}
        tables = [
            np.array([known.setdefault(word, len(known)) for word in words.to_pylist()], dtype=int)
            for _, _, words in parts
        ]
        counts = np.zeros(len(known), dtype=np.int64)
        for (_, codes, words), table in zip(parts, tables, strict=True):
            counts[table] += np.bincount(codes, minlength=len(words))
        order = np.argsort(-counts, kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))

        def block(at: int, with_symbols: bool) -> str:
            lengths, codes, _ = parts[at]
            ranks = rank[tables[at]][codes]
            said = split_codes(ranks) if with_symbols else [encode_varints(ranks)]
            return pack_parts([encode_varints(lengths), *said], alone=True)

        with_symbols = len(known) < MOST_WORDS and bool(parts)
        with_symbols = with_symbols and len(block(0, True)) < len(block(0, False))
        blocks = list(pool.map(lambda at: block(at, with_symbols), range(len(parts))))
    vocabulary = list(known)
    how = {"symbols": True} if with_symbols else {}
    return [vocabulary[i] for i in order], blocks, how


def split_codes(codes: Whole) -> tuple[bytes, bytes]:
    """Return the ranks of words as a symbol of one byte each, and the bits that it leaves open.

    Ranks below `OWN_SYMBOLS` are their own symbol. Those above share one with about an eighth of
    the ranks of as many binary digits, which are about as frequent: nothing is lost if the bits
    that tell them apart stand as they are, the lowest first.
    """
    symbols = codes.copy()
    above = np.flatnonzero(codes >= OWN_SYMBOLS)
    ranks = codes[above]
    width = np.frexp(ranks.astype(np.float64))[1] - 4
    symbols[above] = OWN_SYMBOLS + (width - 4) * 8 + ((ranks >> width) & 7)
    starts = np.cumsum(width) - width
    bits = np.zeros(int(width.sum()), np.uint8)
    for bit in range(int(width.max()) if len(width) else 0):
        wide = width > bit
        bits[starts[wide] + bit] = (ranks[wide] >> bit) & 1
    return symbols.astype(np.uint8).tobytes(), np.packbits(bits, bitorder="little").tobytes()


def cut(texts: Any, rows: int) -> Iterator[Any]:
    """Yield runs of `rows` texts."""
    for start in range(0, len(texts), rows):
        yield texts.slice(start, rows)


def split_words(texts: Any) -> tuple[Whole, Whole, Any]:
    """Return words in each text, codes of all words, and the words; an empty text has none."""
    import pyarrow.compute as pc

    lists = pc.split_pattern(pc.if_else(pc.equal(texts, ""), None, texts), " ")
    coded = lists.flatten().dictionary_encode()
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy()
    return lengths.astype(np.int64), coded.indices.to_numpy(), coded.dictionary


def encode_varints(values: Sequence[int] | NDArray[Any]) -> bytes:
    """Return whole numbers of at least 0 in 7 bits a byte, low first, the last below 128."""
    left = np.asarray(values, dtype=np.int64)
    if not len(left) or int(left.max()) < 128:
        return left.astype(np.uint8).tobytes()
    size = np.ones(len(left), dtype=np.int64)
    limit = 128
    while (more := left >= limit).any():
        size += more
        limit *= 128
    start = np.cumsum(size) - size
    out = np.zeros(int(size.sum()), dtype=np.uint8)
    out[start] = left & 127
    rows = np.flatnonzero(size > 1)
    step = 0
    while len(rows):
        out[start[rows] + step] |= 128
        step += 1
        out[start[rows] + step] = (left[rows] >> (7 * step)) & 127
        rows = rows[size[rows] > step + 1]
    return out.tobytes()
