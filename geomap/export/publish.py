"""The guard before publishing: private columns, exact places, other people's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.export.private_text import find_private
from geomap.schema import BY_NAME, DTYPES, NAMING, NEEDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

OWN = frozenset({*BY_NAME, "geometry"})
"""Columns that geomap knows: it can say what stands in them."""
KM_PER_DEGREE = 111.32
ACLED_COLUMNS = frozenset({"event_id_cnty", "inter1", "inter2", "interaction", "source_scale"})


@dataclass(frozen=True)
class Published:
    """Events that may be shown, and what the publisher should know.

    Parameters
    ----------
    events
        As given, without what is private.
    notices
        One line each for the person who publishes.
    reader_notice
        A line for readers, empty if nothing was blurred.
    """

    events: gpd.GeoDataFrame
    notices: tuple[str, ...]
    reader_notice: str = ""


def prepare_publication(
    events: gpd.GeoDataFrame,
    *,
    private: Sequence[str] = (),
    public: Sequence[str] = (),
    blur_km: float = 0.0,
) -> Published:
    """Return events without private columns and with blurred places.

    Columns named in `private`, and all that geomap does not know, go; those of the event schema
    are emptied. With `blur_km`, every place known better than that is moved to
    the middle of a cell of that radius: the same place always to the same point, which says no
    more than the cell; its names below the district go too. Descriptions are left as they are.

    Parameters
    ----------
    events
        `geomap.schema.COLUMNS` and more; EPSG:4326, ``lon, lat``.
    private
        Names of columns that are not for readers.
    public
        Names of columns that are, whatever they are called and whatever stands in them.
    blur_km
        Radius in kilometres; 0 leaves places as they are.

    Raises
    ------
    InputError
        If a column is named that is not there, that is to be both private and public, or that a
        map cannot do without; if what is left has texts that look like phone numbers, e-mail
        addresses or names of those who asked (`geomap.export.private_text`).
    """
    notices = []
    for column in public:
        if column not in events.columns:
            raise InputError(f"no column {column!r} to publish", fix="check its spelling")
        if column in private:
            raise InputError(
                f"{column!r} is named as private and as public", fix="take out one of the two"
            )
    unknown = {str(c) for c in events.columns if c not in {*OWN, *public, *private}}
    named = set(unknown)
    for column in private:
        if column not in events.columns:
            raise InputError(f"no column {column!r} to keep private", fix="check its spelling")
        if column in NEEDED:
            raise InputError(f"a map cannot do without {column!r}", fix="blur places instead")
        named.add(column)
    out = events.copy()
    for column in sorted(named):
        if column in DTYPES:
            out[column] = _emptied(out, column)
        else:
            out = out.drop(columns=column)
    if told := named - unknown:
        notices.append(f"private columns left out: {', '.join(sorted(told))}")
    if unknown:
        notices.append(
            f"columns that geomap does not know left out: {', '.join(sorted(unknown))}; "
            "--public NAME lets one through"
        )
    _refuse_private(out, public)
    reader_notice = ""
    if blur_km > 0:
        out, moved = blur_places(out, blur_km)
        notices.append(f"{moved} events blurred to {blur_km:g} km; check descriptions for names")
        reader_notice = f"Places are blurred: each lies within {blur_km:g} km of its mark."
    if count := count_acled(events):
        notices.append(
            f"{count} rows look like ACLED's own; its terms forbid passing raw rows on: "
            "publish counts or your own coding instead"
        )
    return Published(out, tuple(notices), reader_notice)


def _refuse_private(events: pd.DataFrame, public: Sequence[str]) -> None:
    """Raise if a column that nobody named as public looks private; no cell is repeated."""
    columns = [str(column) for column in events.columns if column not in public]
    if found := find_private(events, columns):
        told = "; ".join(
            f"{column}: {', '.join(f'{count} cells with {kind}' for kind, count in kinds.items())}"
            for column, kinds in found.items()
        )
        first = next(iter(found))
        raise InputError(
            f"not for the public as it stands: {told}",
            fix=f"mend these cells, leave the column out (--private {first}), or, if they are "
            f"meant for everybody, say --public {first}",
        )


def _emptied(events: pd.DataFrame, column: str) -> pd.Series:
    import pandas as pd

    return pd.Series(None, index=events.index, dtype=DTYPES[column])


def blur_places(events: gpd.GeoDataFrame, blur_km: float) -> tuple[gpd.GeoDataFrame, int]:
    """Return events with every place known better than `blur_km` moved to the middle of its cell.

    Cells are squares whose corners lie `blur_km` from the middle. Returns the count of moved ones.
    """
    import geopandas as gpd
    import numpy as np

    out = events.copy()
    exact = (out["precision_km"] < blur_km).to_numpy(dtype=bool)
    side = blur_km * 2**0.5 / KM_PER_DEGREE
    lat = (np.floor(out["lat"].to_numpy() / side) + 0.5) * side
    wide = side / np.maximum(0.05, np.cos(np.radians(lat)))
    lon = (np.floor(out["lon"].to_numpy() / wide) + 0.5) * wide
    out["lat"] = np.where(exact, lat.round(5), out["lat"])
    out["lon"] = np.where(exact, lon.round(5), out["lon"])
    out["precision_km"] = np.where(exact, blur_km, out["precision_km"])
    out["geo_precision"] = (
        out["geo_precision"].where(~exact | (out["geo_precision"] > 1), 2).astype("Int8")
    )
    for column in NAMING:
        if column in out:
            out[column] = out[column].where(~exact, None)
    out = gpd.GeoDataFrame(
        out.drop(columns="geometry"),
        geometry=gpd.points_from_xy(out["lon"], out["lat"]),
        crs=events.crs,
    )
    return out, int(exact.sum())


def count_acled(events: pd.DataFrame) -> int:
    """Return how many rows look like rows of ACLED's own table."""
    if ACLED_COLUMNS & {str(column) for column in events.columns}:
        return len(events)
    ids = events["event_id"].astype("str").str.fullmatch(r"[A-Z]{3}\d{3,7}")
    return int(ids.fillna(False).sum())
