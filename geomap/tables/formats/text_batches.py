"""Batches of a text table: blank rows dropped, ragged ones repaired or rejected."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geomap.errors import Finding
from geomap.tables.formats.text_files import (
    DELIMITERS,
    REPLACED,
    WHOLE,
)
from geomap.tables.sheets import Batch, make_text_table, too_wide
from geomap.tables.values.formulas import unguard_text

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import Mask


def make_batch(
    table: pa.Table, numbers: object, aside: list[tuple[int, int, str]],
    columns: tuple[str, ...], delimiter: str, encoding: str,
) -> Batch:  # fmt: skip
    """Drop blank rows, repair the ragged that lose nothing by it, reject the others and the broken.

    Nothing is lost by empty cells too many, nor by those that are missing under no heading.
    """
    import numpy as np
    import pyarrow as pa

    rows = np.asarray(numbers, dtype=np.int64)
    rejects: list[tuple[Finding, str]] = []
    repaired: dict[int, list[str]] = {}
    for number, found, text in aside:
        cells = next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
        fitted = _fit_width(cells, columns)
        if fitted is not None:
            repaired[number] = fitted
        elif any(cell.strip() for cell in cells):
            rejects.append((explain_width(number, found, len(columns), text, delimiter), text))
    if repaired:
        table = pa.concat_tables([table, make_text_table(columns, list(repaired.values()))])
        rows = np.concatenate([rows, list(repaired)])
        order = np.argsort(rows, kind="stable")
        table, rows = table.take(order), rows[order]
    if table.num_rows:
        blank, broken = _find_blank(table), _find_broken(table, encoding)
        for position in np.flatnonzero(broken):
            text = delimiter.join(column[int(position)].as_py() for column in table.columns)
            fix = "save the file as UTF-8"
            problem = "holds bytes that are not in the file's encoding"
            rejects.append((Finding(problem, fix, row=int(rows[position])), text))
        if (drop := blank | broken).any():
            table, rows = table.filter(pa.array(~drop)), rows[~drop]
    return Batch(unguard(table), rows, tuple(rejects))


def _fit_width(cells: list[str], columns: tuple[str, ...]) -> list[str] | None:
    """Return the cells of a row too wide or too narrow that loses nothing by it, else None."""
    width = len(columns)
    if len(cells) > width:
        return None if any(cell.strip() for cell in cells[width:]) else cells[:width]
    unnamed = {f"column_{number}" for number in range(1, width + 1)}
    if 0 < len(cells) < width and set(columns[len(cells) :]) <= unnamed:
        return [*cells, *[""] * (width - len(cells))]
    return None


def _find_blank(table: pa.Table) -> Mask:
    """Return which rows hold nothing."""
    import numpy as np
    import pyarrow.compute as pc

    blank = np.ones(table.num_rows, dtype=bool)
    for column in table.columns:
        if not blank.any():
            break
        blank &= pc.equal(pc.utf8_trim_whitespace(column), "").to_numpy()
    return blank


def _find_broken(table: pa.Table, encoding: str) -> Mask:
    """Return which rows hold bytes that are not of the encoding."""
    import numpy as np
    import pyarrow.compute as pc

    broken = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns if encoding not in WHOLE else ():
        broken |= pc.match_substring(column, REPLACED).to_numpy()
    return broken


def unguard(table: pa.Table) -> pa.Table:
    """Take off the apostrophes that keep spreadsheets from running cells as formulas."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for position, column in enumerate(table.columns):
        if pc.any(pc.starts_with(column, "'")).as_py():
            texts = pa.array([unguard_text(cell) for cell in column.to_pylist()], pa.string())
            table = table.set_column(position, table.column_names[position], texts)
    return table


def explain_width(row: int, found: int, expected: int, text: str, delimiter: str) -> Finding:
    """Return what is wrong with a row of another width than its header."""
    for other in DELIMITERS:
        if other != delimiter:
            cells = next(csv.reader(io.StringIO(text.replace("\r", " ")), delimiter=other), [])
            if len(cells) == expected > 1:
                reject = too_wide(row, found, expected)
                problem = f"{reject.problem}; it is delimited by {other!r}, not {delimiter!r}"
                return Finding(problem, "use one delimiter in the whole file", row=row)
    return too_wide(row, found, expected)
