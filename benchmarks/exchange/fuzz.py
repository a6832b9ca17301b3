"""Parsers of outside input fed with what a coverage-guided fuzzer finds.

Run one target for ten minutes (needs ``pip install atheris``)::

    python benchmarks/exchange/fuzz.py xlsx finds/ -max_total_time=600

A parser may refuse its input with a `GeomapError` or say that it cannot be read; everything else
is a find. Finds do not stop a run: the first of each kind goes to the folder named first, with its
traceback. Mend it and keep its cause as a test beside those of the parser.
"""

from __future__ import annotations

import gzip
import importlib
import io
import json
import math
import pkgutil
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["geomap"]):
    import geomap.extract
    import geomap.gazetteer
    import geomap.resolver
    import geomap.tables
    import geomap.tables.formats
    import geomap.tables.schemes
    from geomap.articles.files import read_articles
    from geomap.errors import GeomapError
    from geomap.extract.reader import Reader
    from geomap.gazetteer.loading import load_gazetteer
    from geomap.large.parquet_merge import read_footer
    from geomap.model import Hints
    from geomap.resolver.cells.coordinates import parse_coordinates
    from geomap.resolver.name_tables import read_name_table
    from geomap.resolver.resolver import make_resolver
    from geomap.spec import read_spec
    from geomap.tables.opening import ReadOptions
    from geomap.tables.reports import read_reports
    from geomap.tables.values.angles import parse_angle
    from geomap.tables.values.date_cells import DateError, parse_date
    from geomap.tables.values.number_cells import parse_number

    for package in (
        geomap.gazetteer,
        geomap.resolver,
        geomap.tables,
        geomap.tables.formats,
        geomap.tables.schemes,
        geomap.extract,
    ):
        # readers are imported where they are used, too late to be followed
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FOLDER = Path(tempfile.mkdtemp(prefix="geomap-fuzz-"))
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


def fuzz_date(data: bytes) -> None:
    """Read bytes as a date."""
    text = data.decode("utf-8", "ignore")
    for order in ("", "dmy"):
        try:
            days = parse_date(text, order)
        except DateError:
            continue
        if days.start > days.end:
            raise AssertionError(text)


def fuzz_cell(data: bytes) -> None:
    """Read bytes as coordinates, as one of them, and as a number."""
    text = pick(data, WORDS, " " if data[:1] < b"\x80" else "")
    for axis in ("lon", "lat"):
        angle = parse_angle(text, axis)
        if angle is not None and not abs(angle) < 1000:
            raise AssertionError(text)
    found = parse_coordinates(text)
    if found and not (abs(found[0]) <= 180 and abs(found[1]) <= 90 and found[2] > 0):
        raise AssertionError(text)
    try:
        value = parse_number(text)
    except DateError:
        return
    if value is not None and not math.isfinite(value):
        raise AssertionError(text)


def make_place() -> Callable[[bytes], None]:
    """Return a target that resolves bytes as a place's name with hints, alone and in a batch."""
    resolver = make_resolver()

    def fuzz_place(data: bytes) -> None:
        text, _, hint = pick(data, WORDS, " ").partition("\0")
        query = (text, Hints(admin1=hint))
        [answer] = resolver.resolve_many([query])
        _, again = resolver.resolve_many([("Aleppo", Hints()), query])
        if answer != again:
            raise AssertionError(text)
        if (answer.lon is None) != (answer.lat is None):
            raise AssertionError(text)
        if str(answer.verdict) == "resolved" and not answer.place_id:
            raise AssertionError(text)

    return fuzz_place


def pack(members: dict[str, str]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text.encode("utf-8", "replace"))
    return out.getvalue()


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


def fuzz_xlsx(data: bytes) -> None:
    """Read a workbook whose sheet holds bytes."""
    sheet = (
        f"<worksheet xmlns='{MAIN}'><sheetData><row><c t='inlineStr'><is><t>date</t></is></c>"
        "<c t='inlineStr'><is><t>location</t></is></c></row>"
        f"{pick(data, TAGS)}"
    )
    if data[-1:] < b"\xa0":
        sheet += "</sheetData></worksheet>"
    read_table(pack({**BOOK, "xl/worksheets/sheet1.xml": sheet}), "r.xlsx")


