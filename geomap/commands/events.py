"""``geomap events``: reports in, events out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.atomic import replacing
from geomap.commands._options import Gazetteer, Overrides, console
from geomap.settings import PlaceSettings, Presentation


def events(
    table: Annotated[Path, typer.Argument(help="Table of reports: location and date needed.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Events file to write.")],
    unplaced: Annotated[Path | None, typer.Option(help="CSV for reports without a place.")] = None,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Place every report of a table.

    Example: `geomap events reports.csv -o events.geojson --unplaced unplaced.csv`
    """
    from geomap import pipeline

    built = pipeline.build(table, PlaceSettings(gazetteer, overrides))
    pipeline.write_output(built.events, output, Presentation())
    if unplaced:
        with replacing(unplaced) as temporary:
            built.unplaced.to_csv(temporary, index=False)
    console.print(f"{len(built.events)} events, {len(built.unplaced)} unplaced")
