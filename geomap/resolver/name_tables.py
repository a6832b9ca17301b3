"""Tables of names in, tables of placed names out (``geomap resolve NAMES.csv -o OUT.csv``)."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.errors import TableError
from geomap.model import Hints

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from geomap.model import Resolution
    from geomap.resolver.resolver import Resolver

HINTS = ("admin1", "admin2", "admin3")
ADDED = (
    "status", "place_id", "place_name", "pcode", "place_admin1", "lon", "lat", "geo_precision",
    "precision_km", "score", "rule", "candidates",
)  # fmt: skip
"""The columns that a placed table has more, in this order: a contract."""

STREAM = "-"


@dataclass(frozen=True)
class NameTable:
    """A table of names as read.

    Parameters
    ----------
    table
        Every column as text; a column ``name`` is there.
    rejects
        Rows that could not be read: row number as a spreadsheet shows it, and the text.
    file
        Its name, for messages.
    """

    table: pa.Table
    rejects: list[tuple[int, str]]
    file: str


def read_name_table(path: Path) -> NameTable:
    """Read a CSV of names: any of the usual encodings and delimiters; ``-`` is standard input.

    Raises
    ------
    TableError
        If it cannot be read, is empty, or has no column ``name``.
    """
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    name = "standard input" if str(path) == STREAM else path.name
    text = _decode(_read_bytes(path, name), name)
    header = text.lstrip("\r\n").partition("\n")[0]
    if not header.strip():
        raise TableError("the table is empty", file=name, fix="give a header and rows")
    delimiter = max(",;\t|", key=header.count)
    rejects: list[tuple[int, str]] = []

    def skip(row: Any) -> str:
        rejects.append((row.number or 0, row.text or ""))
        return "skip"

    columns = [cell.strip().strip('"').lstrip("\ufeff") for cell in header.split(delimiter)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(text.lstrip("\r\n").encode()),
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=1 << 24),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=skip
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        reason = str(error).partition("\n")[0]
        raise TableError(f"cannot be read as a table ({reason})", file=name) from None
    table = table.rename_columns([c.strip().lstrip("\ufeff") for c in table.column_names])
    table = pa.table(
        [c.cast(pa.string()) for c in table.columns], names=_unique(table.column_names)
    )
    if "name" not in table.column_names:
        raise TableError("no column 'name'", file=name, fix="call the column of place names so")
    return NameTable(table, rejects, name)


def place_names(names: NameTable, resolver: Resolver) -> pa.Table:
    """Return the table with the columns of `ADDED`; each distinct name + hints is resolved once.

    A column of the input that has the name of an added one is replaced.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    table = names.table
    have = [hint for hint in HINTS if hint in table.column_names]
    parts = [
        pc.dictionary_encode(table.column(column).combine_chunks()) for column in ("name", *have)
    ]
    # One number a row for the whole query: distinct queries are resolved once, first seen first.
    numbers = np.zeros(table.num_rows, dtype=np.int64)
    for part in parts:
        numbers = numbers * max(1, len(part.dictionary)) + part.indices.to_numpy()
    encoded = pa.array(numbers).dictionary_encode()
    cells = []
    distinct = encoded.dictionary.to_numpy()
    for part in reversed(parts):
        distinct, code = np.divmod(distinct, max(1, len(part.dictionary)))
        texts = part.dictionary.to_pylist()
        cells.append([texts[i] for i in code.tolist()])
    queries = [
        (name, Hints(**dict(zip(have, units, strict=True))))
        for name, *units in zip(*reversed(cells), strict=True)
    ]
    answers = resolver.resolve_many(queries)
    added = added_columns(answers, resolver)
    keep = [column for column in table.column_names if column not in ADDED]
    columns = {column: table.column(column) for column in keep}
    for column in ADDED:
        columns[column] = pc.take(added[column], encoded.indices)
    return pa.table(columns)


def added_columns(answers: list[Resolution], resolver: Resolver) -> dict[str, pa.Array]:
    """Return the columns of `ADDED` for resolutions, empty where there is nothing to say."""
    import pyarrow as pa

    places = resolver.gazetteer.places
    columns: dict[str, list[Any]] = {column: [] for column in ADDED}
    for answer in answers:
        place = answer.place
        unit = places.get(place.admin1) if place else None
        row = (
            str(answer.verdict),
            answer.place_id if place else "",
            place.name if place else "",
            place.pcode if place else "",
            unit.name if unit else "",
            None if answer.lon is None else round(answer.lon, 6),
            None if answer.lat is None else round(answer.lat, 6),
            answer.geo_precision,
            answer.precision_km,
            round(answer.score, 4),
            answer.rule,
            len(answer.candidates),
        )
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    kinds = {
        "lon": pa.float64(), "lat": pa.float64(), "precision_km": pa.float64(),
        "score": pa.float64(), "geo_precision": pa.int64(), "candidates": pa.int64(),
    }  # fmt: skip
    return {
        column: pa.array(values, type=kinds.get(column, pa.string()))
        for column, values in columns.items()
    }


def write_name_table(table: pa.Table, path: Path) -> Path:
    """Write a placed table as CSV (UTF-8, commas); ``-`` is standard output; return `path`."""
    import pyarrow.csv as arrow_csv

    options = arrow_csv.WriteOptions(quoting_style="needed")
    if str(path) == STREAM:
        arrow_csv.write_csv(table, sys.stdout.buffer, options)
        sys.stdout.buffer.flush()
        return path
    with replacing(path) as temporary:
        arrow_csv.write_csv(table, temporary, options)
    return path


def write_rejects(names: NameTable, path: Path) -> Path:
    """Write the rows that could not be read, each with where, why and what to do."""
    import csv

    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "row", "field", "problem", "fix", "text"])
        for row, text in names.rejects:
            writer.writerow([
                names.file, row, "", "more or fewer fields than the header names",
                "quote fields that hold the delimiter", text,
            ])  # fmt: skip
    return path


def _read_bytes(path: Path, name: str) -> bytes:
    if str(path) == STREAM:
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise TableError("is a folder", file=name, fix="name a file")
    if not path.is_file():
        raise TableError("no such file", file=str(path))
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", file=name) from None


def _decode(data: bytes, name: str) -> str:
    """Return the text of a table: UTF-8, UTF-16 by its mark, else the likeliest encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise TableError("broken UTF-16", file=name, fix="save it as CSV UTF-8") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000], cp_isolation=["cp1256", "cp1254", "cp1252"]).best()
        if best is None:
            raise TableError("unknown encoding", file=name, fix="save it as CSV UTF-8") from None
        text = data.decode(best.encoding, errors="replace")
    if "\x00" in text[:1000]:
        raise TableError("not a text table", file=name, fix="save it as CSV UTF-8")
    return text


def _unique(columns: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        out.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return out
