"""What a person sees who opens an output in a spreadsheet program."""

from __future__ import annotations

import codecs

import openpyxl
import pytest

from geomap.export.text_tables import find_mark
from geomap.export.workbook import type_numbers
from geomap.tables.values.formulas import guard_text, unguard_text

ARABIC = "date,location,description,depth,code\n2019-05-05,حلب,قذيفتان على السوق,-98.5,007\n"
LATIN = "date,location,description,depth,code\n2019-05-05,Aleppo,two shells,-98.5,007\n"


@pytest.fixture
def written(tmp_path, run_geomap):
    def write(text, ending):
        (tmp_path / "r.csv").write_text(text, encoding="utf-8")
        code, _, err = run_geomap("events", tmp_path / "r.csv", "-o", tmp_path / f"o{ending}")
        assert code == 0, err
        return tmp_path / f"o{ending}"

    return write


@pytest.mark.parametrize(("text", "marked"), [(ARABIC, True), (LATIN, False)])
def test_a_csv_of_arabic_starts_with_a_byte_order_mark(written, run_geomap, text, marked):
    path = written(text, ".csv")
    assert path.read_bytes().startswith(codecs.BOM_UTF8) is marked
    again = path.with_name("again.csv")
    assert run_geomap("export", path, "-o", again)[0] == 0
    assert again.read_bytes() == path.read_bytes()


def test_the_mark_is_looked_for_to_the_end(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * (3 << 20))
    (tmp_path / "b").write_bytes(b"x" * (3 << 20) + "ح".encode())
    assert find_mark([tmp_path / "a"]) == b""
    assert find_mark([tmp_path / "a", tmp_path / "b"]) == codecs.BOM_UTF8


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("-98", "-98"), ("-98.5", "-98.5"), ("-1,5", "-1,5"), ("-1e3", "-1e3"), ("98", "98"),
        ("-1+2", "'-1+2"), ("=1", "'=1"), ("+963 11", "'+963 11"), ("-", "'-"), ("@x", "'@x"),
        ("-98-", "'-98-"), ("-cmd", "'-cmd"),
    ],
)  # fmt: skip
def test_negative_numbers_stay_numbers_and_formulas_do_not_run(text, safe):
    assert guard_text(text) == safe
    assert unguard_text(safe) == text


@pytest.mark.parametrize(("text", "from_right"), [(ARABIC, True), (LATIN, False)])
def test_a_workbook_is_ready_to_read(written, text, from_right):
    sheet = openpyxl.load_workbook(written(text, ".xlsx"))["events"]
    assert bool(sheet.sheet_view.rightToLeft) is from_right
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    assert str(row["date_start"].value)[:10] == "2019-05-05"
    assert row["date_start"].is_date
    assert row["depth"].value == -98.5
    assert row["code"].value == "007"
    letter = row["event_id"].column_letter
    assert sheet.column_dimensions[letter].width > len(row["event_id"].value)


def test_only_columns_that_read_back_the_same_become_numbers():
    import pyarrow as pa

    columns = {
        "a": ["1", "-2"],
        "b": ["1.5", ""],
        "c": ["1.50", "2"],
        "d": ["01", "2"],
        "e": ["", ""],
    }
    table = type_numbers(pa.table(columns))
    assert [str(table[name].type) for name in "abcde"] == ["int64", "double", *["string"] * 3]
