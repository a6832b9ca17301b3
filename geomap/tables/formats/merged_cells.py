"""Cells merged over several rows: what the rows below the first stand under.

A workbook keeps the value of merged cells in the first one. Days, places, kinds and sources count
for every row; numbers (the dead above all), ids and coordinates would be told several times.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from geomap.schema import DTYPES, TEXT
from geomap.tables.limits import read_limits
from geomap.tables.schemes.headings import read_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geomap.tables.formats.book_pages import Rows

_MERGED = re.compile(rb'<mergeCell\s[^>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK = 1 << 20
FILLED = frozenset(name for name, kind in DTYPES.items() if kind == TEXT) - {
    "event_id", "place_id", "pcode", "report_id"} | {"date_start", "date_end"}  # fmt: skip
"""Event columns whose merged cells count for each of their rows."""


class Span(NamedTuple):
    """A cell that reaches over rows: the first and the last of them, and its column, from 0."""

    first: int
    last: int
    column: int


def list_merged(path: Path, member: str) -> Iterator[Span]:
    """Yield the merged cells of a sheet of an XLSX workbook that reach over several rows."""
    left = b""
    with zipfile.ZipFile(path) as archive, archive.open(member.lstrip("/")) as content:
        while chunk := content.read(_CHUNK):
            text = left + chunk
            end = 0
            for match in _MERGED.finditer(text):
                end = match.end()
                first, last = int(match[2]), int(match[4])
                if first < last:
                    yield Span(first - 1, last - 1, _number_column(match[1]))
            left = text[max(end, len(text) - 200) :]


def _number_column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def fill_down(
    rows: Rows, spans: Iterable[Span], header: Sequence[str], below: int
) -> tuple[Rows, int]:
    """Return rows with the values of merged cells in each of their rows, and how many were filled.

    Rows above `below` (titles and the header) and rows that are empty stay as they are, so do
    columns of numbers and such as mean nothing that is known.
    """
    told = {n for n, heading in enumerate(header) if read_heading(heading) in FILLED}
    filled, left = 0, read_limits().repeats
    new: dict[int, list[str]] = {}
    for first, last, column in spans:
        if first < below or column not in told or first >= len(rows):
            continue
        value = rows[first][column] if column < len(rows[first]) else ""
        for number in range(first + 1, min(last + 1, len(rows))):
            row = new.get(number, rows[number])
            if not value or not left:
                break
            left -= 1
            if not any(row) or (column < len(row) and row[column]):
                continue
            row = [*row, *[""] * (column + 1 - len(row))]
            row[column] = value
            new[number] = row
            filled += 1
    return [new.get(number, row) for number, row in enumerate(rows)], filled
