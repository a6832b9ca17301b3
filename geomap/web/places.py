"""The distinct places of the events: where, how precisely, governorate and outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.gazetteer.loading import open_gazetteer
from geomap.layers.basemap import Basemap, load_basemap
from geomap.layers.governorates import governorate_codes
from geomap.web.blocks.columns import ColumnBuffer, encode_words
from geomap.web.contract import PLACE_WORDS
from geomap.web.outlines import encode_area

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geomap.arrays import Ints
    from geomap.gazetteer.gazetteer import Gazetteer

KEYS = (
    "lon", "lat", "geo_precision", "precision_km", "place_id", "place_name", "pcode",
    "admin1", "admin2", "admin3",
)  # fmt: skip
NO_GOVERNORATE = 255


def find_places(events: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
    """Return the place of each event, and one row of `KEYS` for each place."""
    import pandas as pd

    code = np.zeros(len(events), dtype=np.int64)
    for column in KEYS:
        values = events[column]
        if column in ("lon", "lat"):
            values = values.round(6)
        more, words = pd.factorize(values)
        code = code * (len(words) + 1) + (more + 1)
        code, _ = pd.factorize(code)
    first = np.full(int(code.max()) + 1 if len(code) else 0, -1, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    return code, events[list(KEYS)].iloc[first].reset_index(drop=True)


def add_places(
    buffer: ColumnBuffer, places: pd.DataFrame, head: dict[str, Any], built: Path | None = None
) -> None:
    """Add the columns of `places` to `buffer`, and what they refer to to `head`.

    Outlines and Arabic names are those of the gazetteer `built`; None takes the user's.
    """
    gazetteer = open_gazetteer(built) if places["place_id"].fillna("").ne("").any() else None
    basemap = load_basemap()
    buffer.add("place_lon", places["lon"].round(6).to_numpy(), "f8")
    buffer.add("place_lat", places["lat"].round(6).to_numpy(), "f8")
    precision = places["geo_precision"].fillna(1).to_numpy(dtype=np.int64)
    km = places["precision_km"].fillna(0).to_numpy(dtype=float)
    buffer.add("place_km", np.clip(km, 0, 2000), "f8")
    buffer.add("place_precision", np.clip(precision, 0, 3), "u1")
    for column, name in PLACE_WORDS.items():
        codes, words = encode_words(places[column])
        buffer.add_codes(name, codes, len(words))
        head["dicts"][name] = words
    _add_arabic(buffer, places, head, gazetteer)
    _add_governorates(buffer, places, head, basemap)
    areas: list[Any] = []
    known: dict[str, int] = {}
    codes = np.zeros(len(places), dtype=np.int64)
    for row, (place_id, step) in enumerate(zip(places["place_id"], precision, strict=True)):
        if step < 2 or not isinstance(place_id, str) or not place_id:
            continue
        if place_id not in known:
            outline = find_outline(place_id, gazetteer, basemap)
            known[place_id] = 0
            if outline is not None and not outline.is_empty:
                areas.append(encode_area(outline))
                known[place_id] = len(areas)
        codes[row] = known[place_id]
    buffer.add_codes("place_area", codes, len(areas) + 1)
    head["areas"] = areas


def find_outline(
    place_id: str, gazetteer: Gazetteer | None, basemap: Basemap
) -> BaseGeometry | None:
    """Return the outline (EPSG:4326) of a unit or region, None for towns and unknown ones."""
    if gazetteer is not None:
        place = gazetteer.places.get(place_id)
        if place is None or place.feature_class in "ALTHR":
            area = gazetteer.area(place_id)
            if area is not None and area.geom_type.endswith("Polygon"):
                return area
    return basemap.governorate(place_id) or basemap.country(place_id)


def _add_arabic(
    buffer: ColumnBuffer, places: pd.DataFrame, head: dict[str, Any], gazetteer: Gazetteer | None
) -> None:
    import pandas as pd

    known = gazetteer.places if gazetteer else {}
    labels = {label.name: label.name_ar for label in load_basemap().labels}
    labels |= dict(load_basemap().governorate_names().values())
    arabic = [
        (known[place_id].name_ar if place_id in known else "") or labels.get(name, "")
        for place_id, name in zip(
            places["place_id"].fillna(""), places["place_name"].fillna(""), strict=True
        )
    ]
    codes, words = encode_words(pd.Series(arabic, dtype="str"))
    buffer.add_codes("place_name_ar", codes, len(words))
    head["dicts"]["place_name_ar"] = words


def _add_governorates(
    buffer: ColumnBuffer, places: pd.DataFrame, head: dict[str, Any], basemap: Basemap
) -> None:
    head["governorates"] = [
        {"pcode": pcode, "name": english, "name_ar": arabic}
        for pcode, (english, arabic) in basemap.governorate_names().items()
    ]
    found = governorate_codes(places, basemap)
    buffer.add("place_governorate", np.where(found < 0, NO_GOVERNORATE, found), "u1")
