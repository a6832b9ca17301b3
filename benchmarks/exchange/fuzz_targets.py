"""Parsers of outside input as targets, each a function of bytes.

What geomap imports is followed by the fuzzer only where it is imported here first.
"""

from __future__ import annotations

import gzip
import importlib
import json
import math
import pkgutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

from benchmarks.exchange.fuzz_words import (
    BOOK,
    CELLS,
    JSON_WORDS,
    KML_WORDS,
    MAIN,
    ODS_TAGS,
    TAGS,
    WORDS,
    pack,
    pick,
)

with atheris.instrument_imports(include=["geomap"]):
    import geomap.extract
    import geomap.gazetteer
    import geomap.resolver
    import geomap.tables
    import geomap.tables.formats
    import geomap.tables.schemes
    from geomap.articles.files import read_articles
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
    from collections.abc import Callable

FOLDER = Path(tempfile.mkdtemp(prefix="geomap-fuzz-"))


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
