"""Days that could be two: settled by what else the table says, and said."""

from __future__ import annotations

import pytest

from geomap.errors import TableError
from geomap.tables.date_order import settle_dates
from geomap.tables.opening import ReadOptions, open_table
from geomap.tables.reports import map_sheet, read_reports


def order_of(tmp_path, text, dates=""):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    options = ReadOptions(scheme="auto", dates=dates)
    sheet = open_table(path, options)
    found = settle_dates(options, sheet, map_sheet(sheet, options))
    return found.order, " ".join(found.notes)


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        # every day was told soon after it only if the day comes first
        ("submitted_at,Date,Village\n2025-03-06,5/3/2025,Nawa\n2025-03-08,7/3/2025,Nawa\n",
         "dmy", "'submitted_at'"),
        ("Date reported,Date,Village\n2025-12-05,12/3/2025,Nawa\n", "mdy", "'Date reported'"),
        ("طابع زمني,تاريخ الحادث,القرية\n2025/03/05 9:12:33 م غرينتش+3,5/3/2025,نوى\n",
         "dmy", "طابع زمني"),
        # neither order is out of the question, or both are
        ("submitted_at,Date,Village\n2025-05-06,3/4/2025,Nawa\n", "", ""),
        ("submitted_at,Date,Village\n2025-01-06,3/4/2025,Nawa\n", "", ""),
        # a day over 12 anywhere says more than when it was told
        ("Date reported,Date,Village\n2025-05-03,5/3/2025,Nawa\n2025-05-03,13/3/2025,Nawa\n",
         "dmy", ""),
        # languages that write the day first
        ("Olay tarihi,Köy\n5/3/2025,Nawa\n", "dmy", "Turkish"),
        ("Date de l'incident,Village\n5/3/2025,Nawa\n", "dmy", "French"),
        ("تاريخ الحادث,القرية\n5/3/2025,نوى\n", "dmy", "Arabic"),
        ("Date,Village\n٥/٣/٢٠٢٥,Nawa\n", "dmy", "Arabic"),
        ("Date,Village\n5/3/2025,Nawa\n", "", ""),
    ],
)  # fmt: skip
def test_what_else_the_table_says_decides(tmp_path, text, order, said):
    found, notes = order_of(tmp_path, text)
    assert found == order
    assert said in notes
    assert bool(notes) == bool(said)


def test_what_a_person_says_comes_first(tmp_path):
    assert order_of(tmp_path, "Olay tarihi,Köy\n5/3/2025,Nawa\n", "mdy") == ("mdy", "")


def test_full_stops_mean_the_day_first_whatever_the_language(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("date,location\n05.03.2025,Nawa\n", encoding="utf-8")
    assert str(read_reports(path).frame["date_start"].iloc[0])[:10] == "2025-03-05"


def test_rows_of_both_orders_stay_each_for_itself(tmp_path):
    path = tmp_path / "t.csv"
    rows = "تاريخ الحادث,القرية\n13/3/2025,نوى\n3/14/2025,نوى\n5/3/2025,نوى\n"
    path.write_text(rows, encoding="utf-8")
    found = read_reports(path, ReadOptions(scheme="auto"))
    assert (len(found.frame), len(found.rejects)) == (2, 1)


def test_a_workbook_has_the_sheet_that_is_asked_for_or_says_which_it_has(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for title in ("May", "June"):
        page = book.create_sheet(title)
        page.append(["date", "location"])
        page.append([f"2025-0{5 + (title == 'June')}-01", "Nawa"])
    path = tmp_path / "t.xlsx"
    book.save(path)
    june = read_reports(path, ReadOptions(sheet="June"))
    assert [str(day)[:10] for day in june.frame["date_start"]] == ["2025-06-01"]
    with pytest.raises(TableError, match=r"no sheet 'July'.*'May', 'June'"):
        read_reports(path, ReadOptions(sheet="July"))
