"""Reading the gazetteer's own tables (see ``gazetteer/README.md``)."""

from __future__ import annotations

import csv
import json
import math
from typing import TYPE_CHECKING, TextIO

from geomap.errors import GazetteerError
from geomap.model import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

ADMIN_KINDS = {4: "A.ADM1", 6: "A.ADM2", 8: "A.ADM3"}
ADMIN_IMPORTANCE = {4: 80.0, 6: 40.0, 8: 25.0}
NAME_KINDS = {"former": "former", "war": "wartime", "short": "short"}

Tables = tuple[dict[str, Place], dict[str, "BaseGeometry"]]


def read_tables(folder: Path) -> Tables:
    """Read all tables of a gazetteer folder: places by id, and outlines by id (EPSG:4326).

    Raises
    ------
    GazetteerError
        If a row cannot be used; names the file, the row and the column.
    """
    places: dict[str, Place] = {}
    for table in list_tables(folder):
        for row, place in read_table(table):
            if place.place_id in places:
                raise GazetteerError(
                    f"{place.place_id} stands twice",
                    file=table.name,
                    row=row,
                    field="place_id",
                    fix="give each place one row",
                )
            places[place.place_id] = place
    if not places:
        raise GazetteerError("no tables of places in this folder", file=str(folder))
    return places, read_areas(folder)


def list_tables(folder: Path) -> list[Path]:
    """Return the tables of places of a gazetteer folder, admin units first."""
    single = (folder / name for name in ("regions.csv", "lines.csv", "foreign.csv"))
    return [
        *sorted(folder.glob("admin/*.csv")),
        *sorted(folder.glob("places/*.csv")),
        *(table for table in single if table.exists()),
    ]


def read_table(table: Path) -> Iterator[tuple[int, Place]]:
    """Yield row number (the header is row 1) and place of every row of a table."""
    with table.open(encoding="utf-8-sig", newline="") as rows:
        for number, row in _read_rows(rows, table):
            if None in row or None in row.values():
                raise GazetteerError(
                    "more or fewer fields than the header names",
                    file=table.name,
                    row=number,
                    fix="quote fields that hold a comma",
                )
            yield number, _place_of(row, table, number)


