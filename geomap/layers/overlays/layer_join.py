"""Who held the place on the day of the event: a column from a layer, and why where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.content.map_layers import EPOCH

if TYPE_CHECKING:
    import pandas as pd

    from geomap.content.map_layers import LayerShape, MapLayer

KM_PER_DEGREE = 111.2


def join_layer(events: pd.DataFrame, layer: MapLayer) -> tuple[list[str], list[str]]:
    """Return for each event the kind of area that holds it on its day, and a note.

    The kind is empty where it is not certain; the note then says why: ``no state for the day``,
    ``outside``, ``contested: A``, ``overlap: A / B``, ``not certain: A / B`` (the event's radius
    or its days reach several).

    Parameters
    ----------
    events
        With ``lon``, ``lat`` (EPSG:4326), ``date_start``, ``date_end``, ``precision_km``.
    layer
        Areas; lines and points are left aside.
    """
    import shapely

    areas = [s for s in layer.shapes if s.geometry.geom_type.endswith("Polygon")]
    tree = shapely.STRtree([shape.geometry for shape in areas])
    held, notes = [], []
    for event in events.itertuples(index=False):
        point = shapely.Point(event.lon, event.lat)
        reach = float(event.precision_km or 0)
        reach = reach / KM_PER_DEGREE if reach == reach else 0.0
        near = [areas[at] for at in tree.query(point.buffer(reach) if reach else point)]
        first = event.date_start.toordinal() - EPOCH
        last = max(first, event.date_end.toordinal() - EPOCH)
        found, note = _holder(point, reach, near, first, last, layer)
        if not any(_touches(shape, first, last) for shape in areas):
            note = "no state for the day"
        held.append(found)
        notes.append(note)
    return held, notes


def _touches(shape: LayerShape, first: int, last: int) -> bool:
    return (shape.start is None or shape.start <= last) and (
        shape.end is None or shape.end >= first
    )


def _holders(shapes: list[LayerShape], layer: MapLayer) -> list[str]:
    return sorted({layer.classes[shape.kind].value or "others" for shape in shapes})


def _overlap_on(day: int, shapes: list[LayerShape], layer: MapLayer) -> bool:
    """Return True if several hold the place on one day."""
    return len(_holders([shape for shape in shapes if shape.holds_on(day)], layer)) > 1


def _holder(
    point: Any, reach: float, near: list[LayerShape], first: int, last: int, layer: MapLayer
) -> tuple[str, str]:
    there = [shape for shape in near if _touches(shape, first, last)]
    inside = [shape for shape in there if shape.geometry.covers(point)]
    around = [s for s in there if reach and s.geometry.distance(point) <= reach]

    here = _holders(inside, layer)
    if not here:
        return "", _note_outside(_holders(around, layer))
    if any(shape.contested for shape in inside):
        return "", f"contested: {' / '.join(here)}"
    if len(here) > 1:
        overlap = _overlap_on(first, inside, layer) or _overlap_on(last, inside, layer)
        return "", f"{'overlap' if overlap else 'not certain'}: {' / '.join(here)}"
    every = _holders([*inside, *around], layer)
    if len(every) > 1:
        return "", f"not certain: {' / '.join(every)}"
    return here[0], ""


def _note_outside(beside: list[str]) -> str:
    """Return why no one holds a point of no area: others may, within its reach."""
    return f"not certain: {' / '.join([*beside, 'outside'])}" if beside else "outside"
