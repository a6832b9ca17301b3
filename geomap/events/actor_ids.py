"""Ids of actors by name and day: "Syrian army" means another actor before and after a change."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geomap.events.arrow_columns import tell_apart
from geomap.tables.text_columns import encode_text
from geomap.vocab.actors import all_actors, find_actor

if TYPE_CHECKING:
    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Ints

EPOCH = date(1970, 1, 1)
_MANY_DAYS = 1 << 15
"""Days of a table beyond which each is looked up by itself."""


def find_actor_ids(names: ArrowColumn, days: Ints) -> pa.DictionaryArray:
    """Return the id of each named actor on its day, empty where the name is unknown.

    Parameters
    ----------
    names
        A text column of Arrow.
    days
        Days since 1970-01-01, one a name. Names are looked up once for each stretch of time in
        which no actor of the table begins or ends.
    """
    import numpy as np
    import pyarrow as pa

    encoded = encode_text(names)
    texts = encoded.dictionary.to_pylist()
    if not any(texts):
        return encoded
    periods = _periods(days)
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    codes *= len(_bounds()) + 1
    codes += periods
    pairs, places = tell_apart(codes, len(texts) * (len(_bounds()) + 1))
    ids = []
    for pair in pairs.tolist():
        code, period = divmod(pair, len(_bounds()) + 1)
        ids.append(_find_id(texts[code], period) if texts[code] else "")
    distinct = pa.array(ids, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(distinct.indices.take(places), distinct.dictionary)


def _periods(days: Ints) -> Ints:
    """Return for each day how many bounds of actors lie before it or on it."""
    import numpy as np

    bounds = np.array(_bounds(), dtype=np.int64)
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    if last - first > _MANY_DAYS:
        return np.searchsorted(bounds, days, side="right")
    known = np.searchsorted(bounds, np.arange(first, last + 1), side="right")
    return np.asarray(known[days - first])


@lru_cache(1 << 16)
def _find_id(name: str, period: int) -> str:
    """Return the id of a named actor in one stretch of time, empty for an unknown name."""
    day = EPOCH + timedelta(days=_bounds()[period - 1]) if period else date.min
    known = find_actor(name, day)
    return known.id if known else ""


@cache
def _bounds() -> tuple[int, ...]:
    """Return the days on which an actor of the table begins, or is no more."""
    days = set()
    for actor in all_actors():
        if actor.start:
            days.add((actor.start - EPOCH).days)
        if actor.end and actor.end < date.max:
            days.add((actor.end - EPOCH).days + 1)
    return tuple(sorted(days))