ODS_TAGS = (
    "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>",
    '<table:table-cell office:value-type="date" office:date-value="', '"/>', "<text:p>",
    "</text:p>", '<table:table-cell office:value-type="float" office:value="', "<text:s text:c='",
    "'/>", '<table:table-cell table:number-columns-repeated="', '">', "<text:line-break/>",
    '<table:table-row table:number-rows-repeated="', "</table:table>", "<table:table>", "9", "-1",
    "99999999", "date", "location", "Idlib", "2020-04-14", "<table:covered-table-cell/>", "x",
)  # fmt: skip


def fuzz_ods(data: bytes) -> None:
    """Read an ODS document whose table holds bytes."""
    uri = "urn:oasis:names:tc:opendocument:xmlns"
    head = (
        f"<d xmlns:table='{uri}:table:1.0' xmlns:text='{uri}:text:1.0' "
        f"xmlns:office='{uri}:office:1.0'><table:table><table:table-row><table:table-cell>"
        "<text:p>date</text:p></table:table-cell><table:table-cell><text:p>location</text:p>"
        "</table:table-cell></table:table-row>"
    )
    tail = "</table:table></d>" if data[-1:] < b"\xa0" else ""
    read_table(pack({"content.xml": head + pick(data, ODS_TAGS) + tail}), "r.ods")


JSON_WORDS = (
    '"type": "Point"', '"coordinates": ', "[36.6, 35.9]", "[36.6, 35.9, 200]", "null", "{", "}",
    "[", "]", ",", '"type": "MultiPoint"', '"type": "Polygon"', '"geometry": ', '"properties": ',
    '"type": "GeometryCollection", "geometries": ', "1e999", "NaN", '"date": "2020-04-14"',
    '"location": "Idlib"', '"lon": ', '"lat": ', "-1", '"id": ', "true", '"\\ud800"', '"x": ',
    '"type": "Feature"', '"type": "LineString"', '"time": ', "[[0,0],[1,1],[0,1],[0,0]]", '""',
)  # fmt: skip


def fuzz_geojson(data: bytes) -> None:
    """Read a feature with bytes in it."""
    head = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
    if data[:1] < b"\x80":
        head += '{"date": "2020-04-14", "location": "Idlib"}, "geometry": '
    tail = "}]}" if data[-1:] < b"\x80" else ""
    read_table((head + pick(data[1:], JSON_WORDS) + tail).encode("utf-8", "replace"), "r.geojson")


def fuzz_jsonl(data: bytes) -> None:
    """Read JSON lines with bytes in them."""
    head = b'{"date": "2020-04-14", "location": "x"}\n' if data[:1] < b"\xc0" else b""
    read_table(head + pick(data[1:], (*JSON_WORDS, "\n")).encode("utf-8", "replace"), "r.jsonl")


KML_WORDS = (
    "<Placemark>", "</Placemark>", "<name>", "</name>", "<Point><coordinates>", "36.6,35.9",
    "</coordinates></Point>", "<TimeStamp><when>", "</when></TimeStamp>", "2020-04-14",
    '<ExtendedData><Data name="', '"><value>', "</value></Data></ExtendedData>", "<TimeSpan>",
    "<begin>", "</begin>", "</TimeSpan>", "<![CDATA[", "]]>", "&#0;", "&amp;", ",", "date",
)  # fmt: skip


def fuzz_kml(data: bytes) -> None:
    """Read placemarks with bytes in them."""
    tail = "</kml>" if data[-1:] < b"\xa0" else ""
    read_table(("<kml>" + pick(data, KML_WORDS) + tail).encode("utf-8", "replace"), "r.kml")


