"""One count of places and dead for every output."""

import pandas as pd
import pytest

from geomap.layers.counts import count_places, place_codes, sum_fatalities


def rows(*places):
    return pd.DataFrame(places, columns=["place_id", "lon", "lat"])


@pytest.mark.parametrize(
    ("given", "places"),
    [
        (rows(), 0),
        (rows(("C1", 36.0, 33.0), ("C1", 36.2, 33.1)), 1),
        (rows(("C1", 36.0, 33.0), ("C2", 36.0, 33.0)), 2),
        (rows(("", 36.0001, 33.0), (None, 36.0002, 33.0)), 1),
        (rows(("", 36.0, 33.0), ("", 36.01, 33.0), ("", 36.0, 33.01)), 3),
        (rows(("C1", 36.0, 33.0), ("", 36.0, 33.0)), 2),
    ],
)
def test_a_place_is_its_id_or_its_point(given, places):
    assert count_places(given) == places
    assert len(set(place_codes(given).tolist())) == places


def dead(figures, **more):
    return pd.DataFrame({"fatalities": pd.array(figures, dtype="Int64"), **more})


def test_the_dead_of_one_happening_count_once():
    assert sum_fatalities(dead([None, None])) is None
    assert sum_fatalities(dead([3, None, 0])) == (3, 2)
    told = dead([9, 9, None, 2, 2, 4], incident_id=["a", "a", "a", "", None, "b"])
    assert sum_fatalities(told) == (9 + 2 + 2 + 4, 4)
    assert sum_fatalities(dead([9, 7], incident_id=["a", "a"])) == (9, 1)
