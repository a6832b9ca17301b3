"""Words that inputs of the fuzzer are made of, and inputs to begin with."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = (
    "Aleppo", "حلب", "north of", "شمال", "between", "بين", "and", "و", "15 km east of", "ريف",
    "countryside", "near", "قرب", ",", "،", "/", "(", ")", "-", "C1007", "SY02", "Deir ez-Zor",
    "governorate", "محافظة", "road", "طريق", "36.2", "37.1", "°", "'", "N", "شرق", "4 km", "the",
    "37S CV 12345 67890", "٣٦٫٢", "Mount", "border", "Turkey", "in", "Syria", "neighbourhood of",
    "\u200f", "'", "lat", "lon", "of", "junction", "al-", "ال", "0", "9999999999", "Idlib-Hama",
)  # fmt: skip
CELLS = (
    "", "2020-04-14", "13/04/2020", "04/13/2020", "Idlib", "#date", "#loc+name", "#geo+lat",
    "#geo+lon", "36.63", "35.93", "=1+1", "'=1", '"', "\n", "\r", ",", ";", "\t", "1,200", "36,5",
    "٢٠٢٠-٠٤-١٤", "date", "location", "lon", "lat", "event_id_cnty", "event_date", "latitude",
    "longitude", "notes", "event_type", "where_prec", "date_prec", "best", "nan", "-", "تاريخ",
    "المكان", "\ufeff", "\0", "id", "year", "low", "high", "Unknown", "2-5", "1e400", "#",
)  # fmt: skip
TAGS = (
    "<row>", "</row>", '<c r="A1" t="inlineStr"><is><t>', "</t></is></c>", '<c r="B1" t="s"><v>',
    "</v></c>", '<c t="d"><v>', '<c t="n" s="1"><v>', '<c t="e"><v>', '<c t="b"><v>', "<f>",
    "</f>", 'r="', '"', "</sheetData>", "43935", "0", "-1", "1e99", "date", "location", "Idlib",
    "2020-04-14", '<row r="5">', '<row r="0">', '<c r="XFD9999999" t="str"><v>', "<mergeCells>",
    '<dimension ref="A1:ZZ99"/>', "<v/>", '<c t="zz"><v>',
)  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = {
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-"
    "officedocument.spreadsheetml.sheet.main+xml'/></Types>",
    "_rels/.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    f"<Relationship Id='r1' Type='{LINK}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{LINK}'><sheets>"
    "<sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    f"<Relationship Id='r1' Type='{LINK}/worksheet' Target='worksheets/sheet1.xml'/>"
    f"<Relationship Id='r2' Type='{LINK}/styles' Target='styles.xml'/></Relationships>",
    "xl/styles.xml": f"<styleSheet xmlns='{MAIN}'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
    "</cellXfs></styleSheet>",
}  # fmt: skip
ODS_TAGS = (
    "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>",
    '<table:table-cell office:value-type="date" office:date-value="', '"/>', "<text:p>",
    "</text:p>", '<table:table-cell office:value-type="float" office:value="', "<text:s text:c='",
    "'/>", '<table:table-cell table:number-columns-repeated="', '">', "<text:line-break/>",
    '<table:table-row table:number-rows-repeated="', "</table:table>", "<table:table>", "9", "-1",
    "99999999", "date", "location", "Idlib", "2020-04-14", "<table:covered-table-cell/>", "x",
)  # fmt: skip
JSON_WORDS = (
    '"type": "Point"', '"coordinates": ', "[36.6, 35.9]", "[36.6, 35.9, 200]", "null", "{", "}",
    "[", "]", ",", '"type": "MultiPoint"', '"type": "Polygon"', '"geometry": ', '"properties": ',
    '"type": "GeometryCollection", "geometries": ', "1e999", "NaN", '"date": "2020-04-14"',
    '"location": "Idlib"', '"lon": ', '"lat": ', "-1", '"id": ', "true", '"\\ud800"', '"x": ',
    '"type": "Feature"', '"type": "LineString"', '"time": ', "[[0,0],[1,1],[0,1],[0,0]]", '""',
)  # fmt: skip
KML_WORDS = (
    "<Placemark>", "</Placemark>", "<name>", "</name>", "<Point><coordinates>", "36.6,35.9",
    "</coordinates></Point>", "<TimeStamp><when>", "</when></TimeStamp>", "2020-04-14",
    '<ExtendedData><Data name="', '"><value>', "</value></Data></ExtendedData>", "<TimeSpan>",
    "<begin>", "</begin>", "</TimeSpan>", "<![CDATA[", "]]>", "&#0;", "&amp;", ",", "date",
)  # fmt: skip


def pick(data: bytes, words: Sequence[str], gap: str = "") -> str:
    """Return a text made of `words` where bytes are high, of the bytes themselves elsewhere."""
    parts = []
    loose = bytearray()
    for byte in data:
        if byte >= 0xF5 - len(words):
            parts.append(loose.decode("utf-8", "ignore"))
            loose.clear()
            parts.append(words[(byte - (0xF5 - len(words))) % len(words)])
            parts.append(gap)
        else:
            loose.append(byte)
    return "".join([*parts, loose.decode("utf-8", "ignore")])


def spell(words: Sequence[str], *parts: str) -> bytes:
    """Return bytes that `pick` makes `parts` of."""
    first = 0xF5 - len(words)
    return b"".join(
        bytes([first + words.index(part)]) if part in words else part.encode() for part in parts
    )


def pack(members: dict[str, str]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text.encode("utf-8", "replace"))
    return out.getvalue()


SEEDS = {
    "xlsx": [
        spell(TAGS, "<row>", '<c t="d"><v>', "2020-04-14", "</v></c>", TAGS[2], "Idlib", TAGS[3],
              "</row>", " "),
        spell(TAGS, "<row>", '<c t="n" s="1"><v>', "43935", "</v></c>", '<c t="e"><v>', "x",
              "</v></c>", "</row>", '<row r="5">', '<c t="b"><v>', "0", "</v></c>", "</row>", " "),
    ],
    "ods": [
        spell(ODS_TAGS, "<table:table-row>", ODS_TAGS[4], "2020-04-14", '"/>', "<table:table-cell>",
              "<text:p>", "Idlib", "</text:p>", "</table:table-cell>", "</table:table-row>", " "),
        spell(ODS_TAGS, ODS_TAGS[14], "9", '">', ODS_TAGS[11], "9", '">', "<text:p>", "x",
              "<text:s text:c='", "9", "'/>", "</text:p>", "</table:table-cell>",
              "</table:table-row>", " "),
    ],
    "geojson": [
        spell(JSON_WORDS, " ", "{", '"type": "Point"', ",", '"coordinates": ', "[36.6, 35.9]", "}"),
        spell(JSON_WORDS, "\x7f", "{", '"type": "GeometryCollection", "geometries": ', "[", "{",
              '"type": "MultiPoint"', ",", '"coordinates": ', "[", "[36.6, 35.9]", "]", "}", "]",
              "}"),
    ],
    "jsonl": [
        spell(JSON_WORDS, "\xa0", "{", '"type": "Feature"', ",", '"properties": ', "{",
              '"date": "2020-04-14"', ",", '"location": "Idlib"', "}", ",", '"geometry": ', "null",
              "}"),
    ],
    "kml": [
        spell(KML_WORDS, "<Placemark>", "<name>", "Idlib", "</name>", KML_WORDS[4], "36.6,35.9",
              KML_WORDS[6], KML_WORDS[7], "2020-04-14", KML_WORDS[8], "</Placemark>", " "),
        spell(KML_WORDS, "<Placemark>", KML_WORDS[10], "date", KML_WORDS[11], "2020-04-14",
              KML_WORDS[12], "</Placemark>", " "),
    ],
    "spec": [b"\x00"],
    "gazetteer": [b"\x80C1,Aleppo,x,Halab|fr:Alep,P.PPL,SY020000,37.1,36.2,1,1,x\n", b"\x50Idlib,"],
    "archive": [b"\xc0a.csv\x01", b"\x90" + b"2020-04-14,Idlib\n" * 3],
    "csv": [b"\x80\xa02020-04-14,Idlib,36.6,35.9\n", b"\x20date;place\n13/04/2020;Idlib\n"],
    "article": [b"\x01Shelling killed five civilians near Aleppo on 14 April 2020, SDF said."],
    "place": [b"Aleppo", b"15 km east of Idlib\0Idlib", b"36.2, 37.1"],
    "cell": [b"36.2, 37.1", "36°12'00\"N 37°10'00\"E".encode()],
}  # fmt: skip
"""Inputs to begin with: XML and JSON are parsed where no coverage is seen."""
