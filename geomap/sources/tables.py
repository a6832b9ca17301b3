"""Tables of reports: CSV and its kin, read as text, checked row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.schema import DATE
from geomap.sources.rejects import Reject, Reports

if TYPE_CHECKING:
    import pandas as pd


def read_reports(path: Path) -> Reports:
    """Read a table of reports.

    Required columns: ``location`` (or ``lon`` and ``lat``) and ``date`` (or ``date_start``).
    Every other event column is optional; unknown columns are kept.

    Raises
    ------
    TableError
        If the table cannot be used at all.
    """
    import pandas as pd

    path = Path(path)
    if not path.is_file():
        raise TableError("no such file", file=str(path))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return check_reports(frame, name=path.name)


def check_reports(frame: pd.DataFrame, *, name: str) -> Reports:
    """Parse dates and figures of a raw table; split usable rows from the others."""
    import pandas as pd

    if "date_start" not in frame and "date" not in frame:
        raise TableError("no column 'date' or 'date_start'", file=name, fix="name one so")
    if "location" not in frame and not {"lon", "lat"} <= set(frame.columns):
        raise TableError("no column 'location'", file=name, fix="name one so, or give lon and lat")
    frame = frame.copy()
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    if "date_start" not in frame:
        frame["date_start"] = frame.pop("date")
    if "date_end" not in frame:
        frame["date_end"] = ""
    faults: dict[int, Reject] = {}
    start = pd.to_datetime(frame["date_start"], errors="coerce", format="ISO8601")
    end = pd.to_datetime(
        frame["date_end"].where(frame["date_end"] != "", frame["date_start"]),
        errors="coerce",
        format="ISO8601",
    )
    for row in frame.index[start.isna()]:
        faults[row] = Reject(row, "date_start", "not a date", "write it as 2020-04-14")
    for row in frame.index[end.isna() & start.notna()]:
        faults[row] = Reject(row, "date_end", "not a date", "write it as 2020-04-14")
    frame["date_start"] = start.astype(DATE)
    frame["date_end"] = end.astype(DATE)
    bad = frame.index.isin(list(faults))
    rejects = frame[bad].copy()
    for position, column in enumerate(("row", "field", "problem", "fix")):
        rejects.insert(position, column, [getattr(faults[row], column) for row in rejects.index])
    rejects.insert(0, "file", name)
    return Reports(frame[~bad], rejects, name)
