"""``geomap desk``: the whole work on one screen, in the browser, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def desk(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The project's folder, made if it is not there "
            "[default: 'geomap desk' among your documents]."
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    restore: Annotated[
        Path | None, typer.Option(help="Make the project of a backup first; FOLDER must be new.")
    ] = None,
) -> None:
    """Work on a project in the browser: read, review, correct, map, publish (extra desk).

    Everything stays on this machine and in FOLDER; nothing is asked of the internet.

    Example: `geomap desk idlib/`
    """
    from geomap.desk.launch import run_desk

    chosen = folder or _default_folder()
    if restore is not None:
        from geomap.desk.backups import restore_backup

        restore_backup(restore, chosen)
    run_desk(chosen, port=port, browser=browser)


def _default_folder() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path() / "geomap desk"
