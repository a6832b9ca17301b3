"""Themes: readable, apart in colour-blind eyes and on a copier, and the user's own."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from geomap.brief.theme import find_contrast, list_themes, load_theme, luminance, mix
from geomap.errors import SpecError
from geomap.layers.style import TYPE_STYLES

if TYPE_CHECKING:
    from pathlib import Path

THEMES = list_themes()


@pytest.mark.parametrize("name", THEMES)
def test_text_has_the_contrast_that_wcag_asks_for(name: str) -> None:
    theme = load_theme(name)
    for ink in (theme.ink, theme.muted, theme.accent):
        for ground in (theme.paper, theme.panel):
            assert find_contrast(ink, ground) >= 4.5, (ink, ground)
    assert find_contrast(theme.on_accent, theme.accent) >= 4.5
    for ground in (theme.land, theme.land_other):
        assert find_contrast(theme.label, ground) >= 4.5
        assert find_contrast(theme.muted, ground) >= 4.5
    assert find_contrast(mix(theme.river, theme.ink, 0.45), theme.sea) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_event_types_stand_out_from_the_land_on_a_copier_too(name: str) -> None:
    theme = load_theme(name)
    for style in TYPE_STYLES:
        grey = luminance(theme.type_color(style))
        ground = luminance(theme.land)
        light, dark = max(grey, ground), min(grey, ground)
        assert (light + 0.05) / (dark + 0.05) >= 3, style


def test_what_greys_alike_differs_in_shape() -> None:
    for one, other in combinations(TYPE_STYLES, 2):
        assert one.shape != other.shape


def test_a_theme_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    own = tmp_path / "house.toml"
    own.write_text('base = "dark"\naccent = "#ff0000"\n', encoding="utf-8")
    theme = load_theme(str(own))
    assert (theme.name, theme.accent, theme.dark) == ("house", "#ff0000", True)
    assert theme.paper == load_theme("dark").paper


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('base = "blue"', "unknown base"), ('acent = "#ff0000"', "unknown colour"),
        ('accent = "red"', "is no colour"), ("dark = 1", "true or false"), ("= ", "be read"),
    ],
)  # fmt: skip
def test_a_faulty_theme_is_refused_with_one_line(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "house.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match=told) as caught:
        load_theme(str(own))
    assert "\n" not in str(caught.value)


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(SpecError, match="light, neutral, dark, print"):
        load_theme("pink")
