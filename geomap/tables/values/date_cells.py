"""Dates as tables write them, as intervals of days; what is ambiguous or impossible is said."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY, WEEK, MONTH = 1, 2, 3
SERIAL = "serial"
"""The order that says: bare numbers are days counted as spreadsheets count them."""
ORDERS = ("dmy", "mdy", SERIAL)
HIJRI = range(1300, 1500)
"""Years that no report on Syria means in the Gregorian calendar: 1300 was 1882, 1499 is 2075."""
EMPTY = frozenset(
    {"", "na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "#n/a"}
)

_ENGLISH = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    # Levantine, then Egyptian and Maghrebi names
    **{
        name: number
        for number, names in enumerate(
            (
                "كانون الثاني|يناير|جانفي", "شباط|فبراير|فيفري", "آذار|اذار|مارس",
                "نيسان|أبريل|ابريل|إبريل|أفريل", "أيار|ايار|مايو|ماي", "حزيران|يونيو|جوان",
                "تموز|يوليو|جويلية", "آب|اب|أغسطس|اغسطس|أوت", "أيلول|ايلول|سبتمبر",
                "تشرين الأول|تشرين الاول|أكتوبر|اكتوبر", "تشرين الثاني|نوفمبر",
                "كانون الأول|كانون الاول|ديسمبر",
            ),
            1,
        )
        for name in names.split("|")
    },
}  # fmt: skip
_MONTH = "|".join(sorted((re.escape(name) for name in _MONTHS), key=len, reverse=True))
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CLOCK = re.compile(
    r"[T\s]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b[.,]?\s*", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:\s[-–—]\s|–|—|\s(?:to|until|till|إلى|الى)\s)\s*", re.IGNORECASE)

_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ANY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_ANY_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})")
_DMONTHY = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*(?:of\s+)?({_MONTH})\.?[\s,.-]*(\d{{4}})", re.IGNORECASE
)
_MONTHDY = re.compile(
    rf"({_MONTH})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+(\d{{4}})", re.IGNORECASE
)
_YMONTHD = re.compile(rf"(\d{{4}})[\s,.-]+({_MONTH})\.?[\s,.-]+(\d{{1,2}})", re.IGNORECASE)
_MONTHY = re.compile(rf"({_MONTH})\.?[\s,.-]*(\d{{4}})", re.IGNORECASE)
_YM = re.compile(r"(\d{4})[-/](\d{1,2})")
_Y = re.compile(r"(\d{4})")
_SPAN = re.compile(
    rf"(\d{{1,2}})\s*[-–—]\s*(\d{{1,2}})\s+({_MONTH})\.?[\s,]*(\d{{4}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends in it, with ACLED's time precision (1 day ... 3 month)."""

    start: date
    end: date
    precision: int


class DateError(ValueError):
    """A text that is not one certain date; ``problem`` and ``fix`` are for people."""

    def __init__(self, problem: str, fix: str = "write it as 2020-04-14") -> None:
        self.problem = problem
        self.fix = fix
        super().__init__(problem)


@lru_cache(1 << 16)
def parse_date(text: str, order: str = "") -> Days:
    """Return the days that `text` names.

    Parameters
    ----------
    text
        ISO 8601 (``2020-04-14``, with a clock time or without, ``2020-04``, ``2020``,
        ``2020-04-13/2020-04-14``), ``20200414``, ``14.4.2020``, ``14 April 2020``,
        ``Apr 14, 2020``, ``13-14 April 2020``, Arabic month names and digits.
    order
        ``dmy`` or ``mdy`` where the column's other rows or a person say so; without it
        ``03/04/2020`` is refused, because it has two meanings. ``serial`` where a bare number
        is a spreadsheet's count of days: ``43935`` is 2020-04-14.

    Raises
    ------
    DateError
        If it is none, an impossible one, or one of two.
    """
    bare = re.sub(r"\s+", " ", text.translate(_DIGITS)).strip(" \u200e\u200f")
    try:
        return _parse(bare, order)
    except DateError:
        pass
    except ValueError as error:
        raise DateError("no such day") from error
    for separator in ("/",) if bare.count("/") == 1 else ():
        first, last = (part.strip() for part in bare.split(separator))
        if _YMD.match(first) and _YMD.match(last):
            return _join(parse_date(first, order), parse_date(last, order))
    parts = _RANGE.split(bare)
    if len(parts) == 2 and all(parts):
        return _join(parse_date(parts[0], order), parse_date(parts[1], order))
    try:
        return _parse(bare, order)
    except DateError:
        raise
    except ValueError as error:
        raise DateError("no such day") from error


