"""XLSX and ODS: the first sheet that holds events, as text."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geomap.errors import TableError
from geomap.tables.formats.archives import check_members
from geomap.tables.formats.book_pages import Page, Rows, choose_page, find_header
from geomap.tables.formats.merged_cells import Span, fill_down, list_merged
from geomap.tables.limits import read_limits, refuse
from geomap.tables.schemes.headings import join_headings
from geomap.tables.sheets import Sheet, sheet_of_rows
from geomap.tables.values.date_numbers import SINCE_1904

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_UNSOLVED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_LONGEST_LOOKED_AT = 256 * 1024 * 1024
_ROW_NUMBER = re.compile(rb"<row\s[^>]{0,150}?\br=\"(\d{1,30})\"")
MOST_ROWS = 1_048_576
"""A spreadsheet has no more rows; a repeated row is not repeated further."""


def open_xlsx(path: Path, name: str = "", wanted: str = "") -> Sheet:
    """Open an XLSX workbook: the sheet `wanted`, else the first with a header of events.

    Values are read, not formulas. Where no sheet has a header of events it is the first that is
    not empty; hidden sheets come last. Titles above a header are left out. Other sheets with such
    a header are named in the notes.
    """
    import warnings

    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.utils.exceptions import InvalidFileException

    name = name or str(path)
    check_members(path)

    def read(sheet: Any, limit: int | None) -> list[list[str]]:
        sheet.reset_dimensions()
        found = sheet.iter_rows(values_only=True, max_row=limit)
        return [_texts_of(row) for row in found]

    # opened here, for openpyxl goes by the ending of a name
    with path.open("rb") as file, warnings.catch_warnings():
        # what openpyxl leaves out (styles, validation, drawings) holds no events
        warnings.simplefilter("ignore", UserWarning)
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets: list[Any] = sorted(book.worksheets, key=lambda s: s.sheet_state != "visible")
            for sheet in sheets:
                _check_row_numbers(path, sheet._worksheet_path, name)
            pages = [Page(sheet.title, partial(read, sheet)) for sheet in sheets]
            if chosen := choose_page(pages, wanted, name):
                sheet = sheets[pages.index(chosen.page)]
                notes = [*chosen.notes, *_name_unsolved(path, sheet._worksheet_path)]
                spans = list_merged(path, sheet._worksheet_path)
                found = _sheet(name, chosen.rows, sheet.title, notes, spans)
                old = book.epoch == CALENDAR_MAC_1904
                return replace(found, dates=SINCE_1904) if old else found
        except TableError:
            raise
        except (InvalidFileException, ValueError, KeyError, TypeError, IndexError, AttributeError,
                OverflowError, OSError, ET.ParseError, zipfile.BadZipFile) as error:  # fmt: skip
            raise TableError(f"is no readable workbook ({error})", file=name) from error
    raise TableError("is empty", file=name, fix="give a table with a header and rows")


def open_ods(path: Path, name: str = "", wanted: str = "") -> Sheet:
    """Open an ODS workbook: a sheet as `open_xlsx` chooses it."""
    name = name or str(path)
    check_members(path)
    shown: list[tuple[str, list[list[str]]]] = []
    hidden: list[tuple[str, list[list[str]]]] = []
    merged: dict[str, list[Span]] = {}
    unseen: set[str] = set()
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            rows: list[list[str]] = []
            spans: list[Span] = []
            for _, element in ET.iterparse(content, events=("end",)):  # noqa: S314
                if element.tag == f"{_TABLE}table-row":
                    spans.extend(_ods_spans(element, len(rows)))
                    rows.extend(_ods_rows(element, name))
                    if len(rows) > MOST_ROWS:
                        raise TableError(f"has over {MOST_ROWS} rows", file=name)
                    element.clear()
                elif element.tag == f"{_STYLE}style" and _hides(element):
                    unseen.add(element.get(f"{_STYLE}name", ""))
                elif element.tag == f"{_TABLE}table":
                    if any(any(row) for row in rows):
                        is_hidden = element.get(f"{_TABLE}style-name") in unseen
                        title = element.get(f"{_TABLE}name", "")
                        (hidden if is_hidden else shown).append((title, rows))
                        merged[title] = spans
                    rows, spans = [], []
    except (KeyError, ET.ParseError, zipfile.BadZipFile, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"is no readable workbook ({error})", file=name) from error
    pages = [Page(title, partial(_first, rows)) for title, rows in (*shown, *hidden)]
    chosen = choose_page(pages, wanted, name)
    if chosen is None:
        raise TableError("is empty", file=name, fix="give a table with a header and rows")
    title = chosen.page.title
    return _sheet(name, chosen.rows, title, chosen.notes, merged[title])


def _hides(style: ET.Element) -> bool:
    """Return True if a style of an ODS workbook hides its sheets."""
    told = style.find(f"{_STYLE}table-properties")
    return told is not None and told.get(f"{_TABLE}display") == "false"


def _first(rows: Rows, limit: int | None) -> Rows:
    return rows[:limit]


def _name_unsolved(path: Path, member: str) -> list[str]:
    """Return what is to be said of formulas whose value the workbook does not hold."""
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(member.lstrip("/")).file_size > _LONGEST_LOOKED_AT:
            return []
        content = archive.read(member.lstrip("/"))
    count = len(_UNSOLVED.findall(content))
    if not count:
        return []
    said = f"{count} formulas have" if count > 1 else "1 formula has"
    return [
        f"{said} no value in the file, read as empty: open and save it in a spreadsheet program"
    ]


def _check_row_numbers(path: Path, member: str, name: str) -> None:
    """Refuse a row numbered beyond a sheet's end: every number before it would be a row."""
    left = b""
    with zipfile.ZipFile(path) as archive, archive.open(member.lstrip("/")) as content:
        while chunk := content.read(1 << 20):
            for number in _ROW_NUMBER.findall(left + chunk):
                if len(number) > 7 or int(number) > MOST_ROWS:
                    told = number[:12].decode("ascii")
                    raise TableError(f"numbers a row {told}; a sheet has {MOST_ROWS}", file=name)
            left = chunk[-200:]


