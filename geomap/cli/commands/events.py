"""``geomap events``: reports in, events out."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.atomic import refuse_overwrites
from geomap.cli._options import Gazetteer, Overrides, console
from geomap.cli._tables import (
    STDOUT,
    Anywhere,
    Dates,
    Delimiter,
    Encoding,
    Scheme,
    SheetName,
    beside,
    check_dates,
    check_output,
    check_scheme,
    put_off_pandas,
    say_left,
    say_mapping,
    say_notes,
    say_tally,
    showing_rows,
    write_to,
)
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    import pandas as pd

    from geomap.tables.opening import ReadOptions


def events(
    table: Annotated[
        Path, typer.Argument(help="Table of reports (location and date needed); - reads stdin.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Events file; the ending chooses; - is stdout."),
    ] = None,
    unplaced: Annotated[
        Path | None, typer.Option(help="CSV for reports without a place [default: beside OUTPUT].")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="CSV for rows with faults [default: beside OUTPUT].")
    ] = None,
    format: Annotated[  # noqa: A002
        str, typer.Option(help="What to write to stdout: geojson, geojsonl, csv, kml.")
    ] = "",
    scheme: Scheme = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which column is read as what, write nothing.")
    ] = False,
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    dates: Dates = "",
    sheet: SheetName = "",
    anywhere: Anywhere = False,
    join: Annotated[
        list[str] | None,
        typer.Option(
            help="Who held the place on the event's day: name=FILE:column adds the columns name "
            "and name_note; repeat."
        ),
    ] = None,
    scheduler: Annotated[
        str, typer.Option(help="A Dask scheduler (tcp://host:8786), or local, for large tables.")
    ] = "",
    several: Annotated[
        str,
        typer.Option(
            help="Cells that list several places: unplaced, or split (a row for each, joined by "
            "incident_id)."
        ),
    ] = "unplaced",
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Place every report of a table.

    Every row of the table ends in one of three: the events, the unplaced, the rejects.

    Example: `geomap events reports.csv -o events.geojson --unplaced unplaced.csv`

    Example: `geomap events reports.csv -o events.csv --join control=areas.geojson:holder`
    """
    from geomap import jobs as work
    from geomap.large.streaming import STREAMED
    from geomap.tables.opening import ReadOptions

    options = ReadOptions(
        encoding, delimiter, check_dates(dates), anywhere, check_scheme(scheme), sheet
    )
    if explain:
        say_mapping(*work.explain(table, options))
        return
    if output is None:
        raise typer.BadParameter("name a file, or say --explain", param_hint="--output")
    check_output(output)
    beside_output = (beside(output, "unplaced"), beside(output, "rejects"))
    refuse_overwrites(
        (output, unplaced or beside_output[0], rejects or beside_output[1]), (table, overrides)
    )
    if several not in ("unplaced", "split"):
        raise typer.BadParameter("say unplaced or split", param_hint="--several")
    places = PlaceSettings(gazetteer, overrides, several == "split")
    if output.suffix.lower() in STREAMED and not join:
        _stream(table, output, places, options, (unplaced, rejects), scheduler)
        return
    if scheduler:
        if join:
            raise typer.BadParameter("does not go with --join", param_hint="--scheduler")
        raise typer.BadParameter(
            f"runs on Dask write {' '.join(sorted(STREAMED))}", param_hint="--scheduler"
        )
    built = work.build(table, places, options)
    say_notes(built.notes)
    placed, heard = work.join_layers(built.events, join or (), gazetteer)
    say_notes(heard)
    rest = (
        _write_rest(built.unplaced, unplaced, output, "unplaced"),
        _write_rest(built.rejects, rejects, output, "rejects"),
    )
    presentation = Presentation(unplaced=len(built.unplaced))
    write_to(output, format, lambda path: work.write_output(placed, path, presentation))
    to_file = output if str(output) != STDOUT else None
    written = {"events": to_file, "unplaced": rest[0], "rejects": rest[1]}
    say_tally(built.tally, written)
    say_left(beside_output, written.values())


def _write_rest(rows: pd.DataFrame, path: Path | None, output: Path, what: str) -> Path | None:
    """Write rows that are no events where they are wanted, or beside the output; return where."""
    from geomap.export.text_tables import write_rest

    if path is None and str(output) != STDOUT and len(rows):
        path = beside(output, what)
    if path is not None:
        write_rest(rows, path)
    return path


def _stream(
    table: Path, output: Path, places: PlaceSettings, options: ReadOptions,
    rest: tuple[Path | None, Path | None], scheduler: str,
) -> None:  # fmt: skip
    """Place a table part by part; `rest` are the files for unplaced and rejects."""
    from geomap import jobs as work

    gc.set_threshold(1_000_000, 50, 100)  # much is made and all of it kept: little to collect
    if not scheduler:
        put_off_pandas()
    try:
        with showing_rows() as progress:
            streamed = work.stream(
                table, output, places, options, unplaced=rest[0], rejects=rest[1],
                scheduler=scheduler, progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        console.print("the same command goes on where this run was", highlight=False)
        raise
    say_notes(streamed.notes)
    if streamed.resumed:
        console.print(f"{streamed.resumed} parts were done by an earlier run", highlight=False)
    files = {"events": output, "unplaced": streamed.unplaced, "rejects": streamed.rejects}
    say_tally(streamed.tally, files)
    other = (rest[0] or beside(output, "unplaced"), rest[1] or beside(output, "rejects"))
    say_left(other, files.values())
