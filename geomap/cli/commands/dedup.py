"""``geomap dedup``: the same happening from several sources, proposed and decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import console
from geomap.settings import Presentation


def dedup(
    events: Annotated[Path, typer.Argument(help="Events of several sources.")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="Proposals (CSV); with --decisions the events to write."
        ),
    ],
    decisions: Annotated[
        Path | None,
        typer.Option(help="The proposals with 'accept' or 'refuse' in the column decision."),
    ] = None,
    km: Annotated[float, typer.Option(min=0, help="Furthest apart, in km.")] = 5.0,
    days: Annotated[int, typer.Option(min=0, help="Furthest apart, in days.")] = 2,
    threshold: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Least score of a proposal, 0-1; 0.3 if not said."),
    ] = None,
) -> None:
    """Propose events that may be one happening told by several sources; merge what you accept.

    Nothing is merged without your word. First write proposals, fill in the column `decision`,
    then merge; what you refused is not proposed again if you give the decisions once more.

    Example: `geomap dedup events.geojson -o proposals.csv`, then
    `geomap dedup events.geojson --decisions proposals.csv -o merged.geojson`
    """
    from geomap import jobs as work
    from geomap.export.text_tables import write_rest

    if decisions is None and output.suffix.lower() != ".csv":
        raise typer.BadParameter("proposals are a .csv", param_hint="-o")
    found = work.read_events(events)
    if decisions is not None and output.suffix.lower() != ".csv":
        accepted, refused, open_ = work.read_decisions(decisions)
        merged = work.merge_events(found, accepted)
        work.write_output(merged, output, Presentation())
        console.print(
            f"{len(accepted)} groups merged, {len(refused)} refused, {open_} undecided; "
            f"{len(found)} events became {len(merged)}: {output}", highlight=False, soft_wrap=True,
        )  # fmt: skip
        return
    refused_keys: frozenset[str] = frozenset()
    if decisions is not None:
        _, refused, _ = work.read_decisions(decisions)
        refused_keys = frozenset("|".join(sorted(group)) for group in refused)
    table = work.propose_merges(found, km, days, threshold, refused_keys)
    write_rest(table, output)
    console.print(f"{len(table)} proposals of {len(found)} events: {output}", highlight=False)
