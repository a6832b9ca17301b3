"""The part of a town that a table names beside the town: both together say where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.schemes.fitting import is_name, share
from geomap.tables.schemes.headings import HOOD, list_forms, means
from geomap.tables.schemes.scheme import BETWEEN, Chosen, Take, plain_heading
from geomap.tables.values.date_cells import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOWN = "town_as_written"
"""The town of a place that is named with its quarter: where it is if nobody knows the quarter."""
LEAST_SHARE = 0.8
"""Cells of a column of quarters that must be names."""


def find_hood(
    columns: Sequence[str], samples: Mapping[str, Sequence[str]], found: Mapping[str, Chosen]
) -> list[Chosen]:
    """Return the place of a table with a column of quarters, and the town beside it.

    Parameters
    ----------
    columns
        Headings that are still free.
    samples
        Some filled values of each column.
    found
        What has been chosen for each event column.

    Examples
    --------
    >>> [place] = find_hood(["Neighbourhood"], {"Neighbourhood": ["Sukkari"]}, {})
    >>> place.target, place.column
    ('location', 'Neighbourhood')
    """
    hood = next((c for c in columns if _names_hoods(c, samples.get(c, ()))), "")
    if not hood:
        return []
    heading = plain_heading(hood)
    town = found.get("location")
    if town is None:
        return [Chosen("location", hood, Take((heading,)), "by its heading")]
    if not town.take.renames or town.column == hood:
        return []
    joined = Take((heading,), parse=join_hood)
    return [
        Chosen("location", hood, joined, "the quarter with its town", also=(town.column,)),
        Chosen(TOWN, town.column, Take((plain_heading(town.column),)), "where no quarter is known"),
    ]


def _names_hoods(column: str, values: Sequence[str]) -> bool:
    named = any(means(HOOD, form) for form in list_forms(column))
    return named and bool(values) and share(values, is_name) >= LEAST_SHARE


def join_hood(text: str) -> str:
    """Return a quarter and its town as people write them, one alone where the other is not told.

    Examples
    --------
    >>> join_hood(BETWEEN.join(["Sukkari", "Aleppo"])), join_hood(BETWEEN.join(["-", "حمص"]))
    ('Sukkari, Aleppo', 'حمص')
    """
    parts = [part.strip() for part in text.split(BETWEEN)]
    told = list(dict.fromkeys(part for part in parts if part.casefold() not in EMPTY))
    comma = "، " if any("\u0600" <= c <= "\u06ff" for c in "".join(told)) else ", "
    return comma.join(told)
