"""The typeface of figures, documents and films: IBM Plex Sans with its Arabic, carried along.

Signs that neither has (arrows, letters of transliteration) come from DejaVu Sans, which matplotlib
brings. Not Noto Sans Arabic: its dots are glyphs of their own, which a tagged PDF may not hold.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geomap.errors import OutputError

FOLDER = Path(__file__).parent / "web" / "assets" / "fonts"
"""Filled from npm's lock file when geomap is built."""
FAMILIES = ("IBM Plex Sans", "IBM Plex Sans Arabic", "DejaVu Sans")
"""Asked in this order for each letter."""


@cache
def font_files() -> tuple[Path, ...]:
    """Return the font files that geomap carries.

    Raises
    ------
    OutputError
        If they were not collected; happens in a checkout that is not installed.
    """
    files = tuple(sorted(FOLDER.glob("*.ttf")))
    if not files:
        raise OutputError(
            "the typeface is not there; run `python hatch_build.py` in the checkout, or install "
            "geomap"
        )
    return files
