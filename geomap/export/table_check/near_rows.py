"""Rows of one table that may tell one happening twice, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.events.duplicates import find_pairs
from geomap.events.likeness import LEVELS, compare_pairs, contradicts

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geomap.arrays import Floats, Mask

NEAR_KM = 2.0
NEAR_DAYS = 1
MOST_ROWS = 50_000
"""Of more rows no pairs are looked for."""
_CELL = 60


@dataclass(frozen=True, slots=True)
class NearRows:
    """Two rows that are much alike: where they stand (file:row), what each says, and why."""

    rows: tuple[str, str]
    said: tuple[str, str]
    why: str


def find_near_rows(events: gpd.GeoDataFrame, same: pd.Series) -> list[NearRows]:
    """Return pairs of rows that may be one happening, the most alike first.

    Two rows are such a pair if they lie within 2 km and a day, their kinds do not contradict, and
    they agree in more than that: the same count of dead (not none), or much the same words. Rows
    that say the very same as an earlier one (`same`) are no pair. Whoever merges them decides;
    ``geomap dedup`` scores pairs of different sources.

    Parameters
    ----------
    events
        With the event schema, EPSG:4326.
    same
        True for rows that repeat an earlier one.
    """
    import numpy as np

    told = events[~same.to_numpy()].reset_index(drop=True)
    if len(told) < 2 or len(told) > MOST_ROWS:
        return []
    apart = told.assign(source=[str(number) for number in range(len(told))])
    left, right = find_pairs(apart, NEAR_KM, NEAR_DAYS)
    if not len(left):
        return []
    levels = compare_pairs(told, left, right, NEAR_KM)
    dead = told["fatalities"].to_numpy(float, na_value=0.0)
    near_day = _at(levels, "date", "same day")
    alike = _at(levels, "words", "same") | (_at(levels, "words", "alike") & near_day)
    counted = _at(levels, "deaths", "equal") & (dead[left] > 0)
    others = _at(levels, "words", "few", "none")
    against = _at(levels, "place", "vague") | _at(levels, "deaths", "far")
    fits = (alike | (counted & ~others)) & ~against & (contradicts(levels) == 0)
    order = np.lexsort((levels["km"], levels["days"], levels["words"]))
    return [
        NearRows(
            (str(told["report_id"].iat[left[k]]), str(told["report_id"].iat[right[k]])),
            (_say(told, int(left[k])), _say(told, int(right[k]))),
            _say_how(levels, int(k)),
        )
        for k in order[fits[order]].tolist()
    ]


def _at(levels: dict[str, Floats], field: str, *names: str) -> Mask:
    import numpy as np

    return np.asarray(np.isin(levels[field], [LEVELS[field].index(name) for name in names]))


def _say(events: gpd.GeoDataFrame, row: int) -> str:
    told = (events[name].iat[row] for name in ("location", "event_type", "description"))
    parts = [str(events["date_start"].iat[row])[:10]]
    parts += [" ".join(text.split())[:_CELL] for text in told if isinstance(text, str) and text]
    return " · ".join(dict.fromkeys(parts))


def _say_how(levels: dict[str, Floats], k: int) -> str:
    days = int(levels["days"][k])
    told = [f"{name} {LEVELS[name][int(levels[name][k])]}" for name in ("words", "deaths")]
    when = "same day" if days == 0 else "a day apart"
    return "; ".join((f"{float(levels['km'][k]):.1f} km apart", when, *told))
