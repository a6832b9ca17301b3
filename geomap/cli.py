"""The command line: parse, call the pipeline, exit with a code.

0 done, 1 bad data or an unwritable file (one line on stderr), 2 wrong usage, 130 Ctrl-C.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from geomap.commands.changes import changes
from geomap.commands.check import check
from geomap.commands.dedup import dedup
from geomap.commands.events import events
from geomap.commands.export import export
from geomap.commands.store import store
from geomap.errors import GeomapError

STOPPED = "geomap: stopped; no file was left half-written"

app = typer.Typer(
    name="geomap",
    help="Turn reports about Syria into maps that people can trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    if version:
        from geomap import __version__

        print(__version__)
        raise typer.Exit


app.command()(events)
app.command()(export)
app.command()(check)
app.add_typer(store)
app.command()(changes)
app.command()(dedup)


def main() -> None:
    """Run the command line; `GeomapError` becomes one line on stderr and exit code 1."""
    try:
        app()
    except GeomapError as error:
        print(f"geomap: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(130)
    except SystemExit as stop:
        if stop.code == 130:  # the command line's own answer to Ctrl-C says nothing
            print(STOPPED, file=sys.stderr)
        raise


if __name__ == "__main__":
    main()
