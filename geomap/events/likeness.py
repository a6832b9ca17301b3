"""How alike two events are, field by field, and how likely they are one happening told twice."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import distance_km
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import geopandas as gpd

    from geomap.arrays import Floats, Ints


FEWEST_WORDS = 3
"""Of fewer words it cannot be said that they are others."""
VAGUE_DAYS = 7
"""An interval of more days says little by holding another event's day."""

LEVELS: dict[str, tuple[str, ...]] = {
    "place": ("near", "some km", "far", "vague"),
    "date": ("same day", "one day", "more days", "vague"),
    "type": ("alike", "same", "not told", "may fit", "contradict"),
    "actors": ("both", "one of them", "alike", "not told", "differ", "contradict"),
    "deaths": ("equal", "near", "not told", "differ", "far"),
    "words": ("same", "alike", "some", "not told", "few", "none"),
}
"""What two events can be to each other in each field, the most alike first."""

BIAS = -2.7
WEIGHTS: dict[str, tuple[float, ...]] = {
    "place": (0.5, -0.2, -1.4, 0.0),
    "date": (1.4, 0.1, -0.8, -0.7),
    "type": (0.6, 0.2, 0.0, -0.5, 0.0),
    "actors": (0.8, 0.5, 0.3, 0.0, -0.5, 0.0),
    "deaths": (2.0, 1.3, 0.0, -0.4, -1.5),
    "words": (2.0, 1.4, 0.1, 0.0, -1.2, -1.2),
}
"""Log odds of each level, fitted on a part of the pairs of ``benchmarks/exchange/dedup.py`` and
bounded: other figures and other words say less against a pair than they do there, because two
sources differ in both for many reasons. What is not told says nothing."""

_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
_CROWDS = {"Protests", "Riots"}


def compare_pairs(
    events: gpd.GeoDataFrame, left: Ints, right: Ints, near_km: float
) -> dict[str, Floats]:
    """Return the level (a position in `LEVELS`) of each pair in each field, ``km`` and ``days``.

    Parameters
    ----------
    events
        With the event schema, EPSG:4326.
    left, right
        Positions of the events of each pair.
    near_km
        What is near, in kilometres: 0.3 of it is near, 0.7 some km.
    """
    import numpy as np

    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    km = distance_km(lon[left], lat[left], lon[right], lat[right])
    day, last = (
        events[name].to_numpy().astype("datetime64[D]").astype(np.int64)
        for name in ("date_start", "date_end")
    )
    gap = np.maximum(0, np.maximum(day[right] - last[left], day[left] - last[right]))
    precision = events["geo_precision"].to_numpy(float, na_value=1.0)
    vague_place = np.maximum(precision[left], precision[right]) >= 3
    vague_day = np.maximum((last - day)[left], (last - day)[right]) >= VAGUE_DAYS
    bounds = (0.3 * near_km, 0.7 * near_km)
    return {
        "place": np.where(vague_place, 3, np.digitize(km, bounds, right=True)),
        "date": np.where(vague_day, 3, np.minimum(gap, 2)),
        "type": _compare_types(events, left, right),
        "actors": _compare_actors(events, left, right),
        "deaths": _compare_deaths(events, left, right),
        "words": _compare_words(events, left, right),
        "km": km,
        "days": gap,
    }


def weigh_pairs(levels: dict[str, Floats]) -> Floats:
    """Return the odds that each pair is one happening, 0 where types or actors contradict."""
    import numpy as np

    total = sum((np.array(WEIGHTS[name])[levels[name]] for name in LEVELS), np.float64(BIAS))
    odds = np.exp(total)
    odds[contradicts(levels)] = 0.0
    return np.asarray(odds)


def contradicts(levels: dict[str, Floats]) -> Floats:
    """Return for each pair whether its types or its actors cannot be one happening's."""
    import numpy as np

    hit = levels["type"] == LEVELS["type"].index("contradict")
    return np.asarray(hit | (levels["actors"] == LEVELS["actors"].index("contradict")))


def share_odds(odds: Floats, left: Ints, right: Ints, sources: Ints) -> Floats:
    """Return how likely each pair is, when an event is one of a source's at most.

    The likelihood of a pair is its odds beside those of all others that it shuts out, and of none:
    where five events of a town and day fit about equally well, none of them is likely.
    """
    import numpy as np

    rivals = np.zeros(len(odds))
    for mine, theirs in ((left, right), (right, left)):
        key = mine.astype(np.int64) * (int(sources.max(initial=0)) + 1) + sources[theirs]
        _, group = np.unique(key, return_inverse=True)
        rivals += np.bincount(group, weights=odds)[group]
    return np.asarray(odds / (1.0 + rivals - odds))


