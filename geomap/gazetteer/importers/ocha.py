"""OCHA's populated places, neighbourhoods and admin units of Syria, in every published edition.

CSV and Excel editions (sheets ``admin1`` to ``admin3`` and ``Location``, a row of HXL tags or
not), the flat editions of mirrors, GeoJSON, and the zipped shapefiles, GeoJSON files and
geodatabases of the boundaries, all levels in one file or one each. Columns are found by what their
names say (`geomap.gazetteer.importers.header_words`).
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.gazetteer.importers.cell_names import names_of
from geomap.gazetteer.importers.header_words import match_columns
from geomap.gazetteer.importers.vector import ENDINGS, read_layers
from geomap.lang.letters import is_arabic
from geomap.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

UNIT = re.compile(r"SY\d{2}(\d{2}){0,2}")
COMMUNITY = re.compile(r"[CN]\d{3,6}")

Row = dict[str, Any]


def read_ocha(path: Path) -> tuple[list[Place], dict[str, BaseGeometry]]:
    """Read one file of OCHA's: places, and outlines (EPSG:4326) of those that have one.

    Raises
    ------
    GazetteerError
        If the file cannot be read, or no table in it has names and p-codes.
    """
    places: list[Place] = []
    areas: dict[str, BaseGeometry] = {}
    understood = False
    for rows in _tables(path):
        iterator = iter(rows)
        first = next(iterator, None)
        if first is None:
            continue
        fields = match_columns(first)
        level = _level_of(fields)
        if not level:
            continue
        understood = True
        for row in (first, *iterator):
            named = {field: row.get(column) for column, field in fields.items()}
            place, shape = _place_of(named, level, row.get("geometry"))
            if place is not None:
                places.append(place)
                if shape is not None:
                    known = areas.get(place.place_id)
                    areas[place.place_id] = shape if known is None else known.union(shape)
    if not understood:
        raise GazetteerError(
            "no table with names, p-codes and coordinates",
            file=path.name,
            fix="give OCHA's file as it is published",
        )
    return places, areas


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of all tables of a file; ``geometry`` is a shapely geometry or None.

    Raises
    ------
    GazetteerError
        If the file cannot be read.
    """
    rows = [dict(row) for table in _tables(path) for row in table]
    for row in rows:
        row["geometry"] = _shape_of(row.get("geometry"))
    return rows


def _tables(path: Path) -> Iterator[Iterable[Row]]:
    """Yield the tables of a file: one for CSV and GeoJSON, one a sheet for Excel."""
    ending = path.suffix.lower()
    try:
        if ending in (".geojson", ".json"):
            features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
            yield [{**f["properties"], "geometry": f.get("geometry")} for f in features]
        elif ending in (".xlsx", ".xlsm"):
            yield from _sheets(path)
        elif ending in ENDINGS:
            yield from read_layers(path)
        else:
            text = path.read_text(encoding="utf-8-sig")
            first = text.partition("\n")[0]
            delimiter = max(",;\t", key=first.count)
            yield [
                row
                for row in csv.DictReader(text.splitlines(), delimiter=delimiter)
                if not _is_tags(row.values())
            ]
    except GazetteerError:
        raise
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise GazetteerError(f"cannot be read ({error})", file=path.name) from None


def _sheets(path: Path) -> Iterator[Iterable[Row]]:
    import zipfile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException) as error:
        raise GazetteerError(f"not an Excel file ({error})", file=path.name) from None
    try:
        for sheet in book.worksheets:
            header: list[str] = []
            rows: list[Row] = []
            for values in sheet.iter_rows(values_only=True):
                cells = ["" if value is None else value for value in values]
                if not header:
                    if len(match_columns(str(c) for c in cells)) >= 2:
                        header = [str(c) for c in cells]
                elif any(cell != "" for cell in cells) and not _is_tags(cells):
                    rows.append(dict(zip(header, cells, strict=False)))
            yield rows
    finally:
        book.close()


