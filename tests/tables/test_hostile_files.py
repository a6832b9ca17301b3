"""Files that were made to break a reader, or were broken by hand: one clear line, nothing lost."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from geomap.articles.files import read_articles
from geomap.atomic import refuse_overwrites
from geomap.errors import OutputError, TableError
from geomap.tables.opening import open_table
from tests.growth import assert_linear

HEAD = "date,location,note\n"
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>{}</table:table>'
    "</office:document-content>"
)


def _rows(path: Path) -> tuple[int, int]:
    batches = list(open_table(path).batches())
    return sum(b.table.num_rows for b in batches), sum(len(b.rejects) for b in batches)


@pytest.mark.parametrize(
    ("text", "rows", "rejects"),
    [
        (HEAD + "2020-04-14,Idlib,a,b\n2020-04-15,Homs,c\n", 1, 1),
        (HEAD + "2020-04-14,Idlib,a,,\n2020-04-15,Homs,c\n", 2, 0),
        (HEAD + '2020-04-14,Idlib,"a,b"\n2020-04-15,Homs,a,b,c,d\n', 1, 1),
        (HEAD + "2020-04-14,Idlib\n", 0, 1),
        (HEAD + "2020-04-14,Idlib,\x00\n" + "2020-04-15,Homs,c\n" * 40, 41, 0),
        ("\ufeff" + HEAD + "2020-04-14,Idlib,\ufffd\n", 1, 0),
        (HEAD + "2020-04-14,Idlib,\ufffd\n", 1, 0),
    ],
)
def test_each_row_of_a_csv_is_kept_or_told(tmp_path, text, rows, rejects):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert _rows(tmp_path / "t.csv") == (rows, rejects)


def test_names_that_a_format_would_take_for_one_another_are_told_apart(tmp_path):
    (tmp_path / "t.csv").write_text("date,location,Note,note,geometry\n1,2,3,4,5\n")
    assert open_table(tmp_path / "t.csv").columns == (
        "date", "location", "Note", "note_2", "geometry_",
    )  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps([{"date": 1, "A": "x", "a": "y", "geometry": "z"}]))
    [batch] = open_table(tmp_path / "t.json").batches()
    assert batch.table.to_pylist() == [{"date": "1", "A": "x", "a_2": "y", "geometry_": "z"}]


def test_an_integer_of_thousands_of_digits_is_one_line(tmp_path):
    (tmp_path / "t.json").write_text('[{"date": ' + "9" * 5000 + "}]")
    with pytest.raises(TableError, match="is not JSON that can be read"):
        open_table(tmp_path / "t.json")


def test_an_empty_point_is_no_point(tmp_path):
    for number, coordinates in enumerate(("[]", "[36.6]", "null", "{}")):
        path = tmp_path / f"{number}.geojson"
        path.write_text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",'
            f'"coordinates":{coordinates}}},"properties":{{"date":"2020-04-14","location":"Idlib"}}}}]}}'
        )
        assert _rows(path) == (1, 0)


def _ods(path: Path, table: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(table))
    return path


def test_repeats_of_an_ods_sheet_are_bounded(tmp_path):
    cells = (
        '<table:table-cell table:number-columns-repeated="4000"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cells}</table:table-row>'
    with pytest.raises(TableError, match="GEOMAP_MAX_REPEATS"):
        open_table(_ods(tmp_path / "t.ods", rows))


def test_a_row_beyond_the_end_of_a_sheet_is_refused(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["date", "location"])
    book.active.append(["2020-04-14", "Idlib"])
    book.save(tmp_path / "plain.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as source,
        zipfile.ZipFile(tmp_path / "t.xlsx", "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'<row r="2"', b'<row r="99999999999"')
            target.writestr(name, data)
    assert _rows(tmp_path / "plain.xlsx") == (1, 0)
    with pytest.raises(TableError, match="numbers a row 99999999999"):
        open_table(tmp_path / "t.xlsx")


def test_a_docx_that_unpacks_to_gigabytes_is_refused(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "t.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    [problem] = read_articles(tmp_path / "t.docx").problems
    assert "GEOMAP_MAX_RATIO" in str(problem)


def test_a_pdf_that_forbids_copying_is_read(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    writer.write(tmp_path / "t.pdf")
    [problem] = read_articles(tmp_path / "t.pdf").problems
    assert problem.problem == "is a PDF without text"


@pytest.mark.parametrize(
    "line", ["\n", "\u2028", "![", "[", "**", "__", "# ", "- ", "> ", "*  ", "---\n", "`a", "(["]
)
def test_markdown_of_one_sign_is_read_in_a_time_that_grows_with_it(tmp_path, line):
    def read(size: int) -> None:
        path = tmp_path / "t.md"
        path.write_text("Idlib was calm.\n" + line * (size // len(line)), encoding="utf-8")
        read_articles(path)

    assert_linear(read)


def test_no_output_is_written_over_another_or_over_what_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("x")
    link = tmp_path / "b.csv"
    link.symlink_to(source)
    new = tmp_path / "new.csv"
    refuse_overwrites((new, None, Path("-"), Path("-")), (source, None))
    for outputs in ((source,), (link,), (new, new), (new, tmp_path / "." / "new.csv")):
        with pytest.raises(OutputError, match="name another file"):
            refuse_overwrites(outputs, (source,))
