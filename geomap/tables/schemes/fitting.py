"""Whether the cells of a column are what its heading promises, judged by some of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.model import Status
from geomap.schema import COUNT, DTYPES, SCALE
from geomap.tables.values.count_cells import parse_count
from geomap.tables.values.date_cells import EMPTY
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import BESIDE, parse_degrees, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geomap.tables.schemes.scheme import Mapped

_STATUSES = frozenset(status.value for status in Status)
_COUNTS = tuple(name for name, kind in DTYPES.items() if kind == COUNT)
_LOOSE = ("status", "precision_km", *_COUNTS,
          *(name for name, kind in DTYPES.items() if kind == SCALE))  # fmt: skip
"""Columns that other people's tables call so too and mean something else by it."""


def fit_cell(target: str, text: str) -> bool:
    """Return True if a filled cell can be read as a status, a scale or a count."""
    if target == "status":
        return text.strip().casefold() in _STATUSES
    try:
        if target in _COUNTS:
            return bool(parse_count(text))
        parse_number(text)  # a number out of bounds is a fault of its row
    except DateError:
        return False
    return True


def is_degree(text: str) -> bool:
    """Return True for a longitude or latitude, however written."""
    for axis in ("lon", "lat"):
        try:
            found = parse_degrees(text, axis)
        except DateError:
            continue
        if found is not None and abs(found) <= 180:
            return True
    return False


def is_name(text: str) -> bool:
    """Return True for what may be a name: letters, and no address on the web."""
    return any(c.isalpha() for c in text) and "://" not in text


def share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Return which share of the filled cells fits, 1 where none is filled."""
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    return sum(map(fits, filled)) / len(filled) if filled else 1.0


def keep_misfits(mapped: Mapped, samples: Callable[[], Mapping[str, Sequence[str]]]) -> Mapped:
    """Return a mapping without columns whose cells are something else altogether; they are kept.

    A column of the dead with other words than numbers is kept beside the figures read from it.
    """
    loose = [c for c in mapped.chosen if c.target in _LOOSE and c.take.renames]
    if not loose:
        return mapped
    values = samples()
    out = {
        c.target: c.column for c in loose
        if share(values.get(c.column, ()), lambda text, t=c.target: fit_cell(t, text)) == 0  # type: ignore[misc]
    }  # fmt: skip
    beside = {
        c.column: BESIDE for c in loose
        if c.target == "fatalities" and c.target not in out
        and share(values.get(c.column, ()), _is_number) < 1
    }  # fmt: skip
    notes = tuple(
        f"column {column!r} is kept as it is: no cell of it is a {target}"
        for target, column in out.items()
    )
    chosen = tuple(c for c in mapped.chosen if c.target not in out)
    return replace(mapped, chosen=chosen, beside=beside, notes=(*mapped.notes, *notes))


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except DateError:
        return False
    return True
