"""Bare numbers as days: 20200414, a year, a spreadsheet's count, milliseconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from geomap.tables.values.days import DAY, MONTH, DateError, Days, one_day, require_year

SERIAL = "serial"
"""The order that says: bare numbers are days counted as spreadsheets count them."""
_SINCE_1970 = re.compile(r"(?:/Date\()?(\d{10}|\d{12,13})(?:[+-]\d{4})?(?:\)/)?")
_SECONDS = range(315_532_800, 4_102_444_800)
"""1980 to 2099, in seconds since 1970."""
_SERIAL = re.compile(r"[1-7]\d{4}(\.\d+)?")
SINCE_1904 = "1904"
"""A word of the order that says: bare numbers count from 1904, as workbooks of old Macs do."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[01]\d|2[0-3])?(?:[0-5]\d[0-5]\d)?")
_Y = re.compile(r"(\d{4})")


def parse_number_date(text: str, order: str) -> Days | None:
    """Return the day that a bare number stands for."""
    seconds = _seconds_since_1970(text)
    if (m := _COMPACT.fullmatch(text)) and seconds is None:
        return one_day(int(m[1]), int(m[2]), int(m[3]))
    if (m := _Y.fullmatch(text)) and 1000 <= int(m[1]) <= 2999:
        require_year(int(m[1]))
        return Days(date(int(m[1]), 1, 1), date(int(m[1]), 12, 31), MONTH)
    if seconds is not None:
        found = _local_day(seconds)
        return Days(found, found, DAY)
    if _SERIAL.fullmatch(text):
        zero = date(1904, 1, 1) if SINCE_1904 in order.split() else date(1899, 12, 30)
        day = zero + timedelta(days=int(float(text)))
        if SERIAL in order.split():
            return Days(day, day, DAY)
        raise DateError(
            "a bare number, not a date",
            f"if it is a spreadsheet's, it is {day}: say --dates {SERIAL}",
        )
    return None


def _seconds_since_1970(text: str) -> int | None:
    """Return what JavaScript and ArcGIS count, in seconds; None for other numbers."""
    m = _SINCE_1970.fullmatch(text)
    seconds = int(m[1]) // (1 if len(m[1]) == 10 else 1000) if m else 0
    return seconds if seconds in _SECONDS else None


def _local_day(seconds: int) -> date:
    """Return the day in Syria at so many seconds since 1970: an hour less in winters to 2022."""
    moment = datetime.fromtimestamp(seconds, UTC)
    winter = moment.month in (1, 2, 11, 12) and moment.year < 2022
    return (moment + timedelta(hours=2 if winter else 3)).date()