def fuzz_csv(data: bytes) -> None:
    """Read bytes as a text table, with HXL tags among the cells."""
    guess = "auto" if data[:1] < b"\x60" else ""
    head = "date,location,lon,lat\n#date,#loc,#geo+lon,#geo+lat\n" if data[:1] < b"\xa0" else ""
    text = head + pick(data[1:], CELLS)
    encoding = ("utf-8", "utf-16", "cp1256", "utf-8-sig")[len(data) % 4]
    read_table(text.encode(encoding, "replace"), "r.csv", guess)


def fuzz_archive(data: bytes) -> None:
    """Read zip and gz files: broken ones, and whole ones with members named by bytes."""
    kind = data[:1]
    if kind < b"\x40":
        read_table(b"PK\x03\x04" + data[1:], "r.zip")
    elif kind < b"\x80":
        read_table(b"\x1f\x8b" + data[1:], "r.csv.gz")
    elif kind < b"\xb0":
        cut = -data[-1] if data[-1] & 1 else None
        read_table(gzip.compress(b"date,location\n" + data[1:])[:cut], "r.csv.gz")
    else:
        names = pick(data[1:], (".csv", "/", "..", "\\", ":", "C:", "__MACOSX", ".json", "\n"))
        members = {
            name or "x.csv": "date,location\n2020-04-14,Idlib\n"
            for name in names.replace("\0", "").split()
        }
        whole = bytearray(pack(members or {"a.csv": ""}))
        if data[-1] % 3 == 0 and whole:
            whole[data[-1] * 7 % len(whole)] ^= 0xFF
        read_table(bytes(whole), "r.zip")


def read_table(content: bytes, name: str, scheme: str = "") -> None:
    """Read bytes as a table of reports; every row is a report or a reject."""
    path = FOLDER / name
    path.write_bytes(content)
    reports = read_reports(path, ReadOptions(scheme=scheme))
    if not reports.rows_in:
        raise AssertionError("no rows and no word")


def fuzz_parquet(data: bytes) -> None:
    """Read a broken Parquet file."""
    path = FOLDER / "r.parquet"
    path.write_bytes(b"PAR1" + data)
    read_footer(path)
    read_table(b"PAR1" + data, "r.parquet")


def make_article() -> Callable[[bytes], None]:
    """Return a target that reads bytes as an article, HTML or text, and the events it tells."""
    reader = Reader(make_resolver())
    words = (
        "<p>", "</p>", "<html>", "<article>", "<script>", "<h1>", "</h1>", "<time datetime='", "'>",
        "Aleppo", "حلب", "killed", "قتل", "five", "خمسة", "civilians", "in", "في", "on", "April",
        "14", "2020", "shelling", "قصف", "SDF", ".", "\n", "yesterday", "أمس", "near", "the", ",",
        "and", "و", "الجيش", "clashes", "wounded", "<meta name='date' content='", "&nbsp;", "-----",
        "Monday", "between", "last week", "airstrike", "said", "---\ndate: ", "at least", '"', "”",
    )  # fmt: skip

    def fuzz_article(data: bytes) -> None:
        form = ("html", "text", "markdown", "csv", "jsonl")[data[0] % 5 if data else 0]
        text = pick(data[1:], words, " ")
        if form == "csv":
            text = "id,text,date\n1," + text
        elif form == "jsonl":
            text = json.dumps({"id": "1", "text": text}) + "\n" + text
        content = text.encode("utf-8", "replace")
        found = read_articles(FOLDER / "a", form=form, content=content)
        if not found.reports and not found.problems:
            raise AssertionError("nothing, and no word")
        for report in found.reports[:3]:
            for event in reader.read(report).events:
                for told in event.evidence:
                    if not 0 <= told.start <= told.end <= len(report.text):
                        raise AssertionError("evidence outside the text")

    return fuzz_article


