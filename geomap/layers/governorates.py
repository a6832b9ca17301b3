"""In which governorate a row lies: the one answer for page, figure, document and deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.lang.name_keys import name_key
from geomap.layers.basemap import Basemap, load_basemap

if TYPE_CHECKING:
    import pandas as pd

    from geomap.arrays import Ints

ASKED = ("admin1", "place_id", "lon", "lat")
"""The columns that tell."""


def governorate_codes(rows: pd.DataFrame, basemap: Basemap | None = None) -> Ints:
    """Return for each row its place in ``Basemap.governorate_names``, -1 where it lies in none.

    What is said goes first (``admin1``, then a p-code in ``place_id``), then the point.

    Parameters
    ----------
    rows
        With the columns of `ASKED`; ``lon`` and ``lat`` in degrees, EPSG:4326.
    basemap
        None takes the one that ships.
    """
    import numpy as np

    basemap = basemap or load_basemap()
    names = basemap.governorate_names()
    order = {pcode: row for row, pcode in enumerate(names)}
    known: dict[tuple[str, str], int] = {}
    codes = []
    for admin1, place_id in zip(
        rows["admin1"].fillna(""), rows["place_id"].fillna(""), strict=True
    ):
        key = (str(admin1), str(place_id)[:4])
        if key not in known:
            known[key] = _said(*key, names, order)
        codes.append(known[key])
    found = np.array(codes, dtype=np.int64)
    lost = np.flatnonzero(found < 0)
    if len(lost):
        found[lost] = _codes_at(rows.iloc[lost], basemap, order)
    return found


def count_governorates(rows: pd.DataFrame) -> int:
    """Return in how many governorates rows lie, see `governorate_codes`.

    What is known of a country as a whole lies in no part of it, wherever its point stands.
    """
    asked = rows[list(ASKED)].drop_duplicates()
    whole = asked["place_id"].fillna("").astype(str).str.fullmatch("[A-Z]{2}")
    codes = governorate_codes(asked[~whole.to_numpy(dtype=bool)])
    return len(set(codes[codes >= 0].tolist()))


def _said(admin1: str, unit: str, names: dict[str, tuple[str, str]], order: dict[str, int]) -> int:
    """Return the governorate that a name or the start of a place's id says, -1 if unsure."""
    for pcode, pair in names.items():
        if admin1.casefold() in (pcode.casefold(), *(name.casefold() for name in pair)):
            return order[pcode]
    # a name key may be shared: Damascus and Rural Damascus
    key = name_key(admin1)
    found = {p for p, pair in names.items() if key and key in map(name_key, pair)}
    if len(found) == 1:
        return order[found.pop()]
    return order.get(unit, -1) if not key else -1


def _codes_at(rows: pd.DataFrame, basemap: Basemap, order: dict[str, int]) -> Ints:
    """Return the governorate that holds each point, -1 abroad."""
    import geopandas as gpd
    import numpy as np

    points: gpd.GeoDataFrame = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326"
    )
    joined = points.sjoin(basemap.frame("governorates")[["pcode", "geometry"]], how="left")
    joined = joined[~joined.index.duplicated()]
    return np.asarray(joined["pcode"].map(order).fillna(-1), dtype=np.int64)
