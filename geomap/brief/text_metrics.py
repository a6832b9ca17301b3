"""Text before it is drawn: its font, its width, how it is cleaned, cut and broken into lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from geomap.typefaces import FAMILIES, font_files

_EM = 256
"""Size at which letters are measured, points."""

MISSING_GLYPH = ".*[Gg]lyph.*missing from"
"""A sign that no font has is drawn as a box; people need no warning for it."""


@cache
def font_folders() -> list[Path]:
    """Return the folders of the fonts: ours, and what comes with matplotlib for odd signs."""
    import matplotlib as mpl

    return [font_files()[0].parent, Path(mpl.get_data_path()) / "fonts" / "ttf"]


@cache
def find_font(*, bold: bool = False, italic: bool = False) -> Any:
    """Return matplotlib's properties of one cut of the typeface."""
    from matplotlib.font_manager import FontProperties

    _make_known()
    return FontProperties(
        family=list(FAMILIES),
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )


@cache
def _make_known() -> None:
    """Tell matplotlib of our fonts, once, and of no others by the same names."""
    from matplotlib.font_manager import fontManager

    ours = {str(path) for path in font_files()}
    fontManager.ttflist = [
        font for font in fontManager.ttflist
        if font.name not in FAMILIES[:2] or font.fname in ours
    ]  # fmt: skip
    known = {font.fname for font in fontManager.ttflist}
    for path in sorted(ours - known):
        fontManager.addfont(path)


@cache
def measure_text(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how wide `text` is at `size`, both in points.

    Words are measured once each, at one size: Latin ones letter by letter with their kerning,
    Arabic ones shaped.
    """
    italic = italic and not has_arabic(text)
    words = text.split(" ")
    gaps = _measure_word(" ", bold=bold, italic=italic) * (len(words) - 1)
    wide = sum(_measure_word(word, bold=bold, italic=italic) for word in words if word)
    return (wide + gaps) * size


@cache
def _measure_word(word: str, *, bold: bool, italic: bool) -> float:
    """Return how wide a word is, in units of its size."""
    if _is_shaped(word):
        return _measure_shaped(word, bold=bold, italic=italic)
    width, before = 0.0, ""
    for letter in word:
        width += _advance(letter, bold=bold, italic=italic)
        if before:
            width += _kerning(before, letter, bold=bold, italic=italic)
        before = letter
    return width


def _is_shaped(word: str) -> bool:
    """Return True for scripts whose letters join or stack, from Hebrew on."""
    return any("\u0300" <= c <= "\u036f" or "\u0590" <= c < "\u2000" or c > "\ud7ff" for c in word)


@cache
def _advance(letter: str, *, bold: bool, italic: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font_of(letter, bold=bold, italic=italic)
    glyph = font.load_char(ord(letter), LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _EM


@cache
def _kerning(before: str, letter: str, *, bold: bool, italic: bool) -> float:
    from matplotlib.ft2font import Kerning

    font = _font_of(letter, bold=bold, italic=italic)
    if font is not _font_of(before, bold=bold, italic=italic):
        return 0.0
    pair = font.get_char_index(ord(before)), font.get_char_index(ord(letter))
    return float(font.get_kerning(*pair, Kerning.UNFITTED)) / 64 / _EM


def _font_of(letter: str, *, bold: bool, italic: bool) -> Any:
    """Return the first font that has a letter, as matplotlib chooses it."""
    fonts = _open_fonts(bold=bold, italic=italic)
    return next((font for font in fonts if font.get_char_index(ord(letter))), fonts[0])


@cache
def _open_fonts(*, bold: bool, italic: bool) -> list[Any]:
    from matplotlib.font_manager import fontManager
    from matplotlib.ft2font import FT2Font

    fonts = []
    for family in FAMILIES:
        wanted = find_font(bold=bold, italic=italic).copy()
        wanted.set_family(family)
        font = FT2Font(fontManager.findfont(wanted))
        font.set_size(_EM, 72)
        fonts.append(font)
    return fonts


def _measure_shaped(word: str, *, bold: bool, italic: bool) -> float:
    import warnings

    from matplotlib.backends.backend_agg import RendererAgg

    font = find_font(bold=bold, italic=italic).copy()
    font.set_size(20)
    renderer = _measuring(RendererAgg)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=MISSING_GLYPH)
        width, _, _ = renderer.get_text_width_height_descent(word, font, ismath=False)
    return float(width) * 72 / 288 / 20


def has_arabic(text: str) -> bool:
    """Return True if `text` holds Arabic letters; the slanted cut of the font has none."""
    return any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in text)


@cache
def _measuring(kind: Any) -> Any:
    return kind(8, 8, 288)


def clean_text(text: object) -> str:
    """Return one line of `text`: white space folded, control characters gone."""
    told = str(text)
    if not told.isprintable():
        told = "".join(c for c in told if c.isprintable() or c.isspace())
    return " ".join(told.split())


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


def balance_text(text: str, width: float, size: float, *, lines: int = 99) -> list[str]:
    """Break `text` as `wrap_text` does, but into lines of about one length: no word alone."""
    wrapped = wrap_text(text, width, size, lines=lines)
    if len(wrapped) < 2 or wrapped[-1].endswith("…"):
        return wrapped
    low, high = width / 2, width
    while high - low > size:
        middle = (low + high) / 2
        if len(wrap_text(text, middle, size)) > len(wrapped):
            low = middle
        else:
            high = middle
    return wrap_text(text, high, size, lines=lines)
