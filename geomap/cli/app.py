"""The command line: parse, call `geomap.jobs`, exit with a code.

0 done, 1 bad data or an unwritable file (one line on stderr), 2 wrong usage, 130 Ctrl-C.
"""

from __future__ import annotations

import atexit
import io
import os
import sys
import threading
from typing import Annotated

import typer

from geomap.cli.commands.brief import brief
from geomap.cli.commands.build import build
from geomap.cli.commands.changes import changes
from geomap.cli.commands.check import check
from geomap.cli.commands.dedup import dedup
from geomap.cli.commands.desk import desk
from geomap.cli.commands.evaluate import evaluate
from geomap.cli.commands.events import events
from geomap.cli.commands.export import export
from geomap.cli.commands.gazetteer_group import app as gazetteer
from geomap.cli.commands.map import map_
from geomap.cli.commands.mcp import mcp
from geomap.cli.commands.read import read
from geomap.cli.commands.resolve import resolve
from geomap.cli.commands.store import store
from geomap.errors import GeomapError
from geomap.version import __version__

STOPPED = "geomap: stopped; no file was left half-written"

app = typer.Typer(
    name="geomap",
    help="Turn reports about Syria into maps that people can trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _say_version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Say the version and stop."
        ),
    ] = False,
) -> None:
    pass


app.command()(brief)
app.command()(build)
app.command()(events)
app.command()(read)
app.command()(export)
app.command()(check)
app.add_typer(store)
app.command()(changes)
app.command()(dedup)
app.command()(resolve)
app.command()(evaluate)
app.add_typer(gazetteer, name="gazetteer")
app.command("map")(map_)
app.command()(desk)
app.command()(mcp)


def main() -> None:
    """Run the command line; `GeomapError` becomes one line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Arabic shows "?"
            stream.reconfigure(errors="replace")
    try:
        app()
    except GeomapError as error:
        print(f"geomap: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 told in one line, kept whole in a file
        print(f"geomap: {_keep_trace(error)}", file=sys.stderr)
        sys.exit(1)
    except SystemExit as stop:
        if stop.code == 130:  # the command line's own answer to Ctrl-C says nothing
            print(STOPPED, file=sys.stderr)
        raise


def _keep_trace(error: BaseException) -> str:
    """Keep the trace of an error that nobody foresaw in a file; return the line that names it."""
    import tempfile
    import traceback
    import zlib

    trace = "".join(traceback.format_exception(error))
    number = f"{zlib.crc32(trace.encode('utf-8', 'replace')):08x}"
    line = f"unexpected {type(error).__name__} (number {number})"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix=f"geomap-{number}-", suffix=".txt", delete=False, encoding="utf-8",
            errors="replace",
        ) as file:  # fmt: skip
            file.write(f"geomap {__version__} {' '.join(sys.argv[1:])}\n{trace}")
    except OSError:
        return f"{line}; {error}"
    return f"{line}; please report it with {file.name}"


def run() -> None:
    """Run the command line as a process of its own, which ends with it."""
    try:
        main()
    except SystemExit as stop:
        _leave(stop.code or 0)
        raise
    _leave(0)


def _leave(code: object) -> None:
    """End the process at once; return if something of it is still at work.

    All is written and closed by now. To take every table and place apart one by one takes a fifth
    of a second more, and libraries with threads of their own may stumble over it.
    """
    alone = all(
        thread.daemon or thread is threading.main_thread() for thread in threading.enumerate()
    )
    started = sys.modules.get("multiprocessing.process")
    children = started.active_children() if started else []
    if not (isinstance(code, int) and alone and not children):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # the reader is gone: the interpreter has its own way with that
    os._exit(code)


if __name__ == "__main__":
    run()
