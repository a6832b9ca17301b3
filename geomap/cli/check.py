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
    anywhere: Anywhere = False,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """List every fault of a file of events or a table of reports; write nothing.

    Exits with 1 if there is a fault. Names without one certain place and ids that come again are
    remarked, not faults.

    Example: `geomap check reports.csv`
    """
    from geomap import jobs as work
    from geomap.tables.opening import ReadOptions

    options = ReadOptions(encoding, delimiter, check_dates(dates), anywhere, check_scheme(scheme))
    found = work.check(path, PlaceSettings(gazetteer, overrides), options)
    for fault in found.faults:
        print(fault)
    for remark in found.remarks:
        console.print(remark, highlight=False, soft_wrap=True, markup=False)
    console.print(f"{found.rows} {found.kind}: {len(found.faults) or 'no'} faults", highlight=False)
    if found.faults:
        raise typer.Exit(1)
