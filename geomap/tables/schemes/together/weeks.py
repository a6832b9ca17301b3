"""The week in which something happened, by its first day, its last, or both; surveys' own days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.schemes.fitting import share
from geomap.tables.schemes.headings import (
    ASKER,
    FORM_OWN,
    WEEK_END,
    WEEK_START,
    list_forms,
    means,
)
from geomap.tables.schemes.scheme import Chosen, Take, plain_heading
from geomap.tables.values.date_cells import find_order, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST_SHARE = 0.8
"""Cells of a column of weeks that must be days."""


def is_week(column: str) -> bool:
    """Return True if a heading speaks of the first or last day of a week."""
    return any(means(kind, form) for kind in (WEEK_START, WEEK_END) for form in list_forms(column))


def find_weeks(
    columns: Sequence[str], samples: Mapping[str, Sequence[str]], found: Mapping[str, Chosen]
) -> list[Chosen]:
    """Return the days of a table that names weeks and no day of the event.

    A week that is told by one of its days is all its days, of time precision 2.

    Examples
    --------
    >>> [week] = find_weeks(["Week ending"], {"Week ending": ["2024-12-07"]}, {})
    >>> week.target, week.take.read("2024-12-07")
    ('date_start', 'week ending 2024-12-07')
    """
    if "date_start" in found:
        return []
    first = _find(columns, samples, WEEK_START)
    last = _find([c for c in columns if c != first], samples, WEEK_END)
    if first and last and "date_end" not in found:
        return [
            Chosen(target, column, Take((plain_heading(column),)), "by its heading")
            for target, column in (("date_start", first), ("date_end", last))
        ]
    for column, words in ((first, "week of "), (last, "week ending ")):
        if column:
            take = Take((plain_heading(column),), prefix=words)
            return [Chosen("date_start", column, take, "a week by one of its days")]
    return []


def _find(columns: Sequence[str], samples: Mapping[str, Sequence[str]], kind: str) -> str:
    for column in columns:
        values = samples.get(column, ())
        if any(means(kind, form) for form in list_forms(column)) and _are_days(values):
            return column
    return ""


def _are_days(values: Sequence[str]) -> bool:
    order = find_order(values) or "dmy"

    def is_day(text: str) -> bool:
        try:
            return bool(parse_date(text, order)) and not text.strip().isdecimal()
        except DateError:
            return False

    return bool(values) and share(values, is_day) >= LEAST_SHARE


def drop_form_own(columns: Sequence[str]) -> list[str]:
    """Return the columns of a survey without what it notes of the filling in.

    Where a table says who answered, its start and end are those of the answering.

    Examples
    --------
    >>> drop_form_own(["Respondent ID", "Start Date", "Date of the incident"])
    ['Respondent ID', 'Date of the incident']
    """
    if not any(means(ASKER, list_forms(column)[0]) for column in columns if list_forms(column)):
        return list(columns)
    return [
        column for column in columns
        if not (list_forms(column) and means(FORM_OWN, list_forms(column)[0]))
    ]  # fmt: skip
