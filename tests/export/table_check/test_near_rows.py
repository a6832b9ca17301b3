"""Rows of a table that may tell one happening twice are shown, never merged."""

from __future__ import annotations

import pytest

from geomap.export.table_check.check_page import render_check
from geomap.export.table_check.table_report import report_sheet
from geomap.resolver.resolver import make_resolver
from geomap.tables.opening import ReadOptions, open_table

HEAD = "date,place,event_type,killed,description\n"
MARKET = "Shells fell on the market of Sarmin and killed three traders"
AGAIN = "Three traders were killed as shells fell on Sarmin market"
SHELLED = "قصف مدفعي على سوق سرمين ومقتل ثلاثة من الباعة"
SOLD = "مقتل ثلاثة باعة جراء قصف مدفعي على سوق سرمين"


@pytest.fixture(scope="module")
def resolver():
    return make_resolver()


def report(tmp_path, resolver, *rows):
    path = tmp_path / "t.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return report_sheet(open_table(path), resolver, ReadOptions(scheme="auto"))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (f"2024-12-01,Sarmin,Shelling,3,{MARKET}", f"2024-12-01,Sarmin,Shelling,3,{AGAIN}", 1),
        (f"2024-12-01,Sarmin,Shelling,,{MARKET}", f"2024-12-01,Sarmin,Shelling,,{AGAIN}", 1),
        (f"2024-12-01,سرمين,قصف,3,{SHELLED}", f"2024-12-01,سرمين,قصف,3,{SOLD}", 1),
        ("2024-12-01,Atarib,Air strike,5,", "2024-12-02,Atarib,Airstrike,5,", 1),
        (f"2024-12-01,Sarmin,Shelling,3,{MARKET}", f"2024-12-01,سرمين,قصف,3,{SHELLED}", 1),
        (f"2024-12-01,Sarmin,Shelling,3,{MARKET}", f"2024-12-01,Sarmin,Shelling,3,{MARKET}", 0),
        ("2024-12-01,Binnish,Protest,0,", "2024-12-02,Binnish,Protest,0,", 0),
        ("2024-12-01,Binnish,Shelling,,", "2024-12-02,Binnish,Shelling,,", 0),
        ("2024-12-01,Sarmin,Battles,3,", "2024-12-01,Sarmin,Protests,3,", 0),
        ("2024-12-01,Sarmin,Shelling,3,", "2024-12-09,Sarmin,Shelling,3,", 0),
        ("2024-12-01,Sarmin,Shelling,3,", "2024-12-01,Manbij,Shelling,3,", 0),
        (f"2024-12-01,Sarmin,Shelling,3,{MARKET}", f"2024-12-01,Sarmin,Shelling,30,{AGAIN}", 0),
        ("2024-12-01,Sarmin,Shelling,3,Shells fell on a school bus at noon",
         "2024-12-01,Sarmin,Shelling,3,A drone hit the olive press of the Hamdo family", 0),
    ],
)  # fmt: skip
def test_pairs_of_rows_that_may_be_one(tmp_path, resolver, one, other, near):
    assert len(report(tmp_path, resolver, one, other).near) == near


def test_the_page_names_the_rows_and_says_how_alike_they_are(tmp_path, resolver):
    rows = (f"2024-12-01,Sarmin,Shelling,3,<b>{MARKET}", f"2024-12-01,Sarmin,Shelling,3,{AGAIN}")
    page = render_check(report(tmp_path, resolver, *rows))
    for said in ("t.csv:2", "t.csv:3", "deaths equal", "&lt;b&gt;Shells"):
        assert said in page


def test_a_busy_town_shows_the_first_pairs_and_counts_the_others(tmp_path, resolver):
    rows = [f"2024-12-01,Sarmin,Shelling,3,{MARKET} {number}" for number in range(12)]
    found = report(tmp_path, resolver, *rows)
    assert len(found.near) == 66
    assert "and 36 more" in render_check(found)
