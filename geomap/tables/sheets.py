"""An opened table, whatever its format: column names, and batches of rows with their numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.errors import Finding, TableError
from geomap.tables.limits import read_limits, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from geomap.arrays import Ints


@dataclass(frozen=True)
class Batch:
    """Some rows of a table.

    Parameters
    ----------
    table
        The columns as the source has them: text, or typed where the format has types.
    rows
        int64; row numbers as a spreadsheet shows them, the header being row 1.
    rejects
        Rows that are none of the table's, each with its text as it was written.
    """

    table: pa.Table
    rows: Ints
    rejects: tuple[tuple[Finding, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """An opened table.

    Parameters
    ----------
    name
        For messages.
    columns
        Names, unique, in the table's order.
    batches
        Called for each pass over the rows.
    notes
        What was seen on opening, for people.
    rows
        How many rows there are, where the format says so without a pass.
    dates
        What the format says of its dates, as `geomap.tables.values.date_cells.parse_date` takes it.
    keep
        What must live as long as the sheet (temporary folders).
    """

    name: str
    columns: tuple[str, ...]
    batches: Callable[[], Iterator[Batch]]
    notes: tuple[str, ...] = ()
    rows: int | None = None
    dates: str = ""
    keep: Any = field(default=None, repr=False)


def name_columns(cells: list[str], file: str) -> tuple[str, ...]:
    """Return column names from header cells: trimmed, never empty, never twice the same.

    Names that differ in case alone count as the same, for GeoPackage and SQL take them so;
    ``geometry`` is the name of an event's own point and gets an underscore.
    """
    if len(cells) > read_limits().columns:
        raise refuse(file, f"has {len(cells)} columns", "columns")
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column_{number}"
        name = f"{name}_" if name.casefold() == "geometry" else name
        unique, count = name, 1
        while unique.casefold() in taken:
            count += 1
            unique = f"{name}_{count}"
        taken.add(unique.casefold())
        names.append(unique)
    if not any(cell.strip() for cell in cells):
        raise TableError("is empty", file=file, fix="give a table with a header and rows")
    return tuple(names)


def make_text_table(columns: tuple[str, ...], rows: list[list[str]]) -> pa.Table:
    """Return rows of text cells as an Arrow table."""
    import pyarrow as pa

    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(columns, cells, strict=True)}
    )


def sheet_of_rows(
    name: str,
    cells: list[str],
    rows: list[list[str]],
    first_row: int = 2,
    notes: tuple[str, ...] = (),
) -> Sheet:
    """Return a sheet of text rows held in memory; rows are padded to the header's width.

    A row with more cells than the header, other than empty ones, is a reject.
    """
    import numpy as np

    columns = name_columns(cells, name)
    width = len(columns)
    kept, numbers, rejects = [], [], []
    for number, row in enumerate(rows, first_row):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            rejects.append((too_wide(number, len(row), width), "\t".join(row)))
            continue
        kept.append([*row[:width], *[""] * (width - len(row))])
        numbers.append(number)
    batch = Batch(make_text_table(columns, kept), np.array(numbers, dtype=np.int64), tuple(rejects))
    return Sheet(name, columns, lambda: iter([batch]), notes, len(kept) + len(rejects))


def too_wide(row: int, found: int, expected: int) -> Finding:
    """Return the reject for a row with the wrong number of cells."""
    cells = "1 cell" if found == 1 else f"{found} cells"
    fix = "quote cells that hold the delimiter" if found > expected else "give every column a cell"
    return Finding(f"has {cells} where the header has {expected}", fix, row=row)
