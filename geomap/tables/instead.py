"""What to do with a table that names no day or no place of its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.schemes.headings import is_never
from geomap.tables.values.date_cells import EMPTY, find_order, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEAST_WORDS = 4
"""Words of a cell that tells something; a name has fewer."""


def say_instead(
    columns: Sequence[str], samples: Mapping[str, Sequence[str]], *, placed: bool = False
) -> str:
    """Return what a table without a day or a place is good for, nothing where nobody knows.

    Texts are for the reader if the table does not place its rows (`placed`) itself.

    Examples
    --------
    >>> say_instead(["body"], {"body": ["Shells fell on the market of Sarmin"]})
    "'body' holds texts: geomap read finds the events in them"
    >>> say_instead(["timestamp"], {"timestamp": ["2024-12-01"]})
    "if the days in 'timestamp' are the events' own, call the column 'date'"
    """
    for column in () if placed else columns:
        told = [v for v in samples.get(column, ()) if v.strip().casefold() not in EMPTY]
        words = sum(len(text.split()) for text in told if "://" not in text[:12])
        if told and words >= _LEAST_WORDS * len(told):
            return f"{column!r} holds texts: geomap read finds the events in them"
    days = [repr(c) for c in columns if is_never(c) and _are_days(samples.get(c, ()))]
    if days:
        return f"if the days in {' or '.join(days)} are the events' own, call the column 'date'"
    return ""


def _are_days(values: Sequence[str]) -> bool:
    order = find_order(values) or "dmy"
    try:
        return bool(values) and all(parse_date(value, order) for value in values)
    except DateError:
        return False
