"""``geomap changes``: what is new, corrected, restored or withdrawn in a store."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import console
from geomap.cli.commands.store import DEFAULT, Dsn


def changes(
    since: Annotated[
        str, typer.Option(help="First moment, UTC: 2026-01-31 or 2026-01-31T12:00.")
    ] = "",
    dsn: Dsn = DEFAULT,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="CSV to write instead of printing.")
    ] = None,
) -> None:
    """List new, corrected, restored and withdrawn events, oldest first.

    Example: `geomap changes --since 2026-01-01 --dsn events-store.gpkg`
    """
    from geomap import jobs as work
    from geomap.export.text_tables import write_rest

    found = work.list_changes(dsn, _parse_moment(since))
    rows = []
    for change in found:
        told = json.loads(change.after or "{}")
        rows.append(
            {
                "changed_at": change.when.isoformat(),
                "change": change.change,
                "event_id": change.event_id,
                "date_start": told.get("date_start", ""),
                "location": told.get("location", ""),
                "differences": "; ".join(change.differences),
            }
        )
    if output is not None:
        import pandas as pd

        names = ("changed_at", "change", "event_id", "date_start", "location", "differences")
        write_rest(pd.DataFrame(rows, columns=list(names)).astype(str), output)
    else:
        for row in rows:
            print("  ".join(value for value in row.values() if value))
    counts = {kind: sum(row["change"] == kind for row in rows) for kind in
              ("new", "corrected", "restored", "withdrawn")}  # fmt: skip
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    console.print(f"{len(rows)} changes: {said}", highlight=False)


def _parse_moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "write 2026-01-31 or 2026-01-31T12:00", param_hint="--since"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
