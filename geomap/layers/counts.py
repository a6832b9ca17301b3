"""The one count of places and dead: page, figure, document and deck say what these say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

POINT_DIGITS = 3
"""Decimals of a degree, some 100 m, to which points without a place's id are one place."""


def place_codes(rows: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return a number for each row, equal where rows lie at one place.

    One place is one ``place_id``, whatever precision or spelling its rows have; where there is no
    id, one point, to `POINT_DIGITS` decimals.

    Parameters
    ----------
    rows
        With ``place_id``, ``lon`` and ``lat`` (degrees, EPSG:4326).
    """
    import numpy as np
    import pandas as pd

    ids = rows["place_id"].astype("object").where(rows["place_id"].notna(), "")
    known, names = pd.factorize(ids)
    points = [pd.factorize(rows[side].round(POINT_DIGITS))[0] for side in ("lon", "lat")]
    by_point = points[0].astype(np.int64) * (len(rows) + 1) + points[1]
    mixed = np.where(ids.eq("").to_numpy(dtype=bool), len(names) + by_point, known)
    codes, _ = pd.factorize(mixed)
    return np.asarray(codes, dtype=np.int64)


def count_places(rows: pd.DataFrame) -> int:
    """Return at how many places rows lie, see `place_codes`."""
    codes = place_codes(rows)
    return int(codes.max()) + 1 if len(codes) else 0


def sum_fatalities(events: pd.DataFrame) -> tuple[int, int] | None:
    """Return the sum of ``fatalities`` and of how many happenings, None if no event gives a figure.

    Rows that share an ``incident_id`` tell of one happening: its dead count once, by the highest
    figure that one of the rows gives. Without that column every row is a happening.
    """
    given = events["fatalities"].notna()
    if not given.any():
        return None
    dead = events.loc[given, "fatalities"].astype("int64")
    if "incident_id" in events:
        ids = events.loc[given, "incident_id"]
        joined = ids.notna() & ids.ne("")
        together = dead[joined].groupby(ids[joined].astype(str)).max()
        alone = dead[~joined]
        return int(together.sum() + alone.sum()), len(together) + len(alone)
    return int(dead.sum()), len(dead)
