"""A layer from its file: features that hold, each fault one line, good features go on."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geomap.content.map_layers import LayerShape, MapLayer, to_iso
from geomap.errors import InputError
from geomap.lang.lexicon import words
from geomap.layers.overlays.layer_columns import settle_columns
from geomap.layers.overlays.layer_days import Held, follow_states, read_days
from geomap.layers.overlays.layer_faults import tell_faults
from geomap.layers.overlays.layer_files import read_layer_file
from geomap.layers.overlays.layer_looks import kinds_of, steps_of
from geomap.layers.overlays.topology import keep_areas, simplify_shared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.content.map_layers import LayerClass, LayerRequest
    from geomap.layers.overlays.layer_files import LayerRow

MOST_POINTS = 60_000
"""Points of a layer's outlines; more are simplified, and that is said."""
MOST_FEATURES = 50_000
MOST_LINES = 5
"""Faults of single rows that are told one by one."""
_YES = words("formats", "layers.yes")


def read_layer(request: LayerRequest, gazetteer: Path | None = None) -> MapLayer:
    """Read one layer.

    Parameters
    ----------
    request
        The file and what its columns mean.
    gazetteer
        A built gazetteer whose outlines p-codes name; None takes the user's.

    Raises
    ------
    InputError
        If the file cannot be read, a named column is not there, or no feature can be drawn.
    """
    from geomap.layers.basemap import open_basemap

    basemap = open_basemap(gazetteer)
    known: dict[str, Any] = {}

    def outline(code: str) -> Any:
        if code not in known:
            unit = basemap.units.get(code)
            known[code] = basemap.governorate(code) or (unit.outline if unit else None)
        return known[code]

    file = read_layer_file(request.file, outline, sheet=request.sheet)
    request, source = settle_columns(request, file.columns)
    notes = list(file.notes)
    if len(file.rows) > MOST_FEATURES:
        raise InputError(
            f"has {len(file.rows):,} features; a map carries {MOST_FEATURES:,} in a layer",
            file=str(request.file), fix="join them, or give those that matter",
        )  # fmt: skip
    kept, held, numbers = _keep_rows(file.rows, request, notes)
    if not kept:
        why = f" ({notes[0]})" if notes else ""  # what lies at the root comes first
        raise InputError(f"has no feature that can be drawn{why}", file=str(request.file))
    classes, kinds = _classes(kept, numbers, request)
    shapes = [
        LayerShape(
            row.geometry, kind, days.start, days.end,
            bool(request.contested) and row.cells[request.contested].casefold() in _YES,
            row.cells.get(request.label, "")[:200] if request.label else "", number,
        )
        for row, kind, days, number in zip(kept, kinds, held, numbers, strict=True)
    ]  # fmt: skip
    shapes = _simplify(shapes, notes)
    form = _form_of(shapes)
    shapes, states = follow_states(
        shapes, wanted=request.states, has_end=bool(request.end), form=form
    )
    if request.number == "":
        notes += tell_faults(shapes, classes)
    title = request.title or request.name or _plain(request.file.stem)
    return MapLayer(
        request.name or request.file.stem, title, request.title_ar or title, form,
        classes, tuple(shapes), request.source or _say_sources(kept, source), request.day,
        request.shown, bool(request.number), states,
        tuple(f"{request.file.name}: {note}" for note in notes),
    )  # fmt: skip


def _say_sources(rows: list[LayerRow], column: str) -> str:
    """Return the distinct sources that a column names, as far as there is room."""
    told = dict.fromkeys(row.cells[column] for row in rows if row.cells[column]) if column else {}
    return "; ".join(list(told)[:6])[:300]


def _plain(stem: str) -> str:
    return re.sub(r"[_\-]+", " ", stem).strip().capitalize() or "Layer"


def _keep_rows(
    rows: list[LayerRow], request: LayerRequest, notes: list[str]
) -> tuple[list[LayerRow], list[Held], list[float | None]]:
    """Return the rows that can be drawn, with days and number; what is wrong goes to `notes`."""
    kept, held, numbers = [], [], []
    faults: list[str] = []
    for row in rows:
        try:
            row.geometry, mended = mend_geometry(row.geometry)
            days = read_days(row.cells, request)
            number = _number(row.cells, request.number)
        except ValueError as error:
            faults.append(f"row {row.number} is left out: {error}")
            continue
        if mended:
            faults.append(f"row {row.number}: {mended}")
        kept.append(row)
        held.append(days)
        numbers.append(number)
    notes += faults[:MOST_LINES]
    if len(faults) > MOST_LINES:
        notes.append(f"and {len(faults) - MOST_LINES} more rows like these")
    return kept, held, numbers


