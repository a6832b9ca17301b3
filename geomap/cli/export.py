"""``geomap export``: events as another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import Gazetteer, Overrides, console
from geomap.cli._tables import STDOUT, check_output, write_to
from geomap.settings import PlaceSettings, Presentation


def export(
    events: Annotated[Path, typer.Argument(help="Events, or a table of reports; - reads stdin.")],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            help=".geojson .geojsonl .parquet .gpkg .fgb .kml .csv .xlsx .pmtiles; - is stdout.",
        ),
    ],
    format: Annotated[  # noqa: A002
        str, typer.Option(help="What to write to stdout: geojson, geojsonl, csv, kml.")
    ] = "",
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Write events as the format that the ending of the output names.

    Example: `geomap export events.geojson -o events.gpkg`
    """  # fmt: skip
    from geomap import jobs as work

    check_output(output)
    found = work.read_events(events, PlaceSettings(gazetteer, overrides))
    write_to(output, format, lambda path: work.write_output(found, path, Presentation()))
    if str(output) != STDOUT:
        console.print(
            f"{len(found)} events: {output}", highlight=False, soft_wrap=True, markup=False
        )
