"""The last server and model that answered, kept for ``--model-server last``; never the key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.atomic import write_text
from geomap.errors import InputError
from geomap.settings import user_data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.settings import ModelSettings

LAST = "last"


def remember(settings: ModelSettings) -> None:
    """Keep server, name and time limit; where nothing can be written nothing is kept."""
    kept = {"server": settings.server, "name": settings.name, "timeout": settings.timeout}
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        write_text(_path(), json.dumps(kept), sync=False)
    except OSError:
        return


def recall(settings: ModelSettings) -> ModelSettings:
    """Return `settings` with the server remembered where they say ``last``.

    Raises
    ------
    InputError
        If none is remembered.
    """
    if settings.server != LAST:
        return settings
    try:
        kept = json.loads(_path().read_text(encoding="utf-8"))
        return replace(
            settings,
            server=str(kept["server"]),
            name=settings.name or str(kept["name"]),
            timeout=float(kept["timeout"]),
        )
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError(
            "no model server is remembered", fix="say --model-server http://localhost:11434/v1"
        ) from error


def _path() -> Path:
    return user_data_dir() / "model.json"
