"""The one count of places and dead: page, figure, document and deck say what these say.

`geomap.layers.governorates` counts governorates; the page gets the codes and counts what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from geomap.arrays import Ints

POINT_DIGITS = 3
"""Decimals of a degree, some 100 m, to which points without a place's id are one place."""


def place_codes(rows: pd.DataFrame) -> Ints:
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
    given = events["fatalities"].notna().to_numpy(dtype=bool)
    if not given.any():
        return None
    dead = events["fatalities"][given].astype("int64").reset_index(drop=True)
    codes = incident_codes(events)[given]
    together = dead[codes > 0].groupby(codes[codes > 0]).max()
    alone = dead[codes == 0]
    return int(together.sum() + alone.sum()), len(together) + len(alone)


def incident_codes(events: pd.DataFrame) -> Ints:
    """Return a number of 1 and more for rows that share an ``incident_id``, 0 for rows alone."""
    import numpy as np
    import pandas as pd

    if "incident_id" not in events:
        return np.zeros(len(events), dtype=np.int64)
    ids = events["incident_id"]
    shared = (ids.notna() & ids.ne("") & ids.duplicated(keep=False)).to_numpy(dtype=bool)
    codes = np.zeros(len(events), dtype=np.int64)
    codes[shared] = pd.factorize(ids[shared].astype(str))[0] + 1
    return codes
