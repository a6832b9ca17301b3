"""One page on a table says what became of every row, and runs nothing of what it shows."""

from __future__ import annotations

import pytest

from geomap.export.table_check.check_page import render_check
from geomap.export.table_check.table_report import report_sheet
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings
from geomap.tables.opening import ReadOptions, open_table

ROWS = """Date,Village,Killed,Colour
14/04/2020,سراقب,3,red
14/04/2020,سراقب,3,red
15/04/2020,Saraqib,8-12,<script>alert(1)</script>
31/04/2020,Idlib,1,red
16/04/2020,Zzyzxville,2,red
"""


@pytest.fixture
def report(tmp_path):
    (tmp_path / "t.csv").write_text(ROWS, encoding="utf-8")
    options = ReadOptions(scheme="auto")
    return report_sheet(open_table(tmp_path / "t.csv"), make_resolver(PlaceSettings()), options)


def test_every_row_is_counted_once(report):
    assert (report.rows_in, report.placed, report.unplaced, report.rejected) == (5, 3, 1, 1)
    assert report.rows_in == report.placed + report.unplaced + report.rejected
    assert sum(report.precision.values()) == report.placed


def test_reasons_have_rows_and_cells(report):
    rejected, unplaced = report.reasons
    assert (rejected.kind, rejected.count) == ("rejected", 1)
    assert rejected.examples == ("row 5: 31/04/2020",)
    assert (unplaced.kind, unplaced.examples) == ("unplaced", ("Zzyzxville (1)",))


def test_columns_days_forms_repeats_and_what_is_absent(report):
    assert ("location", "Village") in [(c.target, c.column) for c in report.columns]
    assert report.kept == ("Colour",)
    assert (report.first, report.last) == ("2020-04-14", "2020-04-15")
    assert report.forms == (("99/99/9999", 5),)
    assert "dates are read as dmy" in report.notes
    assert report.repeats == 1
    assert "Raqqa" in report.absent
    assert "Idlib" not in report.absent
    assert [point[2] for point in report.points] == [3]


def test_the_page_holds_no_script(report):
    page = render_check(report)
    assert "<script" not in page
    assert "default-src 'none'" in page
    for said in ("5</b> rows in", "Zzyzxville", "no such day", "<circle", "Village"):
        assert said in page


def test_check_writes_it_beside_its_list(tmp_path, run_geomap):
    (tmp_path / "t.csv").write_text(ROWS, encoding="utf-8")
    page = tmp_path / "r.html"
    code, out, err = run_geomap("check", tmp_path / "t.csv", "--scheme", "auto", "--html", page)
    assert code == 1
    assert "no such day" in out
    assert "report:" in err
    assert page.is_file()
    events = tmp_path / "e.csv"
    run_geomap("events", tmp_path / "t.csv", "--scheme", "auto", "-o", events)
    assert run_geomap("check", events, "--html", page)[0] == 0
    assert "3</b> rows in" in page.read_text(encoding="utf-8")
