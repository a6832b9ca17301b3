"""Counts of the dead as people write them never lose the event."""

from __future__ import annotations

import pytest

from geomap.tables.reports import read_reports
from geomap.tables.values.count_cells import parse_count
from geomap.tables.values.days import DateError
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "best", "low", "high"),
    [
        ("8-12", None, 8, 12), ("8 – 12", None, 8, 12), ("8 to 12 civilians", None, 8, 12),
        ("between 8 and 12", None, 8, 12), ("من 8 إلى 12", None, 8, 12), ("بين ٨ و١٢", None, 8, 12),
        ("5 or 6", None, 5, 6), ("1,200-1,500", None, 1200, 1500), ("10 (8-12)", 10, 8, 12),
        ("more than 3", 3, 3, None), (">5", 5, 5, None), ("3+", 3, 3, None), ("≥5", 5, 5, None),
        ("at least 4 killed", 4, 4, None), ("أكثر من 3", 3, 3, None), ("en az 5", 5, 5, None),
        ("ما لا يقل عن ١٢ شهيداً", 12, 12, None), ("plus de 3", 3, 3, None),
        ("up to 12", None, None, 12), ("~10", 10, None, None), ("حوالي 10", 10, None, None),
        ("about 1,200", 1200, None, None), ("3 قتلى", 3, None, None), ("7", 7, None, None),
        ("no casualties", 0, None, None), ("", None, None, None),
    ],
)  # fmt: skip
def test_reads_figures_and_their_bounds(text, best, low, high):
    assert parse_count(text) == (best, low, high)


@pytest.mark.parametrize(
    "text", ["dozens", "12-8", "3 killed, 4 injured", "2020-04-14", "yes", "1.2.3", "x" * 200]
)
def test_makes_no_figure_up(text):
    with pytest.raises(DateError):
        parse_count(text)


def test_time_grows_with_length_alone():
    def refuse(size: int) -> None:
        with pytest.raises(DateError):
            parse_count("more than 3 " * size)

    assert_linear(refuse)


def test_a_text_without_a_figure_is_kept_and_the_event_too(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "date,location,fatalities,status\n2018-01-28,Hajin,8-12,Verified\n"
        "2018-01-29,Hajin,dozens,Closed\n2018-01-30,Hajin,4,Verified\n",
        encoding="utf-8",
    )
    reports = read_reports(path)
    assert len(reports.rejects) == 0
    frame = reports.frame
    assert frame["fatalities"].fillna(-1).tolist() == [-1, -1, 4]
    assert frame["fatalities_low"].fillna(-1).tolist() == [8, -1, -1]
    assert frame["fatalities_as_written"].tolist() == ["8-12", "dozens", "4"]
    assert frame["status_as_written"].tolist() == ["Verified", "Closed", "Verified"]
    assert "'status' is kept as it is" in " ".join(reports.notes)
