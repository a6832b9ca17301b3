from __future__ import annotations

from datetime import date

import pytest

from geomap.tables.values.date_cells import DateError, find_order, parse_date
from tests.growth import assert_linear

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


@pytest.mark.parametrize(
    "text",
    [
        "14 نيسان/أبريل 2020", "14 نيسان (أبريل) 2020", "الثلاثاء، 14 نيسان 2020", "14 نيسان، 2020",
        "يوم الثلاثاء 14 نيسان 2020 م", "14 نِيسَان ٢٠٢٠", "2020 نيسان 14",
        "\u202b14 نيسان 2020\u202c",
        "14 Nisan 2020", "le 14 avril 2020", "mardi 14 avril 2020", "14 Nisan 2020 Salı",
        "14-Apr-20", "14/Apr/2020", "14 Apr 20", "14/04/20", "14.4.20", "4/14/20",
        "14 april 2020 13:30", "14 نيسان 2020 الساعة 13:30", "14/04/2020 10:30 ص",
        "Tue Apr 14 2020 00:00:00 GMT+0300 (Eastern European Summer Time)",
        "Tue Apr 14 10:00:00 UTC 2020", "Tue Apr 14 10:00:00 +0000 2020", "4/14/2020, 12:00:00 AM",
        "1586822400000", "1586822400", "/Date(1586822400000)/", "20200414101500", "2020-W16-2",
    ],
)  # fmt: skip
def test_reads_a_day_as_the_press_and_programs_write_it(text):
    assert parse_date(text).start == parse_date(text).end == APRIL_14


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 كانون 2 2025", date(2025, 1, 12)), ("12 كانون 1 2025", date(2025, 12, 12)),
        ("3 تشرين 1 2024", date(2024, 10, 3)), ("3 تشرين ثاني 2024", date(2024, 11, 3)),
        ("٣ ك٢ ٢٠٢٤", date(2024, 1, 3)), ("15 Kanun al-Thani 2025", date(2025, 1, 15)),
        ("3 Tishrin al-Awwal 2024", date(2024, 10, 3)), ("1er février 2024", date(2024, 2, 1)),
        ("3 Ağustos 2024", date(2024, 8, 3)), ("الجمعة 30 آب 2013", date(2013, 8, 30)),
        ("9 يونيه 2014", date(2014, 6, 9)), ("5 mars 2014", date(2014, 3, 5)),
        ("31/12/99", date(1999, 12, 31)), ("1586811600000", date(2020, 4, 14)),
    ],
)  # fmt: skip
def test_reads_months_by_all_their_names(text, day):
    assert parse_date(text).start == day


@pytest.mark.parametrize(
    "text",
    [
        "من 3 إلى 5 آذار 2020", "بين 3 و5 آذار 2020", "from 3 to 5 March 2020", "3 - 5 March 2020",
        "March 3 to 5, 2020", "March 3-5, 2020", "du 3 au 5 mars 2020", "3–5 Mart 2020",
        "3 آذار 2020 - 5 آذار 2020", "من 3/3/2020 حتى 5/3/2020", "2020-03-03 to 2020-03-05",
    ],
)  # fmt: skip
def test_first_and_last_day_may_share_month_and_year(text):
    days = parse_date(text, "dmy")
    assert (days.start, days.end) == (date(2020, 3, 3), date(2020, 3, 5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7 جمادى الآخرة 1446", "Hijri"), ("7 رجب 1446 هـ", "Hijri"), ("7 Ramadan 1446", "Hijri"),
        ("14 April", "without a year"), ("14 نيسان", "without a year"),
        ("14 نيسان/أيار 2020", "two months"), ("31 نيسان 2020", "no such day"),
        ("8-12-2024 م", "2024-12-08 or 2024-08-12"), ("12/11/20", "2020-11-12 or 2020-12-11"),
        ("5 March 2020 to 3 March 2020", "ends before"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_a_date(text, said):
    with pytest.raises(DateError) as told:
        parse_date(text)
    assert said in told.value.problem


def test_numbers_of_a_workbook_that_counts_from_1904():
    with pytest.raises(DateError) as told:
        parse_date("42474", "1904")
    assert "2020-04-15" in told.value.fix
    assert parse_date("42474", "serial 1904").start == date(2020, 4, 15)
    assert parse_date("43936", "serial").start == date(2020, 4, 15)


@pytest.mark.parametrize("seed", ["1 ", "نيسان ", "-", "m04", "14/", ": ", "{3 to "])
def test_time_grows_with_length_alone(seed):
    def refuse(size: int) -> None:
        with pytest.raises(DateError):
            parse_date(seed * size + "x")

    assert_linear(refuse)


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


@pytest.mark.parametrize(
    "text", ["tomorrow", "14-04-20", "14 or 15 April 2020", "April", "14/2020/04", "x" * 1000, "٣"]
)
def test_refuses_what_is_no_certain_date(text):
    with pytest.raises(DateError):
        parse_date(text)


@pytest.mark.parametrize("text", ["1441-08-21", "21/08/1441", "1441", "1441-08", "٢١/٠٨/١٤٤١"])
def test_a_hijri_year_is_not_taken_for_the_middle_ages(text):
    with pytest.raises(DateError) as told:
        parse_date(text, "dmy")
    assert "Hijri" in told.value.problem
