"""Ties decided by neighbours: only what lies near, and nothing else of the name does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.resolver.admin_context import Wanted
from geomap.resolver.cells.listed.tied import settle_beside

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver

CASES = [
    ("Sinjar", ["C3891"], "SY07"),  # Abu al-Duhur
    ("Sinjar", ["C2889"], ""),  # Palmyra is far from every Sinjar
    ("Zahraa", ["C1655"], "SY02"),  # Nubl
    ("Saraqib", ["C3904"], ""),  # sure by itself
    ("Xyzqwt", ["C3904"], ""),
    ("Sinjar", [], ""),
]


@pytest.mark.parametrize(("name", "beside", "unit"), CASES)
def test_a_tie_is_decided_by_what_lies_near(
    resolver: Resolver, name: str, beside: list[str], unit: str
) -> None:
    near = [resolver.gazetteer.places[place_id] for place_id in beside]
    answer = settle_beside(resolver, resolver.resolve(name), Wanted(), near)
    assert (answer.place.admin1 if answer and answer.place else "") == unit
