"""Colours as a copier and readers with a colour blindness see them: neighbours stay apart.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15/6, 2009), severity 1.0, on linear RGB.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from geomap.brief.theme import Theme, find_contrast, list_themes, load_theme, mix
from geomap.layers.groups import _lighten
from geomap.layers.overlays.layer_looks import KINDS, STEPS
from geomap.layers.style import CATEGORY_COLORS, TYPE_STYLES
from geomap.settings import PACKAGE

SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip

SOLID, PALE = 6.0, 5.0
"""Least CIELAB distance of neighbours in a legend: bars and signs, and tinted areas."""


def _see(color: str, sight: str) -> tuple[float, float, float]:
    """Return a colour as it is seen, CIELAB (D65)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(m * v for m, v in zip(row, linear, strict=True))))
        for row in SIGHTS[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _apart(one: str, other: str, sight: str) -> float:
    """Return how far two colours are apart as they are seen."""
    pairs = zip(_see(one, sight), _see(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _closest(colors: list[str], sight: str) -> tuple[float, str]:
    return min((_apart(one, two, sight), f"{one} {two}") for one, two in pairwise(colors))


def _fills(theme: Theme, colors: tuple[tuple[str, str], ...], share: float) -> list[str]:
    return [mix(pair[theme.dark], theme.land, share) for pair in colors]


def test_the_matrices_keep_grey_grey_and_confuse_what_they_should() -> None:
    for sight in SIGHTS:
        _, a, b = _see("#808080", sight)
        assert abs(a) + abs(b) < 1, sight
    assert _apart("#b3261e", "#6b5d00", "all colours") > 3 * _apart(
        "#b3261e", "#6b5d00", "deuteranopia"
    )


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("dark", [False, True])
def test_event_types_and_categories_differ_from_their_neighbours(sight: str, dark: bool) -> None:
    types = [style.color_dark if dark else style.color for style in TYPE_STYLES]
    others = [_lighten(color) if dark else color for color in CATEGORY_COLORS]
    for colors in (types, others):
        least, pair = _closest(colors, sight)
        assert least >= (PALE if dark else SOLID), pair


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", list_themes())
def test_kinds_and_classes_of_layers_differ_from_their_neighbours(name: str, sight: str) -> None:
    theme = load_theme(name)
    for colors in (
        _fills(theme, KINDS, 0.72),  # areas
        _fills(theme, KINDS, 0.0),  # lines and pins
        _fills(theme, STEPS, 0.3),  # numbers
    ):
        least, pair = _closest(colors, sight)
        assert least >= PALE, pair


@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_of_change_differ_from_their_neighbours(sight: str) -> None:
    text = (PACKAGE / "web-src/src/draw/palette.ts").read_text(encoding="utf-8")
    tables = re.findall(r"changes: \{([^}]{1,300})\}", text)
    assert len(tables) == 2  # light and dark
    for table in tables:
        least, pair = _closest(re.findall(r"#[0-9a-f]{6}", table), sight)
        assert least >= PALE, pair


def test_signs_have_a_form_each_and_stand_out_from_the_ground() -> None:
    assert len({style.shape for style in TYPE_STYLES}) == len(TYPE_STYLES)
    light, dark = load_theme("light"), load_theme("dark")
    for style in TYPE_STYLES:
        assert find_contrast(style.color, light.land) >= 3
        assert find_contrast(style.color_dark, dark.land) >= 3
    assert all(find_contrast(color, light.land) >= 3 for color in CATEGORY_COLORS)