def mend_geometry(geometry: Any) -> tuple[Any, str]:
    """Return polygons, lines or points that can be drawn, and what had to be mended.

    Raises
    ------
    ValueError
        If nothing is left; the message says why.
    """
    import shapely

    _check_degrees(geometry)
    geometry = shapely.force_2d(geometry)
    if geometry.geom_type == "LinearRing":
        geometry = shapely.Polygon(geometry)
    if geometry.geom_type == "GeometryCollection":
        parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
        most = max(shapely.get_dimensions(part) for part in parts)
        geometry = shapely.union_all([p for p in parts if shapely.get_dimensions(p) == most])
    if not geometry.geom_type.endswith("Polygon") or geometry.is_valid:
        return geometry, ""
    why = shapely.is_valid_reason(geometry).split("[")[0].strip().lower()
    mended = keep_areas(shapely.make_valid(geometry))
    if mended.is_empty:
        raise ValueError(f"a broken ring ({why})")
    return mended, f"a broken ring ({why}) was mended"


def _check_degrees(geometry: Any) -> None:
    """Raise ValueError if a geometry is empty or its coordinates are no degrees."""
    if geometry is None or geometry.is_empty:
        raise ValueError("no geometry, or a ring of too few points")
    west, south, east, north = geometry.bounds
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError("its coordinates are no numbers")
    if west < -180.001 or east > 180.001 or south < -90 or north > 90:
        raise ValueError("its coordinates are no degrees")


def _number(cells: dict[str, str], column: str) -> float | None:
    if not column:
        return None
    text = re.sub(r"[\s,\u00a0\u202f]", "", cells[column])
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{column} {cells[column][:40]!r} is no number") from None


def _classes(
    rows: list[LayerRow], numbers: list[float | None], request: LayerRequest
) -> tuple[tuple[LayerClass, ...], list[int]]:
    if request.number:
        return steps_of([number or 0.0 for number in numbers])
    values = [row.cells.get(request.style, "") if request.style else "" for row in rows]
    title = request.title or request.name or _plain(request.file.stem)
    if not any(values):
        values = [title] * len(rows)
    values = [value or "?" for value in values]
    named = replace(request, labels_ar=((title, request.title_ar), *request.labels_ar))
    classes = kinds_of(values, named if request.title_ar else request)
    row_of = {one.value: at for at, one in enumerate(classes)}
    return classes, [row_of.get(value, len(classes) - 1) for value in values]


def _form_of(shapes: list[LayerShape]) -> str:
    counts = {"area": 0, "line": 0, "point": 0}
    for shape in shapes:
        counts[form_of(shape.geometry)] += 1
    return max(counts, key=lambda form: counts[form])


def form_of(geometry: Any) -> str:
    """Return ``area``, ``line`` or ``point``."""
    kind = geometry.geom_type
    return (
        "area" if kind.endswith("Polygon") else "line" if kind.endswith("LineString") else "point"
    )


def _simplify(shapes: list[LayerShape], notes: list[str]) -> list[LayerShape]:
    """Return shapes of `MOST_POINTS` points at most; neighbours still meet."""
    import shapely

    def count(geometries: Iterable[Any]) -> int:
        return sum(int(shapely.get_num_coordinates(one)) for one in geometries)

    drawn = [shape.geometry for shape in shapes if form_of(shape.geometry) != "point"]
    whole = count(drawn)
    if whole <= MOST_POINTS:
        return shapes
    # outlines by p-code are one object for all their weeks
    firsts = list({id(geometry): geometry for geometry in drawn}.values())
    if count(firsts) <= MOST_POINTS:
        return shapes
    tolerance = 0.0005
    while True:
        simple = simplify_shared(firsts, tolerance)
        left = count(simple)
        if left <= MOST_POINTS or tolerance > 0.1:
            break
        tolerance *= 2
    notes.append(
        f"outlines of {whole:,} points are drawn with {left:,}, none moved more than "
        f"{tolerance * 111_000:,.0f} m"
    )
    by_object = {id(old): new for old, new in zip(firsts, simple, strict=True)}
    found = [
        replace(shape, geometry=by_object.get(id(shape.geometry), shape.geometry))
        for shape in shapes
    ]
    return [shape for shape in found if not shape.geometry.is_empty]


def describe(layer: MapLayer) -> str:
    """Return one line on what was read, for people."""
    features = f"{len(layer.shapes)} feature{'s' if len(layer.shapes) != 1 else ''}"
    kinds = f"{len(layer.classes)} {'classes' if layer.numbered else 'kinds'}"
    days = ""
    if layer.states:
        days = (
            f", {len(layer.states)} states {to_iso(layer.states[0])} to {to_iso(layer.states[-1])}"
        )
    return f"layer {layer.name}: {features}, {kinds}{days}"
