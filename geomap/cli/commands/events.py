"""``geomap events``: reports in, events out."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

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

SWITCH_SECONDS = 0.0005
"""A thread that learns names lets the others, which call Arrow, have a turn after this long."""


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
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Place every report of a table.

    Every row of the table ends in one of three: the events, the unplaced, the rejects.

    Example: `geomap events reports.csv -o events.geojson --unplaced unplaced.csv`

    Example: `geomap events reports.csv -o events.csv --join control=areas.geojson:holder`
    """
    from geomap import jobs as work
    from geomap.export.text_tables import write_rest
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
    places = PlaceSettings(gazetteer, overrides)
    if output.suffix.lower() in STREAMED and not join:
        gc.set_threshold(1_000_000, 50, 100)  # much is made and all of it kept: little to collect
        sys.setswitchinterval(SWITCH_SECONDS)
        if not scheduler:
            put_off_pandas()
        try:
            with showing_rows() as progress:
                streamed = work.stream(
                    table, output, places, options, unplaced=unplaced, rejects=rejects,
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
        say_left((unplaced or beside_output[0], rejects or beside_output[1]), files.values())
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
    to_file = str(output) != STDOUT
    if unplaced is None and to_file and len(built.unplaced):
        unplaced = beside(output, "unplaced")
    if rejects is None and to_file and len(built.rejects):
        rejects = beside(output, "rejects")
    if unplaced is not None:
        write_rest(built.unplaced, unplaced)
    if rejects is not None:
        write_rest(built.rejects, rejects)
    presentation = Presentation(unplaced=len(built.unplaced))
    write_to(output, format, lambda path: work.write_output(placed, path, presentation))
    written = {"events": output if to_file else None, "unplaced": unplaced, "rejects": rejects}
    say_tally(built.tally, written)
    say_left(beside_output, written.values())
