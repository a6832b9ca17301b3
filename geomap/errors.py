"""Every error that geomap raises on purpose.

::

    GeomapError
    +-- InputError (ValueError)         what a person gave us cannot be used
    |   +-- TableError                  a table as a whole: unreadable, empty, no such column
    |   +-- SchemaError                 events that break the event schema; carries every fault
    |   +-- SpecError                   a map specification (TOML)
    |   +-- GazetteerError              a gazetteer file or table
    +-- OutputError (OSError)           a file that cannot be written
    +-- MissingExtraError (ImportError) an optional dependency that is not installed

The command line catches `GeomapError` only, prints ``str(error)`` as one line
and exits with 1; anything else is a defect of geomap and shows its traceback.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a row, a file or a report; told, never dropped in silence.

    Parameters
    ----------
    problem, fix
        What is wrong and what to do about it, one clause each.
    file
        The file, or the report.
    row
        Row number as a spreadsheet shows it: the header is row 1.
    field
        The column at fault.
    severe
        False for advice.
    """

    problem: str
    fix: str = ""
    _: KW_ONLY
    file: str = ""
    row: int | None = None
    field: str = ""
    severe: bool = True

    def __str__(self) -> str:
        places = (
            self.file,
            "" if self.row is None else f"row {self.row}",
            f"column {self.field!r}" if self.field else "",
        )
        where = ", ".join(place for place in places if place)
        line = f"{where}: {self.problem}" if where else self.problem
        return f"{line}; {self.fix}" if self.fix else line


class GeomapError(Exception):
    """Base of all errors that geomap raises on purpose."""


class InputError(GeomapError, ValueError):
    """Something a person gave cannot be used.

    Parameters
    ----------
    problem
        What is wrong, in one clause.
    file, row, field
        Where: file name, row number as a spreadsheet shows it (the header is
        row 1), column name. Leave out what does not apply.
    fix
        What to do about it, in one clause.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        row: int | None = None,
        field: str | None = None,
        fix: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = file
        self.row = row
        self.field = field
        self.fix = fix
        super().__init__(str(self))

    def __str__(self) -> str:
        return str(
            Finding(
                self.problem,
                self.fix or "",
                file=self.file or "",
                row=self.row,
                field=self.field or "",
            )
        )


class TableError(InputError):
    """A table that cannot be read as a whole."""


class SpecError(InputError):
    """A map specification that cannot be used."""


class GazetteerError(InputError):
    """A gazetteer file or table that cannot be used."""


class SchemaError(InputError):
    """Events that break the event schema.

    Attributes
    ----------
    faults
        One line for each fault found, all of them, in column order.
    """

    def __init__(self, faults: Sequence[str], *, file: str | None = None) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(self.faults[:5])
        more = f"; and {len(self.faults) - 5} more" if len(self.faults) > 5 else ""
        super().__init__(f"not a table of events: {shown}{more}", file=file)


class OutputError(GeomapError, OSError):
    """A file that cannot be written."""


class MissingExtraError(GeomapError, ImportError):
    """An optional dependency that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"this needs the package {package!r}; install it with: "
            f"pip install 'geomap-syria[{extra}]'"
        )
