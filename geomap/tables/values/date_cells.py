"""Dates as tables write them, as intervals of days; what is ambiguous or impossible is said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.lang.folding import DIGITS
from geomap.tables.values.date_numbers import SERIAL, parse_number_date
from geomap.tables.values.date_words import name_parts
from geomap.tables.values.days import DAY, MONTH, WEEK, DateError, Days, one_day, whole_month

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDERS = ("dmy", "mdy", SERIAL)
EMPTY = frozenset(
    {"", "na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "#n/a"}
)

_BLANKS = " \t\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CLOCK = re.compile(
    r"[T\s,@]+\d{1,2}[:h]\d{2}(:\d{2}([.,:]\d+)?)?\s*([ap]\.?m\.?|[صم])?"
    r"\s*((Z|UTC|GMT)?\s*([+-]\d{2}:?\d{2})?)\s*(\([^()]{1,60}\))?$",
    re.IGNORECASE,
)
_CLOCK_INSIDE = re.compile(r"\s\d{1,2}:\d{2}(:\d{2})?(\s(?:[A-Z]{2,5}|[+-]\d{4}))?(?=\s\d{4}$)")
"""As Unix, Java and Twitter write it: before the year."""
_RANGE = re.compile(r"\s?~\s?|\s[-–—]\s|\s?(?:→|⟶|⇒|[-=]>)\s?|–|—")

_YMD = re.compile(r"(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})")
_ANY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_BETWEEN = r"[\s,./-]*"
_DMONTHY = re.compile(rf"(\d{{1,2}}){_BETWEEN}m(\d\d){_BETWEEN}(\d{{4}}|\d{{2}})")
_MONTHDY = re.compile(rf"m(\d\d){_BETWEEN}(\d{{1,2}})[\s,/-]+(\d{{4}})")
_YMONTHD = re.compile(rf"(\d{{4}}){_BETWEEN}m(\d\d){_BETWEEN}(\d{{1,2}})")
_MONTHY = re.compile(rf"m(\d\d){_BETWEEN}(\d{{4}})")
_YMONTH = re.compile(rf"(\d{{4}}){_BETWEEN}m(\d\d)")
_TWICE = re.compile(r"m(\d\d)\s*[/(|-]?\s*m(\d\d)\s*\)?")
"""A month by two of its names: ``نيسان/أبريل``."""
_YM = re.compile(r"(\d{4})[-/](\d{1,2})")
_MY = re.compile(r"(\d{1,2})[-/.](\d{4})")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2})\s*[-–—~]\s*(\d{1,2})\s*m(\d\d)[\s,]*(\d{4})")
_SPAN_MDY = re.compile(r"m(\d\d)\s*(\d{1,2})\s*[-–—~]\s*(\d{1,2})[\s,]+(\d{4})")
_NO_YEAR = re.compile(r"\d{1,2}\s?m\d\d|m\d\d\s?\d{1,2}|\d{1,2}")
_BEFORE = re.compile(r"\A\D{1,60}")
"""Words before a date written in figures: a weekday, "week of"."""
_LONGEST = 120
_SHORT_YEARS_TO = 69
"""Years of two digits up to this one are of this century, as spreadsheets take them."""


@lru_cache(1 << 16)
def parse_date(text: str, order: str = "") -> Days:
    """Return the days that `text` names.

    Parameters
    ----------
    text
        ISO 8601 (``2020-04-14``, with a clock time or without, ``2020-04``, ``2020``, ``2020-W16``,
        ``2020-04-13/2020-04-14``), ``20200414``, ``14.4.2020``, ``14/4/20``, ``14 April 2020``,
        ``Apr 14, 2020``, ``14-Apr-20``, ``13-14 April 2020``, ``from 30 March to 2 April 2020``,
        JavaScript's dates, milliseconds since 1970; months and weekdays in Arabic, English,
        French and Turkish (``14 نيسان/أبريل 2020``), digits of any kind.
    order
        ``dmy`` or ``mdy`` where the column's other rows or a person say so; without it
        ``03/04/2020`` is refused, because it has two meanings. ``serial`` where a bare number
        is a spreadsheet's count of days: ``43935`` is 2020-04-14.

    Raises
    ------
    DateError
        If it is none, an impossible one, or one of two.
    """
    if len(text) > _LONGEST:
        raise DateError("not a date")
    try:
        return _parse_text(text.strip(), order)
    except DateError:
        raise
    except (ValueError, OverflowError) as error:
        raise DateError("no such day") from error


def _parse_text(text: str, order: str) -> Days:
    if m := _YMD.fullmatch(text):
        return one_day(int(m[1]), int(m[3]), int(m[4]))
    named, kinds = name_parts(_CLOCK_INSIDE.sub("", text))
    if "month" in kinds:
        named = _TWICE.sub(_one_month, named)
    named = _CLOCK.sub("", named)
    named = named.removeprefix("{") if "~" not in named else named
    if found := _parse(named, order):
        return _widen(found, kinds)
    if found := _parse_range(named, order):
        return found
    if "hijri" in kinds:
        raise DateError("a day of the Hijri calendar", "write the Gregorian day, as 2020-04-14")
    if "month" in kinds and _NO_YEAR.fullmatch(named):
        raise DateError("a day without a year", "write it as 2020-04-14")
    raise DateError("not a date")


def _widen(found: Days, kinds: frozenset[str]) -> Days:
    """Return the whole week where a text names its first or last day."""
    if found.precision == DAY and "week_of" in kinds:
        return Days(found.start, found.start + timedelta(days=6), WEEK)
    if found.precision == DAY and "week_ending" in kinds:
        return Days(found.start - timedelta(days=6), found.start, WEEK)
    return found


def _one_month(twice: re.Match[str]) -> str:
    if twice[1] != twice[2]:
        raise DateError("names two months")
    return f"m{twice[1]} "


def _parse_range(text: str, order: str) -> Days | None:
    """Return the days of a text that names the first and the last, which may share their year."""
    if text.count("/") == 1:
        first, last = (part.strip() for part in text.split("/"))
        if _YMD.match(first) and _YMD.match(last):
            return _join(parse_date(first, order), parse_date(last, order))
    parts = [part.strip(" ,{") for part in _RANGE.split(text)]
    if len(parts) != 2 or not all(parts):
        return None
    first, last = parts
    end = _parse(last, order)
    if end is None and (m := re.fullmatch(r"(\d{1,2})[\s,]+(\d{4})", last)):
        named = re.match(r"m\d\d", first)  # March 3 to 5, 2020
        end = _parse(f"{named[0]} {m[1]}, {m[2]}", order) if named else None
    if end is None:
        return None
    if _NO_YEAR.fullmatch(first):
        month = "" if "m" in first else f" m{end.end.month:02}"
        first = f"{first}{month}, {end.end.year}"
    start = _parse(_CLOCK.sub("", first), order)
    return _join(start, end) if start else None


def _join(first: Days, last: Days) -> Days:
    if last.end < first.start:
        raise DateError("ends before it starts", "write the earlier day first")
    days = (last.end - first.start).days
    return Days(first.start, last.end, DAY if days < 1 else WEEK if days <= 7 else MONTH)


def _parse(text: str, order: str) -> Days | None:
    """Return the days of a text whose words are named, None if it is none of the known forms."""
    return _parse_figures(text, order) or _parse_named(text) or parse_number_date(text, order)


def _parse_named(text: str) -> Days | None:
    if m := _DMONTHY.fullmatch(text):
        return one_day(_full_year(m[3]), int(m[2]), int(m[1]))
    if m := _MONTHDY.fullmatch(text):
        return one_day(int(m[3]), int(m[1]), int(m[2]))
    if m := _YMONTHD.fullmatch(text):
        return one_day(int(m[1]), int(m[2]), int(m[3]))
    if m := _SPAN.fullmatch(text.removeprefix("{")):
        year, month = int(m[4]), int(m[3])
        return _join(one_day(year, month, int(m[1])), one_day(year, month, int(m[2])))
    if m := _SPAN_MDY.fullmatch(text.removeprefix("{")):
        year, month = int(m[4]), int(m[1])
        return _join(one_day(year, month, int(m[2])), one_day(year, month, int(m[3])))
    if m := _MONTHY.fullmatch(text):
        return whole_month(int(m[2]), int(m[1]))
    if m := _YMONTH.fullmatch(text):
        return whole_month(int(m[1]), int(m[2]))
    return None


def _parse_figures(text: str, order: str) -> Days | None:
    if m := _YMD.fullmatch(text):
        return one_day(int(m[1]), int(m[3]), int(m[4]))
    if m := _ANY.fullmatch(text):
        if len(m[4]) == 2 and m[2] == "-" and not says_order(order):
            # 20-04-14 may start with the year as well
            raise DateError("a year of two digits", "write the year with four digits")
        if m[2] == "." and not says_order(order):
            order = "dmy"  # nobody writes the month first with full stops
        return _either(int(m[1]), int(m[3]), _full_year(m[4]), order)
    if m := _YM.fullmatch(text):
        return whole_month(int(m[1]), int(m[2]))
    if m := _MY.fullmatch(text):
        return whole_month(int(m[2]), int(m[1]))
    if m := _WEEK.fullmatch(text):
        first = date.fromisocalendar(int(m[1]), int(m[2]), int(m[3] or 1))
        return Days(first, first if m[3] else first + timedelta(days=6), DAY if m[3] else WEEK)
    return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= _SHORT_YEARS_TO else 1900 + year


def says_order(order: str) -> str:
    """Return ``dmy`` or ``mdy`` if an order says one of them."""
    return next((word for word in order.split() if word in ("dmy", "mdy")), "")


def _either(first: int, second: int, year: int, order: str) -> Days:
    said = says_order(order)
    if first == second or said == "dmy":
        return one_day(year, second, first)
    if said == "mdy":
        return one_day(year, first, second)
    if first > 12 and second <= 12:
        return one_day(year, second, first)
    if second > 12 and first <= 12:
        return one_day(year, first, second)
    if first > 12:
        raise DateError("no such day")
    raise DateError(
        f"may be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
        "write it as 2020-04-14, or say --dates dmy or --dates mdy",
    )


def find_order(texts: Iterable[str]) -> str:
    """Return ``dmy`` or ``mdy`` if the dates of one column can only be read so, else ``""``.

    One value with a part over 12 decides for the column, unless another contradicts it.
    """
    seen = set()
    for text in texts:
        m = _ANY.match(_BEFORE.sub("", text.translate(DIGITS)))
        if m and len(m[4]) == 2 and m[2] == "-":
            continue
        if m and int(m[1]) > 12 >= int(m[3]):
            seen.add("dmy")
        elif m and int(m[3]) > 12 >= int(m[1]):
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else ""


def is_ordered(text: str) -> bool:
    """Return True for a date such as 03/04/2020, whose order of day and month matters."""
    m = _ANY.match(_BEFORE.sub("", text.translate(DIGITS)))
    return m is not None and m[2] != "."
