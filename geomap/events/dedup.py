"""The same happening told by several sources: proposed, never merged without a person's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.events.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd

NEAR_KM = 5.0
NEAR_DAYS = 2
ACCEPT, REFUSE = "accept", "refuse"
_KM_PER_DEGREE = 111.2

WEIGHTS = {"place": 0.25, "date": 0.20, "type": 0.10, "actors": 0.15, "deaths": 0.10, "words": 0.20}
"""What each likeness counts for in the score; measured in ``benchmarks/exchange/dedup.py``."""

THRESHOLD = 0.5
"""The least score of a pair that is proposed; see docs/exchange.md for what it costs."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Events that may be one happening.

    Parameters
    ----------
    event_ids
        The most precise first: it would stay.
    score
        The least of the pairs' scores, in [0, 1].
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
    at most one event of a source.

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
    scores, parts = score_pairs(events, left, right, near_km, near_days)
    order = sorted(range(len(left)), key=lambda k: (-scores[k], left[k], right[k]))
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    lowest: dict[int, float] = {}
    best: dict[int, int] = {}
    sources = [_source_key(source) for source in events["source"]]
    for k in order:
        if scores[k] < threshold:
            break
        a, b = int(left[k]), int(right[k])
        first, second = group_of.get(a, -1 - a), group_of.get(b, -1 - b)
        if first == second:
            continue
        members = [*groups.get(first, [a]), *groups.get(second, [b])]
        told = [sources[m] for m in members]
        if len(set(told)) < len(told):
            continue
        number = len(left) + k
        for old in (first, second):
            groups.pop(old, None)
        groups[number] = members
        lowest[number] = min(lowest.pop(first, 1.0), lowest.pop(second, 1.0), float(scores[k]))
        best[number] = best.pop(first, k)
        best.pop(second, None)
        group_of.update(dict.fromkeys(members, number))
    ids = events["event_id"].tolist()
    ranks = _precision_ranks(events)
    proposals = []
    for number, members in groups.items():
        ordered = sorted(members, key=lambda m: ranks[m])
        k = best[number]
        proposal = Proposal(
            tuple(ids[m] for m in ordered), round(lowest[number], 3), _explain(parts, k)
        )
        if proposal.key not in refused:
            proposals.append(proposal)
    return sorted(proposals, key=lambda p: (-p.score, p.event_ids))


