"""Font and colours of a deck."""

from __future__ import annotations

FONT = "Arial"
"""A font that every office machine has, with Arabic letters; templates keep their own."""


def to_rgb(color: str) -> object:
    """Return python-pptx's colour of ``#rrggbb``."""
    from pptx.dml.color import RGBColor

    return RGBColor(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))
