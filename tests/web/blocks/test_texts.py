"""Texts packed as words, numbers or strings: the same texts come back, in fewer bytes."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.web.blocks import texts as module
from geomap.web.blocks.texts import encode_varints, find_numbers, pack_texts, split_codes
from tests.web.unpacking import read_ranks, read_texts, read_varints, unpack


def unpack_texts(columns):
    columns = {name: pd.Series(texts, dtype="str") for name, texts in columns.items()}
    packed = pack_texts(columns)
    events = len(next(iter(columns.values())))
    head = {"events": events, "text": {"columns": packed.specs, "word_rows": module.WORD_ROWS}}
    return packed, read_texts(head, dict(packed.blocks))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2**50)))
def test_whole_numbers_come_back_from_bytes(values):
    assert read_varints(encode_varints(values))[0] == values


def test_small_whole_numbers_are_one_byte_each():
    assert encode_varints([0, 5, 127]) == bytes([0, 5, 127])
    assert len(encode_varints([128])) == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2**23 - 1) | st.integers(0, 300)))
def test_ranks_come_back_from_symbols_and_the_bits_they_leave_open(ranks):
    symbols, rest = split_codes(np.array(ranks, np.int64))
    assert len(symbols) == len(ranks)
    assert read_ranks(symbols + rest, len(ranks)) == ranks


def test_words_as_often_used_as_words_are_cost_what_they_tell():
    random = np.random.default_rng(4)
    often = 1 / np.arange(1, 4001)
    often /= often.sum()
    known = np.array([f"word{i}" for i in range(4000)], dtype=object)
    told = [" ".join(row) for row in known[random.choice(4000, (8000, 18), p=often)]]
    packed, _ = unpack_texts({"description": told})
    room = sum(len(text) for end, text in packed.blocks if end.startswith("words"))
    least = -(often * np.log2(often)).sum() * 18 * 8000 / 6.5
    assert least < room < 1.03 * least
    assert packed.specs[0]["symbols"]


def test_runs_of_words_that_repeat_are_found():
    random = np.random.default_rng(5)
    runs = [" ".join(f"word{w}" for w in random.integers(0, 900, 40)) for _ in range(50)]
    packed, back = unpack_texts({"description": (told := [runs[i % 50] for i in range(2000)])})
    assert back["description"] == told
    assert "symbols" not in packed.specs[0]


def test_texts_of_common_words_come_back_whatever_their_spaces():
    told = ["two  spaces", " one at each end ", "", "line\nbreak kept", "عربي too", "</script> `x`"]
    told = told * 500
    packed, back = unpack_texts({"description": told})
    assert packed.specs[0]["kind"] == "words"
    assert back["description"] == told


def test_words_are_coded_by_how_often_they_occur(monkeypatch):
    monkeypatch.setattr(module, "WORD_ROWS", 100)
    rare = [f"rare{i}" for i in range(300)]
    told = [f"common often {rare[i % 300]} common" for i in range(1000)]
    packed, back = unpack_texts({"description": told})
    assert back["description"] == told
    vocabulary = json.loads(unpack(dict(packed.blocks)["vocabulary-0"]))
    assert vocabulary[:2] == ["common", "often"]
    assert sum(end.startswith("words-0-") for end, _ in packed.blocks) == 10


def test_texts_without_common_words_stay_as_they_are():
    told = [f"a{i} b{i} c{i}" for i in range(1500)]
    packed, back = unpack_texts({"description": told})
    assert packed.specs == [{"name": "description", "kind": "strings", "at": 0}]
    assert back["description"] == told


@pytest.mark.parametrize("pattern", ["E{:07d}", "bench:{}", "{}", "2011-{}"])
def test_numbered_names_are_kept_as_numbers(pattern):
    told = [pattern.format(i * 7 % 1000) for i in range(1000)]
    packed, back = unpack_texts({"event_id": told})
    assert packed.specs[0]["kind"] == "numbers"
    assert back["event_id"] == told


def test_a_column_with_the_numbers_of_another_takes_no_room():
    ids = [f"E{i:05d}" for i in range(600)]
    reports = [f"table.csv:{i + 2}" for i in range(600)]
    packed, back = unpack_texts({"event_id": ids, "report_id": reports})
    assert packed.specs[1]["like"] == "event_id"
    assert len(packed.blocks) == 1
    assert back == {"event_id": ids, "report_id": reports}


@pytest.mark.parametrize("odd", ["E", "", "E01", "E1٢", "E12x", "F5", "E" + "9" * 16, "E-5"])
def test_one_name_that_is_not_a_number_keeps_the_column_as_it_is(odd):
    told = [f"E{i}" for i in range(1000)]
    told[400] = odd
    found = find_numbers(pa.array(told, type=pa.large_string()))
    if odd == "F5":  # the letter is part of no common prefix
        assert found is None
    _, back = unpack_texts({"event_id": told})
    assert back["event_id"] == told


def test_packing_twice_gives_the_same_bytes():
    columns = {"description": pd.Series([f"w{i % 50} and w{i % 7}" for i in range(3000)])}
    assert pack_texts(columns) == pack_texts(columns)