def find_pairs(
    events: gpd.GeoDataFrame, near_km: float = NEAR_KM, near_days: int = NEAR_DAYS
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return positions of events of different sources that are near in space and time."""
    import numpy as np
    import pandas as pd
    import shapely

    empty = np.zeros(0, dtype=np.int64)
    if len(events) < 2:
        return empty, empty
    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    plane = shapely.points(
        lon * np.cos(np.radians(np.mean(lat))) * _KM_PER_DEGREE, lat * _KM_PER_DEGREE
    )
    source = pd.factorize(events["source"].map(_source_key))[0]
    day = events["date_start"].to_numpy().astype("datetime64[D]").astype(np.int64)
    last = events["date_end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    found: list[tuple[Any, Any]] = []
    # by windows of time, so that busy towns do not pair over years
    order = np.argsort(day, kind="stable")
    span = max(near_days, 1) * 16
    bins = day[order] // span
    for number in np.unique(bins):
        here = order[bins == number]
        around = order[(bins >= number) & (bins <= number + 1)]
        tree = shapely.STRtree(plane[around])
        mine, theirs = tree.query(plane[here], predicate="dwithin", distance=near_km * 1.1)
        a, b = here[mine], around[theirs]
        gap = np.maximum(day[b] - last[a], day[a] - last[b])
        keep = (source[a] != source[b]) & (gap <= near_days)
        keep &= (day[a] < day[b]) | ((day[a] == day[b]) & (a < b))
        a, b = a[keep], b[keep]
        near = distance_km(lon[a], lat[a], lon[b], lat[b]) <= near_km
        found.append((a[near], b[near]))
    left = np.concatenate([a for a, _ in found]) if found else empty
    right = np.concatenate([b for _, b in found]) if found else empty
    return left, right


def score_pairs(
    events: gpd.GeoDataFrame,
    left: np.ndarray[Any, Any],
    right: np.ndarray[Any, Any],
    near_km: float = NEAR_KM,
    near_days: int = NEAR_DAYS,
) -> tuple[np.ndarray[Any, Any], dict[str, Any]]:
    """Return the score of each pair, 0 where types or actors contradict, and its parts."""
    import numpy as np
    from rapidfuzz import fuzz, process, utils

    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    day = events["date_start"].to_numpy().astype("datetime64[D]").astype(np.int64)
    last = events["date_end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    apart = distance_km(lon[left], lat[left], lon[right], lat[right])
    gap = np.maximum(0, np.maximum(day[right] - last[left], day[left] - last[right]))
    vague = np.maximum(
        events["geo_precision"].to_numpy(float)[left],
        events["geo_precision"].to_numpy(float)[right],
    )
    place = np.clip(1 - apart / near_km, 0, 1) * np.where(vague >= 3, 0.4, 1.0)
    date = np.clip(1 - gap / (near_days + 1), 0, 1)
    types = events["event_type"].fillna("").to_numpy(object)
    kinds = events["sub_event_type"].fillna("").to_numpy(object)
    type_ = np.array([_type_likeness(*t) for t in zip(types[left], types[right], kinds[left],
                                                      kinds[right], strict=True)])  # fmt: skip
    actors = [
        _actor_keys(row) for row in zip(*(events[c].fillna("") for c in _ACTORS), strict=True)
    ]
    actor = np.array(
        [_actor_likeness(actors[a], actors[b]) for a, b in zip(left, right, strict=True)]
    )
    deaths = _death_likeness(events, left, right)
    texts = events["description"].fillna("").to_numpy(object)
    words = process.cpdist(
        texts[left], texts[right], scorer=fuzz.token_set_ratio, processor=utils.default_process
    )
    told = np.array([bool(texts[a] and texts[b]) for a, b in zip(left, right, strict=True)])
    words = np.where(told, np.asarray(words, dtype=float) / 100, 0.4)
    parts = {
        "place": place, "date": date, "type": type_, "actors": actor, "deaths": deaths,
        "words": words,
    }  # fmt: skip
    total = sum(WEIGHTS[name] * values for name, values in parts.items())
    contradicted = (type_ == 0) | (actor == 0)
    scores = np.where(contradicted, 0.0, total)
    return scores, {**parts, "km": apart, "days": gap}


def merge_duplicates(
    events: gpd.GeoDataFrame, accepted: Sequence[Sequence[str]]
) -> gpd.GeoDataFrame:
    """Return events with each accepted group as one event that names all its sources.

    The first of a group stays; ``source``, ``source_url``, ``report_id`` are joined by ``; ``,
    descriptions by line feeds, the fatality range spans all; ``merged_from`` names the others.

    Raises
    ------
    TableError
        If an id is not among the events, or in two groups.
    """
    import pandas as pd

    out = events.copy()
    position = {event_id: row for row, event_id in enumerate(out["event_id"])}
    merged_from = pd.Series("", index=out.index, dtype="str")
    if "merged_from" in out:
        merged_from = out["merged_from"].fillna("").astype("str")
    gone: list[int] = []
    seen: set[str] = set()
    for group in accepted:
        for event_id in group:
            if event_id not in position:
                raise TableError(f"no event {event_id!r} to merge", fix="propose again")
            if event_id in seen:
                raise TableError(f"event {event_id!r} is in two accepted groups", fix="accept one")
            seen.add(event_id)
        rows = [position[event_id] for event_id in group]
        stays, others = rows[0], rows[1:]
        for column, joint in (("source", "; "), ("source_url", "; "), ("report_id", "; "),
                              ("description", "\n")):  # fmt: skip
            texts = [str(out[column].iloc[row]) for row in rows if out[column].iloc[row]]
            out.loc[out.index[stays], column] = joint.join(dict.fromkeys(texts))
        figures = out.iloc[rows][["fatalities", "fatalities_low", "fatalities_high"]]
        known = figures.stack().dropna()
        if len(known):
            out.loc[out.index[stays], "fatalities_low"] = int(known.min())
            out.loc[out.index[stays], "fatalities_high"] = int(known.max())
        before = [merged_from.iloc[stays], *(out["event_id"].iloc[row] for row in others)]
        merged_from.iloc[stays] = "|".join(filter(None, before))
        gone.extend(others)
    out["merged_from"] = merged_from
    return out.drop(index=out.index[gone]).reset_index(drop=True)


def frame_proposals(events: gpd.GeoDataFrame, proposals: Sequence[Proposal]) -> pd.DataFrame:
    """Return proposals as a table for a person: a row a group, ``decision`` empty."""
    import pandas as pd

    told = events.set_index("event_id")

    def show(event_ids: Sequence[str], column: str) -> str:
        return " || ".join(str(told.at[event_id, column]) for event_id in event_ids)

    rows = [
        {
            "decision": "", "score": proposal.score, "events": "|".join(proposal.event_ids),
            "reasons": "; ".join(proposal.reasons),
            "sources": show(proposal.event_ids, "source"),
            "dates": " || ".join(
                f"{told.at[e, 'date_start']:%Y-%m-%d}" for e in proposal.event_ids
            ),
            "locations": show(proposal.event_ids, "location"),
            "descriptions": show(proposal.event_ids, "description"),
        }
        for proposal in proposals
    ]  # fmt: skip
    names = [
        "decision",
        "score",
        "events",
        "reasons",
        "sources",
        "dates",
        "locations",
        "descriptions",
    ]
    return pd.DataFrame(rows, columns=names)


_ACTORS = ("actor1", "actor1_id", "actor2", "actor2_id", "claimed_by", "attributed_to")


def _source_key(source: object) -> str:
    return " ".join(str(source or "").casefold().split())


def _type_likeness(type1: str, type2: str, kind1: str, kind2: str) -> float:
    if kind1 and kind1 == kind2:
        return 1.0
    if not type1 or not type2:
        return 0.5
    if type1 == type2:
        return 0.8
    violent = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
    crowds = {"Protests", "Riots"}
    # one source's shelling in a battle is another's remote violence
    return 0.4 if {type1, type2} <= violent or {type1, type2} <= crowds else 0.0


def _actor_keys(row: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    actor1, id1, actor2, id2, claimed, blamed = row
    keys = [id1 or actor1, id2 or actor2, claimed, blamed]
    return (frozenset(" ".join(str(key).casefold().split()) for key in keys if key),)


def _actor_likeness(first: tuple[frozenset[str], ...], second: tuple[frozenset[str], ...]) -> float:
    from rapidfuzz import fuzz

    ours, theirs = first[0], second[0]
    if not ours or not theirs:
        return 0.5
    if both := ours & theirs:
        return 0.6 + 0.4 * len(both) / min(len(ours), len(theirs))
    likeness = max(fuzz.token_set_ratio(a, b) for a in ours for b in theirs) / 100
    # other words for one side are common, so that only clearly other actors contradict
    return 0.5 * likeness if likeness >= 0.6 else 0.15 if min(len(ours), len(theirs)) < 2 else 0.1


def _death_likeness(events: gpd.GeoDataFrame, left: Any, right: Any) -> Any:
    import numpy as np

    def floats(column: str) -> Any:
        return events[column].astype("Float64").to_numpy(dtype=float, na_value=np.nan)

    best, low, high = (floats(c) for c in ("fatalities", "fatalities_low", "fatalities_high"))
    low, high = np.fmin(low, best), np.fmax(high, best)
    gap = np.maximum(0, np.maximum(low[right] - high[left], low[left] - high[right]))
    size = np.fmax(1, np.fmax(high[left], high[right]))
    return np.where(np.isnan(gap), 0.5, np.clip(1 - gap / size, 0, 1))


def _precision_ranks(events: gpd.GeoDataFrame) -> list[tuple[Any, ...]]:
    filled = (events.drop(columns="geometry").astype(str) != "").sum(axis=1)
    return list(
        zip(
            events["geo_precision"], events["precision_km"], events["time_precision"], -filled,
            events["event_id"], strict=True,
        )
    )  # fmt: skip


def _explain(parts: dict[str, Any], k: int) -> tuple[str, ...]:
    days = int(parts["days"][k])
    return (
        f"{parts['km'][k]:.1f} km apart",
        "same day" if days == 0 else f"{days} days apart",
        *(
            f"{name} {'alike' if parts[name][k] >= 0.7 else 'may fit'}"
            for name in ("type", "actors", "deaths", "words")
        ),
    )


def parse_decisions(
    frame: pd.DataFrame, file: str = ""
) -> tuple[list[list[str]], list[list[str]], int]:
    """Return accepted groups, refused groups and how many are undecided.

    Raises
    ------
    TableError
        If a column is missing or a decision is neither ``accept``, ``refuse`` nor empty.
    """
    for column in ("decision", "events"):
        if column not in frame:
            raise TableError(f"no column {column!r}", file=file, fix="give a table of proposals")
    accepted, refused, undecided = [], [], 0
    for row, (decision, group) in enumerate(
        zip(frame["decision"], frame["events"], strict=True), 2
    ):
        word = str(decision or "").strip().casefold()
        if word == ACCEPT:
            accepted.append(str(group).split("|"))
        elif word == REFUSE:
            refused.append(str(group).split("|"))
        elif word:
            raise TableError(
                f"no decision: {word!r}", file=file, row=row, field="decision",
                fix=f"write {ACCEPT}, {REFUSE} or nothing",
            )  # fmt: skip
        else:
            undecided += 1
    return accepted, refused, undecided
