"""Colours of a briefing: the themes that ship and the user's own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import SpecError

if TYPE_CHECKING:
    from geomap.layers.style import TypeStyle

THEMES = Path(__file__).with_name("themes.toml")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """What lies around the events; every colour is ``#rrggbb``.

    Parameters
    ----------
    name
        Name of the theme.
    dark
        True if the ground is dark: event types then take their colours for dark ground.
    paper, ink, muted, accent, on_accent, panel, rule
        Page, text, quieter text, bands and bars, text on them, panels, thin lines.
    sea, land, land_other, admin, border, river, lake, hatch, label
        The map: Syria is ``land``, its neighbours ``land_other``.
    """

    name: str
    dark: bool
    paper: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    panel: str
    rule: str
    sea: str
    land: str
    land_other: str
    admin: str
    border: str
    river: str
    lake: str
    hatch: str
    label: str

    def type_color(self, style: TypeStyle) -> str:
        """Return the colour of an event type on this theme's ground."""
        return style.color_dark if self.dark else style.color


def list_themes() -> tuple[str, ...]:
    """Return the names of the themes that ship."""
    return tuple(tomllib.loads(THEMES.read_text(encoding="utf-8")))


def load_theme(name: str) -> Theme:
    """Load a theme by name, or the user's own from a TOML file.

    Raises
    ------
    SpecError
        If there is no such theme or file, or a colour is none.
    """
    shipped = tomllib.loads(THEMES.read_text(encoding="utf-8"))
    if name in shipped:
        return Theme(name=name, **shipped[name])
    path = Path(name)
    if path.suffix != ".toml":
        raise SpecError(
            f"unknown theme {name!r}", fix=f"known: {', '.join(shipped)}, or a .toml file of yours"
        )
    try:
        own: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SpecError(f"the theme cannot be read ({error})", file=name) from error
    base = own.pop("base", "light")
    if base not in shipped:
        raise SpecError(f"unknown base {base!r}", file=name, fix=f"known: {', '.join(shipped)}")
    known = {field.name for field in fields(Theme)} - {"name"}
    for key, value in own.items():
        if key not in known:
            raise SpecError(
                f"unknown colour {key!r}", file=name, fix=f"known: {', '.join(sorted(known))}"
            )
        if key == "dark" and not isinstance(value, bool):
            raise SpecError("dark must be true or false", file=name)
        if key != "dark" and not (isinstance(value, str) and _COLOR.fullmatch(value)):
            raise SpecError(f"{key} = {value!r} is no colour", file=name, fix='write "#0067a8"')
    return Theme(name=path.stem, **{**shipped[base], **own})


def find_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours as WCAG 2 has it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 black to 1 white: what a copier sees."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0-1) of `other` mixed in, as ``#rrggbb``."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
