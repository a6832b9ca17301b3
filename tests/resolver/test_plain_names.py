from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.lang.name_keys import parse_name
from geomap.resolver.cells.plain_names import Kind, kind_of, without_frame

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver


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


@pytest.mark.parametrize("sign", [*"/[;:|_.,(–—-،؛©°*", " ", " / ", " – "])
def test_the_country_behind_any_sign_never_sends_the_resolver_in_circles(
    resolver: Resolver, sign: str
) -> None:
    for name, country in (("Idlib", "Syria"), ("إدلب", "سوريا")):
        answer = resolver.resolve(f"{name}{sign}{country}")
        assert answer.place_id in {"C3871", "SY07"} or sign in "©°*", answer


def test_a_name_is_without_its_country_shorter_or_the_same() -> None:
    for text in ("Idlib©Syria", "Idlib/Syria", "Syria", "© Syria", "in in Syria"):
        bare = without_frame(text, parse_name(text))
        assert len(bare) < len(text)
