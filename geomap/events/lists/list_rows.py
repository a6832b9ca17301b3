"""A row for each place of a cell that lists several, all of one incident.

"Saraqib, Ariha and Binnish" becomes three rows that share an ``incident_id``; a part that nobody
knows becomes a row of its own, too, and ends among the unplaced.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from geomap.model import Verdict
from geomap.resolver.cells.listed.several import split_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Ints, Mask
    from geomap.model import Resolution

Parts = dict[int, list[tuple[str, str]]]
TOLD = ("location", "pcode", "event_id", "incident_id")


def split_rows(
    told: dict[str, ArrowColumn], table: pa.Table, answers: Sequence[Resolution], given: Mask
) -> tuple[dict[str, ArrowColumn], pa.Table] | None:
    """Return the rows of a batch with each list of places as a row a place.

    Parameters
    ----------
    told
        Event columns of the rows, ids among them.
    table
        The rows as written.
    answers
        The verdict on each row's place.
    given
        Rows with coordinates of their own, which stay as they are.

    Returns
    -------
    tuple
        Columns and rows; None if nothing is split.
    """
    import numpy as np
    import pyarrow as pa

    parts = _parts_of(answers, given)
    if not parts:
        return None
    rows = [(row, at) for row in range(len(answers)) for at in range(len(parts.get(row, "1")))]
    origin = np.array([row for row, _ in rows], dtype=np.int64)
    table = table.take(pa.array(origin))
    columns = {name: _take(column, origin) for name, column in told.items()}
    for name, texts in _tell(columns, rows, parts).items():
        columns[name] = pa.array(texts, pa.string())
        if name in ("location", "pcode"):
            table = _with(table, name, columns[name])
    return columns, table


def _parts_of(answers: Sequence[Resolution], given: Mask) -> Parts:
    """Return the places of each row that lists several, by the row's number."""
    found = {
        row: split_list(answer)
        for row, answer in enumerate(answers)
        if answer.verdict is Verdict.SEVERAL and not given[row]
    }
    return {row: parts for row, parts in found.items() if len(parts) > 1}


def _tell(
    columns: dict[str, ArrowColumn], rows: list[tuple[int, int]], parts: Parts
) -> dict[str, list[str]]:
    """Return places and ids of the new rows: each its row before and its place in the list."""
    texts = {name: _texts(columns.get(name), len(rows)) for name in TOLD}
    for new, (row, at) in enumerate(rows):
        if row in parts:
            texts["location"][new], texts["pcode"][new] = parts[row][at]
            first = texts["event_id"][new]
            texts["incident_id"][new] = texts["incident_id"][new] or _incident(first)
            texts["event_id"][new] = first if at == 0 else f"{first}-{at + 1}"
    return texts


def _incident(event_id: str) -> str:
    return "i-" + hashlib.sha256(event_id.encode()).hexdigest()[:12]


def _take(column: ArrowColumn, rows: Ints) -> ArrowColumn:
    import numpy as np
    import pyarrow as pa

    taken: ArrowColumn = (
        column[rows] if isinstance(column, np.ndarray) else column.take(pa.array(rows))
    )
    return taken


def _texts(column: ArrowColumn | None, count: int) -> list[str]:
    if column is None:
        return [""] * count
    return [str(value or "") for value in column.to_pylist()]


def _with(table: pa.Table, name: str, column: ArrowColumn) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.append_column(name, column) if at < 0 else table.set_column(at, name, column)