def _compare_types(events: gpd.GeoDataFrame, left: Ints, right: Ints) -> Floats:
    import numpy as np

    types = events["event_type"].fillna("").to_numpy(object)
    kinds = events["sub_event_type"].fillna("").to_numpy(object)
    names = LEVELS["type"]

    def level(a: int, b: int) -> int:
        if kinds[a] and kinds[a] == kinds[b]:
            return names.index("alike")
        if not types[a] or not types[b]:
            return names.index("not told")
        if types[a] == types[b] or _letters(types[a]) == _letters(types[b]):
            return names.index("same")
        if not {types[a], types[b]} <= set(EVENT_TYPES):
            return names.index("not told")  # of a source's own words it is not known what they mean
        # one source's shelling in a battle is another's remote violence
        both = {types[a], types[b]}
        return names.index("may fit" if both <= _VIOLENT or both <= _CROWDS else "contradict")

    return np.array([level(a, b) for a, b in zip(left, right, strict=True)], dtype=np.int64)


def _letters(text: str) -> str:
    """Return the letters of a kind: "Air strike" is "airstrike"."""
    return "".join(filter(str.isalnum, text.casefold()))


def _compare_actors(events: gpd.GeoDataFrame, left: Ints, right: Ints) -> Floats:
    import numpy as np
    from rapidfuzz import fuzz

    names = LEVELS["actors"]
    told = [
        _actors_of(day.date(), names)
        for day, *names in zip(
            events["date_start"], *(events[column].fillna("") for column in _ACTORS), strict=True
        )
    ]

    def level(a: int, b: int) -> int:
        ours, theirs = told[a], told[b]
        if not ours or not theirs:
            return names.index("not told")
        shared = len(ours & theirs)
        if shared:
            whole = shared == max(len(ours), len(theirs)) or shared > 1
            return names.index("both" if whole and len(ours) > 1 else "one of them")
        if max(fuzz.token_set_ratio(x, y) for x in ours for y in theirs) >= 60:
            return names.index("alike")
        known = all(name.startswith("@") for name in (*ours, *theirs))
        # two sides each, all known, none in common: another happening
        sure = known and min(len(ours), len(theirs)) > 1
        return names.index("contradict" if sure else "differ")

    return np.array([level(a, b) for a, b in zip(left, right, strict=True)], dtype=np.int64)


_ACTORS = ("actor1_id", "actor1", "actor2_id", "actor2", "claimed_by", "attributed_to")


def _actors_of(day: date, names: Sequence[str]) -> frozenset[str]:
    """Return the actors that an event names; known ones by ``@`` and their id."""
    id1, actor1, id2, actor2, *others = map(str, names)
    found = {f"@{actor_id}" for actor_id in (id1, id2) if actor_id}
    for name in ("" if id1 else actor1, "" if id2 else actor2, *others):
        if name:
            known = _know_actor(name, day)
            found.add(f"@{known}" if known else " ".join(name.casefold().split()))
    return frozenset(found)


@lru_cache(1 << 14)
def _know_actor(name: str, day: date) -> str:
    known = find_actor(name, day)
    return known.id if known else ""


def _compare_deaths(events: gpd.GeoDataFrame, left: Ints, right: Ints) -> Floats:
    import numpy as np

    best, low, high = (
        events[column].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        for column in ("fatalities", "fatalities_low", "fatalities_high")
    )
    low, high = np.fmin(low, best), np.fmax(high, best)
    gap = np.maximum(low[right] - high[left], low[left] - high[right])
    more, less = np.fmax(best[left], best[right]), np.fmin(best[left], best[right])
    names = LEVELS["deaths"]
    equal = np.where(np.isnan(more), gap <= 0, best[left] == best[right])
    near = (gap <= 0) | (more - less <= np.fmax(1, 0.5 * less))
    far = more - less > np.fmax(3, 2 * less)
    chosen = np.select(
        [np.isnan(gap), equal, near, far],
        [names.index(name) for name in ("not told", "equal", "near", "far")],
        names.index("differ"),
    )
    return np.asarray(chosen)


def _compare_words(events: gpd.GeoDataFrame, left: Ints, right: Ints) -> Floats:
    import numpy as np
    from rapidfuzz import fuzz, process, utils

    texts = np.array(
        [utils.default_process(text) for text in events["description"].fillna("")], dtype=object
    )
    ratio = np.asarray(
        process.cpdist(texts[left], texts[right], scorer=fuzz.token_set_ratio), dtype=float
    )
    # 1 Latin, 2 Arabic, 3 both, 0 neither: texts in two scripts cannot be compared
    script = np.array([_script_of(text) for text in texts], dtype=np.int64)
    told = (script[left] & script[right]) > 0
    count = np.array([len(text.split()) for text in texts], dtype=np.int64)
    told &= (np.minimum(count[left], count[right]) >= FEWEST_WORDS) | (ratio >= 60)
    names = LEVELS["words"]
    chosen = np.select(
        [~told, ratio >= 85, ratio >= 70, ratio >= 60, ratio >= 48],
        [names.index(name) for name in ("not told", "same", "alike", "some", "few")],
        names.index("none"),
    )
    return np.asarray(chosen)


def _script_of(text: str) -> int:
    arabic = any("\u0600" <= character <= "\u06ff" for character in text)
    other = any(character.isalnum() and character < "\u0600" for character in text)
    return int(other) + 2 * int(arabic)
