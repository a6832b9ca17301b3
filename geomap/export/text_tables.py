"""Events and other tables as CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import codecs
import csv
import shutil
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.tables.values.formulas import guard_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa


def write_csv(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as CSV (UTF-8, commas, line feeds), ``lon`` and ``lat`` in place of geometry.

    Text that is not ASCII has a byte order mark before it, see `find_mark`.
    """
    from geomap.export.plain_table import to_arrow

    return _write_marked(to_arrow(events), path)


def write_rest(frame: pd.DataFrame, path: Path) -> Path:
    """Write rejects or unplaced reports as CSV, formula-safe."""
    import pyarrow as pa

    return _write_marked(pa.Table.from_pandas(frame, preserve_index=False), path)


def _write_marked(table: pa.Table, path: Path) -> Path:
    """Write a table as CSV, behind a byte order mark where its text is not ASCII."""
    with replacing(path) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            write_rows(table, file)
        if mark := find_mark([temporary]):
            plain = temporary.with_name(f"{temporary.name}.plain")
            temporary.rename(plain)
            with plain.open("rb") as source, temporary.open("wb") as file:
                file.write(mark)
                shutil.copyfileobj(source, file, 1 << 22)
            plain.unlink()
    return path


def find_mark(files: Sequence[Path]) -> bytes:
    """Return the byte order mark that a CSV of these bytes needs, nothing if all are ASCII.

    Excel on a double click takes a CSV for the system's old encoding unless it starts so; other
    programs leave it out. A file of ASCII alone needs none and stays as it always was.
    """
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if not chunk.isascii():
                    return codecs.BOM_UTF8
    return b""


def print_rest(frame: pd.DataFrame) -> None:
    """Write the same to standard output."""
    import sys

    import pyarrow as pa

    write_rows(pa.Table.from_pandas(frame, preserve_index=False), sys.stdout)


def write_rows(table: pa.Table, file: TextIO, *, header: bool = True) -> None:
    """Write the rows of an Arrow table to an open text file as CSV.

    A text cell that a spreadsheet would take for a formula gets an apostrophe before it; geomap
    takes it off again when it reads.
    """
    writer = csv.writer(LineFeeds(file), lineterminator="\r\n")
    if header:
        writer.writerow([guard_text(name) for name in table.column_names])
    writer.writerows(_rows(table))


class LineFeeds:
    """Ends rows with a line feed alone.

    The csv module quotes a carriage return in a cell only if rows end with one.
    """

    def __init__(self, file: TextIO) -> None:
        self._write = file.write

    def write(self, row: str) -> int:
        """Write one row, its carriage return left out."""
        return self._write(row[:-2] + "\n")


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    from geomap.tables.text_columns import decode_text

    for batch in decode_text(table).to_batches(20_000):
        yield from zip(*(_cells(column) for column in batch.columns), strict=True)


def _cells(column: Any) -> list[Any]:
    import pyarrow as pa

    from geomap.tables.text_columns import as_text

    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        column = as_text(column)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return _text_cells(column)
    if pa.types.is_timestamp(column.type):
        column = _whole_days(column)
    cells = column.to_pylist()
    if pa.types.is_boolean(column.type):
        return ["" if cell is None else str(cell).lower() for cell in cells]
    if pa.types.is_floating(column.type):
        return ["" if cell is None or cell != cell else repr(cell) for cell in cells]
    return ["" if cell is None else cell for cell in cells]


def _text_cells(column: Any) -> list[str]:
    import pyarrow.compute as pc

    column = column.fill_null("")
    if pc.any(pc.match_substring_regex(column, r"^'*[=+\-@\t\r]")).as_py():
        return [guard_text(cell) for cell in column.to_pylist()]
    return list(column.to_pylist())


def _whole_days(column: Any) -> object:
    """Return times as days where none has an hour."""
    import pyarrow as pa
    import pyarrow.compute as pc

    midnight = pc.all(pc.equal(column, pc.floor_temporal(column, unit="day"))).as_py()
    return column if midnight is False else column.cast(pa.date32(), safe=False)
