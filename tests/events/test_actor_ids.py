"""Names are looked up on the day of the happening."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from geomap.events.actor_ids import EPOCH, find_actor_ids
from geomap.vocab.actors import find_actor

DAYS = [date(1860, 1, 1), date(2012, 5, 1), date(2024, 12, 7), date(2024, 12, 9), date(2030, 1, 1)]


@pytest.mark.parametrize(
    "name", ["Syrian army", "SDF", "ISIS", "Government of Syria", "no one", ""]
)
def test_ids_are_those_of_a_look_up_on_the_day(name: str) -> None:
    days = np.array([(day - EPOCH).days for day in DAYS])
    ids = find_actor_ids(pa.array([name] * len(DAYS)), days).to_pylist()
    one_by_one = [find_actor(name, day) if name else None for day in DAYS]
    assert ids == [actor.id if actor else "" for actor in one_by_one]


def test_the_army_changes_with_the_state() -> None:
    days = np.array([(date(2020, 1, 1) - EPOCH).days, (date(2025, 6, 1) - EPOCH).days])
    ids = find_actor_ids(pa.array(["Syrian army", "Syrian army"]), days).to_pylist()
    assert ids == ["syria-government-2000", "syria-government-2024"]
