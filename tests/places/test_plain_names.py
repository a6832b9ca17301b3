from __future__ import annotations

import pytest

from geomap.places.names import parse_name
from geomap.places.plain_names import Kind, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Deir ez-Zor", Kind.PLAIN),
        ("دير الزور", Kind.PLAIN),
        ("al-Hol camp", Kind.PLAIN),
        ("باب الهوى", Kind.PLAIN),
        ("Has (Hass)", Kind.SPEAKING),
        ("Jindires, Afrin", Kind.SPEAKING),
        ("southern countryside of Idlib", Kind.SPEAKING),
        ("Azaz near Turkey", Kind.SPEAKING),
        ("in Aleppo", Kind.OTHER),
        ("Aleppo, Syria", Kind.OTHER),
        ("34.55, 38.29", Kind.OTHER),
        ("C1007", Kind.NUMBERED),
        ("Tell Abda 17", Kind.NUMBERED),
        ("حي ٣", Kind.NUMBERED),
        ("5 km from Azaz", Kind.OTHER),
        ("Ward 2, Homs", Kind.OTHER),
        ("", Kind.OTHER),
        ("?!", Kind.OTHER),
    ],
)
def test_what_a_text_is(text: str, kind: Kind) -> None:
    assert kind_of(text, parse_name(text)) is kind
