"""The built gazetteer: one Parquet file, a row a name, keys and outlines included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.errors import GazetteerError
from geomap.model import Name, Place
from geomap.places.gazetteer import Gazetteer
from geomap.places.names import KEY_VERSION, ParsedName

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

FORMAT = "geomap gazetteer 1"

PLACE_COLUMNS = (
    "place_id", "place_name", "place_name_ar", "feature_class", "feature_code", "lon", "lat",
    "radius_km", "pcode", "admin1", "admin2", "admin3", "country", "importance", "source",
)  # fmt: skip
NAME_COLUMNS = ("text", "lang", "kind", "strong")
KEY_COLUMNS = ("fold", "key", "bones", "voiced", "qualifiers", "kinds", "arabic")
FIGURES = frozenset({"lon", "lat", "radius_km", "importance"})
FLAGS = frozenset({"strong", "arabic"})


def write_built(gazetteer: Gazetteer, path: Path) -> Path:
    """Write `gazetteer` as one file; return `path`."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    columns: dict[str, list[Any]] = {
        column: [] for column in (*PLACE_COLUMNS, *NAME_COLUMNS, *KEY_COLUMNS, "geometry")
    }
    for place_id, place in gazetteer.places.items():
        area = gazetteer.areas.get(place_id)
        outline = shapely.to_wkb(area) if area is not None else None
        values = place_values(place)
        for name, parsed in gazetteer.names[place_id]:
            row = (
                *values,
                name.text, name.lang, name.kind, name.strong,
                parsed.fold, parsed.key, parsed.bones, parsed.voiced, parsed.qualifiers,
                " ".join(parsed.kinds), parsed.arabic,
                outline,
            )  # fmt: skip
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
            outline = None
    types = {
        column: pa.float64()
        if column in FIGURES
        else pa.bool_()
        if column in FLAGS
        else pa.binary()
        if column == "geometry"
        else pa.string()
        for column in columns
    }
    meta = {"format": FORMAT, "keys": str(KEY_VERSION), "about": json.dumps(dict(gazetteer.meta))}
    table = pa.table(columns, schema=pa.schema(list(types.items()), metadata=meta))
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")
    return path


def place_values(place: Place) -> tuple[object, ...]:
    """Return the values of `PLACE_COLUMNS`."""
    return (
        place.place_id, place.name, place.name_ar, place.feature_class, place.feature_code,
        place.lon, place.lat, place.radius_km, place.pcode, place.admin1, place.admin2,
        place.admin3, place.country, place.importance, place.source,
    )  # fmt: skip


def read_built(path: Path) -> Gazetteer:
    """Read a built gazetteer.

    Raises
    ------
    GazetteerError
        If the file is missing or is no built gazetteer.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    if not path.is_file():
        raise GazetteerError(
            "no such gazetteer", file=str(path), fix="make one with: geomap gazetteer build"
        )
    try:
        table = pq.read_table(path, use_threads=False, memory_map=False)
        said = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        if said.get("format") != FORMAT:
            raise GazetteerError(
                "not a built gazetteer", file=str(path), fix="make one with: geomap gazetteer build"
            )
        columns = {name: table.column(name).to_pylist() for name in table.column_names}
        current = said.get("keys") == str(KEY_VERSION)
        places, names = _collect(columns)
        outlines = [(i, wkb) for i, wkb in enumerate(columns["geometry"]) if wkb is not None]
        shapes = shapely.from_wkb([wkb for _, wkb in outlines])
        areas: dict[str, BaseGeometry] = {
            columns["place_id"][i]: shape for (i, _), shape in zip(outlines, shapes, strict=True)
        }
        meta = json.loads(said.get("about", "{}"))
    except (pa.ArrowInvalid, KeyError, ValueError, OSError) as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(
            "not a built gazetteer", file=str(path), fix="make one with: geomap gazetteer build"
        ) from error
    return Gazetteer(places, areas, names if current else None, meta)


def _collect(
    columns: dict[str, list[Any]],
) -> tuple[dict[str, Place], dict[str, list[tuple[Name, ParsedName]]]]:
    places: dict[str, Place] = {}
    names: dict[str, list[tuple[Name, ParsedName]]] = {}
    rows = zip(*(columns[column] for column in (*NAME_COLUMNS, *KEY_COLUMNS)), strict=True)
    values = zip(*(columns[column] for column in PLACE_COLUMNS), strict=True)
    kinds_seen: dict[str, tuple[str, ...]] = {}
    last = ""
    own: list[tuple[Name, ParsedName]] = []
    first: tuple[Any, ...] = ()

    def close() -> None:
        if not own:
            return
        main = 2 if first[2] else 1
        places[last] = Place(*first, tuple(name for name, _ in own[main:]))
        names[last] = own

    for row, value in zip(rows, values, strict=True):
        if value[0] != last:
            close()
            last, first, own = value[0], value, []
        text, lang, kind, strong, fold, key, bones, voiced, qualifiers, kinds, arabic = row
        if kinds not in kinds_seen:
            kinds_seen[kinds] = tuple(kinds.split())
        own.append(
            (
                Name(text, lang, kind, strong),
                ParsedName(text, fold, key, bones, voiced, qualifiers, kinds_seen[kinds], arabic),
            )
        )
    close()
    return places, names
