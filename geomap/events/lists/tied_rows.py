"""Names that tie, decided by the other rows of their report: same address, same incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa

    from geomap.arrays import Ints
    from geomap.model import Place, Resolution

    Settle = Callable[[int, tuple[Place, ...]], int]

REPORT = ("source_url", "incident_id")
"""Columns that say that rows are of one report; what is empty says nothing."""

MOST = 12
"""Places of a report that are its neighbours; a report of more is a table of its own."""


def settle_rows(
    table: pa.Table, codes: Ints, resolutions: Sequence[Resolution], settle: Settle
) -> Ints:
    """Return the number of each row's resolution, ties decided by rows of the same report.

    Parameters
    ----------
    table
        The rows.
    codes
        For each row the number of its resolution.
    resolutions
        What the numbers stand for.
    settle
        Returns the number of the answer to a tie (by its number) among neighbours, or the same.
    """
    tied = {code for code in set(codes.tolist()) if _is_tied(resolutions[code])}
    reports = [_texts(table, name) for name in REPORT if name in table.column_names]
    if not tied or not reports:
        return codes
    settled = codes.copy()
    for column in reports:
        rows_of: dict[str, list[int]] = {}
        for row, text in enumerate(column):
            if text:
                rows_of.setdefault(text, []).append(row)
        for rows in rows_of.values():
            open_rows = [row for row in rows if settled[row] in tied]
            if not open_rows or len(rows) == len(open_rows):
                continue
            near = {p.place_id: p for row in rows if (p := resolutions[settled[row]].place)}
            if not 0 < len(near) <= MOST:
                continue
            for row in open_rows:
                settled[row] = settle(int(settled[row]), tuple(near.values()))
    return settled


def _is_tied(resolution: Resolution) -> bool:
    return resolution.verdict is Verdict.AMBIGUOUS


def _texts(table: pa.Table, name: str) -> list[str]:
    return [str(value or "").strip() for value in table[name].to_pylist()]
