"""KML placemarks as a table: extended data, name, description, time span and point."""

from __future__ import annotations

import re
from html import unescape
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from geomap.errors import TableError
from geomap.tables.formats.archives import check_entities
from geomap.tables.limits import MIB, read_limits, refuse
from geomap.tables.schemes.headings import read_heading
from geomap.tables.sheets import Sheet, sheet_of_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def open_kml(path: Path, name: str = "") -> Sheet:
    """Open the placemarks of a KML file; the row number counts them from 2."""
    name = name or str(path)
    if path.stat().st_size > read_limits().document_mib * MIB:
        raise refuse(name, "is too large for a KML document", "document_mib")
    with path.open("rb") as file:
        check_entities(file.read(64 * 1024), name)
        file.seek(0)
        try:
            records, linked = _read_marks(file)
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


def _read_marks(file: IO[bytes]) -> tuple[list[dict[str, str]], bool]:
    """Return the placemarks of a file with the folders they lie in, and whether it links to more.

    ElementTree's own errors where it is no XML.
    """
    records: list[dict[str, str]] = []
    linked = False
    folders: list[str] = []
    inside: list[str] = []
    for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314
        tag = _bare(element.tag)
        if event == "start":
            inside.append(tag)
            folders += [""] * (tag == "Folder")
            continue
        inside.pop()
        linked = linked or tag == "NetworkLink"
        if tag == "name" and inside[-1:] == ["Folder"]:
            folders[-1] = _text_of(element).strip()
        elif tag == "Folder":
            folders.pop()
        elif tag == "Placemark":
            records.append(_read_placemark(element, " / ".join(filter(None, folders))))
            element.clear()
    return records, linked


def _read_placemark(element: ET.Element, folder: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    place: dict[str, str] = {"layer": folder} if folder else {}
    for part in element.iter():
        tag = _bare(part.tag)
        if tag in {"Data", "SimpleData"} and (key := part.get("name")):
            value = part.find("{*}value") if tag == "Data" else part
            cells[key] = _text_of(value)
        elif tag in {"begin", "end", "when"}:
            place["date_end" if tag == "end" else "date_start"] = _text_of(part)
        elif tag == "coordinates" and "lon" not in place:
            place.update(_point_of(_text_of(part)))
    place.update(_read_balloon(element, cells))
    return {**{key: value for key, value in place.items() if key not in cells}, **cells}


def _read_balloon(element: ET.Element, cells: Mapping[str, str]) -> dict[str, str]:
    """Return a mark's name and description; its name is a place where its data name none."""
    named = "location" not in cells and any(
        read_heading(key) == "location" for key, value in cells.items() if value.strip()
    )
    own = {"name": "name" if named else "location", "description": "description"}
    tags = ((own.get(_bare(child.tag)), child) for child in element)
    return {column: _plain_text(_text_of(child)) for column, child in tags if column}


_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\s?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")


def _text_of(element: ET.Element | None) -> str:
    return "" if element is None else element.text or ""


def _plain_text(text: str) -> str:
    """Return a balloon's text without its marks of HTML, a line for each of its lines."""
    if "<" not in text and "&" not in text:
        return text
    lines = unescape(_TAG.sub("", _BREAK.sub("\n", text))).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _point_of(coordinates: str) -> dict[str, str]:
    """Return ``lon, lat`` of the first point, nothing where there is none."""
    points = coordinates.split()
    numbers = points[0].split(",") if points else []
    return {"lon": numbers[0], "lat": numbers[1]} if len(numbers) >= 2 else {}


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
