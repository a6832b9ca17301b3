from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from geomap.gazetteer.records import make_candidate, make_name, make_place, make_resolution
from geomap.model import Candidate, Name, Place, Resolution, Verdict

PLACE = Place("C1", "Azaz", "أعزاز", "P", "PPL", 37.05, 36.58, 1.0)


def test_records_made_quickly_are_the_records_themselves() -> None:
    assert make_name("Azaz", "en", "official", True) == Name("Azaz", "en", "official")
    candidate = make_candidate(PLACE, 0.5, ("why",), "Azaz")
    assert candidate == Candidate(PLACE, 0.5, ("why",), "Azaz")
    values = (
        "C1", "Azaz", "أعزاز", "P", "PPL", 37.05, 36.58, 1.0, "", "", "", "", "SY", 10.0, "", (),
    )  # fmt: skip
    assert make_place(*values) == PLACE
    assert hash(make_place(*values)) == hash(PLACE)


def test_records_made_quickly_are_frozen_and_can_be_replaced() -> None:
    made = make_resolution(
        "x", Verdict.UNKNOWN, None, None, None, None, None, 0.1, "unknown", (), ("why",), None, ""
    )
    assert isinstance(made, Resolution)
    assert replace(made, toponym="y").toponym == "y"
    with pytest.raises(FrozenInstanceError):
        made.toponym = "z"  # type: ignore[misc]


def test_a_record_needs_all_its_fields() -> None:
    with pytest.raises(TypeError):
        make_candidate(PLACE, 0.5)
