from __future__ import annotations

from typing import Any

import pytest

from geomap.errors import InputError
from geomap.resolver.fallback.nominatim import make_nominatim


def test_nominatim_wants_a_user_agent_of_ones_own() -> None:
    with pytest.raises(InputError, match="user agent"):
        make_nominatim("geomap")
    bound = make_nominatim("somebody's map, mail@example.org")
    assert bound.provider == "Nominatim"


def test_nominatim_is_asked_inside_syria_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from geopy.geocoders import Nominatim

    asked: dict[str, Any] = {}

    def answer(_self: Nominatim, query: str, **options: Any) -> None:
        asked.update(options, query=query)

    monkeypatch.setattr(Nominatim, "geocode", answer)
    make_nominatim("somebody's map, mail@example.org").geocode("Somewhere", exactly_one=False)
    assert asked["country_codes"] == "sy"
    assert asked["bounded"] is True
