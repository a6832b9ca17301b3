"""Tables of counts by area and period, which hold no events: recognised, and refused as events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.schemes.fallbacks import names_kind
from geomap.tables.schemes.fitting import share
from geomap.tables.schemes.headings import INJURED, list_forms, means
from geomap.tables.values.date_cells import parse_date
from geomap.tables.values.date_words import name_parts
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

AREAS = ("admin1", "admin2", "admin3", "area")
COUNTED = "counted"
PERIOD = "period"
_PLACE = ("location", "description", "source_url")
"""What a table of counts has not: a place below its areas, what happened, where it can be read."""
_NUMBERED = re.compile(r"(?:\d{4}[ -]?)?(?:week|wk|w|q)[ -]?\d{1,2}(?:[ -]\d{4})?", re.IGNORECASE)
"""Weeks and quarters."""
_MONTH = re.compile(r"(?:\d{2,4}\s*[-/.']?\s*)?m\d\d(?:\s*[-/.']?\s*\d{2,4})?")
"""A month as `name_parts` writes it, with a year or without."""
_LEAST_KINDS = 2
_LEAST_PERIODS = 3
"""So many columns of one sort are no chance."""


def find_counts(
    columns: Sequence[str], samples: Callable[[], Mapping[str, Sequence[str]]]
) -> tuple[str, str, str] | None:
    """Return the columns of the count, the area and the period of a table of counts, else None.

    A table of counts has a whole number of events for each area and period, and no place, text or
    link of a single event.

    Examples
    --------
    >>> find_counts(["Week", "Admin1", "Events"], lambda: {"Events": ["12", "7"]})
    ('Events', 'Admin1', 'Week')
    """
    forms = {column: list_forms(column) for column in columns}
    counted = _find(forms, COUNTED)
    found = _find_area_and_period(forms)
    if not (counted and found):
        return None
    return (counted, *found) if _are_counts(samples().get(counted, ())) else None


def find_kind_counts(
    columns: Sequence[str], samples: Callable[[], Mapping[str, Sequence[str]]]
) -> tuple[str, str, str] | None:
    """Return a count, area and period of a table with a column of counts for each kind of event.

    Examples
    --------
    >>> cells = {"Air strikes": ["12", "7"], "Shelling": ["3", "9"]}
    >>> find_kind_counts(["Month", "Governorate", *cells], lambda: cells)
    ('Air strikes', 'Governorate', 'Month')
    """
    forms = {column: list_forms(column) for column in columns}
    found = _find_area_and_period(forms)
    if not found:
        return None
    kinds = [c for c in columns if names_kind(c) and not _counts_people(forms[c])]
    if len(kinds) < _LEAST_KINDS:
        return None
    values = samples()
    if all(_are_counts(values.get(kind, ()), flags=True) for kind in kinds) and any(
        _are_counts(values.get(kind, ())) for kind in kinds
    ):
        return (kinds[0], *found)
    return None


def _find(forms: Mapping[str, Sequence[str]], *targets: str) -> str:
    """Return the first column that means one of `targets`, the first of them first, or nothing."""
    found = (c for t in targets for c in forms if any(means(t, form) for form in forms[c]))
    return next(found, "")


def _find_area_and_period(forms: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Return both columns of a table without a place, a text or a link of a single event."""
    area, period = _find(forms, *AREAS), _find(forms, PERIOD, "date_start", "date_end")
    return (area, period) if area and period and not _find(forms, *_PLACE) else None


def find_pivot(
    columns: Sequence[str], samples: Callable[[], Mapping[str, Sequence[str]]]
) -> tuple[str, str] | None:
    """Return the first and the last heading of a table whose columns are days, months or years.

    Examples
    --------
    >>> months = {"Jan-24": ["1"], "Feb-24": ["4"], "Mar-24": ["2"]}
    >>> find_pivot(["Governorate", *months], lambda: months)
    ('Jan-24', 'Mar-24')
    """
    periods = [column for column in columns if _is_period(column)]
    if len(periods) < _LEAST_PERIODS or 2 * len(periods) < len(columns):
        return None
    values = samples()
    cells = [cell for column in periods for cell in values.get(column, ())]
    return (periods[0], periods[-1]) if cells and share(cells, _is_whole) == 1 else None


def _is_period(heading: str) -> bool:
    text = heading.strip()[:40]
    if text.isdecimal():
        return len(text) == 4 and "1990" <= text <= "2100"
    if _NUMBERED.fullmatch(text) or _MONTH.fullmatch(name_parts(text)[0]):
        return True
    try:
        return any(c.isdecimal() for c in text) and bool(parse_date(text, "dmy"))
    except DateError:
        return False


def _counts_people(forms: Sequence[str]) -> bool:
    people = ("fatalities", "fatalities_low", "fatalities_high", INJURED)
    return any(means(kind, form) for kind in people for form in forms)


def _are_counts(values: Sequence[str], *, flags: bool = False) -> bool:
    """Return True for whole numbers, that are more than yes and no unless `flags` may be."""
    if not values or share(values, _is_whole) < 1:
        return False
    return flags or any(value.strip() not in {"0", "1"} for value in values)


def _is_whole(text: str) -> bool:
    try:
        value = parse_number(text)
    except DateError:
        return False
    return value is not None and value >= 0 and value == int(value)


def refuse_counts(
    columns: Sequence[str], samples: Callable[[], Mapping[str, Sequence[str]]], file: str
) -> None:
    """Refuse a table that holds numbers of events and no events.

    Raises
    ------
    TableError
        In one line that says how such numbers are used.
    """
    if pivot := find_pivot(columns, samples):
        first, last = map(repr, pivot)
        raise TableError(
            f"is a pivot: its columns from {first} to {last} are days or months of counts, "
            "not events",
            file=file,
            fix="as events they would need a row each, with columns date and location",
        )
    if counts := find_counts(columns, samples) or find_kind_counts(columns, samples):
        counted, area, period = map(repr, counts)
        raise TableError(
            f"holds counts ({counted} by {area} and {period}), not events", file=file,
            fix="use them as a layer of numbers on the clock; as events they would need a row each",
        )  # fmt: skip