def fuzz_spec(data: bytes) -> None:
    """Read bytes as a map specification."""
    words = (
        "[read]\n", "[select]\n", "[write]\n", "[brief]\n", "tables", "files", " = ", '"a.csv"',
        '["a.html"]', "title", "as_of", "date_start", "2020-01-01", "2020-01-01T00:00:00", "[", "]",
        "status", "geo_precision", "1", "2.0", "true", "lang", '"ar"', "theme", '"x.toml"', "\n",
        "sources", "extent", "template", "gazetteer", "event_type", "{", "}", ",", '"', "inf", "\0",
    )  # fmt: skip
    path = FOLDER / "s.toml"
    head = '[read]\ntables = "a.csv"\n[write]\nfiles = "a.html"\n' if data[:1] < b"\x80" else ""
    path.write_bytes(pick(data[1:], words).encode("utf-8", "replace") + head.encode())
    read_spec(path)


def fuzz_gazetteer(data: bytes) -> None:
    """Read bytes as a built gazetteer, as a folder of tables, and as a table of names."""
    if data[:1] < b"\x40":
        path = FOLDER / "g.parquet"
        path.write_bytes(b"PAR1" + data[1:])
        load_gazetteer(path)
    elif data[:1] < b"\x60":
        path = FOLDER / "names.csv"
        path.write_bytes(b"name,admin1\n" + data[1:])
        read_name_table(path)
    else:
        folder = FOLDER / "g" / "places"
        folder.mkdir(parents=True, exist_ok=True)
        words = ("C1,", "P.PPL,", "place_id,", "Aleppo", "حلب", "36.2", "37.1", ",", ",", "\n", "|", "SY02", '"',
                 "former:", "inf", "-1", "name,", "SY02,Aleppo,حلب,,P.PPL,,37.1,36.2,1,1,x\n")  # fmt: skip
        header = "place_id,name,name_ar,also,kind,admin,lon,lat,radius_km,importance,source\n"
        text = (header if data[:1] < b"\xe0" else "") + pick(data[1:], words)
        (folder / "a.csv").write_bytes(text.encode("utf-8", "replace"))
        load_gazetteer(folder.parent)


TARGETS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "date": lambda: fuzz_date, "cell": lambda: fuzz_cell, "place": make_place,
    "csv": lambda: fuzz_csv, "xlsx": lambda: fuzz_xlsx, "ods": lambda: fuzz_ods,
    "geojson": lambda: fuzz_geojson, "jsonl": lambda: fuzz_jsonl, "kml": lambda: fuzz_kml,
    "archive": lambda: fuzz_archive, "parquet": lambda: fuzz_parquet, "article": make_article,
    "spec": lambda: fuzz_spec, "gazetteer": lambda: fuzz_gazetteer,
}  # fmt: skip


def spell(words: Sequence[str], *parts: str) -> bytes:
    """Return bytes that `pick` makes `parts` of."""
    first = 0xF5 - len(words)
    return b"".join(
        bytes([first + words.index(part)]) if part in words else part.encode() for part in parts
    )


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


class Finds:
    """The first input of each kind of fault, kept in a folder."""

    def __init__(self, folder: Path, target: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.target = folder, target
        self.known: set[tuple[str, str, int | None]] = set()

    def keep(self, data: bytes, error: BaseException) -> None:
        """Keep an input with its traceback, if its fault is new."""
        places = [f for f in traceback.extract_tb(error.__traceback__) if "geomap/" in f.filename]
        last = places[-1] if places else None
        kind = (type(error).__name__, last.filename if last else "", last.lineno if last else 0)
        if kind in self.known:
            return
        self.known.add(kind)
        path = self.folder / f"{self.target}-{len(self.known)}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))


def main() -> None:
    """Fuzz the target that the first argument names; finds go to the folder named next."""
    target, folder = sys.argv.pop(1), Path(sys.argv.pop(1))
    finds = Finds(folder, target)
    test = TARGETS[target]()

    def run(data: bytes) -> None:
        try:
            test(data)
        except GeomapError:
            return
        except Exception as error:  # noqa: BLE001 what comes here is a find
            finds.keep(data, error)

    corpus = folder / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS.get(target, ())):
        (corpus / f"seed-{number}").write_bytes(seed)
    atheris.Setup([*sys.argv, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
