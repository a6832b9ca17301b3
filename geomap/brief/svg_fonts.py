"""The letters of an SVG carried in it, so that it looks the same on machines without the typeface.

Browsers read them; editors that do not take the families named after ours.
"""

from __future__ import annotations

import base64
import html
import re
from collections import defaultdict
from io import BytesIO

from geomap.typefaces import FAMILIES, FOLDER, font_files

_TEXT = re.compile(rb'<text [^>]*style="([^"]*)"[^>]*>([^<]*)')
_FILE = re.compile(r"(IBMPlexSans(?:Arabic)?)_(400Regular|700Bold)(_Italic)?\.ttf")
_FAMILY = {"IBMPlexSans": FAMILIES[0], "IBMPlexSansArabic": FAMILIES[1]}


def describe(svg: bytes, title: str, told: str) -> bytes:
    """Return an SVG that says in words what it shows, for readers who do not see it."""
    words = "".join(
        f"<{tag}>{html.escape(text, quote=False)}</{tag}>"
        for tag, text in (("title", title), ("desc", told))
    )
    return re.sub(
        rb"(<svg )([^>]*>)", lambda m: m[1] + b'role="img" ' + m[2] + words.encode(), svg, count=1
    )


def embed_fonts(svg: bytes) -> bytes:
    """Return an SVG with the letters that it uses as web fonts; equal pages, equal bytes."""
    letters: dict[tuple[bool, bool], set[int]] = defaultdict(set)
    for style, text in _TEXT.findall(svg):
        cut = b"font-weight: 700" in style, b"font-style: italic" in style
        letters[cut] |= {ord(letter) for letter in html.unescape(text.decode("utf-8"))}
    faces = []
    named = sorted(
        (found for path in font_files() if (found := _FILE.fullmatch(path.name))), key=_turn
    )
    for found in named:
        bold, italic = found[2] == "700Bold", bool(found[3])
        font, had = _cut_out((FOLDER / found[0]).read_bytes(), letters[bold, italic])
        letters[bold, italic] -= had
        if font:
            faces.append(_face(_FAMILY[found[1]], font, bold=bold, italic=italic))
    style = f"<style>{''.join(faces)}</style>".encode()
    head = svg.index(b">", svg.index(b"<svg")) + 1
    return svg[:head] + style + svg[head:]


def _face(family: str, font: bytes, *, bold: bool, italic: bool) -> str:
    told = base64.b64encode(font).decode("ascii")
    return (
        f"@font-face{{font-family:'{family}';font-weight:{700 if bold else 400};"
        f"font-style:{'italic' if italic else 'normal'};"
        f"src:url(data:font/woff;base64,{told}) format('woff')}}"
    )


def _turn(found: re.Match[str]) -> tuple[int, str]:
    """Return when a file is asked: Latin first, as a browser goes through the families."""
    return FAMILIES.index(_FAMILY[found[1]]), found[0]


def _cut_out(font: bytes, letters: set[int]) -> tuple[bytes, set[int]]:
    """Return a font with these letters alone, as WOFF, and which it has; nothing if none."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    whole = TTFont(BytesIO(font), lazy=True, recalcTimestamp=False)
    had = (letters - {0x20, 0xA0}) & set(whole.getBestCmap())
    if not had:
        return b"", had
    options = Options(
        drop_tables=["meta"], hinting=False, layout_features=["*"], notdef_outline=True
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(whole)
    whole.flavor = "woff"
    out = BytesIO()
    whole.save(out)
    return out.getvalue(), had
