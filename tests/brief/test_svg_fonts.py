"""An SVG carries the letters that it uses, and no others."""

from __future__ import annotations

import base64
import re
from io import BytesIO

from fontTools.ttLib import TTFont

from geomap.brief.page_image import render_page
from geomap.brief.sheet import DRAWING, Page
from geomap.brief.svg_fonts import embed_fonts
from geomap.brief.text_metrics import measure_text
from geomap.brief.theme import load_theme


def draw(*texts: tuple[str, bool]) -> bytes:
    with DRAWING:
        page = Page(300, 100, load_theme("light"))
        for at, (text, bold) in enumerate(texts):
            page.text(10, 80 - 20 * at, text, 9, bold=bold)
        return embed_fonts(render_page(page, "svg"))


def fonts_of(svg: bytes) -> dict[tuple[str, str], set[int]]:
    found = re.findall(rb"font-family:'([^']+)';font-weight:(\d+);[^)]*base64,([^)]+)\)", svg)
    return {
        (name.decode(), weight.decode()): set(TTFont(BytesIO(base64.b64decode(data))).getBestCmap())
        for name, weight, data in found
    }


def test_each_cut_holds_the_letters_written_in_it() -> None:
    found = fonts_of(draw(("Hama", False), ("Idlib", True), ("حماة", False)))
    assert set(found) == {
        ("IBM Plex Sans", "400"), ("IBM Plex Sans", "700"), ("IBM Plex Sans Arabic", "400")
    }  # fmt: skip
    assert found["IBM Plex Sans", "400"] >= set(map(ord, "Ham"))
    assert not found["IBM Plex Sans", "400"] & set(map(ord, "Idlb"))
    assert found["IBM Plex Sans Arabic", "400"] >= set(map(ord, "حماة"))


def test_equal_pages_are_equal_bytes() -> None:
    assert draw(("Hama حماة", False)) == draw(("Hama حماة", False))


def test_letters_of_transliteration_are_of_the_typeface() -> None:
    found = fonts_of(draw(("Ḥamāh ş ğ", False)))
    assert found["IBM Plex Sans", "400"] >= set(map(ord, "āşğ"))


def test_a_mixed_line_is_as_wide_as_its_parts() -> None:
    parts = measure_text("Hama", 10) + measure_text(" ", 10) + measure_text("حماة", 10)
    assert abs(measure_text("Hama حماة", 10) - parts) < 0.01
