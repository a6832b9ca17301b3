"""Contrast of what is written and drawn on the map, from the colours themselves (WCAG 2.2 AA)."""

import re
from itertools import product
from pathlib import Path

import pytest

from geomap.layers.style import CATEGORY_COLORS, OTHER_STYLE, TYPE_STYLES
from geomap.web.payload import lighten

SOURCES = Path(__file__).parents[2] / "geomap" / "web-src" / "src"
TEXT, SIGN = 4.5, 3.0
"""Least contrast of small text, and of signs and lines that carry meaning."""
HALO = 0.85
"""How much of the halo's colour stands around a label (`GroundPainter.write`)."""


def read_palettes():
    source = (SOURCES / "draw" / "palette.ts").read_text("utf-8")
    palettes = {}
    for name, spread, body in re.findall(
        r"const (LIGHT|DARK|PRINT): Palette = \{\s*(\.\.\.LIGHT,)?(.*?)\n\};", source, re.DOTALL
    ):
        told = dict(re.findall(r'(\w+): "(#[0-9a-f]{6})"', body))
        shade = re.search(r"shade: \[(.*?)\]", body, re.DOTALL)
        if shade:
            told |= {f"shade{i}": c for i, c in enumerate(re.findall(r"#[0-9a-f]{6}", shade[1]))}
        palettes[name.lower()] = (palettes["light"] if spread else {}) | told
    return palettes


def read_panel_colors():
    css = (SOURCES / "style.css").read_text("utf-8")
    light = dict(re.findall(r"--gm-([\w-]+):(#[0-9a-f]{3,6})", css.split("\n.gm.gm-dark")[0]))
    dark = dict(re.findall(r"--gm-([\w-]+):(#[0-9a-f]{3,6})", css.split(".gm.gm-dark{")[1]))
    return {"light": light, "dark": light | dark}


def rgb(color):
    digits = color.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


def mix(over, under, share):
    return [share * a + (1 - share) * b for a, b in zip(rgb(over), rgb(under), strict=True)]


def luminance(channels):
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in channels
    ]
    return sum(k * c for k, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    one, other = (rgb(c) if isinstance(c, str) else c for c in (one, other))
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PALETTES = read_palettes()
PANELS = read_panel_colors()
GROUNDS = ("sea", "world", "abroad", "syria", "water")


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "label", "ground"),
    list(product(PALETTES, ("label", "labelStrong", "labelWater"), GROUNDS)),
)
def test_labels_stand_out_from_their_halo_on_every_ground(theme, label, ground):
    palette = PALETTES[theme]
    around = mix(palette["halo"], palette[ground], HALO)
    assert contrast(palette[label], around) >= TEXT


@pytest.mark.parametrize("theme", PALETTES)
def test_numbers_stand_out_from_their_discs(theme):
    assert contrast(PALETTES[theme]["ink"], PALETTES[theme]["surface"]) >= TEXT


@pytest.mark.parametrize("theme", PALETTES)
def test_marks_of_every_type_stand_out_from_the_disc_around_them(theme):
    surface = PALETTES[theme]["surface"]
    for style in (*TYPE_STYLES, OTHER_STYLE):
        color = style.color_dark if theme == "dark" else style.color
        assert contrast(color, surface) >= SIGN, (style.label, color)
    for color in CATEGORY_COLORS:
        shown = lighten(color) if theme == "dark" else color
        assert contrast(shown, surface) >= SIGN, color


@pytest.mark.parametrize(("theme", "ground"), list(product(PALETTES, ("abroad", "syria"))))
def test_outlines_and_rings_stand_out_from_the_land(theme, ground):
    palette = PALETTES[theme]
    for style in (*TYPE_STYLES, OTHER_STYLE):
        color = style.color_dark if theme == "dark" else style.color
        drawn = mix(color, palette[ground], 0.9)  # as rings are drawn
        assert contrast(drawn, palette[ground]) >= SIGN, (style.label, color)


@pytest.mark.parametrize("theme", PALETTES)
def test_borders_of_the_own_country_and_disputed_lines_stand_out(theme):
    palette = PALETTES[theme]
    assert contrast(palette["own"], palette["syria"]) >= SIGN
    assert contrast(palette["disputed"], palette["syria"]) >= SIGN


@pytest.mark.parametrize(
    ("theme", "ink", "under"),
    list(product(PANELS, ("ink", "quiet", "accent"), ("surface", "soft", "accent-soft"))),
)
def test_texts_of_the_panels_stand_out(theme, ink, under):
    assert contrast(PANELS[theme][ink], PANELS[theme][under]) >= TEXT
