"""The sheets of a workbook: which holds the events, and groups that a form repeats joined to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.schemes.headings import names_events

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Rows = list[list[str]]

HEADER_WITHIN = 20
"""Rows among which the header of a sheet is looked for."""
PARENT, PARENT_ROW, OWN_ROW = "_parent_table_name", "_parent_index", "_index"
"""How KoboToolbox and ODK name, in a group that repeats, the form's sheet, its row, and a row."""
IDS = frozenset({"_id", "_uuid"})
"""What tells forms apart tells no rows of a group apart."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its title, and its rows, all or the first."""

    title: str
    read: Callable[[int | None], Rows]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sheet that is read, all its rows, and what is to be said of the others."""

    page: Page
    rows: Rows
    notes: list[str]


def choose_page(pages: Sequence[Page], wanted: str, file: str) -> Chosen | None:
    """Return the sheet that is called `wanted`, else the first with events; None if all are empty.

    A group that a form repeats gets the columns of its form, and is taken where the form itself
    names no day or no place. Where no sheet has a header of events it is the first with rows.

    Raises
    ------
    TableError
        If no sheet is called `wanted`.
    """
    if wanted:
        chosen = [page for page in pages if page.title.strip() == wanted.strip()]
        if not chosen:
            named = ", ".join(repr(page.title) for page in pages[:8])
            raise TableError(f"has no sheet {wanted!r}", file=file, fix=f"it has {named}")
        return _read(chosen[0], pages, [])
    headed = [page for page in pages if find_header(_join(page, pages, HEADER_WITHIN)) is not None]
    notes = _name_unread(headed)
    found = (_read(page, pages, notes) for page in headed[:1] or pages)
    return next((chosen for chosen in found if any(any(row) for row in chosen.rows)), None)


def _name_unread(headed: Sequence[Page]) -> list[str]:
    """Return a line on the sheets with events that are not read, if there are any."""
    others = [f"sheet {page.title!r}" for page in headed[1:] if not _child_of(page, headed)]
    return [f"not read: {', '.join(others)}"] if others else []


def find_header(rows: Rows) -> int | None:
    """Return which of the first rows names a date and a place (0 is the first), None if none."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if names_events(row):
            return number
    return None


def _read(page: Page, pages: Sequence[Page], notes: list[str]) -> Chosen:
    notes = list(notes)
    if parent := _parent(page, pages):
        notes.append(f"each row with the columns of its form, sheet {parent.title!r}")
    for other in pages:
        if other is not page and _parent(other, pages) is page:
            count = sum(any(row) for row in other.read(None)[1:])
            notes.append(
                f"sheet {other.title!r} ({count} rows that the form repeats) is not read: "
                f"--sheet {other.title!r} reads it"
            )
    return Chosen(page, _join(page, pages, None), notes)


def _child_of(page: Page, pages: Sequence[Page]) -> bool:
    return _parent(page, pages) is not None


def _parent(page: Page, pages: Sequence[Page]) -> Page | None:
    """Return the sheet of the form whose group a sheet repeats."""
    head, *rest = page.read(2) or [[]]
    if PARENT_ROW not in head or PARENT not in head or not rest:
        return None
    title = dict(zip(head, rest[0], strict=False)).get(PARENT, "")
    return next((other for other in pages if other.title == title and other is not page), None)


def _join(page: Page, pages: Sequence[Page], limit: int | None) -> Rows:
    """Return the rows of a sheet, those of a repeated group with the columns of their form."""
    rows = page.read(limit)
    parent = _parent(page, pages)
    if parent is None:
        return rows
    upper = _join(parent, pages, None)
    if not upper or OWN_ROW not in upper[0]:
        return rows
    head, own = rows[0], upper[0].index(OWN_ROW)
    new = [n for n, name in enumerate(upper[0]) if name not in head and name not in IDS]
    forms = {row[own]: row for row in upper[1:] if len(row) > own}
    where = head.index(PARENT_ROW)
    joined = [[*head, *(upper[0][number] for number in new)]]
    for row in rows[1:]:
        form = forms.get(row[where] if len(row) > where else "", [])
        cells = [form[number] if number < len(form) else "" for number in new]
        joined.append([*row, *[""] * (len(head) - len(row)), *cells] if any(row) else row)
    return joined
