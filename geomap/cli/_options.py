"""Options and messages that several commands share."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geomap.content.map_layers import MapLayer

console = Console(stderr=True)
"""Progress and summaries go to stderr; stdout is for data."""

Gazetteer = Annotated[
    Path | None,
    typer.Option(help="A built gazetteer file instead of the one found by default."),
]
Overrides = Annotated[
    Path | None,
    typer.Option(help="Your own decisions (CSV): name and hint to a place, coordinates or never."),
]

Layers = Annotated[
    list[str] | None,
    typer.Option(
        help="What lies under the events on the same clock: FILE, or name=FILE:column; repeat. "
        "Columns from and to are found; docs/stories.md."
    ),
]

Trend = Annotated[
    bool,
    typer.Option("--trend", help="What changed: the last week against the 4 and 52 before."),
]


@contextmanager
def showing_steps(path: Path) -> Iterator[Callable[[int, int], object]]:
    """Show the steps of a film that are drawn, and the time left, if stderr is a terminal."""
    if not console.is_terminal:
        yield lambda _done, _all: None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bars:
        task = bars.add_task(path.name, total=None)
        yield lambda done, steps: bars.update(task, completed=done, total=steps)


def check_lang(lang: str) -> None:
    """Stop with exit code 2 if `lang` is no language of the outputs."""
    if lang not in ("en", "ar"):
        raise typer.BadParameter("give en or ar", param_hint="--lang")


def open_layers(
    asked: list[str] | None, gazetteer: Path | None, output: Path
) -> tuple[MapLayer, ...]:
    """Read the layers of ``--layer`` and say what a person should hear; none may be `output`."""
    from geomap import jobs as work
    from geomap.atomic import refuse_overwrites

    requests = [work.parse_layer(text) for text in asked or ()]
    refuse_overwrites((output,), tuple(one.file for one in requests))
    layers, heard = work.read_layers(requests, gazetteer)
    for note in heard:
        console.print(f"layer: {note}", markup=False, soft_wrap=True, highlight=False)
    return layers
