"""Files of layers as rows: a geometry in degrees and cells of text, whatever the format."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError, TableError
from geomap.tables.formats.archives import check_entities, unpack
from geomap.tables.limits import MIB, read_limits, refuse
from geomap.tables.opening import TEXT_ENDINGS, ReadOptions, find_kind, open_table, require_file
from geomap.tables.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd

    from geomap.tables.sheets import Sheet

VECTOR = frozenset(
    {".geojson", ".json", ".geojsonl", ".geojsons", ".topojson", ".gpkg", ".fgb", ".shp", ".kml",
     ".gpx", ".parquet", ".geoparquet", ".gml"}
)  # fmt: skip
"""Endings of files that hold geometries."""
PCODE = re.compile(r"[A-Z]{2}(?:\d\d){1,3}")
_LON = ("lon", "longitude", "lng", "long", "x")
_LAT = ("lat", "latitude", "y")
_WKT = ("wkt", "geom", "the_geom", "geometry_")


@dataclass(slots=True)
class LayerRow:
    """One row: its number (the header is row 1), geometry (EPSG:4326) or None, cells of text."""

    number: int
    geometry: Any
    cells: dict[str, str]


@dataclass(slots=True)
class LayerFile:
    """The rows of a file, its columns, and what was seen on reading."""

    rows: list[LayerRow]
    columns: tuple[str, ...]
    notes: list[str]


def read_layer_file(path: Path, outlines: Any, *, sheet: str = "") -> LayerFile:
    """Read a file of outlines, lines or points, or a table with p-codes, points or WKT.

    Parameters
    ----------
    path
        The file.
    outlines
        Called with a p-code; returns its outline (EPSG:4326) or None.
    sheet
        Layer of a GeoPackage.

    Raises
    ------
    InputError
        If the file cannot be read, or holds nothing that lies on a map.
    """
    require_file(path)
    kind = find_kind(path) if path.suffix.lower() != ".gml" else ".gml"
    if kind in {".zip", ".gz"}:
        folder = Scratch()
        known = VECTOR | TEXT_ENDINGS
        inner = unpack(path, folder.path, lambda member: member.suffix.lower() in known)
        return read_layer_file(inner, outlines, sheet=sheet)
    if kind in VECTOR:
        return _read_vector(path, kind, sheet)
    return _read_table(path, outlines)


def _read_vector(path: Path, kind: str, sheet: str) -> LayerFile:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    if kind in {".geojson", ".json", ".topojson", ".kml", ".gml", ".gpx"}:
        if path.stat().st_size > read_limits().document_mib * MIB:
            raise refuse(str(path), "is too large for one document", "document_mib")
        if kind in {".kml", ".gml", ".gpx"}:
            with path.open("rb") as file:
                check_entities(file.read(64 * 1024), str(path))
    if kind in {".parquet", ".geoparquet"}:
        import geopandas as gpd

        try:
            return _rows_of([gpd.read_parquet(path)], path, [])
        except (OSError, ValueError) as error:
            raise TableError(f"is no GeoParquet ({error})", file=str(path)) from error
    options = {"encoding": _dbf_encoding(path)} if kind == ".shp" else {}
    notes: list[str] = []
    try:
        found = [str(name) for name, _ in pyogrio.list_layers(path)]
        wanted = _choose_sheets(found, sheet, kind, path, notes)
        with warnings.catch_warnings():  # of rings that are not closed: told of their rows
            warnings.simplefilter("ignore", RuntimeWarning)
            frames = [
                pyogrio.read_dataframe(path, layer=name, on_invalid="ignore", **options)
                for name in wanted
            ]
    except (DataSourceError, DataLayerError, ValueError, UnicodeError) as error:
        told = str(error).split("; It might")[0].splitlines()[0][:160]
        raise TableError(f"cannot be read as a layer ({told})", file=str(path)) from error
    return _rows_of(frames, path, notes)


def _choose_sheets(
    found: list[str], sheet: str, kind: str, path: Path, notes: list[str]
) -> list[str]:
    if not found:
        raise TableError("holds no layer", file=str(path))
    if sheet:
        if sheet not in found:
            told = ", ".join(found[:8])
            raise TableError(f"has no layer {sheet!r}", file=str(path), fix=f"it has {told}")
        return [sheet]
    if kind == ".kml":  # its folders
        return found
    if len(found) > 1:
        notes.append(f"of {len(found)} layers the first, {found[0]!r}, is taken; sheet names one")
    return found[:1]


def _dbf_encoding(path: Path) -> str | None:
    from geomap.tables.formats.shapefiles import find_encoding

    parts = {part.suffix.lower(): part for part in path.parent.iterdir() if part.stem == path.stem}
    for needed in (".dbf", ".shx"):
        if needed not in parts:
            raise TableError(
                f"has no {needed} beside it", file=str(path), fix="give the whole shapefile, zipped"
            )
    return None if ".cpg" in parts else (find_encoding(parts[".dbf"]) or None)


def _rows_of(frames: Iterable[Any], path: Path, notes: list[str]) -> LayerFile:
    import pandas as pd

    rows: list[LayerRow] = []
    columns: dict[str, None] = {}
    flat = 0
    for frame in frames:
        if "geometry" not in frame or not hasattr(frame, "crs"):
            continue
        moved, had_height = _in_degrees(frame, path, notes)
        flat += had_height
        names = [str(name) for name in moved.columns if name != "geometry"]
        columns |= dict.fromkeys(names)
        texts = {name: [_cell(value) for value in moved[name]] for name in names}
        for at, geometry in enumerate(moved.geometry):
            cells = {name: texts[name][at] for name in names}
            rows.append(LayerRow(len(rows) + 2, None if pd.isna(geometry) else geometry, cells))
    if not rows:
        raise TableError("holds no feature with a geometry", file=str(path))
    if flat:
        notes.append("heights are left out")
    return LayerFile(rows, tuple(columns), notes)


def _in_degrees(
    frame: gpd.GeoDataFrame, path: Path, notes: list[str]
) -> tuple[gpd.GeoDataFrame, bool]:
    """Return a frame in EPSG:4326 without heights, and whether it had any."""
    import numpy as np
    import shapely

    had_height = bool(np.any(shapely.has_z(frame.geometry.to_numpy())))
    if had_height:
        frame = frame.set_geometry(shapely.force_2d(frame.geometry.to_numpy()), crs=frame.crs)
    if frame.crs is None:
        west, south, east, north = frame.total_bounds
        if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
            raise InputError(
                "names no projection, and its numbers are no degrees", file=str(path),
                fix="save it in EPSG:4326, or give the .prj with it",
            )  # fmt: skip
        notes.append("no projection is named: taken for degrees, lon and lat")
        return frame, had_height
    if frame.crs.to_epsg() == 4979:  # degrees with a height
        frame = frame.set_crs(4326, allow_override=True)
    elif frame.crs.to_epsg() != 4326:
        notes.append(f"moved from {frame.crs.name} to degrees")
        frame = frame.to_crs(4326)
    return frame, had_height


def _cell(value: Any) -> str:
    import pandas as pd

    if value is None or (not isinstance(value, (list, dict, tuple)) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _read_table(path: Path, outlines: Any) -> LayerFile:
    sheet = open_table(path, ReadOptions())
    rows = list(_list_rows(sheet))
    if not rows:
        raise TableError("has no rows", file=str(path))
    notes: list[str] = []
    folded = {name.casefold(): name for name in sheet.columns}
    lon, lat, wkt = (
        next((folded[name] for name in names if name in folded), "") for names in (_LON, _LAT, _WKT)
    )
    pcode = find_pcodes(rows, sheet.columns)
    if wkt:
        _set_wkt(rows, wkt)
    elif pcode:
        _set_outlines(rows, pcode, outlines, notes)
    elif lon and lat:
        _set_points(rows, lon, lat)
    else:
        raise TableError(
            "has nothing that lies on a map", file=str(path),
            fix="give a column of p-codes (SY02), lon and lat, or wkt",
        )  # fmt: skip
    return LayerFile(rows, sheet.columns, notes)


def _list_rows(sheet: Sheet) -> Iterator[LayerRow]:
    for batch in sheet.batches():
        lists = {name: batch.table.column(name).to_pylist() for name in sheet.columns}
        for at, number in enumerate(batch.rows):
            cells = {name: _cell(values[at]) for name, values in lists.items()}
            yield LayerRow(int(number), None, cells)


def find_pcodes(rows: list[LayerRow], columns: Iterable[str]) -> str:
    """Return the column whose cells are p-codes, the finest of several; empty if none is."""
    found: dict[str, float] = {}
    sample = rows[:2000]
    for name in columns:
        cells = [text for row in sample if (text := row.cells[name].upper())]
        fits = [text for text in cells if PCODE.fullmatch(text)]
        if cells and len(fits) >= 0.6 * len(cells):
            found[name] = sum(map(len, fits)) / len(fits)
    return max(found, key=lambda name: found[name]) if found else ""


def _set_outlines(rows: list[LayerRow], pcode: str, outlines: Any, notes: list[str]) -> None:
    unknown: dict[str, int] = {}
    for row in rows:
        code = row.cells[pcode].upper()
        row.geometry = outlines(code)
        if row.geometry is None:
            unknown[code or "(empty)"] = unknown.get(code or "(empty)", 0) + 1
    if unknown:
        named = ", ".join(sorted(unknown)[:4]) + (", ..." if len(unknown) > 4 else "")
        notes.append(
            f"{sum(unknown.values())} rows have p-codes without an outline here ({named}); "
            "a gazetteer with boundaries has districts and sub-districts"
        )


def _set_points(rows: list[LayerRow], lon: str, lat: str) -> None:
    import shapely

    for row in rows:
        try:
            x, y = float(row.cells[lon]), float(row.cells[lat])
        except ValueError:
            continue
        if -180 <= x <= 180 and -90 <= y <= 90:
            row.geometry = shapely.Point(x, y)


def _set_wkt(rows: list[LayerRow], wkt: str) -> None:
    import shapely

    texts = [row.cells[wkt] for row in rows]
    for row, geometry in zip(rows, shapely.from_wkt(texts, on_invalid="ignore"), strict=True):
        row.geometry = geometry
