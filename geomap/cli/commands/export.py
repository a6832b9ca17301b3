"""``geomap export``: events as another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.atomic import refuse_overwrites
from geomap.cli._options import Gazetteer, Overrides, console
from geomap.cli._tables import STDOUT, beside, check_output, say_unplaced, write_to
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

    Rows without a place or a day are written beside it.

    Example: `geomap export events.geojson -o events.gpkg`
    """  # fmt: skip
    from geomap import jobs as work

    check_output(output)
    refuse_overwrites((output,), (events, overrides))
    found, unplaced = work.read_or_place(events, PlaceSettings(gazetteer, overrides))
    write_to(output, format, lambda path: work.write_output(found, path, Presentation()))
    listed = None
    if unplaced is not None and len(unplaced) and str(output) != STDOUT:
        listed = work.write_frame(unplaced, beside(output, "unplaced"))
    say_unplaced(unplaced, listed)
    if str(output) != STDOUT:
        console.print(
            f"{len(found)} events: {output}", highlight=False, soft_wrap=True, markup=False
        )