def _read_rows(rows: TextIO, table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield row numbers and rows; bytes and cells that cannot be read are one clear line."""
    reader = csv.DictReader(rows)
    number = 1
    try:
        for number, row in enumerate(reader, start=2):
            yield number, row
    except UnicodeDecodeError as error:
        fix = "save it as CSV UTF-8"
        raise GazetteerError("not UTF-8 text", file=table.name, fix=fix) from error
    except csv.Error as error:
        raise GazetteerError(
            f"cannot be read as CSV ({error})", file=table.name, row=number + 1
        ) from error


def _place_of(row: dict[str, str], table: Path, number: int) -> Place:
    def figure(
        column: str, default: float | None = None, bounds: tuple[float, float] = (-180, 180)
    ) -> float:
        return _figure(row, column, default, bounds, table, number)

    place_id, kind, name = _identity(row, table, number)
    is_unit = place_id.startswith("SY") and place_id[2:].isdigit()
    is_coded = is_unit or (place_id[:1] in "CN" and place_id[1:].isdigit())
    admin = row.get("admin", "") or (place_id if is_unit else "")
    return Place(
        place_id=place_id,
        name=name,
        name_ar=(row.get("name_ar") or "").strip(),
        feature_class=kind[0],
        feature_code=kind[2:],
        lon=figure("lon"),
        lat=figure("lat", bounds=(-90, 90)),
        radius_km=figure("radius_km", 1.0, (0, 20_000)),
        pcode=place_id if is_coded else "",
        admin1=admin[:4] if len(admin) >= 4 else "",
        admin2=admin[:6] if len(admin) >= 6 else "",
        admin3=admin if len(admin) == 8 else "",
        country=row.get("country") or "SY",
        importance=figure(
            "importance",
            ADMIN_IMPORTANCE.get(len(place_id), 10.0) if is_unit else 10.0,
            (-math.inf, math.inf),
        ),
        source=row.get("source", ""),
        names=tuple(parse_names(row.get("also", ""))),
    )


def _figure(
    row: dict[str, str], column: str, default: float | None, bounds: tuple[float, float],
    table: Path, number: int,
) -> float:  # fmt: skip
    text = row.get(column, "")
    try:
        value = float(text) if text or default is None else default
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise GazetteerError(f"{text!r} is not a number", file=table.name, row=number, field=column)
    if not bounds[0] <= value <= bounds[1]:
        raise GazetteerError(
            f"{text} is not from {bounds[0]} to {bounds[1]}",
            file=table.name,
            row=number,
            field=column,
        )
    return value


def _identity(row: dict[str, str], table: Path, number: int) -> tuple[str, str, str]:
    """Return the id, kind (``P.PPL``) and name of a row."""
    place_id = row.get("pcode") or row.get("place_id") or ""
    if not place_id:
        raise GazetteerError("no id", file=table.name, row=number, field="place_id")
    kind = row.get("kind") or ADMIN_KINDS.get(len(place_id), "")
    if len(kind) < 3 or kind[1] != ".":
        raise GazetteerError(
            f"{kind!r} is not a kind", file=table.name, row=number, field="kind", fix="as P.PPL"
        )
    name = (row.get("name") or "").strip()
    if not name:
        raise GazetteerError("no name", file=table.name, row=number, field="name")
    return place_id, kind, name


def parse_names(also: str) -> Iterator[Name]:
    """Yield the names of an ``also`` cell."""
    for item in filter(None, (part.strip() for part in also.split("|"))):
        tag, colon, text = item.partition(":")
        if not colon or not tag.isalpha() or len(tag) > 6:
            tag, text = "", item
        text = text.strip()
        strong = not text.endswith("?")
        text = text.rstrip("?").strip()
        if text:
            lang = tag if len(tag) == 2 else ("ar" if any("\u0600" <= c <= "\u06ff" for c in text)
                                              else "en")  # fmt: skip
            yield Name(text, lang, NAME_KINDS.get(tag, "transliteration"), strong)


def read_areas(folder: Path) -> dict[str, BaseGeometry]:
    """Read outlines: regions, lines, and the governorates of the basemap."""
    import shapely

    areas: dict[str, BaseGeometry] = {}
    files = [folder / "regions.geojson", folder / "lines.geojson"]
    files += sorted((folder / "basemap").glob("*governorate*.*json"))
    for file in files:
        if not file.is_file():
            continue
        try:
            features = json.loads(file.read_text(encoding="utf-8"))["features"]
            for feature in features:
                properties = feature["properties"]
                place_id = properties.get("place_id") or properties.get("pcode")
                if place_id and feature.get("geometry"):
                    areas[place_id] = shapely.make_valid(
                        shapely.from_geojson(json.dumps(feature["geometry"]))
                    )
        except (
            ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError
        ) as error:  # fmt: skip
            raise GazetteerError(
                f"not GeoJSON that can be read ({error})", file=file.name
            ) from None
    countries = folder / "basemap" / "countries.geojson"
    return {**_border_lines(countries), **areas} if countries.is_file() else areas


def read_country(folder: Path) -> BaseGeometry | None:
    """Return Syria with the Golan as the basemap of `folder` has it (EPSG:4326), None without."""
    import shapely

    parts = []
    for name in ("countries", "golan"):
        file = folder / "basemap" / f"{name}.geojson"
        if not file.is_file():
            return None
        parts += [
            shapely.from_geojson(json.dumps(feature["geometry"]))
            for feature in json.loads(file.read_text(encoding="utf-8"))["features"]
            if name == "golan" or feature["properties"].get("iso2") == "SY"
        ]
    return shapely.union_all(parts) if parts else None


def _border_lines(countries: Path) -> dict[str, BaseGeometry]:
    """Return Syria's border with each neighbour, as ``border-tr`` and so on."""
    import shapely

    shapes = {
        feature["properties"]["iso2"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in json.loads(countries.read_text(encoding="utf-8"))["features"]
        if feature["properties"].get("iso2") in ("SY", "TR", "IQ", "JO", "LB")
    }
    own = shapes.pop("SY", None)
    if own is None:
        return {}
    return {
        f"border-{code.lower()}": shapely.line_merge(own.boundary.intersection(other.buffer(0.02)))
        for code, other in shapes.items()
    }
