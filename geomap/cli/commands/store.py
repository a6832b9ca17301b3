"""``geomap store push|pull|status``: events kept between runs, with their history."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import Gazetteer, Overrides, console
from geomap.cli._tables import check_output
from geomap.settings import PlaceSettings, Presentation

store = typer.Typer(
    name="store",
    help="Keep events between runs, with history, in PostGIS or one GeoPackage file.",
    no_args_is_help=True,
)

Dsn = Annotated[
    str,
    typer.Option(
        envvar="GEOMAP_STORE", help="postgresql://user@host/db, or a GeoPackage file (made if new)."
    ),
]
DEFAULT = "events-store.gpkg"


@store.command()
def push(
    events: Annotated[Path, typer.Argument(help="Events, or a table of reports.")],
    dsn: Dsn = DEFAULT,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="EVENTS are all: events that it does not hold are withdrawn."),
    ] = False,
    withdraw: Annotated[
        list[str] | None, typer.Option(help="Id of an event to withdraw; may be given again.")
    ] = None,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Insert new events and correct changed ones, in one transaction.

    Example: `geomap store push events.geojson --dsn postgresql://me@host/db`
    """
    from geomap import jobs as work

    found = work.read_events(events, PlaceSettings(gazetteer, overrides))
    pushed = work.push_events(found, dsn, whole=whole, withdraw=tuple(withdraw or ()))
    told = ", ".join(f"{count} {what}" for what, count in asdict(pushed).items())
    console.print(f"{len(found)} events pushed: {told}", highlight=False, soft_wrap=True)


@store.command()
def pull(
    output: Annotated[Path, typer.Option("-o", "--output", help="Events file to write.")],
    dsn: Dsn = DEFAULT,
) -> None:
    """Write the events of the store to a file, without the withdrawn.

    Example: `geomap store pull --dsn postgresql://me@host/db -o events.gpkg`
    """
    from geomap import jobs as work

    check_output(output)
    found = work.pull_events(dsn)
    work.write_output(found, output, Presentation())
    console.print(f"{len(found)} events: {output}", highlight=False, soft_wrap=True, markup=False)


@store.command()
def status(dsn: Dsn = DEFAULT) -> None:
    """Print how many events the store holds and when it last changed.

    Example: `geomap store status --dsn events-store.gpkg`
    """
    from geomap import jobs as work

    for name, value in work.store_status(dsn).items():
        print(f"{name}: {value}")
