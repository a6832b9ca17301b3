"""Rows that cannot be used, each with where, why and what to do: never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

REJECT_COLUMNS = ("file", "row", "field", "problem", "fix")
AS_WRITTEN = "as_written"
"""The text of a row that is none of the table's, in the rejects of that table."""


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
