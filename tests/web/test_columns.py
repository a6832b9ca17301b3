"""Packing: small, lossless, the same bytes again."""

import base64
import json
import zlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.web.columns import (
    STRING_ROWS,
    ColumnBuffer,
    choose_strategy,
    encode_words,
    encode_words_together,
    pack,
    pack_blocks,
    pack_json,
)
from geomap.web.outlines import SCALE, encode_ring


def unpack(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text), -15)


def test_columns_lie_at_multiples_of_eight_and_in_small_types():
    buffer = ColumnBuffer()
    buffer.add_counts("few", np.array([0, 255, 3]))
    buffer.add_counts("more", np.array([0, 256]))
    buffer.add_counts("many", np.array([70_000]))
    buffer.add("real", np.array([1.5]), "f8")
    assert [spec["type"] for spec in buffer.specs] == ["u8", "u16", "u32", "f64"]
    assert all(spec["offset"] % 8 == 0 for spec in buffer.specs)
    raw = b"".join(buffer.parts)
    assert len(raw) == buffer.size
    assert np.frombuffer(raw, "<u2", 2, buffer.specs[1]["offset"]).tolist() == [0, 256]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=8))))
def test_words_come_back_and_code_nought_is_missing(words):
    codes, dictionary = encode_words(pd.Series(words, dtype="str"))
    assert dictionary[0] == ""
    assert len(set(dictionary)) == len(dictionary)
    assert [dictionary[code] for code in codes] == [word or "" for word in words]


def test_columns_that_share_a_dictionary_agree():
    one, two = pd.Series(["a", "b", ""], dtype="str"), pd.Series(["b", None, "c"], dtype="str")
    codes, words = encode_words_together([one, two])
    assert words == ["", "a", "b", "c"]
    assert [list(map(int, column)) for column in codes] == [[1, 2, 0], [2, 0, 3]]


def test_texts_are_packed_in_blocks_that_come_back():
    texts = pd.Series(
        [f"text {i} \x00 </script> عربي" for i in range(STRING_ROWS + 3)], dtype="str"
    )
    blocks = [json.loads(unpack(block)) for block in pack_blocks([texts])]
    assert [len(block[0]) for block in blocks] == [STRING_ROWS, 3]
    assert blocks[0][0] + blocks[1][0] == texts.tolist()


def test_broken_surrogates_do_not_stop_a_map():
    assert json.loads(unpack(pack_json(["a\ud800b"]))) == ["a\ufffdb"]


def test_packing_twice_gives_the_same_bytes():
    assert pack(b"x" * 1000) == pack(b"x" * 1000)


@pytest.mark.parametrize("points", [[(36.0, 34.0), (36.5, 34.25), (36.0, 34.0)]])
def test_rings_come_back_from_steps(points):
    steps = np.array(encode_ring(points)).reshape(-1, 2)
    assert (np.cumsum(steps, axis=0) / SCALE).tolist() == [list(point) for point in points]


def test_repeats_are_searched_for_where_there_are_some():
    random = np.random.default_rng(1).integers(0, 29, 60_000).astype("u1").tobytes()
    assert choose_strategy(random) == zlib.Z_HUFFMAN_ONLY
    assert choose_strategy(random[:500] * 100) == zlib.Z_DEFAULT_STRATEGY
    assert unpack(pack(random, strategy=zlib.Z_HUFFMAN_ONLY)) == random
