"""The same happening told by several sources: proposed, never merged without a person's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.events.likeness import (
    LEVELS,
    VAGUE_DAYS,
    compare_pairs,
    contradicts,
    share_odds,
    weigh_pairs,
)
from geomap.gazetteer.distances import distance_km

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.arrays import Floats, Ints

NEAR_KM = 5.0
NEAR_DAYS = 2
_KM_PER_DEGREE = 111.2

THRESHOLD = 0.3
"""The least score of a pair that is proposed; see docs/exchange.md for what it costs."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Events that may be one happening.

    Parameters
    ----------
    event_ids
        The most precise first: it would stay.
    score
        The least of the scores of the pairs that made it, in [0, 1]: about how likely each is.
    reasons
        Why, for people: distance, days, types, actors.
    """

    event_ids: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for the same events, whatever their order."""
        return "|".join(sorted(self.event_ids))


def propose_duplicates(
    events: gpd.GeoDataFrame,
    *,
    near_km: float = NEAR_KM,
    near_days: int = NEAR_DAYS,
    threshold: float = THRESHOLD,
    refused: frozenset[str] = frozenset(),
) -> list[Proposal]:
    """Return groups of events that may be one happening, the surest first.

    Two events are a pair if they come from different sources, lie within `near_km` kilometres and
    `near_days` days, and neither their types nor their actors contradict each other. A group has
    at most one event of a source, and every two of it are such a pair.

    Parameters
    ----------
    events
        With the event schema, EPSG:4326.
    near_km, near_days, threshold
        Bounds of a pair; `threshold` in score units.
    refused
        Keys of proposals that a person refused.
    """
    left, right = find_pairs(events, near_km, near_days)
    if not len(left):
        return []
    levels = compare_pairs(events, left, right, near_km)
    sources = number_sources(events)
    scores = share_odds(weigh_pairs(levels), left, right, sources)
    fits = {
        pair
        for pair, against in zip(
            zip(left.tolist(), right.tolist(), strict=True), contradicts(levels), strict=True
        )
        if not against
    }
    groups = _join_pairs(left.tolist(), right.tolist(), scores, threshold, sources, fits)
    ids = events["event_id"].tolist()
    ranks = _precision_ranks(events)
    proposals = []
    for group in groups:
        ordered = sorted(group.members, key=lambda m: ranks[m])
        proposal = Proposal(
            tuple(ids[m] for m in ordered), round(group.score, 3), _explain(levels, group.best)
        )
        if proposal.key not in refused:
            proposals.append(proposal)
    return sorted(proposals, key=lambda p: (-p.score, p.event_ids))


@dataclass(frozen=True, slots=True)
class _Group:
    """Positions of events, the least score of the pairs that joined them, and the best pair."""

    members: tuple[int, ...]
    score: float
    best: int


def _join_pairs(
    left: list[int], right: list[int], scores: Floats, threshold: float,
    sources: Ints, fits: set[tuple[int, int]],
) -> list[_Group]:  # fmt: skip
    """Return the groups that pairs make, the best pairs first."""
    group_of: dict[int, _Group] = {}
    order = sorted(range(len(left)), key=lambda k: (-scores[k], left[k], right[k]))
    for k in order:
        if scores[k] < threshold:
            break
        first, second = (group_of.get(m, _Group((m,), 1.0, k)) for m in (left[k], right[k]))
        if first is second:
            continue
        members = (*first.members, *second.members)
        if len({int(sources[m]) for m in members}) < len(members):
            continue
        if any(
            (a, b) not in fits and (b, a) not in fits for a in first.members for b in second.members
        ):
            continue
        best = first.best if len(first.members) > 1 else second.best
        group = _Group(members, min(first.score, second.score, float(scores[k])), best)
        group_of.update(dict.fromkeys(members, group))
    return list({id(group): group for group in group_of.values()}.values())


def number_sources(events: gpd.GeoDataFrame) -> Ints:
    """Return a number for each event's source; case and spaces make no other source.

    Where none is told it is the file that the report stands in, as ``report_id`` has it.
    """
    import numpy as np
    import pandas as pd

    names = [
        " ".join(str(source or "").casefold().split()) or str(report or "").rpartition(":")[0]
        for source, report in zip(events["source"], events["report_id"], strict=True)
    ]
    return np.asarray(pd.factorize(np.array(names, dtype=object))[0], dtype=np.int64)


def find_pairs(
    events: gpd.GeoDataFrame, near_km: float = NEAR_KM, near_days: int = NEAR_DAYS
) -> tuple[Ints, Ints]:
    """Return positions of events of different sources that are near in space and time."""
    import numpy as np
    import shapely

    empty = np.zeros(0, dtype=np.int64)
    if len(events) < 2:
        return empty, empty
    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    plane = shapely.points(
        lon * np.cos(np.radians(np.mean(lat))) * _KM_PER_DEGREE, lat * _KM_PER_DEGREE
    )
    source = number_sources(events)
    day = events["date_start"].to_numpy().astype("datetime64[D]").astype(np.int64)
    last = events["date_end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    # by windows of time, so that busy towns do not pair over years: what begins in a window is
    # compared with all that is not over by then
    span = max(near_days, 1) * 16
    opens, closes = day // span, (last + near_days) // span
    found: list[tuple[Any, Any]] = []
    for number in np.unique(opens):
        here = np.flatnonzero(opens == number)
        around = np.flatnonzero((opens <= number) & (closes >= number))
        tree = shapely.STRtree(plane[around])
        mine, theirs = tree.query(plane[here], predicate="dwithin", distance=near_km * 1.1)
        b, a = here[mine], around[theirs]
        gap = np.maximum(day[b] - last[a], day[a] - last[b])
        keep = (source[a] != source[b]) & (gap <= near_days)
        keep &= (day[a] < day[b]) | ((day[a] == day[b]) & (a < b))
        a, b = a[keep], b[keep]
        near = distance_km(lon[a], lat[a], lon[b], lat[b]) <= near_km
        found.append((a[near], b[near]))
    left = np.concatenate([a for a, _ in found])
    right = np.concatenate([b for _, b in found])
    return left, right


def _precision_ranks(events: gpd.GeoDataFrame) -> list[tuple[Any, ...]]:
    filled = (events.drop(columns="geometry").astype(str) != "").sum(axis=1)
    return list(
        zip(
            events["geo_precision"], events["precision_km"], events["time_precision"], -filled,
            events["event_id"], strict=True,
        )
    )  # fmt: skip


def _explain(levels: dict[str, Any], k: int) -> tuple[str, ...]:
    days = int(levels["days"][k])
    if levels["date"][k] == LEVELS["date"].index("vague"):
        when = f"one spans {VAGUE_DAYS} days or more"
    else:
        when = "same day" if days == 0 else f"{days} days apart"
    told = (f"{name}: {LEVELS[name][levels[name][k]]}" for name in ("type", "actors", "deaths",
                                                                     "words"))  # fmt: skip
    return (f"{levels['km'][k]:.1f} km apart", when, *told)
