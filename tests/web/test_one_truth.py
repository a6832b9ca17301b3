"""Page and briefing count the same places, from five kinds of table."""

import base64
import json
import zlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geomap.brief.facts import make_facts
from geomap.layers.counts import count_places
from geomap.settings import Presentation
from geomap.tables.event_files import read_event_file
from geomap.web.options import WebOptions
from geomap.web.payload import build_payload

ROOT = Path(__file__).parents[2]


def seeds(_):
    found = sorted((ROOT / "maps").glob("*.geojson"))
    if not found:
        pytest.skip("no map is built here")
    return read_event_file(found[0])


def as_given(sample):
    return sample()


def one_place_known_to_three_precisions(sample):
    events = pd.concat([sample(), sample(), sample()], ignore_index=True)
    events["event_id"] = [f"e-{i}" for i in range(len(events))]
    events["precision_km"] = np.arange(len(events)) % 3 + 1.0
    return events


def points_without_ids(sample):
    events = sample(place_id="", place_name="", pcode="")
    twice = pd.concat([events, events], ignore_index=True)
    twice["event_id"] = [f"e-{i}" for i in range(len(twice))]
    twice.loc[len(events) :, "lon"] += 0.00004
    return twice


def spellings_that_differ(sample):
    events = one_place_known_to_three_precisions(sample)
    events["admin1"] = np.where(np.arange(len(events)) % 2, events["admin1"], "")
    events["place_name"] = [f"name {i % 4}" for i in range(len(events))]
    return events


TABLES = [
    seeds, as_given, one_place_known_to_three_precisions, points_without_ids, spellings_that_differ,
]  # fmt: skip


def places_of_page(events):
    """Count as the page does, see ``recount`` in web-src/src/model/engine.ts."""
    payload = build_payload(events, Presentation(), WebOptions())
    head = json.loads(zlib.decompress(base64.b64decode(payload.head), -15))
    raw = zlib.decompress(base64.b64decode(payload.columns), -15)
    for spec in head["columns"]:
        if spec["name"] == "place_same":
            kind = {"u8": "<u1", "u16": "<u2", "u32": "<u4"}[spec["type"]]
            same = np.frombuffer(raw, kind, spec["length"], spec["offset"])
            assert len(same) == head["places"]
            return head["events"], len(set(same.tolist()))
    return head["events"], head["places"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_page_figure_and_document_count_the_same(table, make_sample):
    events = table(make_sample)
    facts = make_facts(events, Presentation())
    assert places_of_page(events) == (len(facts.events), facts.place_count)
    assert facts.place_count == count_places(events)
