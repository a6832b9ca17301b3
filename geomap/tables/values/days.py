"""Days as dates give them: an interval with its precision, or what is wrong with a text."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

DAY, WEEK, MONTH = 1, 2, 3
HIJRI = range(1300, 1500)
"""Years that no report on Syria means in the Gregorian calendar: 1300 was 1882, 1499 is 2075."""


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


def require_year(year: int) -> None:
    """Refuse years before 1000 and those of the Hijri calendar."""
    if year < 1000:
        raise DateError("no such year")
    if year in HIJRI:
        raise DateError("a year of the Hijri calendar, it seems", "write the Gregorian day")


def one_day(year: int, month: int, day: int) -> Days:
    """Return a day as an interval; ValueError if there is none such."""
    require_year(year)
    found = date(year, month, day)
    return Days(found, found, DAY)


def whole_month(year: int, month: int) -> Days:
    """Return the days of a month."""
    require_year(year)
    first = date(year, month, 1)
    return Days(first, date(year, month, monthrange(year, month)[1]), MONTH)
