"""Options and closing words of the commands that read and write tables."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli._options import console
from geomap.errors import OutputError
from geomap.tables.values.date_cells import ORDERS
from geomap.tables.values.date_numbers import SERIAL

if TYPE_CHECKING:
    import pandas as pd

    from geomap.tables.schemes import Mapped
    from geomap.tables.tally import Tally

Encoding = Annotated[str, typer.Option(help="Encoding of a text table; found out by default.")]
Delimiter = Annotated[str, typer.Option(help="Delimiter of a text table; found out by default.")]
Dates = Annotated[
    str,
    typer.Option(
        help="How 03/04/2020 is meant: dmy or mdy; serial: 43935 counts a spreadsheet's days."
    ),
]
Scheme = Annotated[
    str,
    typer.Option(
        help="acled, ucdp, gdelt, timemap, airwars, atlos, plain, or auto to guess the columns; "
        "published schemes are recognised by default."
    ),
]
SheetName = Annotated[
    str,
    typer.Option("--sheet", help="Sheet of a workbook or layer of a GeoPackage that is read."),
]
Anywhere = Annotated[bool, typer.Option("--anywhere", help="Points outside Syria are fine.")]

SHOWN_REASONS = 6
"""Reasons of rejects that the closing words tell, the most frequent first."""

PRECISION = {1: "exact", 2: "near or area", 3: "region"}
STDOUT = "-"
STREAMS = {".geojson", ".geojsonl", ".csv", ".kml"}
"""Formats that make sense on standard output."""


def check_dates(order: str) -> str:
    """Return `order` if it is one, else stop with exit code 2."""
    if order and order not in ORDERS:
        raise typer.BadParameter(
            f"write {ORDERS[0]} or {ORDERS[1]}, or {SERIAL}", param_hint="--dates"
        )
    return order


def check_scheme(name: str) -> str:
    """Return `name` if it is a scheme, else stop with exit code 2."""
    from geomap.tables.schemes import NAMES

    if name and name not in NAMES:
        raise typer.BadParameter(f"known: {', '.join(NAMES)}", param_hint="--scheme")
    return name


def say_mapping(mapped: Mapped, samples: dict[str, list[str]]) -> None:
    """Print which column is read as what, with the reason and some values, to stdout."""
    print(f"read as {mapped.title} ({mapped.name})")
    rows = [("event column", "table column", "why", "values")]
    for chosen in mapped.chosen:
        values = " | ".join(" ".join(text.split())[:24] for text in samples.get(chosen.column, []))
        rows.append((chosen.target, chosen.column, chosen.why, values))
    for target, value in dict(mapped.fixed).items():
        rows.append((target, "", "fixed", value))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row[:3], widths, strict=True)]
        print("  ".join([*cells, row[3]]).rstrip())
    taken = {chosen.column for chosen in mapped.chosen}
    if kept := [column for column in samples if column not in taken]:
        print(f"kept as they are: {', '.join(kept)}")


def beside(output: Path, what: str) -> Path:
    """Return the default path for `what` (rejects, unplaced) beside an output."""
    return output.with_name(f"{output.stem}.{what}.csv")


def check_output(output: Path) -> None:
    """Refuse an output that cannot be written, before any work is done."""
    from geomap.jobs import WRITERS

    if str(output) == STDOUT:
        return
    if output.suffix.lower() not in WRITERS:
        known = " ".join(WRITERS)
        raise OutputError(f"{output}: cannot write {output.suffix!r} files; known: {known}")
    if output.is_dir():
        raise OutputError(f"{output}: is a folder; name a file")
    if not output.parent.is_dir():
        raise OutputError(f"{output}: the folder {str(output.parent)!r} does not exist")


def write_to(output: Path, kind: str, write: Callable[[Path], Path]) -> None:
    """Write to `output`, or as `kind` (an ending) to standard output if it is ``-``."""
    if str(output) != STDOUT:
        write(output)
        return
    ending = f".{kind.lstrip('.')}" if kind else ".geojson"
    if ending not in STREAMS:
        raise typer.BadParameter(
            f"standard output takes {' '.join(sorted(STREAMS))}", param_hint="--format"
        )
    with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
        path = write(Path(folder) / f"events{ending}")
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


@contextmanager
def showing_rows() -> Iterator[Callable[[int, int | None], None]]:
    """Show rows done, rows a second and time left on stderr, if it is a terminal."""
    if not console.is_terminal:
        yield lambda _rows, _total: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    started = time.monotonic()
    columns = (
        TextColumn("{task.completed:,.0f} rows"), BarColumn(),
        TextColumn("{task.fields[speed]:,.0f} rows/s"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task("", total=None, speed=0.0)
        done = 0

        def advance(rows: int, total: int | None) -> None:
            nonlocal done
            done += rows
            speed = done / max(time.monotonic() - started, 1e-6)
            bars.update(task, completed=done, total=total, speed=speed)

        yield advance


def say_notes(notes: tuple[str, ...]) -> None:
    """Say on stderr how a table was read."""
    for note in notes:
        console.print(note, highlight=False, soft_wrap=True, markup=False)


def say_tally(tally: Tally, files: dict[str, Path | None]) -> None:
    """Say on stderr what became of every row, and which files were written."""
    console.print(
        f"{tally.rows_in} rows in: {tally.events} events, {tally.unplaced} unplaced, "
        f"{tally.rejects} rejects", highlight=False, soft_wrap=True,
    )  # fmt: skip
    for precision, count in sorted(tally.precision.items()):
        console.print(f"  {count} placed: {PRECISION[precision]}", highlight=False)
    for verdict, count in sorted(tally.verdicts.items()):
        console.print(f"  {count} unplaced: {verdict}", highlight=False)
    for reason, count in sorted(tally.reasons.items(), key=lambda pair: -pair[1])[:SHOWN_REASONS]:
        rows = "1 reject" if count == 1 else f"{count} rejects"
        console.print(
            f"  {rows}: {tally.examples.get(reason) or reason}",
            highlight=False, soft_wrap=True, markup=False,
        )  # fmt: skip
    if tally.apart:
        console.print(
            f"  {tally.apart} events keep coordinates of their source over 25 km from the place "
            "that their words name (column apart_km)", highlight=False, soft_wrap=True,
        )  # fmt: skip
    for what, path in files.items():
        if path is not None:
            console.print(f"{what}: {path}", highlight=False, soft_wrap=True, markup=False)


def say_left(beside_output: Iterable[Path], written: Iterable[Path | None]) -> None:
    """Say on stderr which files beside an output are of an earlier run, not of this one."""
    for path in beside_output:
        if path not in set(written) and path.is_file():
            console.print(
                f"{path} is of an earlier run: this one has no such rows",
                highlight=False, soft_wrap=True, markup=False,
            )  # fmt: skip


def say_unplaced(unplaced: pd.DataFrame | None, path: Path | None = None) -> None:
    """Say on stderr how many rows are no events for want of a place or a day, and where they are.

    What to do stands with the first reason of each kind.
    """
    if unplaced is None or not len(unplaced):
        return
    for verdict, count in unplaced["verdict"].value_counts().items():
        rows = "1 row is" if count == 1 else f"{count} rows are"
        first = unplaced.loc[unplaced["verdict"] == verdict].iloc[0]
        said = f": {first['location']!r}" if first.get("location") else ""
        console.print(
            f"unplaced: {rows} no event ({verdict}{said}): {first['reason']}",
            highlight=False, soft_wrap=True, markup=False,
        )  # fmt: skip
    if path is not None:
        console.print(f"unplaced: {path}", highlight=False, soft_wrap=True, markup=False)


def put_off_pandas() -> None:
    """Let Arrow do without pandas in this process, until somebody else loads it.

    Arrow loads it (half a second) when it first makes an array, only to ask whether it was handed
    a Series; told that there is none, it remembers that. For runs that hand it none.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([None])
    finally:
        sys.meta_path.remove(finder)


class _NoPandas:
    """Says that there is no pandas; Arrow takes nothing less, not even None in its place."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)
