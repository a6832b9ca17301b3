"""Tables of reports: any supported format, checked row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.date_order import settle_dates
from geomap.tables.opening import ReadOptions, open_table
from geomap.tables.reject_table import join_rejects, make_rejects
from geomap.tables.rejects import Reports
from geomap.tables.text_columns import decode_text, to_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import pyarrow as pa

    from geomap.arrays import Ints
    from geomap.tables.schemes import Mapped
    from geomap.tables.sheets import Batch, Sheet


def read_reports(path: Path, options: ReadOptions = ReadOptions()) -> Reports:
    """Read a table of reports, whatever its format; ``-`` reads standard input.

    Required columns: ``location`` (or ``lon`` and ``lat``) and ``date`` (or ``date_start``).
    Every other event column is optional; unknown columns are kept.

    Raises
    ------
    TableError
        If the table cannot be used at all. A row that cannot be used is in the rejects.
    """
    return read_sheet(open_table(path, options), options)


def read_sheet(sheet: Sheet, options: ReadOptions = ReadOptions()) -> Reports:
    """Read an opened table as reports, see `read_reports`."""
    import pyarrow as pa

    kept, numbers, rejects = [], [], []
    mapped = map_sheet(sheet, options)
    dates = settle_dates(options, sheet, mapped)
    options = replace(options, dates=dates.order)
    for checked in check_batches(sheet, options):
        kept.append(checked.table)
        numbers.extend(checked.rows.tolist())
        rejects.append(checked.rejects)
    if not kept or not (numbers or any(part.num_rows for part in rejects)):
        raise TableError("has a header but no rows", file=sheet.name)
    notes = (*sheet.notes, describe_scheme(mapped, sheet.columns), *dates.notes)
    sheet = replace(sheet, notes=notes)
    table = pa.concat_tables(kept, promote_options="permissive")
    return _to_reports(table, numbers, join_rejects(rejects), sheet)


def check_reports(
    frame: pd.DataFrame, *, name: str, options: ReadOptions = ReadOptions()
) -> Reports:
    """Parse dates and figures of a raw table; split usable rows from the others."""
    import numpy as np
    import pyarrow as pa

    from geomap.tables.sheets import Batch, Sheet

    table = pa.Table.from_pandas(frame, preserve_index=False)
    batch = Batch(table, np.arange(2, len(frame) + 2))
    sheet = Sheet(name, tuple(map(str, frame.columns)), lambda: iter([batch]))
    [checked] = check_batches(sheet, options)
    return _to_reports(checked.table, checked.rows.tolist(), checked.rejects, sheet)


def _to_reports(table: pa.Table, numbers: list[int], rejects: pa.Table, sheet: Sheet) -> Reports:
    frame = to_frame(decode_text(table))
    frame.index = numbers
    return Reports(frame, rejects.to_pandas(), Path(sheet.name).name, sheet.notes)


@dataclass(frozen=True)
class Checked:
    """A batch whose rows are usable, their spreadsheet row numbers, and the rejects."""

    table: pa.Table
    rows: Ints
    rejects: pa.Table


def map_sheet(sheet: Sheet, options: ReadOptions = ReadOptions()) -> Mapped:
    """Return the scheme of an opened table, laid over its columns.

    Raises
    ------
    TableError
        If the columns that an event needs are not among them.
    """
    from geomap.tables.schemes import AUTO, choose_scheme
    from geomap.tables.schemes.aggregates import refuse_counts
    from geomap.tables.schemes.fitting import keep_misfits

    mapped = choose_scheme(
        sheet.columns, options.scheme, lambda: sample_values(sheet), sheet.name,
        lambda: find_tags(sheet),
    )  # fmt: skip
    mapped = keep_misfits(mapped, lambda: sample_values(sheet))
    if mapped.name in {"plain", AUTO}:
        refuse_counts(sheet.columns, lambda: sample_values(sheet), sheet.name)
    found = mapped.targets
    missing = ""
    if "date_start" not in found:
        missing = "no column 'date' or 'date_start'"
    elif not {"location", "pcode"} & found and not {"lon", "lat"} <= found:
        missing = "no column 'location', nor 'lon' and 'lat'"
    if missing:
        raise TableError(missing, file=sheet.name, fix=_fix_heading(sheet, mapped))
    return mapped


def _fix_heading(sheet: Sheet, mapped: Mapped) -> str:
    """Return what to do about a table without the columns that an event needs."""
    from geomap.tables.instead import say_instead
    from geomap.tables.schemes import AUTO, read_heading
    from geomap.tables.text_columns import as_text

    for batch in sheet.batches():
        head = batch.table.slice(0, 20)
        rows = zip(*(as_text(head[name]).to_pylist() for name in head.column_names), strict=True)
        for number, cells in zip(batch.rows.tolist(), rows, strict=False):
            meant = {read_heading(cell) for cell in cells if cell and len(cell) <= 40}
            if {"date_start", "location"} <= meant:
                return f"row {number} looks like the header: delete the rows above it"
        break
    guessed = mapped.name == AUTO
    placed = bool({"location", "lon"} & mapped.targets)
    told = say_instead(sheet.columns, sample_values(sheet, 20), placed=placed) if guessed else ""
    if told:
        return told
    named = ", ".join(repr(name) for name in sheet.columns[:8])
    more = " ..." if len(sheet.columns) > 8 else ""
    how = (
        "name one so"
        if guessed
        else 'name one so, or let --scheme auto (in a specification scheme = "auto") guess'
    )
    return f"{how} (it has {named}{more})"


def describe_scheme(mapped: Mapped, columns: Sequence[str] = ()) -> str:
    """Return in one line which scheme was used, what was taken for what, and what was not.

    `columns` are the table's: those that a plain table names otherwise, and that ``--scheme auto``
    would read, are named.
    """
    from geomap.tables.schemes import AUTO

    changed = [
        f"{c.target} from {', '.join(map(repr, c.columns))}"
        for c in mapped.chosen if c.columns != (c.target,)
    ]  # fmt: skip
    said = f"read as {mapped.title}" + (f": {', '.join(changed)}" if changed else "")
    again = [
        repr(column) for column in columns
        if any(re.fullmatch(rf"{re.escape(c.column)}_\d", column) for c in mapped.chosen)
    ]  # fmt: skip
    if again:
        said += f"; a heading stands more than once, only the first is read, not {', '.join(again)}"
    said = "; ".join((said, *mapped.notes))
    if mapped.name != "plain":
        return said
    unread = _unread(mapped, columns)
    if not unread:
        return said
    named = ", ".join(f"{column!r} ({target})" for target, column in unread.items())
    return f"{said}; not read: {named}: rename them, or say --scheme {AUTO}"


def _unread(mapped: Mapped, columns: Sequence[str]) -> dict[str, str]:
    """Return columns whose heading means an event column that nothing fills, by that column."""
    from geomap.tables.schemes import read_heading

    taken = {column for chosen in mapped.chosen for column in chosen.columns}
    unread: dict[str, str] = {}
    for column in columns:
        meant = "" if column in taken else read_heading(column)
        if meant and meant not in mapped.targets:
            unread.setdefault(meant, column)
    return unread


def sample_values(sheet: Sheet, count: int = 200) -> dict[str, list[str]]:
    """Return some filled values of each column, from the first rows."""
    from geomap.tables.text_columns import as_text

    for batch in sheet.batches():
        table = batch.table.slice(1 if is_tag_row(batch.table) else 0, 5000)
        columns = {name: as_text(table[name]).to_pylist() for name in table.column_names}
        return {name: [text for text in texts if text][:count] for name, texts in columns.items()}
    return {}


def check_batches(sheet: Sheet, options: ReadOptions) -> Iterator[Checked]:
    """Yield the batches of a sheet with columns mapped and typed, faults set aside."""
    mapped = map_sheet(sheet, options)
    options = replace(options, dates=settle_dates(options, sheet, mapped).order)
    for number, batch in enumerate(sheet.batches()):
        yield check_batch(batch, mapped, sheet.name, options, first=number == 0)


def check_batch(
    batch: Batch, mapped: Mapped, name: str, options: ReadOptions, *, first: bool = False
) -> Checked:
    """Return one batch with columns mapped and typed, faults set aside.

    `first` says that it starts the table: a row of HXL tags is looked for and taken off.
    """
    import numpy as np
    import pyarrow as pa

    from geomap.tables.checks import check_table

    raw, rows = batch.table, batch.rows
    if first and is_tag_row(raw):
        raw, rows = raw.slice(1), rows[1:]
    short = Path(name).name
    checked, faults = check_table(mapped.apply(raw), options.dates, anywhere=options.anywhere)
    bad = faults.codes != 0
    parts = []
    if bad.any():
        where = np.flatnonzero(bad)
        found = [faults.reject(int(position), int(rows[position])) for position in where]
        parts.append(make_rejects(short, found, raw.filter(pa.array(bad))))
        checked, rows = checked.filter(pa.array(~bad)), rows[~bad]
    if batch.rejects:
        found = [reject for reject, _ in batch.rejects]
        parts.append(make_rejects(short, found, None, [text for _, text in batch.rejects]))
    return Checked(checked, rows, join_rejects(parts))


def is_tag_row(table: pa.Table) -> bool:
    """Return True if the first row holds HXL tags (``#date +start``), not data."""
    from geomap.tables.schemes.hxl import are_tags

    return bool(table.num_rows) and are_tags(_first_row(table))


def find_tags(sheet: Sheet) -> dict[str, str]:
    """Return the HXL tag of each column, nothing if the first row holds none."""
    for batch in sheet.batches():
        if is_tag_row(batch.table):
            return dict(zip(batch.table.column_names, _first_row(batch.table), strict=True))
        break
    return {}


def _first_row(table: pa.Table) -> list[str]:
    from geomap.tables.text_columns import as_text

    return [as_text(table[name].slice(0, 1))[0].as_py().strip() for name in table.column_names]
