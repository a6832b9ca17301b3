"""``geomap mcp``: an assistant asks us, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import Gazetteer, Overrides
from geomap.settings import PlaceSettings


def mcp(
    folder: Annotated[
        Path, typer.Argument(help="The one folder that the assistant may read and write files in.")
    ],
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Serve tools to an assistant over the Model Context Protocol (extra mcp).

    It resolves places with reasons, names actors and types, checks rows against their text, and
    draws maps and briefs. Nothing leaves the machine; nothing outside FOLDER is read or written.

    Example: `geomap mcp reports/`
    """
    from geomap.mcp_server.server import serve

    serve(folder, PlaceSettings(gazetteer, overrides))
