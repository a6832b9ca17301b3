"""``geomap check``: every fault of a file, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import Gazetteer, Overrides, console
from geomap.cli._tables import (
    Anywhere,
    Dates,
    Delimiter,
    Encoding,
    Scheme,
    SheetName,
    check_dates,
    check_scheme,
)
from geomap.settings import PlaceSettings


def check(
    path: Annotated[Path, typer.Argument(help="Events, or a table of reports; - reads stdin.")],
    scheme: Scheme = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    dates: Dates = "",
    sheet: SheetName = "",
    anywhere: Anywhere = False,
    html: Annotated[
        Path | None,
        typer.Option(help="A page on the table: read, placed, rejected and why, with a map."),
    ] = None,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """List every fault of a file of events or a table of reports; write nothing but a report.

    Exits with 1 if there is a fault. Names without one certain place and ids that come again are
    remarked, not faults.

    Example: `geomap check reports.csv`

    Example: `geomap check reports.csv --scheme auto --html report.html`
    """
    from geomap import jobs as work
    from geomap.tables.opening import ReadOptions

    options = ReadOptions(
        encoding, delimiter, check_dates(dates), anywhere, check_scheme(scheme), sheet
    )
    places = PlaceSettings(gazetteer, overrides)
    found = work.check(path, places, options)
    for fault in found.faults:
        print(fault)
    for remark in found.remarks:
        console.print(remark, highlight=False, soft_wrap=True, markup=False)
    if html is not None:
        work.report_table(path, html, places, options)
        console.print(f"report: {html}", highlight=False, soft_wrap=True, markup=False)
    console.print(f"{found.rows} {found.kind}: {len(found.faults) or 'no'} faults", highlight=False)
    if found.faults:
        raise typer.Exit(1)