def _join(first: Days, last: Days) -> Days:
    if last.end < first.start:
        raise DateError("ends before it starts", "write the earlier day first")
    days = (last.end - first.start).days
    return Days(first.start, last.end, DAY if days < 1 else WEEK if days <= 7 else MONTH)


def _parse(text: str, order: str) -> Days:
    text = _WEEKDAY.sub("", _CLOCK.sub("", text)).strip()
    if m := _YMD.fullmatch(text):
        return _day(int(m[1]), int(m[3]), int(m[4]))
    if m := _COMPACT.fullmatch(text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _DMONTHY.fullmatch(text):
        return _day(int(m[3]), _MONTHS[m[2].lower()], int(m[1]))
    if m := _MONTHDY.fullmatch(text):
        return _day(int(m[3]), _MONTHS[m[1].lower()], int(m[2]))
    if m := _YMONTHD.fullmatch(text):
        return _day(int(m[1]), _MONTHS[m[2].lower()], int(m[3]))
    if m := _ANY.fullmatch(text):
        return _either(int(m[1]), int(m[3]), int(m[4]), order)
    if _ANY_SHORT.fullmatch(text):
        raise DateError("a year of two digits", "write the year with four digits")
    if m := _SPAN.fullmatch(text):
        year, month = int(m[4]), _MONTHS[m[3].lower()]
        return _join(_day(year, month, int(m[1])), _day(year, month, int(m[2])))
    if m := _MONTHY.fullmatch(text):
        return _month(int(m[2]), _MONTHS[m[1].lower()])
    if m := _YM.fullmatch(text):
        return _month(int(m[1]), int(m[2]))
    if (m := _Y.fullmatch(text)) and 1000 <= int(m[1]) <= 2999:
        _require_year(int(m[1]))
        return Days(date(int(m[1]), 1, 1), date(int(m[1]), 12, 31), MONTH)
    if re.fullmatch(r"[1-7]\d{4}(\.\d+)?", text):
        day = date(1899, 12, 30) + timedelta(days=int(float(text)))
        if order == SERIAL:
            return Days(day, day, DAY)
        raise DateError(
            "a bare number, not a date",
            f"if it is a spreadsheet's, it is {day}: say --dates {SERIAL}",
        )
    raise DateError("not a date")


def _require_year(year: int) -> None:
    if year < 1000:
        raise DateError("no such year")
    if year in HIJRI:
        raise DateError("a year of the Hijri calendar, it seems", "write the Gregorian day")


def _day(year: int, month: int, day: int) -> Days:
    _require_year(year)
    found = date(year, month, day)
    return Days(found, found, DAY)


def _month(year: int, month: int) -> Days:
    _require_year(year)
    first = date(year, month, 1)
    return Days(first, date(year, month, monthrange(year, month)[1]), MONTH)


def _either(first: int, second: int, year: int, order: str) -> Days:
    if first == second or order == "dmy":
        return _day(year, second, first)
    if order == "mdy":
        return _day(year, first, second)
    if first > 12 and second <= 12:
        return _day(year, second, first)
    if second > 12 and first <= 12:
        return _day(year, first, second)
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
        m = _ANY.match(text.translate(_DIGITS).strip())
        if m and int(m[1]) > 12 >= int(m[3]):
            seen.add("dmy")
        elif m and int(m[3]) > 12 >= int(m[1]):
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else ""


def is_ordered(text: str) -> bool:
    """Return True for a date such as 03/04/2020, whose order of day and month matters."""
    return bool(_ANY.match(text.translate(_DIGITS).strip()))
