"""Files opened as tables: by name, by first bytes, out of archives, from standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.tables.sheets import Batch, Sheet

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt"})
OTHER_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".ods", ".json", ".geojson", ".jsonl", ".ndjson", ".geojsonl", ".geojsons",
     ".parquet", ".geoparquet", ".pq", ".gpkg", ".fgb", ".kml", ".kmz", ".gpx", ".shp", ".umap",
     ".topojson", ".esrijson"}
)  # fmt: skip
ENDINGS = TEXT_ENDINGS | OTHER_ENDINGS
STDIN = "-"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about a table; empty values are found out.

    Parameters
    ----------
    encoding, delimiter
        Of a text table.
    dates
        ``dmy`` or ``mdy``: how 03/04/2020 is meant.
    anywhere
        Whether points outside Syria are fine.
    scheme
        A name of `geomap.tables.schemes.NAMES`.
    sheet
        The sheet of a workbook, or the layer of a file of several; empty takes the first with
        events.
    """

    encoding: str = ""
    delimiter: str = ""
    dates: str = ""
    anywhere: bool = False
    scheme: str = ""
    sheet: str = ""


def open_table(path: Path, options: ReadOptions = ReadOptions()) -> Sheet:
    """Open a table of any supported format; ``-`` is standard input.

    Raises
    ------
    TableError
        If there is no such file, it is a folder, or its format cannot be read.
    """
    if str(path) == STDIN:
        return _open_stdin(options)
    path = Path(path)
    try:
        require_file(path)
        sheet = _open(path, str(path), options)
    except TableError:
        raise
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror or error})", file=str(path)) from error
    kept: list[tuple[Batch, Iterator[Batch]]] = []
    return replace(sheet, batches=lambda: _pass_over(sheet, str(path), kept))


def _pass_over(
    sheet: Sheet, file: str, kept: list[tuple[Batch, Iterator[Batch]]]
) -> Iterator[Batch]:
    """Yield the batches of a sheet; a pass that ended at the first is gone on with by the next."""
    first, rest = kept.pop() if kept else (None, _guard(sheet, file))
    if first is None and (first := next(rest, None)) is None:
        return
    try:
        yield first
    except GeneratorExit:
        kept.append((first, rest))
        raise
    del first
    yield from rest


def _guard(sheet: Sheet, file: str) -> Iterator[Batch]:
    """Yield the batches of a sheet; a file that cannot be read on is one clear line."""
    try:
        yield from sheet.batches()
    except TableError:
        raise
    except OSError as error:
        raise TableError(f"cannot be read on ({error.strerror or error})", file=file) from error


def require_file(path: Path) -> None:
    """Refuse a folder, an empty file and no file at all."""
    if path.is_dir():
        raise TableError("is a folder", file=str(path), fix="name a file in it")
    if not path.exists():
        raise TableError("no such file", file=str(path))
    if path.stat().st_size == 0 and path.is_file():
        raise TableError("is empty", file=str(path), fix="give a table with a header and rows")


def _open_stdin(options: ReadOptions) -> Sheet:
    import shutil

    folder = Scratch()
    path = folder.path / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    if path.stat().st_size == 0:
        raise TableError("is empty", file="standard input")
    sheet = _open(path, "standard input", options)
    return replace(sheet, keep=(folder, sheet.keep))


def _open(path: Path, name: str, options: ReadOptions) -> Sheet:
    kind = find_kind(path)
    if kind in {".zip", ".gz"}:
        from geomap.tables.formats.archives import unpack

        folder = Scratch()
        inner = unpack(path, folder.path, lambda member: member.suffix.lower() in ENDINGS)
        sheet = _open(inner, name, options)
        return replace(sheet, keep=(folder, sheet.keep))
    if kind in {".xlsx", ".xlsm"}:
        from geomap.tables.formats.workbooks import open_xlsx

        return open_xlsx(path, name, options.sheet)
    if kind == ".ods":
        from geomap.tables.formats.workbooks import open_ods

        return open_ods(path, name, options.sheet)
    if kind in {".json", ".geojson", ".umap", ".topojson", ".esrijson"}:
        from geomap.tables.formats.json_files import open_json

        return open_json(path, name)
    if kind in {".jsonl", ".ndjson", ".geojsonl", ".geojsons"}:
        from geomap.tables.formats.json_files import open_jsonl

        return open_jsonl(path, name)
    if kind in {".parquet", ".geoparquet", ".pq"}:
        from geomap.tables.formats.columnar import open_parquet

        return open_parquet(path, name)
    if kind == ".shp":
        from geomap.tables.formats.shapefiles import open_shapefile

        return open_shapefile(path, name)
    if kind in {".gpkg", ".fgb", ".gpx"}:
        from geomap.tables.formats.columnar import open_vector

        return open_vector(path, name, layer=options.sheet)
    if kind == ".kml":
        from geomap.tables.formats.kml_files import open_kml

        return open_kml(path, name)
    from geomap.tables.formats.csv_files import open_csv

    return open_csv(path, name, options.encoding, options.delimiter)


def find_kind(path: Path) -> str:
    """Return the ending that says how to read a file: by its name, else by its first bytes."""
    ending = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(512)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK\x03\x04") and ending not in {".xlsx", ".xlsm", ".ods"}:
        from geomap.tables.formats.archives import find_workbook

        return find_workbook(path) or ".zip"
    if head.startswith(b"\x1f\x8b"):
        return ".gz"
    if ending in TEXT_ENDINGS and head.startswith((b"PAR1", b"SQLite format 3", b"%PDF")):
        raise TableError(f"is no {ending[1:].upper()} file by its content", file=str(path))
    if ending in ENDINGS:
        return ending
    if kind := _kind_of_bytes(head, start):
        return kind
    if ending in {"", ".dat", ".asc", ".gz"}:
        return ".csv"
    fix = f"known: {' '.join(sorted(ENDINGS))}"
    if ending == ".xls":
        if not head.startswith(b"\xd0\xcf\x11\xe0") and not start.startswith(b"<"):
            return ".csv"  # text, named so that a spreadsheet program opens it
        fix = "open it in a spreadsheet program and save it as .xlsx"
    raise TableError(f"cannot read {ending!r} files", file=str(path), fix=fix)


def _kind_of_bytes(head: bytes, start: bytes) -> str:
    """Return what the first bytes say a file is, empty where they say nothing."""
    for sign, kind in ((b"PAR1", ".parquet"), (b"SQLite format 3", ".gpkg"), (b"fgb", ".fgb")):
        if head.startswith(sign):
            return kind
    if start.startswith(b"["):
        return ".json"
    if start.startswith(b"{"):
        first_line = start.split(b"\n", 1)[0].rstrip()
        return ".jsonl" if first_line.endswith(b"}") and b"\n" in start else ".json"
    return ""
