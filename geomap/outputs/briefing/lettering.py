"""Text before it is drawn: its font, its width, how it is cleaned, cut and broken into lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

MISSING_GLYPH = ".*[Gg]lyph.*missing from"
"""A sign that no font has is drawn as a box; people need no warning for it."""


def font_folder() -> Path:
    """Return the folder of the fonts that come with matplotlib (Latin and Arabic)."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@cache
def find_font(*, bold: bool = False, italic: bool = False) -> Any:
    """Return matplotlib's properties of one cut of the font, named by file."""
    from matplotlib.font_manager import FontProperties

    cut = {
        (False, False): "",
        (True, False): "-Bold",
        (False, True): "-Oblique",
        (True, True): "-BoldOblique",
    }[bold, italic]
    return FontProperties(fname=str(font_folder() / f"DejaVuSans{cut}.ttf"))


@cache
def measure_text(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how wide `text` is at `size`, both in points."""
    import warnings

    from matplotlib.backends.backend_agg import RendererAgg

    font = find_font(bold=bold, italic=italic and not has_arabic(text)).copy()
    font.set_size(size)
    renderer = _measuring(RendererAgg)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=MISSING_GLYPH)
        width, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
    return float(width) * 72 / 288


def has_arabic(text: str) -> bool:
    """Return True if `text` holds Arabic letters; the slanted cut of the font has none."""
    return any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in text)


@cache
def _measuring(kind: Any) -> Any:
    return kind(8, 8, 288)


def clean_text(text: object) -> str:
    """Return one line of `text`: white space folded, control characters gone."""
    words = "".join(c if c.isprintable() or c.isspace() else "" for c in str(text)).split()
    return " ".join(words)


def shorten_text(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width` points."""
    if measure_text(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure_text(text[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;:·-–") + "…"


def wrap_text(
    text: str, width: float, size: float, *, bold: bool = False, lines: int = 99
) -> list[str]:
    """Break `text` at its spaces into at most `lines` lines of `width` points.

    The last line ends in an ellipsis if there is more; no-break spaces hold words together.
    """
    width *= 0.985  # screens and printers round letters to their own grids
    whole = text.strip(" ")
    if whole and measure_text(whole, size, bold=bold) <= width:  # most texts: measured once
        return [whole]
    out: list[str] = []
    line = ""
    words = text.split(" ")
    for at, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if not line or measure_text(longer, size, bold=bold) <= width:
            line = longer
            continue
        if len(out) == lines - 1:
            return [*out, shorten_text(" ".join([line, *words[at:]]), width, size, bold=bold)]
        out.append(shorten_text(line, width, size, bold=bold))
        line = word
    return [*out, shorten_text(line, width, size, bold=bold)] if line else out
