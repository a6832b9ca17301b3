"""Ids are the same in every release: what was published once is found again."""

import numpy as np
import pyarrow as pa
import pytest

from geomap.events.actor_ids import _bounds, _periods
from geomap.events.arrow_columns import tell_apart
from geomap.events.ids import format_ids, hash_texts

TEXTS = ["", "a", "ab", "abc", "حلب", "Aleppo", "x" * 70_001, "é,", "", "Tell Abyad 17"]
IDS = [
    "e-0000000000000000",
    "e-5d4fcc4227dfe967",
    "e-efb89aa07d5c4699",
    "e-804d8635d5aeb712",
    "e-d7769b0a70fa90e5",
    "e-a086bc3713a08d64",
    "e-64f07aec04c3f9b3",
    "e-401bb3dc454e6012",
    "e-0000000000000000",
    "e-7d64deed55ef3d27",
]


def test_hashes_of_texts_never_change():
    assert format_ids(hash_texts(pa.array(TEXTS))).to_pylist() == IDS


@pytest.mark.parametrize("start", range(4))
def test_a_text_has_its_hash_wherever_it_stands_in_a_column(start):
    column = pa.array(["z" * 5] * 3 + TEXTS)
    assert format_ids(hash_texts(column[3 + start :])).to_pylist() == IDS[start:]
    coded = column[3 + start :].dictionary_encode()
    assert format_ids(hash_texts(coded)).to_pylist() == IDS[start:]


@pytest.mark.parametrize("size", [50, 1 << 40])
def test_numbers_are_told_apart_whether_counted_or_hashed(size):
    codes = np.array([7, 3, 7, 0, 49, 3], dtype=np.int64)
    distinct, places = tell_apart(codes, size)
    assert sorted(distinct.tolist()) == [0, 3, 7, 49]
    assert distinct[places.to_numpy()].tolist() == codes.tolist()


def test_days_far_apart_fall_into_the_same_periods_as_near_ones():
    days = np.array([10_000, 15_000, 16_500, 18_000, 20_000])
    far = np.array([*days, -700_000])
    assert _periods(days).tolist() == _periods(far)[:-1].tolist()
    assert _periods(days).tolist() == np.searchsorted(_bounds(), days, side="right").tolist()
    assert _periods(np.array([], dtype=np.int64)).tolist() == []
