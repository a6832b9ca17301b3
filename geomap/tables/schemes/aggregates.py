"""Tables of counts by area and period, which hold no events: recognised, and refused as events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.schemes.fitting import share
from geomap.tables.schemes.headings import list_forms, means
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

AREAS = ("admin1", "admin2", "admin3", "area")
COUNTED = "counted"
PERIOD = "period"
_PLACE = ("location", "description", "source_url")
"""What a table of counts has not: a place below its areas, what happened, where it can be read."""


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

    def find(*targets: str) -> str:
        for target in targets:
            for column in columns:
                if any(means(target, form) for form in list_forms(column)):
                    return column
        return ""

    counted, area = find(COUNTED), find(*AREAS)
    period = find(PERIOD, "date_start", "date_end")
    if not (counted and area and period) or find(*_PLACE):
        return None
    values = samples().get(counted, ())
    if not values or share(values, _is_whole) < 1 or all(v.strip() in {"0", "1"} for v in values):
        return None
    return counted, area, period


def _is_whole(text: str) -> bool:
    try:
        value = parse_number(text)
    except DateError:
        return False
    return value is not None and value >= 0 and value == int(value)
