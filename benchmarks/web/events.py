"""Invented events for benchmarks: N rows at about 2,000 places, descriptions of 120 characters."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geomap.schema import coerce_events
from geomap.vocab.event_types import EVENT_TYPES

PLACES = 2_000
WORDS = np.array(
    """forces shelled village after clash near checkpoint residents reported wounded drone strike
    convoy market protest crossing detained released families fled northern southern eastern
    countryside artillery mortar fighters positions outskirts morning evening hospital school
    bakery road bridge line militia patrol mine explosion rocket buildings damaged army group
    statement source said killed civilians injured road closed""".split()  # noqa: SIM905
)


def make_events(n: int, seed: int = 7) -> gpd.GeoDataFrame:
    """Return `n` events with every column of the schema filled; same seed, same events."""
    rng = np.random.default_rng(seed)
    lon = rng.uniform(35.8, 42.0, PLACES).round(5)
    lat = rng.uniform(32.5, 37.0, PLACES).round(5)
    place = np.minimum((rng.pareto(0.9, n) * 12).astype(int), PLACES - 1)
    place = rng.permutation(PLACES)[place]
    subs = [(kind, sub) for kind, many in EVENT_TYPES.items() for sub in many]
    sub = rng.integers(0, len(subs), n)
    days = rng.integers(0, 5_100, n)
    length = np.where(rng.random(n) < 0.05, rng.integers(1, 30, n), 0)
    start = np.datetime64("2011-03-15") + days
    actors = np.array([f"Actor number {i}" for i in range(160)])
    picks = rng.integers(0, len(WORDS), (n, 22))
    text = WORDS[picks]
    descriptions = [" ".join(row)[:120] for row in text.tolist()]
    dead = rng.poisson(1.2, n)
    frame = pd.DataFrame({
        "event_id": [f"bench-{i:07d}" for i in range(n)],
        "report_id": [f"table.csv:{i + 2}" for i in range(n)],
        "date_start": start,
        "date_end": start + length,
        "time_precision": np.where(length > 0, 2, 1),
        "event_type": np.array([kind for kind, _ in subs])[sub],
        "sub_event_type": np.array([name for _, name in subs])[sub],
        "status": np.where(rng.random(n) < 0.9, "reported", "claimed"),
        "actor1": actors[rng.integers(0, 160, n)],
        "actor1_id": "",
        "actor2": actors[rng.integers(0, 160, n)],
        "actor2_id": "",
        "claimed_by": "",
        "attributed_to": actors[rng.integers(0, 20, n)],
        "location": np.array([f"Place {i} as written" for i in range(PLACES)])[place],
        "place_id": np.array([f"P{i}" for i in range(PLACES)])[place],
        "place_name": np.array([f"Place {i}" for i in range(PLACES)])[place],
        "pcode": "",
        "admin1": "",
        "admin2": "",
        "admin3": "",
        "lon": lon[place],
        "lat": lat[place],
        "geo_precision": 1,
        "precision_km": 1.0,
        "fatalities": dead,
        "fatalities_low": dead,
        "fatalities_high": dead,
        "source": np.array([f"Source {i}" for i in range(40)])[rng.integers(0, 40, n)],
        "source_url": "",
        "description": descriptions,
    })  # fmt: skip
    frame = coerce_events(frame)
    return gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326"
    )
