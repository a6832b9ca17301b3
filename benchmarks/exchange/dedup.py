"""Duplicates found again: UCDP events told once more as another source might tell them.

Every twin is another telling of one UCDP event: another day (30 %), a point some km off, other
names for the actors, another figure, most words changed or none. A third of what the other source
tells has no twin: the event that it tells of was taken out. All other UCDP events of the
same weeks stay in as they are, with their true near-twins in busy towns. What geomap weighs was
chosen on one part of places and months and is measured on another. Run:

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
import pyarrow as pa

from geomap.events.actor_ids import find_actor_ids
from geomap.events.duplicates import NEAR_KM, find_pairs, number_sources, propose_duplicates
from geomap.events.likeness import LEVELS, compare_pairs, share_odds, weigh_pairs
from geomap.events.report_join import build_events
from geomap.model import Resolution, Verdict
from geomap.tables.reports import read_reports

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
    drop_type = rng.random(count) < 0.3
    told.loc[drop_type, "event_type"] = ""
    figure = told["fatalities"].astype("Float64").to_numpy(float)
    told["fatalities"] = pd.array(np.round(figure * rng.lognormal(0, 0.35, count)), dtype="Int64")
    told[["fatalities_low", "fatalities_high"]] = pd.NA
    begins = told["date_start"].to_numpy().astype("datetime64[D]").astype(np.int64)
    for actor in ("actor1", "actor2"):
        names = pa.chunked_array([pa.array(told[actor].astype(str), pa.string())])
        told[f"{actor}_id"] = find_actor_ids(names, begins).to_pylist()
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


def tell_twice(events: gpd.GeoDataFrame, seed: int) -> tuple[gpd.GeoDataFrame, dict[str, str]]:
    """Return the events with another source's tellings among them, and which is whose twin."""
    told = twin(events, 0.3, seed)
    strangers = told["twin_of"].sample(frac=1 / 3, random_state=seed)
    told.loc[told["twin_of"].isin(strangers), "twin_of"] = ""
    events = events[~events["event_id"].isin(strangers)]
    both = pd.concat([events.assign(twin_of=""), told], ignore_index=True)
    truth = {a: b for a, b in zip(told["event_id"], told["twin_of"], strict=True) if b}
    return gpd.GeoDataFrame(both, geometry="geometry", crs=4326), truth


def is_right(truth: dict[str, str], ids: tuple[str, ...]) -> bool:
    """Return True if two events are a telling and its own twin."""
    return len(ids) == 2 and (truth.get(ids[0]) == ids[1] or truth.get(ids[1]) == ids[0])


def measure(events: gpd.GeoDataFrame, seed: int) -> None:
    """Print pairs near in space and time, and precision and recall by threshold."""
    both, truth = tell_twice(events, seed)
    left, _ = find_pairs(both)
    print(f"{len(both)} events, {len(truth)} twins; {len(left)} pairs within 5 km and 2 days")
    print("threshold  proposals  precision  recall  processor")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        began = time.process_time()
        found = propose_duplicates(both, threshold=threshold)
        took = time.process_time() - began
        right_ones = sum(is_right(truth, proposal.event_ids) for proposal in found)
        precision = right_ones / max(len(found), 1)
        print(f"{threshold:9.2f}  {len(found):9}  {precision:9.3f}  {right_ones / len(truth):6.3f}"
              f"  {took:5.1f} s")  # fmt: skip


def fit(events: gpd.GeoDataFrame, seed: int) -> None:
    """Print the log odds of each level, by logistic regression over the pairs, and the bias."""
    both, truth = tell_twice(events, seed)
    left, right = find_pairs(both)
    ids = both["event_id"].to_numpy()
    same = np.array([is_right(truth, pair) for pair in zip(ids[left], ids[right], strict=True)])
    levels = compare_pairs(both, left, right, NEAR_KM)
    names = [(field, level) for field, known in LEVELS.items() for level in range(len(known))]
    table = np.array([np.ones(len(left)), *(levels[field] == level for field, level in names)]).T
    weights = np.zeros(table.shape[1])
    ridge = np.diag([0.01, *[2.0] * len(names)])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - same) + ridge @ weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    for (field, level), weight in zip(names, weights[1:], strict=True):
        here = levels[field] == level
        print(f"{field:7} {LEVELS[field][level]:12} {weight:6.2f}  {here.sum():5} pairs, "
              f"{same[here].sum():4} twins")  # fmt: skip
    sources = number_sources(both)
    shared = share_odds(weigh_pairs(levels), left, right, sources)
    print(f"{same.sum()} twins; as weighed in geomap {shared.sum():.0f} are expected (the bias)")


def main() -> None:
    events = read(Path(sys.argv[1]))
    unit = events["adm_1"].fillna("").str.split().str[0]
    ours = unit.isin(["Aleppo", "Rif", "Homs", "Daraa", "Latakia", "As", "Al"])
    odd = events["date_start"].dt.month % 2 == 1
    known, held_out = events[ours & odd], events[~ours & ~odd]
    print("chosen on: seven governorates, odd months")
    fit(known.reset_index(drop=True), 1)
    measure(known.reset_index(drop=True), 1)
    print("held out: the other governorates, even months")
    measure(held_out.reset_index(drop=True), 2)
    quiet = held_out.groupby(
        [held_out["lon"].round(1), held_out["lat"].round(1), "date_start"]
    )["event_id"].transform("size") == 1  # fmt: skip
    print("of these, the only one of their day within about 10 km:")
    measure(held_out[quiet].reset_index(drop=True), 3)
    print("all events, those chosen on among them:")
    measure(events, 1)


if __name__ == "__main__":
    main()
