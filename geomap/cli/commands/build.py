"""``geomap build``: a specification in, every file it names out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli._options import console

if TYPE_CHECKING:
    from geomap.jobs import Outcome

PRECISION = {1: "exact place", 2: "near or area", 3: "region"}


def build(
    specs: Annotated[list[Path] | None, typer.Argument(help="Map specifications (TOML).")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of specifications and stop.")
    ] = False,
) -> None:
    """Render maps from their specifications: read, place, select, write.

    docs/exchange.md lists every key with an example; editors complete from the schema.

    Example: `geomap build maps/asharq_al_awsat.toml`
    """
    from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    from geomap import jobs as work
    from geomap.spec import read_spec
    from geomap.spec.keys import json_schema

    if schema:
        print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return
    if not specs:
        raise typer.BadParameter("name a specification, or say --schema", param_hint="SPECS")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    for path in specs:
        spec = read_spec(path)
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(path.name)
            tasks: dict[str, TaskID] = {}

            def say(step: str, task: TaskID = task, name: str = path.name) -> None:
                progress.update(task, description=f"{name}: {step}")

            def track(name: str, state: str, tasks: dict[str, TaskID] = tasks) -> None:
                if state == "waiting":
                    tasks[name] = progress.add_task("", start=False)
                if state == "writing":
                    progress.start_task(tasks[name])
                if state in ("done", "failed"):
                    progress.stop_task(tasks[name])
                progress.update(tasks[name], description=f"  {state:8}{name}")

            outcome = work.run_spec(spec, say, track)
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
    for warning in outcome.warnings:
        console.print(f"warning: {warning}", markup=False, soft_wrap=True, highlight=False)
    for path in outcome.files:
        console.print(f"  wrote     {path.name} ({path.stat().st_size / 1024:,.0f} kB)")
