"""Events as an XLSX workbook: dates are dates, numbers numbers, text never a formula."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from geomap.atomic import replacing
from geomap.errors import OutputError
from geomap.export.plain_table import to_arrow
from geomap.schema import DTYPES
from geomap.stamp import stamp_package

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pyarrow as pa

MOMENT = date(1980, 1, 1)
"""What a workbook says of when it was made: equal events, equal bytes."""
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_EXACT = 10**15
"""A number of more digits is rounded by spreadsheets."""
_LOOKED_AT = 500
"""Rows by which widths and the direction of reading are judged."""
_WIDEST = 60
_ARABIC = re.compile("[\u0621-\u064a]")
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xlsx(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as one sheet, ``events``, with a frozen header and a filter.

    Raises
    ------
    OutputError
        If there are more rows, or a longer text, than the format can hold.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    table = to_arrow(events)
    if table.num_rows >= MOST_ROWS:
        raise OutputError(
            f"{path}: XLSX holds {MOST_ROWS - 1} rows, not {table.num_rows}; use .csv"
        )
    refuse_long_texts(table, path)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(table.num_columns)}{table.num_rows + 1}"

    sheet.sheet_view.rightToLeft = is_arabic(table)
    for number, name in enumerate(table.column_names, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width_of(name, table[name])
    table = type_numbers(table)

    def cell_of(value: object) -> object:
        if isinstance(value, float) and value != value:
            return None
        if is_beyond_cells(value):
            value = value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        cell = WriteOnlyCell(sheet, _FORBIDDEN.sub("\ufffd", value).replace("\r\n", "\n"))
        cell.data_type = "s"
        return cell

    header = []
    for name in table.column_names:
        cell = WriteOnlyCell(sheet, _FORBIDDEN.sub("\ufffd", name))
        cell.data_type, cell.font = "s", Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for batch in table.to_batches(10_000):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([cell_of(value) for value in values])
    content = BytesIO()
    book.save(content)
    with replacing(path) as temporary:
        temporary.write_bytes(stamp_package(content.getvalue(), MOMENT))
    return path


def is_arabic(table: pa.Table) -> bool:
    """Return True if most places and descriptions are Arabic: the sheet is read from the right."""
    texts = [
        text
        for name in ("location", "description")
        if name in table.column_names
        for text in table[name].slice(0, _LOOKED_AT).to_pylist()
        if text
    ]
    return sum(bool(_ARABIC.search(text)) for text in texts) > len(texts) / 2


def width_of(name: str, column: pa.ChunkedArray) -> int:
    """Return how wide a column is, in characters, to show its name and most of its cells."""
    longest = max((len(str(v)) for v in column.slice(0, _LOOKED_AT).to_pylist() if v), default=0)
    return min(max(longest, len(name)) + 3, _WIDEST)


def type_numbers(table: pa.Table) -> pa.Table:
    """Return `table` with the source's own columns of plain numbers as numbers.

    Only where the numbers are written as a spreadsheet writes them back, so that no text changes.
    """
    import pyarrow as pa

    for position, name in enumerate(table.column_names):
        if name in DTYPES or not pa.types.is_string(table[name].type):
            continue
        texts = table[name].to_pylist()
        filled = [text for text in texts if text]
        if filled and all(map(_is_plain, filled)):
            whole = all("." not in text for text in filled)
            kind = pa.int64() if whole else pa.float64()
            values = [(int(text) if whole else float(text)) if text else None for text in texts]
            table = table.set_column(position, name, pa.array(values, kind))
    return table


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text):
        return False
    return repr(float(text)) == text if "." in text else str(int(text)) == text


def is_beyond_cells(value: object) -> bool:
    """Return True for what a cell cannot hold as it is: a zone, 16 digits, what is not finite."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, int):
        return abs(value) >= MOST_EXACT
    return isinstance(value, float) and not math.isfinite(value)


def refuse_long_texts(table: pa.Table, path: Path) -> None:
    """Refuse a text that the format would cut off."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for name in table.column_names:
        if not pa.types.is_string(table[name].type):
            continue
        lengths = pc.utf8_length(table[name])
        longest = pc.max(lengths).as_py() or 0
        if longest > MOST_CHARACTERS:
            row = pc.index(lengths, longest).as_py() + 2
            raise OutputError(
                f"{path}: row {row}, column {name!r}: {longest} characters, "
                f"XLSX holds {MOST_CHARACTERS}; use .csv"
            )
