"""What is wrong with a file, all of it, for ``geomap check``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import Finding, SchemaError
from geomap.schema import validate_events
from geomap.tables.event_files import NO_DAY, holds_events, split_sheet
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geomap.resolver.resolver import Resolver
    from geomap.tables.rejects import Reports
    from geomap.tables.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found.

    Parameters
    ----------
    kind
        ``events`` or ``reports``.
    rows
        Rows of the table, the header not counted.
    faults
        One line for each fault; with one the file is not in order.
    remarks
        What may be meant so: names that no one place fits, ids that come again.
    """

    kind: str
    rows: int
    faults: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def check_sheet(
    sheet: Sheet, make_resolver: Callable[[], Resolver], options: ReadOptions = ReadOptions()
) -> Findings:
    """Return every fault of an opened table of events or of reports."""
    name = Path(sheet.name).name
    if holds_events(sheet):
        open_rows: list[str] = []
        rows = 0
        try:
            found = split_sheet(sheet)
            rows, open_rows = found.rows_in, _say_unplaced(found.unplaced)
            validate_events(found.events, file=name)
        except SchemaError as error:
            told = tuple(f"{name}: {fault}" for fault in error.faults)
            return Findings("events", rows, told, tuple(open_rows))
        return Findings("events", rows, (), tuple(open_rows))
    from geomap.events.report_join import build_events

    reports = read_sheet(sheet, options)
    faults = [
        str(Finding(problem, fix, file=name, row=row, field=field))
        for row, field, problem, fix in zip(
            *(reports.rejects[column] for column in ("row", "field", "problem", "fix")), strict=True
        )
    ]
    remarks = _say_repeats(reports)
    unplaced = build_events(reports, make_resolver()).unplaced
    remarks += _say_unplaced(unplaced)
    return Findings("reports", reports.rows_in, tuple(faults), tuple(remarks))


def _say_unplaced(unplaced: pd.DataFrame) -> list[str]:
    """Return a line for each name without a place, and why, the most frequent first."""
    names = Counter(
        (row.location if "location" in unplaced else "", row.verdict, row.reason)
        for row in unplaced.itertuples()
    )
    return [
        f"no place: {location!r} ({count} rows): {verdict}, {reason}"
        if verdict != NO_DAY
        else f"{count} rows at {location!r}: {reason}"
        for (location, verdict, reason), count in names.most_common()
    ]


def _say_repeats(reports: Reports) -> list[str]:
    """Return a line for each id that several rows give; events number them."""
    if "event_id" not in reports.frame:
        return []
    ids = reports.frame["event_id"]
    again = ids[ids.notna() & (ids != "") & ids.duplicated(keep=False)]
    rows: dict[str, list[str]] = {}
    for row, event_id in again.items():
        rows.setdefault(str(event_id), []).append(str(row))
    return [
        f"id {event_id!r} stands in rows {', '.join(found[:9])}{' ...' if len(found) > 9 else ''}: "
        "the later ones become -2, -3 ..."
        for event_id, found in rows.items()
    ]
