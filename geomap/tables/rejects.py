"""Rows that cannot be used, each with where, why and what to do: never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa

REJECT_COLUMNS = ("file", "row", "field", "problem", "fix")
AS_WRITTEN = "as_written"
"""The text of a row that is none of the table's, in the rejects of that table."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One unusable row.

    Parameters
    ----------
    row
        Row number as a spreadsheet shows it: the header is row 1.
    field
        The column at fault.
    problem, fix
        What is wrong and what to do about it, one clause each.
    """

    row: int
    field: str
    problem: str
    fix: str


@dataclass(frozen=True)
class Reports:
    """What a table gave: usable rows and the others.

    Parameters
    ----------
    frame
        One row a report, columns of the event schema as far as the table has them (text as
        written, dates parsed to ``date_start``/``date_end``), then the table's own columns.
        The index is the spreadsheet row number.
    rejects
        The other rows as they came, behind ``file``, ``row``, ``field``, ``problem``, ``fix``.
    name
        The file's name, for messages.
    notes
        What was seen on reading, for people.
    """

    frame: pd.DataFrame
    rejects: pd.DataFrame
    name: str
    notes: tuple[str, ...] = ()

    @property
    def rows_in(self) -> int:
        """Rows of the table, the header not counted."""
        return len(self.frame) + len(self.rejects)


def make_rejects(
    name: str, rejects: Sequence[Reject], rows: pa.Table | None, texts: Sequence[str] | None = None
) -> pa.Table:
    """Return rejects as a table of text: where, why, what to do, then the row as it came.

    Parameters
    ----------
    name
        The file's name.
    rejects
        The faults, one for each row.
    rows
        The rows as they came, or None where they do not fit the table's columns.
    texts
        Those rows as written, for the column ``as_written``.
    """
    import pyarrow as pa

    from geomap.tables.text_columns import as_text

    columns = {
        "file": pa.array([name] * len(rejects), pa.string()),
        "row": pa.array([reject.row for reject in rejects], pa.int64()),
        **{
            field: pa.array([getattr(reject, field) for reject in rejects], pa.string())
            for field in ("field", "problem", "fix")
        },
    }
    if rows is not None:
        for column in rows.column_names:
            key = column if column not in columns else f"{column}_as_written"
            columns[key] = as_text(rows[column])
    if texts is not None:
        columns[AS_WRITTEN] = pa.array(texts, pa.string())
    return pa.table(columns)


def join_rejects(parts: Sequence[pa.Table]) -> pa.Table:
    """Return several tables of rejects as one, in the order of their rows."""
    import pyarrow as pa

    parts = [part for part in parts if part.num_rows]
    if not parts:
        return make_rejects("", [], None)
    joined = pa.concat_tables(parts, promote_options="default")
    filled = pa.table(
        {
            column: joined[column].fill_null("" if column != "row" else 0)
            for column in joined.column_names
        }
    )
    return filled.sort_by("row")
