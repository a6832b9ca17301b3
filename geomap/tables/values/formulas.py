"""Cells that a spreadsheet would run as formulas: an apostrophe before them, and off again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
NUMBER = r"^-\d{1,15}([.,]\d{1,15})?([eE][+-]?\d{1,3})?$"
"""A negative number is no formula: spreadsheets shall count with it."""
_NUMBER = re.compile(NUMBER)


def guard_text(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet might run it; numbers stay.

    Examples
    --------
    >>> guard_text("=1+1"), guard_text("clash"), guard_text("'=x")
    ("'=1+1", 'clash', "''=x")
    >>> guard_text("-98.5"), guard_text("-1+2")
    ('-98.5', "'-1+2")
    """
    return f"'{text}" if _RISKY.match(text) and not _NUMBER.match(text) else text


def guard_table(table: pa.Table) -> pa.Table:
    """Return an Arrow table whose cells of text are guarded, see `guard_text`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            column = table.column(number)
            safe = pc.replace_substring_regex(column, r"^('*[=+\-@\t\r])", r"'\1")
            safe = pc.if_else(pc.match_substring_regex(column, NUMBER), column, safe)
            table = table.set_column(number, field, safe)
    return table


def unguard_text(text: str) -> str:
    """Return the text that `guard_text` was given.

    Examples
    --------
    >>> unguard_text("'=1+1"), unguard_text("'Ain Issa")
    ('=1+1', "'Ain Issa")
    """
    return text[1:] if _GUARDED.match(text) else text
