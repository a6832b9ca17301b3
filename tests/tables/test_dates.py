from __future__ import annotations

from datetime import date

import pytest

from geomap.tables.values.date_cells import DateError, find_order, parse_date

APRIL_14 = date(2020, 4, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2020-04-14", "2020-4-14", "2020/04/14", "2020.04.14", "20200414", "14.4.2020",
        "14/04/2020", "4/14/2020", "14 April 2020", "14th of April 2020", "Apr 14, 2020",
        "April 14th 2020", "14-Apr-2020", "2020 Apr 14", "Tuesday, 14 April 2020", "14April2020",
        "2020-04-14T23:30:00Z", "2020-04-14 00:00:00.000", "2020-04-14T10:00:00+03:00",
        "4/14/2020 3:04 PM", "٢٠٢٠-٠٤-١٤", "١٤ نيسان ٢٠٢٠", "14 أبريل 2020", " 14  April\t2020 ",
    ],
)  # fmt: skip
def test_reads_a_day_however_it_is_written(text):
    days = parse_date(text)
    assert (days.start, days.end, days.precision) == (APRIL_14, APRIL_14, 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2020-04", date(2020, 4, 1), date(2020, 4, 30), 3),
        ("April 2020", date(2020, 4, 1), date(2020, 4, 30), 3),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), 3),
        ("13-14 April 2020", date(2020, 4, 13), APRIL_14, 2),
        ("2020-04-13/2020-04-14", date(2020, 4, 13), APRIL_14, 2),
        ("13 April 2020 to 14 April 2020", date(2020, 4, 13), APRIL_14, 2),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29), 3),
    ],
)
def test_a_vague_date_stays_an_interval(text, start, end, precision):
    days = parse_date(text)
    assert (days.start, days.end, days.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    ["2020-02-30", "2021-02-29", "31/04/2020", "30 February 2020", "2020-13", "2020-13-01",
     "32/32/2020", "0000-01-01", "0020-04-14", "2020-00-10"],
)  # fmt: skip
def test_refuses_a_day_that_never_was(text):
    with pytest.raises(DateError):
        parse_date(text)


def test_refuses_a_date_with_two_meanings_and_names_both():
    with pytest.raises(DateError, match="2020-04-03 or 2020-03-04"):
        parse_date("03/04/2020")


def test_the_same_date_is_fine_once_the_order_is_known():
    assert parse_date("03/04/2020", "dmy").start == date(2020, 4, 3)
    assert parse_date("03/04/2020", "mdy").start == date(2020, 3, 4)


def test_one_day_over_twelve_tells_the_order_of_its_column():
    assert find_order(["03/04/2020", "10/17/2020"]) == "mdy"
    assert find_order(["03/04/2020", "17/10/2020"]) == "dmy"
    assert find_order(["10/17/2020", "17/10/2020"]) == ""


def test_a_bare_spreadsheet_number_is_refused_but_its_meaning_told():
    with pytest.raises(DateError) as error:
        parse_date("43935")
    assert "2020-04-14" in error.value.fix


@pytest.mark.parametrize("text", ["tomorrow", "14.4.20", "April", "14/2020/04", "x" * 1000, "٣"])
def test_refuses_what_is_no_certain_date(text):
    with pytest.raises(DateError):
        parse_date(text)


@pytest.mark.parametrize("text", ["1441-08-21", "21/08/1441", "1441", "1441-08", "٢١/٠٨/١٤٤١"])
def test_a_hijri_year_is_not_taken_for_the_middle_ages(text):
    with pytest.raises(DateError) as told:
        parse_date(text, "dmy")
    assert "Hijri" in told.value.problem
