"""Duplicates found again: UCDP events told once more as another source might tell them.

Every twin is another telling of one UCDP event: another day (30 %), a point some km off, other
names for the actors, another figure, most words changed or none. A third of what the other source
tells has no twin: the event that it tells of was taken out. All other UCDP events of the
same weeks stay in as they are, with their true near-twins in busy towns. Run:

    python benchmarks/exchange/dedup.py ../shared/bench/ucdp_ged_syria.csv.gz
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd

from geomap.events.build import build_events
from geomap.events.dedup import find_pairs, propose_duplicates
from geomap.model import Resolution, Verdict
from geomap.sources.tables import read_reports

OTHER_NAMES = {
    "Government of Syria": ["Syrian army", "regime forces", "SAA", "Government of Syria", ""],
    "IS": ["ISIS", "Islamic State", "Daesh", "IS"],
    "Syrian insurgents": ["rebels", "opposition factions", "HTS", "Syrian insurgents", ""],
    "SDF": ["Syrian Democratic Forces", "SDF", "Kurdish-led forces"],
    "Civilians": ["civilians", ""],
}


class Nowhere:
    """Resolves nothing: the events keep the coordinates of UCDP."""

    gazetteer = SimpleNamespace(places={})

    def resolve_many(self, queries: list[tuple[str, object]]) -> list[Resolution]:
        """Return an unknown name for every query."""
        return [Resolution(name, Verdict.UNKNOWN) for name, _ in queries]


def read(path: Path) -> gpd.GeoDataFrame:
    events = build_events(read_reports(path), Nowhere()).events
    return events.assign(source="UCDP")


def twin(events: gpd.GeoDataFrame, share: float, seed: int) -> gpd.GeoDataFrame:
    """Return another source's telling of a share of the events; ``twin_of`` is the truth."""
    rng = np.random.default_rng(seed)
    told = events.sample(frac=share, random_state=seed).reset_index(drop=True)
    count = len(told)
    told["twin_of"] = told["event_id"]
    told["event_id"] = [f"b{n}" for n in range(count)]
    told["source"] = "Source B"
    days = pd.to_timedelta(rng.choice([0, 1, -1, 2], count, p=[0.7, 0.17, 0.08, 0.05]), "D")
    for column in ("date_start", "date_end"):
        told[column] = (told[column] + days).astype("datetime64[ms]")
    off = np.abs(rng.normal(0, 1.5, count))
    angle = rng.uniform(0, 2 * np.pi, count)
    told["lon"] += off * np.cos(angle) / 90.9
    told["lat"] += off * np.sin(angle) / 111.2
    told["geometry"] = gpd.points_from_xy(told["lon"], told["lat"])
    for actor in ("actor1", "actor2"):
        told[actor] = [str(rng.choice(OTHER_NAMES.get(a, [a, a, ""]))) for a in told[actor]]
        told[f"{actor}_id"] = ""
    drop_type = rng.random(count) < 0.3
    told.loc[drop_type, "event_type"] = ""
    figure = told["fatalities"].astype("Float64").to_numpy(float)
    told["fatalities"] = pd.array(np.round(figure * rng.lognormal(0, 0.35, count)), dtype="Int64")
    told[["fatalities_low", "fatalities_high"]] = pd.NA
    told["description"] = [_retell(text, rng) for text in told["description"]]
    return told


def _retell(text: str, rng: np.random.Generator) -> str:
    if rng.random() < 0.25:
        return ""
    kept = [word for word in text.split() if rng.random() < 0.4]
    rng.shuffle(kept)
    others = [
        "reported",
        "clashes",
        "sources",
        "said",
        "area",
        "monday",
        "killed",
        "near",
        "strike",
    ]
    return " ".join([*kept, *rng.choice(others, 4)])


def measure(events: gpd.GeoDataFrame, seed: int) -> None:
    """Print pairs near in space and time, and precision and recall by threshold."""
    told = twin(events, 0.3, seed)
    strangers = told["twin_of"].sample(frac=1 / 3, random_state=seed)
    events = events[~events["event_id"].isin(strangers)]
    told.loc[told["twin_of"].isin(strangers), "twin_of"] = ""
    both = pd.concat([events.assign(twin_of=""), told], ignore_index=True)
    both = gpd.GeoDataFrame(both, geometry="geometry", crs=4326)
    truth = {a: b for a, b in zip(told["event_id"], told["twin_of"], strict=True) if b}
    left, right = find_pairs(both)
    ids = both["event_id"].to_numpy()
    near = {frozenset(pair) for pair in zip(ids[left], ids[right], strict=True)}
    reachable = sum(frozenset(pair) in near for pair in truth.items())
    print(f"{len(events)} events, {len(told)} of the other source, {len(truth)} twins; "
          f"{len(left)} pairs within 5 km and 2 days, "
          f"{reachable / len(truth):.3f} of the twins among them")  # fmt: skip
    print(
        "threshold  proposals  precision  recall  (of groups; a right one is a twin with its own)"
    )
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8):
        began = time.perf_counter()
        found = propose_duplicates(both, threshold=threshold)
        took = time.perf_counter() - began
        right_ones = sum(
            any(truth.get(a) == b or truth.get(b) == a for a, b in [p.event_ids[:2]]) for p in found
        )
        precision = right_ones / max(len(found), 1)
        print(f"{threshold:9.2f}  {len(found):9}  {precision:9.3f}  {right_ones / len(truth):6.3f}"
              f"  {took:5.1f} s")  # fmt: skip


def main() -> None:
    events = read(Path(sys.argv[1]))
    print("all events, busy towns with many a day among them:")
    measure(events, 1)
    quiet = events.groupby(
        [events["lon"].round(1), events["lat"].round(1), "date_start"]
    )["event_id"].transform("size") == 1  # fmt: skip
    print("events that are the only one of their day within about 10 km:")
    measure(events[quiet].reset_index(drop=True), 2)


if __name__ == "__main__":
    main()
