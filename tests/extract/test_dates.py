"""Dates become intervals, in both languages, against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.recognise.dates.date_mentions import edtf_of, find_dates

ANCHOR = date(2025, 6, 26)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("On 2 June 2023, clashes", "2023-06-02", "2023-06-02", 1),
        ("on June 2nd, 2023", "2023-06-02", "2023-06-02", 1),
        ("overnight from May 13 to 14 2021", "2021-05-13", "2021-05-14", 1),
        ("between 3 and 5 May 2021", "2021-05-03", "2021-05-05", 1 + 1),
        ("on Tuesday evening", "2025-06-24", "2025-06-24", 1),
        ("yesterday", "2025-06-25", "2025-06-25", 1),
        ("last night", "2025-06-25", "2025-06-26", 1),
        ("several months ago", "2024-09-01", "2025-04-26", 3),
        ("over the past decade", "2015-06-26", "2025-06-26", 3),
        ("in mid-June 2022", "2022-06-11", "2022-06-20", 2),
        ("in August 2013", "2013-08-01", "2013-08-31", 3),
        ("since 1860", "1860-01-01", "1860-12-31", 3),
        ("on 14/07/2019", "2019-07-14", "2019-07-14", 1),
        ("the pact of 2018’s summer", "2018-01-01", "2018-12-31", 3),
    ],
)
def test_reads_english_dates(text, first, last, precision):
    (found,) = find_dates(text, "en", ANCHOR)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.precision == precision


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("في 2 حزيران 2023", "2023-06-02"),
        ("5 تشرين الأول/أكتوبر 2021", "2021-10-05"),
        ("١٤ نيسان ٢٠٢٠", "2020-04-14"),
        ("في 15 رمضان 1445 هـ", "2024-03-25"),
        ("أمس", "2025-06-25"),
        ("5/6/2022", "2022-06-05"),
    ],
)
def test_reads_arabic_dates_with_both_month_names_digits_and_hijri(text, day):
    (found,) = find_dates(text, "ar", ANCHOR)
    assert found.first == found.last == date.fromisoformat(day)


def test_counts_from_a_named_day():
    dates = find_dates("One day after the May 3 attack, the ministry spoke.", "en", ANCHOR)
    assert dates[0].first == date(2025, 5, 4)
    assert [d.background for d in dates] == [False, True]


def test_the_next_day_follows_the_date_before_it():
    dates = find_dates("On 5 May 2019 they met. The next day, they left.", "en", None)
    assert [d.first.isoformat() for d in dates] == ["2019-05-05", "2019-05-06"]


@pytest.mark.parametrize("text", ["31 February 2020", "2020-13-40", "45/45/2020", "may they rest"])
def test_leaves_impossible_dates_alone(text):
    assert [d for d in find_dates(text, "en", None) if d.precision == 1] == []


def test_a_day_without_a_year_and_without_an_anchor_is_left_open():
    (found,) = find_dates("on April 13", "en", None)
    assert found.first is None


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2020, 4, 1), date(2020, 4, 30), "2020-04"),
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2020, 4, 13), date(2020, 4, 14), "2020-04-13/2020-04-14"),
    ],
)
def test_writes_edtf(first, last, text):
    assert edtf_of(first, last) == text


@pytest.mark.parametrize(
    ("text", "lang", "first", "last"),
    [
        ("on the twelfth of July", "en", date(2020, 7, 12), date(2020, 7, 12)),
        ("on the 12th, forces", "en", date(2020, 7, 12), date(2020, 7, 12)),
        ("on the 28th.", "en", date(2020, 6, 28), date(2020, 6, 28)),
        ("in the night of Friday to Saturday", "en", date(2020, 7, 24), date(2020, 7, 25)),
        ("في السابع عشر من تموز / يوليو", "ar", date(2020, 7, 17), date(2020, 7, 17)),
        ("في الحادي والعشرين من تموز", "ar", date(2020, 7, 21), date(2020, 7, 21)),
        ("20 / تموز / يوليو", "ar", date(2020, 7, 20), date(2020, 7, 20)),
        ("في الأول من الشهر الجاري", "ar", date(2020, 7, 1), date(2020, 7, 1)),
        ("في 14 من الشهر الماضي", "ar", date(2020, 6, 14), date(2020, 6, 14)),
        ("اليوم الخميس", "ar", date(2020, 7, 23), date(2020, 7, 23)),
        ("أمس الأربعاء", "ar", date(2020, 7, 22), date(2020, 7, 22)),
        ("منتصف ليل الجمعة – السبت", "ar", date(2020, 7, 24), date(2020, 7, 25)),
        ("بعد منتصف ليل الجمعة السبت", "ar", date(2020, 7, 25), date(2020, 7, 25)),
        ("خلال الـ24 ساعة الماضية", "ar", date(2020, 7, 24), date(2020, 7, 25)),
    ],
)
def test_days_in_words_nights_and_months_told(text, lang, first, last):
    (found,) = find_dates(text, lang, date(2020, 7, 25))
    assert (found.first, found.last) == (first, last)


def test_the_previous_day_counts_from_the_day_before_it():
    dates = find_dates("Shelling on July 14 killed two. The previous day", "en", date(2020, 7, 25))
    assert [d.first for d in dates] == [date(2020, 7, 14), date(2020, 7, 13)]