def _sheet(
    name: str, rows: list[list[str]], title: str, notes: list[str], spans: Iterable[Span] = ()
) -> Sheet:
    note = f"sheet {title!r}"
    first = next(number for number, row in enumerate(rows) if any(row))
    named = find_header(rows)
    head = first if named is None else named
    header, below = rows[head], head + 1
    if below < len(rows) and (joined := join_headings(header, rows[below])):
        header, below = joined, below + 1
        note = f"{note}, header in rows {head + 1} and {head + 2}"
    elif head > first:
        note = f"{note}, header in row {head + 1}"
    rows, filled = fill_down(rows, spans, header, below)
    if filled:
        cells = "1 cell" if filled == 1 else f"{filled} cells"
        notes = [*notes, f"{cells} below merged ones filled with their value"]
    width = max(
        (len(row) - _empty_at_end(row) for row in (header, *rows[below:])), default=len(header)
    )
    header = [*header[:width], *[""] * (width - len(header))]
    return sheet_of_rows(name, header, rows[below:], below + 1, (note, *notes))


def _empty_at_end(row: list[str]) -> int:
    """Return how many cells at the end of a row are empty."""
    count = 0
    while count < len(row) and not row[-1 - count].strip():
        count += 1
    return count


def _ods_spans(row: ET.Element, number: int) -> Iterator[Span]:
    """Yield the cells of a row that reach over rows below, `number` being the row's (0 first)."""
    column = 0
    for cell in row:
        reach = cell.get(f"{_TABLE}number-rows-spanned", "1")
        if len(reach) < 8 and int(reach) > 1:
            yield Span(number, number + int(reach) - 1, column)
        column += min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MOST_ROWS)


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
    if repeated * len(cells) > read_limits().repeats:
        raise refuse(name, f"repeats {len(cells)} cells {repeated} times", "repeats")
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


def _texts_of(row: tuple[Any, ...]) -> list[str]:
    """Return the cells of a row as text, cut behind its last value."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return [_text_of(value) for value in row[:end]]


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
