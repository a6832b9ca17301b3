"""The front end: our bundled scripts and style sheets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geomap.errors import OutputError

FOLDER = Path(__file__).parent / "assets"


@cache
def read_asset(name: str) -> str:
    """Return the text of ``geomap.js``, ``review.css`` ...

    Raises
    ------
    OutputError
        If the front end was not built; happens in a checkout that is not installed.
    """
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"{name}: the map's front end is not built; run `python hatch_build.py` in the "
            "checkout, or install geomap"
        ) from error
