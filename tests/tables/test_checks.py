"""Columns judged in quick ways give what cells judged one by one give."""

import numpy as np
import pyarrow as pa
import pytest

from geomap.tables.checks import check_table
from geomap.tables.faults import Faults
from geomap.tables.schemes.scheme import Take, _read_codes
from geomap.tables.text_columns import encode_text


def judge(**columns):
    table, faults = check_table(pa.table({"date": ["2020-04-14"] * 4, **columns}))
    return table, faults


@pytest.mark.parametrize("name", ["fatalities", "geo_precision", "precision_km", "lon"])
@pytest.mark.parametrize(
    "cells", [["1", "2", "", "3"], ["1", "x", "2.5", "-1"], ["1", "1e10", "٣", "2"]]
)
def test_figures_in_coded_columns_are_those_of_plain_ones(name, cells):
    plain, faults = judge(**{name: pa.array(cells)})
    for coded in (
        pa.array(cells).dictionary_encode(),
        pa.array([cell or None for cell in cells]).dictionary_encode(),
        pa.DictionaryArray.from_arrays(
            pa.array([0, 1, 2, 3]), pa.array([*cells, "never asked for"])
        ),
    ):
        table, again = judge(**{name: coded})
        assert table[name].to_pylist() == plain[name].to_pylist()
        assert table[name].type == plain[name].type
        assert again.known == faults.known
        assert (again.codes == faults.codes).all()


@pytest.mark.parametrize(
    ("name", "values", "bad"),
    [
        ("fatalities", [0.0, 3.0, 7.0, 1e9], 0),
        ("fatalities", [0.0, None, 7.0, 2.0], 0),
        ("fatalities", [0.5, -1.0, 2e9, float("inf")], 4),
        ("geo_precision", [1.0, 2.0, 3.0, None], 0),
        ("geo_precision", [0.0, 4.0, 1.5, 2.0], 3),
    ],
)
def test_whole_numbers_are_taken_and_others_told(name, values, bad):
    table, faults = judge(**{name: pa.array(values, pa.float64())})
    assert (faults.codes != 0).sum() == bad
    if not bad:
        assert table[name].to_pylist() == values
    assert str(table[name].type) == ("int8" if name == "geo_precision" else "int64")


def test_plain_days_are_read_at_once_and_all_others_one_by_one():
    days = ["2020-04-14", "1999-12-31", "2020-02-29", "1500-01-01"]
    table, faults = judge(date_start=pa.array(days), date_end=pa.array(["2021-01-01"] * 3 + [""]))
    assert [str(day)[:10] for day in table["date_start"].to_pylist()] == days
    assert not faults.codes.any()
    odd = ["0999-01-01", "2020-02-30", "0000-01-01", "2020-04-14"]
    _, faults = judge(date_start=pa.array(odd))
    assert (faults.codes != 0).tolist() == [True, True, True, False]
    assert {problem for _, problem, _ in faults.known} >= {"no such year", "no such day"}


def test_nulls_of_coded_text_become_empty_cells():
    for texts in ([None, "a", None, "b"], ["", None, "a", "a"], [None] * 4):
        coded = encode_text(pa.array(texts, pa.string()).dictionary_encode())
        assert coded.null_count == 0
        assert coded.to_pylist() == [text or "" for text in texts]
        assert len(set(coded.dictionary.to_pylist())) == len(coded.dictionary)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1.0, 2.0, None, 1.0, 5000.0]),
        pa.array([1.0, 2.0, None, 1.0, 7.0]),
        pa.array([-3, 2, 2, 0, 4000], pa.int64()),
        pa.array([1, None, 2, 0, 9], pa.int32()),
        pa.array([1.5, 2.0, 2.5, 1.0, None]),
        pa.array([None] * 5, pa.float64()),
        pa.array([float("nan"), None, 2.0, 1.0, 1.0]),
        pa.array([7, 8, 9, 250, 0], pa.uint8()),
    ],
)
def test_codes_are_read_alike_whether_counted_or_hashed(column, monkeypatch):
    take = Take(("code",), codes={"1": "one", "2": "two", "0": "none"}, other="other")
    chunked = pa.chunked_array([column])
    quick = _read_codes(take, chunked).to_pylist()
    monkeypatch.setattr("geomap.tables.schemes.scheme._FEW", 0)
    assert quick == _read_codes(take, chunked).to_pylist()


def test_faults_of_a_row_are_told_once():
    faults = Faults(2)
    faults.mark(np.array([True, False]), "a", "first", "fix")
    faults.mark(np.array([True, True]), "b", "second", "fix")
    assert [faults.reject(row, row).problem for row in range(2)] == ["first", "second"]
