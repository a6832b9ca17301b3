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
    settled = codes.copy()
    for name in REPORT if tied else ():
        if name not in table.column_names:
            continue
        for rows in _reports(table, name):
            ties = [row for row in rows if settled[row] in tied]
            near = {p.place_id: p for row in rows if (p := resolutions[settled[row]].place)}
            if ties and 0 < len(near) <= MOST:
                for row in ties:
                    settled[row] = settle(int(settled[row]), tuple(near.values()))
    return settled


def _reports(table: pa.Table, name: str) -> list[list[int]]:
    """Return the rows of each report of several rows."""
    rows_of: dict[str, list[int]] = {}
    for row, value in enumerate(table[name].to_pylist()):
        if text := str(value or "").strip():
            rows_of.setdefault(text, []).append(row)
    return [rows for rows in rows_of.values() if len(rows) > 1]


def _is_tied(resolution: Resolution) -> bool:
    return resolution.verdict is Verdict.AMBIGUOUS
