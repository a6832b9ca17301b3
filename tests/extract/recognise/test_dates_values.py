"""The days that a pattern names, and what the patterns are made of."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geomap.extract.recognise.dates import date_patterns
from geomap.extract.recognise.dates.date_mentions import find_dates
from geomap.extract.recognise.dates.date_values import month_end, read_interval

ANCHOR = date(2020, 3, 5)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2020, 2, 10), date(2020, 2, 29)),
        (date(2019, 2, 10), date(2019, 2, 28)),
        (date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_the_end_of_a_month(day, end):
    assert month_end(day) == end


DAYS = [
    ("en", "on 14 April 2020", date(2020, 4, 14), date(2020, 4, 14)),
    ("en", "in April 2019", date(2019, 4, 1), date(2019, 4, 30)),
    ("en", "yesterday", date(2020, 3, 4), date(2020, 3, 4)),
    ("ar", "في 14 نيسان 2020", date(2020, 4, 14), date(2020, 4, 14)),
    ("ar", "أمس", date(2020, 3, 4), date(2020, 3, 4)),
    ("ar", "في شهر نيسان 2019", date(2019, 4, 1), date(2019, 4, 30)),
]


@pytest.mark.parametrize(("lang", "text", "first", "last"), DAYS)
def test_days_of_words(lang, text, first, last):
    (mention,) = find_dates(text, lang, ANCHOR)
    assert (mention.first, mention.last) == (first, last)


def test_a_rule_that_nobody_knows_gives_no_day():
    found, _ = read_interval("word", {"word": "today"}, ANCHOR, "en", us_order=False)
    assert found is None or found[0] == ANCHOR


def test_patterns_compile_and_are_short():
    patterns = [value for value in vars(date_patterns).values() if isinstance(value, re.Pattern)]
    assert all(pattern.pattern for pattern in patterns)
