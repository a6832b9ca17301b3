"""XLSX and ODS: the first sheet that holds a table, as text."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geomap.errors import TableError
from geomap.sources.archives import check_members
from geomap.sources.limits import refuse
from geomap.sources.schemes.guess import read_heading
from geomap.sources.sheets import Sheet, sheet_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MOST_ROWS = 1_048_576
"""A spreadsheet has no more rows; a repeated row is not repeated further."""


HEADER_WITHIN = 20
"""Rows among which the header of a sheet is looked for."""


def open_xlsx(path: Path, name: str = "") -> Sheet:
    """Open an XLSX workbook: the first sheet with a header of events; values, not formulas.

    Where no sheet has one it is the first that is not empty. Titles above a header are left out.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    name = name or str(path)
    check_members(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile,
            ET.ParseError) as error:  # fmt: skip
        raise TableError(f"is no readable workbook ({error})", file=name) from error
    first: tuple[list[list[str]], str] | None = None
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [[_text_of(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            if find_header(rows) is not None:
                return _sheet(name, rows, f"sheet {sheet.title!r}")
            if first is None and any(any(row) for row in rows):
                first = rows, sheet.title
    except (ValueError, KeyError, TypeError, ET.ParseError, zipfile.BadZipFile) as error:
        raise TableError(f"is no readable workbook ({error})", file=name) from error
    finally:
        book.close()
    if first is not None:
        return _sheet(name, first[0], f"sheet {first[1]!r}")
    raise TableError("is empty", file=name, fix="give a table with a header and rows")


def open_ods(path: Path, name: str = "") -> Sheet:
    """Open the first sheet of an ODS workbook that is not empty."""
    name = name or str(path)
    check_members(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            rows: list[list[str]] = []
            for event, element in ET.iterparse(content, events=("end",)):  # noqa: S314
                if element.tag == f"{_TABLE}table-row":
                    rows.extend(_ods_rows(element, name))
                    if len(rows) > MOST_ROWS:
                        raise TableError(f"has over {MOST_ROWS} rows", file=name)
                    element.clear()
                elif element.tag == f"{_TABLE}table" and event == "end":
                    if any(any(row) for row in rows):
                        return _sheet(name, rows, f"sheet {element.get(f'{_TABLE}name')!r}")
                    rows = []
    except (KeyError, ET.ParseError, zipfile.BadZipFile, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"is no readable workbook ({error})", file=name) from error
    raise TableError("is empty", file=name, fix="give a table with a header and rows")


def find_header(rows: list[list[str]]) -> int | None:
    """Return which of the first rows names a date and a place (0 is the first), None if none."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        meant = {read_heading(cell) for cell in row if cell and len(cell) <= 60}
        if "date_start" in meant and ("location" in meant or {"lon", "lat"} <= meant):
            return number
    return None


def _sheet(name: str, rows: list[list[str]], note: str) -> Sheet:
    first = next(number for number, row in enumerate(rows) if any(row))
    named = find_header(rows)
    head = first if named is None else named
    if head > first:
        note = f"{note}, header in row {head + 1}"
    header = rows[head]
    while header and not header[-1]:
        header = header[:-1]
    return sheet_of_rows(name, header, rows[head + 1 :], head + 2, (note,))


def _ods_rows(row: ET.Element, name: str) -> Iterator[list[str]]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        text = _ods_text(cell)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if text and repeated > 4096:
            raise refuse(name, f"repeats a cell {repeated} times", "columns")
        cells.extend([text] * (repeated if text else min(repeated, 256)))
    while cells and not cells[-1]:
        cells.pop()
    repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    if not cells:
        repeated = min(repeated, 2)
    if repeated > MOST_ROWS:
        raise TableError(f"has over {MOST_ROWS} rows", file=name)
    for _ in range(repeated):
        yield cells


def _ods_text(cell: ET.Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if kind in {"float", "percentage", "currency"}:
        value = cell.get(f"{_OFFICE}value", "")
        return value.removesuffix(".0")
    return "\n".join(_ods_paragraph(part) for part in cell.iter(f"{_TEXT}p"))


def _ods_paragraph(element: ET.Element) -> str:
    text = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            text += "\n"
        elif child.tag == f"{_TEXT}tab":
            text += "\t"
        elif child.tag == f"{_TEXT}s":
            text += " " * min(int(child.get(f"{_TEXT}c", "1")), 1000)
        else:
            text += _ods_paragraph(child)
        text += child.tail or ""
    return text


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
