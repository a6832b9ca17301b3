"""Events as KML: placemarks with a time span and every column as extended data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from geomap.atomic import replacing
from geomap.export.geojson import features_of

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, however they are escaped."""


def write_kml(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as KML 2.2.

    Text is escaped, so markup in it is shown and never run; control characters, which XML
    cannot hold, become U+FFFD.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>events</name>\n'
        )
        for feature in features_of(events):
            file.write(_format_placemark(feature["properties"]))
        file.write("</Document>\n</kml>\n")
    return path


def _format_placemark(row: dict[str, Any]) -> str:
    happened = row["sub_event_type"] or row["event_type"]
    where = row["place_name"] or row["location"]
    name = " · ".join(part for part in (happened, where) if part)
    data = "\n".join(
        f"<Data name={quoteattr(_legal(column))}><value>{_text(value)}</value></Data>"
        for column, value in row.items()
    )
    return (
        f"<Placemark>\n<name>{_text(name or row['event_id'])}</name>\n"
        f"<description>{_text(escape(row['description']))}</description>\n"
        f"<TimeSpan><begin>{row['date_start']}</begin><end>{row['date_end']}</end></TimeSpan>\n"
        f"<ExtendedData>\n{data}\n</ExtendedData>\n"
        f"<Point><coordinates>{row['lon']!r},{row['lat']!r}</coordinates></Point>\n</Placemark>\n"
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # a raw carriage return would be read back as a line feed
    return escape(_legal(str(value)), {"\r": "&#13;"})


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
