"""``geomap build``: a specification in, every file it names out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.commands._options import console

if TYPE_CHECKING:
    from geomap.pipeline import Outcome

PRECISION = {1: "exact place", 2: "near or area", 3: "region"}


def build(
    specs: Annotated[list[Path], typer.Argument(help="Map specifications (TOML).")],
) -> None:
    """Render maps from their specifications: read, place, select, write.

    Example: `geomap build maps/asharq_al_awsat.toml`
    """
    from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    from geomap import pipeline
    from geomap.spec import read_spec

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    for path in specs:
        spec = read_spec(path)
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(path.name)

            def say(step: str, task: TaskID = task, name: str = path.name) -> None:
                progress.update(task, description=f"{name}: {step}")

            outcome = pipeline.run_spec(spec, say)
        _print_outcome(path.name, outcome)


def _print_outcome(name: str, outcome: Outcome) -> None:
    placed = ", ".join(f"{count} {PRECISION[level]}" for level, count in outcome.placed.items())
    total = sum(outcome.placed.values())
    console.print(f"[bold]{name}[/]: {outcome.rows_in} rows in")
    console.print(f"  placed    {total} ({placed}); {outcome.selected} selected")
    console.print(f"  unplaced  {sum(outcome.unplaced.values())}")
    for reason, count in outcome.unplaced.items():
        console.print(f"            {count} {reason}", markup=False)
    if outcome.rejects:
        console.print(f"  rejects   {outcome.rejects}")
    for path in outcome.files:
        console.print(f"  wrote     {path.name} ({path.stat().st_size / 1024:,.0f} kB)")
