"""Events as rows of a store: typed columns, the other columns as JSON, and a digest."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from geomap.schema import (
    COLUMNS,
    CRS,
    DTYPES,
    EVENT_COLUMNS,
    NUMBERS,
    TEXT,
    coerce_events,
    validate_events,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas as gpd

MORE, DIGEST = "more", "digest"
_WHOLE = re.compile(r"^(-?\d{1,15})\.0$")
UNTOLD = frozenset({"report_id"})
"""Columns whose change is no correction: where in its table a report stood."""


def rows_of(events: gpd.GeoDataFrame) -> Iterator[tuple[object, ...]]:
    """Yield each event as the values of `EVENT_COLUMNS`, then ``more`` and ``digest``.

    Days are ISO text, missing numbers None, missing text empty.
    """
    from geomap.export.geojson import features_of

    for feature in features_of(events):
        yield keep_row(feature["properties"])


def keep_row(row: Mapping[str, object]) -> tuple[object, ...]:
    """Return one event as the values of `EVENT_COLUMNS`, then ``more`` and ``digest``.

    `row` has every event column; days are ISO text, missing numbers None, missing text empty.
    """
    more = {name: row[name] for name in row if name not in DTYPES}
    told = _same_in_all_formats(row)
    digest = hashlib.sha256(_dump(told).encode()).hexdigest()[:32]
    return (*(row[name] for name in EVENT_COLUMNS), _dump(more), digest)


def frame_rows(rows: Sequence[Sequence[Any]]) -> gpd.GeoDataFrame:
    """Return rows (`EVENT_COLUMNS`, then ``more``) as validated events, points in EPSG:4326."""
    import geopandas as gpd
    import pandas as pd

    frame = pd.DataFrame([row[: len(COLUMNS)] for row in rows], columns=list(EVENT_COLUMNS))
    extras = [json.loads(row[len(COLUMNS)]) for row in rows]
    names = list(dict.fromkeys(name for extra in extras for name in extra))
    if names:
        more = pd.DataFrame(extras, columns=names, index=frame.index, dtype="object")
        more = more.apply(_tidy)
        frame = pd.concat([frame, more], axis=1)
    frame = coerce_events(frame)
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return validate_events(gpd.GeoDataFrame(frame, geometry=points, crs=CRS))


def row_json(row: Sequence[Any]) -> str:
    """Return a row of `rows_of` as one JSON object, for the history."""
    told = dict(zip(EVENT_COLUMNS, row, strict=False))
    return _dump({**told, **json.loads(row[len(COLUMNS)])})


def read_row(told: str) -> tuple[object, ...]:
    """Return a row for `frame_rows` of one JSON object of the history."""
    values = json.loads(told)
    known = tuple(values.pop(name, None) for name in EVENT_COLUMNS)
    return (*known, _dump(values))


def tell_difference(before: str | None, after: str | None) -> list[str]:
    """Return what changed between two rows of the history, a clause a column."""
    if not before or not after:
        return []
    old, new = (_same_in_all_formats(json.loads(told)) for told in (before, after))
    return [
        f"{name}: {_show(old.get(name))} -> {_show(new.get(name))}"
        for name in dict.fromkeys([*EVENT_COLUMNS, *old, *new])
        if old.get(name) != new.get(name)
    ]


def _same_in_all_formats(row: Mapping[str, object]) -> dict[str, object]:
    """Return what a row tells, the same whether it came from a file of types or one of texts.

    Columns that geomap does not know have types in some formats and are text in others: here they
    are text, and an empty one is none.
    """
    told = {}
    for name, value in row.items():
        if name in UNTOLD:
            continue
        if name in DTYPES or name in NUMBERS:
            told[name] = value
        elif (text := _plain_text(value)) != "":
            told[name] = text
    return told


def _plain_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else _dump(value)
    return _WHOLE.sub(r"\1", text)


def _tidy(column: Any) -> object:
    if column.name in NUMBERS:
        return column.astype("float64")
    if column.dropna().map(lambda value: type(value) is int).all() and column.notna().any():
        return column.astype("Int64")
    texts = column.dropna().map(lambda value: isinstance(value, str))
    if texts.all():
        return column.fillna("").astype(TEXT.value)
    return column.infer_objects()


def _show(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)


def _dump(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
