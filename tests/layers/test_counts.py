"""One count of places, governorates and dead; the page is held to the same cases."""

import json
from pathlib import Path

import pandas as pd
import pytest

from geomap.layers.counts import count_places, incident_codes, place_codes, sum_fatalities
from geomap.layers.governorates import count_governorates

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "geomap/web-src/tests/model/counts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["places"])
def test_a_place_is_its_id_or_its_point(case):
    rows = pd.DataFrame(case["rows"], columns=["place_id", "lon", "lat"])
    assert count_places(rows) == case["places"]
    assert len(set(place_codes(rows).tolist())) == case["places"]
    none = rows.assign(place_id=rows["place_id"].replace("", None))
    assert count_places(none) == case["places"]


def dead(figures, **more):
    return pd.DataFrame({"fatalities": pd.array(figures, dtype="Int64"), **more})


@pytest.mark.parametrize("case", CASES["dead"])
def test_the_dead_of_one_happening_count_once(case):
    rows = dead(case["figures"], incident_id=case["incidents"])
    assert sum_fatalities(rows) == (None if case["dead"] is None else (case["dead"], case["given"]))
    assert sum_fatalities(dead([3, 4])) == (7, 2)


def test_rows_alone_share_no_incident():
    rows = pd.DataFrame({"incident_id": ["a", "b", "a", "", None, ""]})
    assert incident_codes(rows).tolist() == [1, 0, 1, 0, 0, 0]
    assert incident_codes(pd.DataFrame({"x": [1, 2]})).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("row", "governorates"),
    [
        (("Homs", "", 36.7, 34.7), 1),
        (("حمص", "", 36.7, 34.7), 1),
        (("", "SY02", 37.2, 36.2), 1),
        (("", "SY", 38.5, 35.0), 0),
        (("", "", 37.2, 36.2), 1),
        (("", "", 39.7, 43.6), 0),
        (("Krasnodar", "", 39.7, 43.6), 0),
    ],
)
def test_a_governorate_is_said_or_holds_the_point(row, governorates):
    rows = pd.DataFrame([row], columns=["admin1", "place_id", "lon", "lat"])
    assert count_governorates(rows) == governorates
