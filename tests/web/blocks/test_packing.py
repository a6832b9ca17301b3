"""Bytes as text of a page: the same bytes again, in characters that end nothing."""

import json
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.web.blocks.packing import (
    LETTERS,
    SMALL,
    choose_strategy,
    pack,
    pack_json,
    pack_parts,
    planes_of,
    spell,
    zigzag,
)
from geomap.web.blocks.texts import split_codes
from tests.web.unpacking import join_planes, unfold, unpack, unspell

ROOT = Path(__file__).parents[3]
CASES = json.loads((ROOT / "geomap/web-src/tests/data/blocks.json").read_text("utf-8"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_bytes_come_back_from_letters(raw):
    text = spell(raw)
    assert unspell(text) == raw
    assert not set(text) - set(LETTERS)
    assert len(text) <= -(-16 * len(raw) // 13)


def test_letters_end_no_script_and_need_no_escape():
    assert len(LETTERS) == len(set(LETTERS)) == 91
    assert not set(LETTERS) & set('<&"\n\r\t \0')
    assert LETTERS.isascii()
    assert LETTERS.isprintable()


def test_large_runs_are_spelled_as_small_ones():
    raw = np.random.default_rng(1).integers(0, 256, 13 * 20_000 + 5).astype("u1").tobytes()
    assert unspell(spell(raw)) == raw


@pytest.mark.parametrize("case", CASES["letters"], ids=lambda case: str(len(case["bytes"])))
def test_the_page_reads_the_same_letters(case):
    assert spell(bytes(case["bytes"])) == case["text"]


@pytest.mark.parametrize("case", CASES["ranks"], ids=lambda case: str(len(case["ranks"])))
def test_the_page_reads_the_same_ranks(case):
    symbols, rest = split_codes(np.array(case["ranks"]))
    assert list(symbols + rest) == case["bytes"]


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize("alone", [True, False])
def test_parts_are_one_stream_each_deflated_in_its_way(times, alone):
    random = np.random.default_rng(3).integers(0, 29, 3000).astype("u1").tobytes()
    parts = [b"abc" * 1000 * times, random * times, b"", b"end"]
    assert (sum(map(len, parts)) > SMALL) == (times == 40)
    assert unpack(pack_parts(parts, alone=alone)) == b"".join(parts)


@given(st.lists(st.integers(-(2**40), 2**40), min_size=1))
def test_numbers_come_back_from_planes(values):
    planes = planes_of(zigzag(np.array(values)))
    assert unfold(join_planes(b"".join(planes), len(values))).tolist() == values


def test_steps_down_and_up_are_numbers_of_at_least_nought():
    assert zigzag(np.array([0, -1, 1, -2, 2])).tolist() == [0, 1, 2, 3, 4]


def test_broken_surrogates_do_not_stop_a_map():
    assert json.loads(unpack(pack_json(["a\ud800b"]))) == ["a\ufffdb"]


def test_packing_twice_gives_the_same_bytes():
    assert pack(b"x" * 1000) == pack(b"x" * 1000)


def test_repeats_are_searched_for_where_there_are_some():
    random = np.random.default_rng(1).integers(0, 29, 60_000).astype("u1").tobytes()
    assert choose_strategy(random) == zlib.Z_HUFFMAN_ONLY
    assert choose_strategy(random[:500] * 100) == zlib.Z_DEFAULT_STRATEGY
    assert unpack(pack(random, strategy=zlib.Z_HUFFMAN_ONLY)) == random
