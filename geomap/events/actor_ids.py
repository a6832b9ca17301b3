"""Ids of actors by name and day: "Syrian army" means another actor before and after a change."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from geomap.sources.checks import encode_text
from geomap.vocab.actors import all_actors, find_actor

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

EPOCH = date(1970, 1, 1)


def find_actor_ids(names: Any, days: np.ndarray[Any, Any]) -> pa.DictionaryArray:
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
    bounds = _bounds()
    periods = np.searchsorted(np.array(bounds, dtype=np.int64), days, side="right")
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    codes *= len(bounds) + 1
    codes += periods
    pairs = pa.array(codes).dictionary_encode()
    ids = []
    for pair in pairs.dictionary.to_pylist():
        code, period = divmod(pair, len(bounds) + 1)
        ids.append(_find_id(texts[code], period) if texts[code] else "")
    distinct = pa.array(ids, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(distinct.indices.take(pairs.indices), distinct.dictionary)


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
