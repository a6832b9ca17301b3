"""CSV and its kin, streamed: any delimiter and encoding, broken rows set aside one by one."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, cast

from geomap.errors import Finding, TableError
from geomap.tables.formats.book_pages import HEADER_WITHIN, find_header
from geomap.tables.formats.text_batches import explain_width, make_batch, unguard
from geomap.tables.formats.text_files import (
    BROKEN,
    detect_delimiter,
    detect_encoding,
    has_stray_quote,
    open_utf8,
    read_head,
)
from geomap.tables.limits import MIB, read_limits, refuse
from geomap.tables.schemes import join_headings, name_headless
from geomap.tables.sheets import Batch, Sheet, make_text_table, name_columns
from geomap.tables.values.formulas import unguard_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


BLOCK_MIB = 8
"""Bytes read at a time; a batch is the rows of one block."""


def _known_encoding(encoding: str, name: str) -> str:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise TableError(f"no such encoding: {encoding!r}", file=name) from None
    return encoding


def open_csv(
    path: Path, name: str = "", encoding: str = "", delimiter: str = "", block_mib: int = BLOCK_MIB
) -> Sheet:
    """Open a text table.

    Parameters
    ----------
    path
        The file.
    name
        For messages; empty takes the path.
    encoding, delimiter
        Empty ones are found out.
    block_mib
        See `BLOCK_MIB`.
    """
    name = name or str(path)
    if path.stat().st_size == 0:
        raise TableError("is empty", file=name, fix="give a table with a header and rows")
    encoding = _known_encoding(encoding, name) or detect_encoding(path)
    head = read_head(path, encoding)
    first_line, _, rest = head.partition("\n")
    skip = 1
    if first_line.strip().lower().startswith("sep=") and len(first_line.strip()) == 5:
        delimiter, head, skip = delimiter or first_line.strip()[4], rest, 2
    leading = len(head) - len(head.lstrip("\n"))
    head = head.lstrip("\n")
    skip += leading
    delimiter = delimiter or detect_delimiter(head)
    records = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), HEADER_WITHIN + 1))
    titles = _count_titles(records)
    skip += titles
    header, second = [*records[titles : titles + 2], [], []][:2]
    if columns := name_headless(header):
        skip = 0
    else:
        if len(second) == len(header) and (joined := join_headings(header, second)):
            header, skip = joined, skip + 1
        columns = name_columns([unguard_text(cell) for cell in header], name)
    found = "UTF-8" if encoding.startswith(("utf-8", BROKEN)) else encoding.upper()
    notes: tuple[str, ...] = (f"{found}, delimiter {delimiter!r}, {len(columns)} columns",)
    if titles:
        notes = (*notes, f"header in row {skip - (header != records[titles])}")
    if has_stray_quote(path, encoding):
        notes = (*notes, "a quotation mark is not closed: read line by line")
        return Sheet(
            name, columns, lambda: _read_lines(path, encoding, delimiter, columns, skip), notes
        )
    return Sheet(
        name,
        columns,
        lambda: _read_blocks(path, name, encoding, delimiter, columns, skip, block_mib),
        notes,
    )


def _count_titles(records: list[list[str]]) -> int:
    """Return how many rows stand above the header, none where they are not surely titles.

    They have fewer cells than the header, or fewer filled, one line each, and name no date or
    place.
    """
    found = find_header(records)
    if not found:
        return 0
    width = sum(map(bool, records[found]))
    titles = records[:found]
    lines = all("\n" not in cell for row in titles for cell in row)
    return found if lines and all(sum(map(bool, row)) < width for row in titles) else 0


def _read_blocks(
    path: Path, name: str, encoding: str, delimiter: str,
    columns: tuple[str, ...], skip: int, block_mib: int,
) -> Iterator[Batch]:  # fmt: skip
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    ragged: list[tuple[int, int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        ragged.append((row.number, row.actual_columns, row.text))
        return "skip"

    # Arrow reads ahead in a thread: Python's files in it can abort the process when it ends.
    with pa.OSFile(str(path)) if encoding == "utf-8" else open_utf8(path, encoding) as stream:
        try:
            reader = arrow_csv.open_csv(
                stream,
                read_options=arrow_csv.ReadOptions(
                    use_threads=False,
                    block_size=max(block_mib, min(read_limits().line_mib, 64)) * MIB,
                    column_names=list(columns),
                    skip_rows_after_names=skip,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=delimiter,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=set_aside,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
                ),
            )
            following = 2 + skip - 1
            done = 0
            while True:
                try:
                    block = reader.read_next_batch()
                except StopIteration:
                    break
                aside = sorted(ragged[done:])
                done = len(ragged)
                numbers = np.arange(following, following + block.num_rows + len(aside))
                numbers = numbers[~np.isin(numbers, [number for number, *_ in aside])]
                following += block.num_rows + len(aside)
                yield make_batch(
                    pa.Table.from_batches([block]), numbers, aside, columns, delimiter, encoding
                )
            if aside := sorted(ragged[done:]):
                empty = make_text_table(columns, [])
                yield make_batch(empty, np.array([], np.int64), aside, columns, delimiter, encoding)
        except pa.ArrowInvalid as error:
            message = str(error)
            if "straddling" in message or "block" in message:
                raise refuse(name, "holds a line or cell that does not end", "line_mib") from error
            if "Empty CSV" in message:
                return
            raise TableError(f"cannot be read as a table ({message})", file=name) from error


def _read_lines(
    path: Path, encoding: str, delimiter: str, columns: tuple[str, ...], skip: int
) -> Iterator[Batch]:
    """Read a table with a stray quotation mark: a record may span lines only if its marks pair."""
    import numpy as np

    limit = read_limits().line_mib * MIB
    with open_utf8(path, encoding) as stream:
        text = io.TextIOWrapper(cast("io.BufferedReader", stream), encoding="utf-8", newline="")
        lines = enumerate(iter(lambda: text.readline(limit), ""), 1)
        waiting: list[tuple[int, str]] = []
        rows: list[list[str]] = []
        numbers: list[int] = []
        aside: list[tuple[Finding, str]] = []
        record = 0

        def take(limit_lines: int) -> tuple[int, list[str]] | None:
            joined = ""
            for used, (_, line) in enumerate(waiting[:limit_lines], 1):
                joined += line
                if joined.count('"') % 2 == 0:
                    try:
                        reader = csv.reader(io.StringIO(joined), delimiter=delimiter, strict=True)
                        cells = next(reader, [])
                    except csv.Error:
                        return None
                    return (used, cells) if used == 1 or len(cells) == len(columns) else None
            return None

        exhausted = False
        while waiting or not exhausted:
            while len(waiting) < 64 and not exhausted:
                number, line = next(lines, (0, ""))
                if not line:
                    exhausted = True
                elif len(line) >= limit:
                    raise refuse(str(path), "holds a line that does not end", "line_mib")
                else:
                    waiting.append((number, line))
            if not waiting:
                break
            found = take(64)
            raw = waiting[0][1].rstrip("\r\n")
            record += 1
            del waiting[: found[0] if found else 1]
            if record <= skip:
                continue
            if found is None:
                problem = Finding(
                    "a quotation mark is not closed", "close or remove it", row=record
                )
                aside.append((problem, raw))
            elif not any(cell.strip() for cell in found[1]):
                continue
            elif len(found[1]) != len(columns):
                aside.append(
                    (explain_width(record, len(found[1]), len(columns), raw, delimiter), raw)
                )
            else:
                rows.append(found[1])
                numbers.append(record)
            if len(rows) >= 50_000:
                table = unguard(make_text_table(columns, rows))
                yield Batch(table, np.array(numbers), tuple(aside))
                rows, numbers, aside = [], [], []
        yield Batch(
            unguard(make_text_table(columns, rows)),
            np.array(numbers, dtype=np.int64),
            tuple(aside),
        )