def _is_tags(values: Iterable[object]) -> bool:
    """Return True for a row of HXL tags."""
    texts = [str(value) for value in values if value not in ("", None)]
    return bool(texts) and all(text.startswith("#") for text in texts)


def _level_of(fields: dict[str, str]) -> str:
    """Return what a row of these fields is: ``place``, ``adm3``, ``adm2``, ``adm1`` or nothing."""
    have = set(fields.values())
    if "en" in have and "pcode" in have:
        return "place"
    for level in ("adm3", "adm2", "adm1"):
        if {f"{level}.en", f"{level}.pcode"} <= have:
            return level
    return ""


_AREAS = ("Polygon", "MultiPolygon")


def _place_of(
    row: dict[str, Any], level: str, geometry: dict[str, Any] | BaseGeometry | None
) -> tuple[Place | None, BaseGeometry | None]:
    def text(field: str) -> str:
        return str(row.get(field) or "").strip()

    prefix = "" if level == "place" else f"{level}."
    pcode = text(f"{prefix}pcode")
    name, arabic = _by_language(text(f"{prefix}en"), text(f"{prefix}ar"))
    is_unit = bool(UNIT.fullmatch(pcode))
    if not name or not (is_unit or COMMUNITY.fullmatch(pcode)):
        return None, None
    shape = _shape_of(geometry)
    lon, lat = _point_of(row, shape)
    if lon is None or lat is None:
        return None, None
    parents = [text(f"adm{n}.{what}") for n in (3, 2, 1) for what in ("en", "ar")]
    main, names = names_of(name, [text(f"{prefix}ref")], parents, "en")
    main_ar, names_ar = names_of(arabic, [], parents, "ar")
    above = [text(f"adm{n}.pcode") for n in (3, 2, 1)]
    admin = pcode if is_unit else next(filter(None, above), "")
    kind = _kind_of(pcode, is_unit=is_unit)
    place = Place(
        place_id=pcode,
        name=main,
        name_ar=main_ar,
        feature_class="A" if is_unit else "P",
        feature_code=kind,
        lon=round(lon, 6),
        lat=round(lat, 6),
        radius_km={"ADM1": 80.0, "ADM2": 25.0, "ADM3": 12.0, "PPLX": 0.8}.get(kind, 1.0),
        pcode=pcode,
        admin1=admin[:4],
        admin2=_whole(admin, 6),
        admin3=_whole(admin, 8),
        importance={"ADM1": 80.0, "ADM2": 40.0, "ADM3": 25.0}.get(kind, 5.0),
        source="ocha",
        names=(*names, *names_ar),
    )
    return place, shape if shape is not None and shape.geom_type in _AREAS else None


def _by_language(name: str, arabic: str) -> tuple[str, str]:
    """Return English and Arabic: in an edition the two stand in either order."""
    swapped = is_arabic(name) and arabic and not is_arabic(arabic)
    return (arabic, name) if swapped else (name, arabic)


def _kind_of(pcode: str, *, is_unit: bool) -> str:
    if is_unit:
        return {4: "ADM1", 6: "ADM2", 8: "ADM3"}[len(pcode)]
    return "PPLX" if pcode.startswith("N") else "PPL"


def _whole(admin: str, length: int) -> str:
    """Return the first `length` characters of a code, empty if it is shorter."""
    return admin[:length] if len(admin) >= length else ""


def _shape_of(geometry: dict[str, Any] | BaseGeometry | None) -> BaseGeometry | None:
    if not geometry:
        return None
    import shapely

    try:
        if not isinstance(geometry, dict):
            return shapely.make_valid(geometry)
        return shapely.make_valid(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        return None


def _point_of(row: dict[str, Any], shape: BaseGeometry | None) -> tuple[float | None, float | None]:
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except (KeyError, TypeError, ValueError):
        lon, lat = 0.0, 0.0
    if 35 < lon < 43 and 32 < lat < 38:
        return lon, lat
    if shape is not None and not shape.is_empty:
        point = shape.representative_point()
        if 35 < point.x < 43 and 32 < point.y < 38:
            return point.x, point.y
    return None, None
