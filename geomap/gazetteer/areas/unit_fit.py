"""Admin units with their outlines: fitted to one another and to the country, and their lines.

Coordinates are ``lon, lat`` in decimal degrees, EPSG:4326.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from shapely.geometry.base import BaseGeometry

GAP = 0.004
"""Gaps and overlaps of neighbours this wide (degrees, about 400 m) are closed."""

TOLERANCE = 0.0015
"""How much shared edges are simplified, degrees: about 150 m, what a city's map shows."""

WHOLE = 0.9
"""Units that cover this share of a unit, or of the country, are taken to be all of it."""


@dataclass(frozen=True)
class Units:
    """Admin units of a built gazetteer that have an outline.

    Parameters
    ----------
    names
        English and Arabic name by p-code.
    outlines
        Polygons (EPSG:4326) by p-code, fitted to one another.
    source
        Who drew the outlines.
    """

    names: Mapping[str, tuple[str, str]]
    outlines: Mapping[str, BaseGeometry]
    source: str = ""


def is_unit(place_id: str) -> bool:
    """Return True for the p-code of a governorate, district or sub-district."""
    return len(place_id) in (4, 6, 8) and place_id[:2] == "SY" and place_id[2:].isdigit()


def fit_units(
    outlines: Mapping[str, BaseGeometry], country: BaseGeometry | None = None
) -> dict[str, BaseGeometry]:
    """Return units whose shared edges are the same points, simplified, each level made of the next.

    Governorates are the sum of their districts and districts that of their sub-districts, so that
    lines of all levels lie on one another. If the units make up the country they end at its
    outline: the lines of a map then meet.

    Parameters
    ----------
    outlines
        Polygons by p-code, of any of the three levels.
    country
        The outline to which they are fitted, or None.
    """
    import shapely

    codes = _finest(outlines)
    if not codes:
        return {}
    pieces = _clean([outlines[code] for code in codes], GAP)
    whole_country = False
    if country is not None and shapely.union_all(pieces).intersection(country).area > (
        WHOLE * country.area
    ):
        pieces = _fit_country(pieces, country)
        whole_country = True
    pieces = shapely.coverage_simplify(pieces, TOLERANCE, simplify_boundary=not whole_country)
    fitted = {code: piece for code, piece in zip(codes, pieces, strict=True) if not piece.is_empty}
    for length in (6, 4):
        _sum_up(fitted, outlines, length)
    rest = {code: outlines[code] for code in outlines if code not in fitted}
    return dict(sorted({**rest, **fitted}.items()))


def _sum_up(
    fitted: dict[str, BaseGeometry], outlines: Mapping[str, BaseGeometry], length: int
) -> None:
    """Add the units whose codes have `length` characters, each made of its parts."""
    import shapely

    for code in sorted({code[:length] for code in fitted if len(code) > length}):
        parts = [shape for other, shape in fitted.items() if other[:length] == code]
        whole = shapely.coverage_union_all(parts) if len(parts) > 1 else parts[0]
        given = outlines.get(code)
        if given is None or whole.area > WHOLE * given.area:
            fitted.setdefault(code, whole)


def _finest(outlines: Mapping[str, BaseGeometry]) -> list[str]:
    """Return the units that none of the others divides."""
    chosen: list[str] = []
    for code in sorted(outlines, key=lambda code: (-len(code), code)):
        inside = [other for other in chosen if other.startswith(code)]
        if not inside:
            chosen.append(code)
        elif sum(outlines[other].area for other in inside) < WHOLE * outlines[code].area:
            chosen = [other for other in chosen if not other.startswith(code)] + [code]
    return sorted(chosen)


def _fit_country(pieces: np.ndarray, country: BaseGeometry) -> np.ndarray:
    """Cut units at the country's outline, and give what they leave of it to the nearest."""
    import shapely

    inside = [_polygons(piece) for piece in shapely.intersection(pieces, country)]
    left = _polygons(country.difference(shapely.union_all(inside)))
    if not left.is_empty:
        points, owners = [], []
        near = left.buffer(1e-4)
        for at, piece in enumerate(inside):
            edge = piece.boundary.intersection(near)
            for point in shapely.get_coordinates(shapely.segmentize(edge, 0.01)):
                points.append((float(point[0]), float(point[1])))
                owners.append(at)
        first = dict(zip(points, owners, strict=True))
        cells = shapely.get_parts(
            shapely.voronoi_polygons(
                shapely.MultiPoint(list(first)), extend_to=country, ordered=True
            )
        )
        for at in sorted(set(first.values())):
            own = [cell for cell, owner in zip(cells, first.values(), strict=True) if owner == at]
            share = _polygons(shapely.union_all(own).intersection(left))
            inside[at] = _polygons(shapely.union_all([inside[at], share], grid_size=1e-6))
    return _clean(inside, 1e-4)


def _clean(shapes: Sequence[BaseGeometry], gap: float) -> np.ndarray:
    import shapely

    cleaned: np.ndarray = shapely.coverage_clean(  # type: ignore[attr-defined]
        shapes, gap_width=gap
    )
    return cleaned


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry, without the points and lines along which others touch."""
    import shapely

    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def find_lines(outlines: Mapping[str, BaseGeometry]) -> dict[int, BaseGeometry]:
    """Return the lines between units by level: 1 between governorates, 2 districts, 3 the rest.

    Each line stands once, though two units share it; what is no other unit's edge is left out.

    Parameters
    ----------
    outlines
        Fitted units by p-code, see `fit_units`; the finest are taken.
    """
    import numpy as np
    import shapely

    codes = _finest(outlines)
    ends, owners = [], []
    for at, code in enumerate(codes):
        for part in shapely.get_parts(outlines[code]):
            for ring in (part.exterior, *part.interiors):
                points = np.round(shapely.get_coordinates(ring), 7)
                ends.append(np.hstack([points[:-1], points[1:]]))
                owners.append(np.full(len(points) - 1, at))
    if not ends:
        return {}
    steps, owner = np.vstack(ends), np.concatenate(owners)
    turned = (steps[:, 0] > steps[:, 2]) | (
        (steps[:, 0] == steps[:, 2]) & (steps[:, 1] > steps[:, 3])
    )
    steps[turned] = steps[turned][:, [2, 3, 0, 1]]
    order = np.lexsort(steps.T)
    steps, owner = steps[order], owner[order]
    pair = np.flatnonzero((steps[1:] == steps[:-1]).all(axis=1))
    shared = steps[pair]
    levels = np.array([
        1 if one[:4] != other[:4] else 2 if one[:6] != other[:6] else 3
        for one, other in ((codes[owner[at]], codes[owner[at + 1]]) for at in pair)
    ])  # fmt: skip
    lines: dict[int, BaseGeometry] = {}
    for level in sorted(set(levels.tolist())):
        few = shapely.linestrings(shared[levels == level].reshape(-1, 2, 2))
        lines[level] = shapely.normalize(shapely.line_merge(shapely.multilinestrings(few)))
    return lines
