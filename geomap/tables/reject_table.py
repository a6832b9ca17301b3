"""Findings as a table that a person mends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.rejects import AS_WRITTEN
from geomap.tables.text_columns import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from geomap.errors import Finding


def make_rejects(
    name: str, rejects: Sequence[Finding], rows: pa.Table | None, texts: Sequence[str] | None = None
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
