"""Packing: small, lossless, the same bytes again."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.web.blocks.columns import (
    STRING_ROWS,
    ColumnBuffer,
    encode_words,
    encode_words_together,
    pack_blocks,
)
from geomap.web.outlines import SCALE, encode_ring
from tests.web.unpacking import read_columns, unpack


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


def test_columns_come_back_however_they_are_written():
    random = np.random.default_rng(2)
    columns = {
        "type": (random.integers(0, 6, 3000), "u1"),
        "other": (random.integers(0, 250, 3000), "u1"),
        "day": (np.sort(random.integers(0, 5000, 3000)), "u2"),
        "code": (random.integers(0, 60_000, 3000), "u2"),
        "far": (np.arange(3000) * 1_000_000, "u4"),
        "lon": (np.round(random.uniform(-180, 180, 3000), 6), "f8"),
        "km": (np.round(random.uniform(0, 25, 3000), 1), "f8"),
        "odd": (random.uniform(0, 1, 3000), "f8"),
        "gone": (np.full(3000, np.nan), "f8"),
    }
    columns["of_type"] = (np.array([7, 7, 1, 0, 255, 3])[columns["type"][0]], "u1")
    buffer = ColumnBuffer()
    for name, (values, dtype) in columns.items():
        buffer.add(name, values, dtype)
    back = read_columns(buffer.specs, unpack(buffer.pack()))
    for name, (values, _) in columns.items():
        np.testing.assert_array_equal(back[name], values, name)
    specs = {spec["name"]: spec for spec in buffer.specs}
    assert specs["day"]["steps"]
    assert (specs["lon"]["scale"], specs["km"]["scale"]) == (1_000_000, 10)
    assert specs["of_type"]["of"] == "type"
    assert not {"planes", "of"} & {*specs["odd"], *specs["gone"], *specs["other"]}
    assert len(buffer.pack()) < 0.5 * sum(values.nbytes for values, _ in columns.values())


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


@pytest.mark.parametrize("points", [[(36.0, 34.0), (36.5, 34.25), (36.0, 34.0)]])
def test_rings_come_back_from_steps(points):
    steps = np.array(encode_ring(points)).reshape(-1, 2)
    assert (np.cumsum(steps, axis=0) / SCALE).tolist() == [list(point) for point in points]
