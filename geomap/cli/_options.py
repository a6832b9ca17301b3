"""Options and messages that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

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


def check_lang(lang: str) -> None:
    """Stop with exit code 2 if `lang` is no language of the outputs."""
    if lang not in ("en", "ar"):
        raise typer.BadParameter("give en or ar", param_hint="--lang")
