"""KML placemarks as a table: extended data, name, description, time span and point."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geomap.errors import TableError
from geomap.tables.formats.archives import check_entities
from geomap.tables.limits import MIB, read_limits, refuse
from geomap.tables.sheets import Sheet, sheet_of_rows

if TYPE_CHECKING:
    from pathlib import Path


def open_kml(path: Path, name: str = "") -> Sheet:
    """Open the placemarks of a KML file; the row number counts them from 2."""
    name = name or str(path)
    if path.stat().st_size > read_limits().document_mib * MIB:
        raise refuse(name, "is too large for a KML document", "document_mib")
    records: list[dict[str, str]] = []
    linked = False
    with path.open("rb") as file:
        check_entities(file.read(64 * 1024), name)
        file.seek(0)
        try:
            for _, element in ET.iterparse(file, events=("end",)):  # noqa: S314
                linked = linked or _bare(element.tag) == "NetworkLink"
                if _bare(element.tag) == "Placemark":
                    records.append(_read_placemark(element))
                    element.clear()
        except (ET.ParseError, ValueError) as error:
            raise TableError(f"is no KML ({error})", file=name) from error
    columns = list(dict.fromkeys(key for record in records for key in record))
    if not columns and linked:
        raise TableError(
            "holds only a link to a map on the web, no placemark", file=name,
            fix="export the whole map (in My Maps without 'keep data up to date') and give that",
        )  # fmt: skip
    if not columns:
        raise TableError("holds no placemarks", file=name)
    rows = [[record.get(column, "") for column in columns] for record in records]
    notes = ("a link to more on the web is not followed",) if linked else ()
    return sheet_of_rows(name, columns, rows, notes=notes)


def _read_placemark(element: ET.Element) -> dict[str, str]:
    cells: dict[str, str] = {}
    place: dict[str, str] = {}
    for part in element.iter():
        tag = _bare(part.tag)
        if tag in {"Data", "SimpleData"} and (key := part.get("name")):
            value = part.find("{*}value") if tag == "Data" else part
            cells[key] = _text_of(value)
        elif tag in {"begin", "end", "when"}:
            place["date_end" if tag == "end" else "date_start"] = _text_of(part)
        elif tag == "coordinates" and "lon" not in place:
            place.update(_point_of(_text_of(part)))
    for child in element:
        column = _OWN_COLUMNS.get(_bare(child.tag))
        if column:
            place[column] = _text_of(child)
    return {**{key: value for key, value in place.items() if key not in cells}, **cells}


_OWN_COLUMNS = {"name": "location", "description": "description"}


def _text_of(element: ET.Element | None) -> str:
    return "" if element is None else element.text or ""


def _point_of(coordinates: str) -> dict[str, str]:
    """Return ``lon, lat`` of the first point, nothing where there is none."""
    points = coordinates.split()
    numbers = points[0].split(",") if points else []
    return {"lon": numbers[0], "lat": numbers[1]} if len(numbers) >= 2 else {}


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
