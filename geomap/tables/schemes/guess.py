"""Columns of a plain spreadsheet guessed by heading and content, to be shown before use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.schema import DTYPES
from geomap.tables.schemes.headings import HEADINGS, POINTS
from geomap.tables.schemes.hxl import read_tag
from geomap.tables.schemes.scheme import Chosen, Mapped, Take, plain_heading
from geomap.tables.values.date_cells import EMPTY, find_order, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIGURE = r"([-+]?\d{1,3}(?:\.\d+)?)"
_END = r"\s*°?\s*[NE]?\s*"
_PAIR = rf"[\s(\[]*[NE]?\s*{_FIGURE}{_END}(?:[,;/|]|\s)\s*[NE]?\s*{_FIGURE}{_END}[)\]\s]*"
_WKT = rf"(?i:(?:SRID=4326;)?\s*POINT(?:\s*ZM?)?\s*\(\s*){_FIGURE}\s+{_FIGURE}[\d\s.+-]*\)\s*"


def guess_columns(
    columns: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    tags: Mapping[str, str] | None = None,
) -> Mapped:
    """Return which column is which, each with the reason.

    A heading that says so counts only if the values do not contradict it; dates and coordinates
    without a telling heading are found by their values.

    Parameters
    ----------
    columns
        Headings in order.
    samples
        Some values of each column.
    tags
        The HXL tag of each column, where the table has a row of them.
    """
    chosen: dict[str, Chosen] = {}
    used: set[str] = set()
    headings = {column: plain_heading(column) for column in columns}

    def choose(target: str, column: str, why: str) -> None:
        chosen[target] = Chosen(target, column, Take((headings[column],)), why)
        used.add(column)

    for target in DTYPES:
        if target == "place_name" and "location" not in headings.values():
            continue  # of a table that was not placed it is what the source calls the place
        for column in columns:
            if headings[column] == target and column not in used:
                choose(target, column, "same name")
    for column in columns:
        target = read_tag((tags or {}).get(column, column))
        if target and target not in chosen and column not in used:
            choose(target, column, "by its HXL tag")
    for target, pattern in HEADINGS.items():
        if target in chosen:
            continue
        for alternative in _split_alternatives(pattern):
            for column in columns:
                if column in used or not re.fullmatch(alternative, headings[column]):
                    continue
                if not samples.get(column) and _is_called(target, column, headings, samples, used):
                    continue
                contradicted = _contradiction(target, samples.get(column, ()))
                if not contradicted:
                    choose(target, column, "by its heading")
                    break
            if target in chosen:
                break
    if "date_start" not in chosen:
        for column in columns:
            if column not in used and _share_of_dates(samples.get(column, ())) >= 0.8:
                choose("date_start", column, "its values are dates")
                break
    if "date_start" not in chosen:
        for column in columns:
            if column not in used and re.search("date|تاريخ", headings[column]):
                choose("date_start", column, "by its heading, though its values look otherwise")
                break
    if not {"lon", "lat"} & set(chosen):
        for column in columns:
            if column not in used and re.fullmatch(POINTS, headings[column]):
                for target, take in _split_pairs(headings[column], samples.get(column, ())).items():
                    chosen[target] = Chosen(target, column, take, "both in one cell")
                    used.add(column)
                if column in used:
                    break
    ordered = [chosen[name] for name in DTYPES if name in chosen]
    return Mapped("auto", "a spreadsheet, columns guessed", tuple(ordered), {})


def _split_pairs(heading: str, values: Sequence[str]) -> dict[str, Take]:
    """Return how ``lon`` and ``lat`` are read from cells that hold both, nothing if few do."""
    import numpy as np

    from geomap.tables.values.extent import is_near_syria

    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    for pattern in (_WKT, _PAIR):
        pairs = [match for value in filled if (match := re.fullmatch(pattern, value.strip()))]
        if not pairs or len(pairs) < 0.8 * len(filled):
            continue
        one, two = (np.array([float(match[number]) for match in pairs]) for number in (1, 2))
        lat_first, lon_first = is_near_syria(two, one).sum(), is_near_syria(one, two).sum()
        says_lon = pattern is _WKT or re.match("l(on|ng)|x", heading)
        in_doubt = pattern is _WKT or lat_first == lon_first
        first_is = "lon" if (says_lon if in_doubt else lon_first > lat_first) else "lat"
        second_is = "lat" if first_is == "lon" else "lon"
        # the same expression twice, with one or the other figure for its first group
        figure = _FIGURE.replace("(", "(?:", 1)
        before, between = pattern.replace(_FIGURE, figure, 1), pattern.rpartition(_FIGURE)
        return {
            first_is: Take((heading,), pattern=f"{between[0]}{figure}{between[2]}$"),
            second_is: Take((heading,), pattern=f"{before}$"),
        }
    return {}


def _is_called(
    target: str, column: str, headings: Mapping[str, str],
    samples: Mapping[str, Sequence[str]], used: set[str],
) -> bool:  # fmt: skip
    """Return True if another column, one that holds something, fits the target's headings too."""
    return any(
        other != column and other not in used and samples.get(other)
        and re.fullmatch(HEADINGS[target], heading)
        and not _contradiction(target, samples[other])
        for other, heading in headings.items()
    )  # fmt: skip


def _split_alternatives(pattern: str) -> list[str]:
    """Split a pattern at its outer bars, so that the first words are tried first."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(pattern[start:position])
            start = position + 1
    return [*parts, pattern[start:]]


def _contradiction(target: str, values: Sequence[str]) -> bool:
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    if not filled:
        return False
    if target in {"date_start", "date_end"}:
        return _share_of_dates(filled) < 0.5
    if target in {"lon", "lat"}:
        return sum(_is_degree(value) for value in filled) < len(filled) / 2
    if target in {"fatalities", "fatalities_low", "fatalities_high"}:
        return sum(value.strip()[:1].isdigit() for value in filled) < len(filled) / 2
    if target in {"location", "admin1", "admin2", "admin3"}:
        return sum(any(c.isalpha() for c in value) for value in filled) < len(filled) / 2
    return False


def _share_of_dates(values: Sequence[str]) -> float:
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    order = find_order(filled) or "dmy"
    good = 0
    for value in filled:
        try:
            parse_date(value, order)
            good += not re.fullmatch(r"\s*\d{4}\s*", value)
        except DateError:
            continue
    return good / len(filled) if filled else 0.0


def _is_degree(value: str) -> bool:
    from geomap.tables.values.number_cells import parse_degrees

    for axis in ("lon", "lat"):
        try:
            found = parse_degrees(value, axis)
        except DateError:
            continue
        if found is not None and abs(found) <= 180:
            return True
    return False
