from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from geomap.errors import OutputError, TableError
from geomap.tables.limits import read_limits
from geomap.tables.opening import open_table
from geomap.tables.reports import read_reports

GOOD = "date,location\n2020-04-14,Idleb\n"


def test_a_gz_bomb_is_refused_by_its_ratio(tmp_path):
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"date,location\n" + b"\n" * 64_000_000))
    with pytest.raises(TableError, match="GEOMAP_MAX_RATIO"):
        open_table(path)


def test_a_zip_bomb_is_refused_by_its_ratio_whatever_its_header_says(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r.csv", b"date,location\n" + b"0" * 64_000_000)
    with pytest.raises(TableError, match="unpacks to over 200 times its size"):
        open_table(path)


def test_a_workbook_bomb_is_refused_before_it_is_unpacked(tmp_path):
    for ending in (".xlsx", ".ods"):
        path = tmp_path / f"bomb{ending}"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * 64_000_000)
        with pytest.raises(TableError, match="GEOMAP_MAX_RATIO"):
            open_table(path)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_MAX_UNPACKED_MIB", "1")
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("r.csv", GOOD + "x" * 5_000_000)
    with pytest.raises(TableError, match=r"limit: 1 MiB.*GEOMAP_MAX_UNPACKED_MIB"):
        open_table(path)


@pytest.mark.parametrize(
    "name", ["../r.csv", "/etc/r.csv", "a/../../r.csv", "..\\r.csv", "C:/r.csv"]
)
def test_a_member_that_names_a_path_outside_is_refused(tmp_path, name):
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), GOOD)
    with pytest.raises(TableError, match="names a member outside itself"):
        open_table(path)


def test_a_link_in_an_archive_is_refused(tmp_path):
    path = tmp_path / "r.zip"
    link = zipfile.ZipInfo("r.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(TableError, match="holds a link"):
        open_table(path)


def test_an_archive_needs_one_table(tmp_path):
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("b.csv", GOOD)
    with pytest.raises(TableError, match=r"holds 2 tables \(a.csv, b.csv\)"):
        open_table(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x1f\x8bbroken"])
def test_a_broken_archive_is_one_clear_line(tmp_path, content):
    path = tmp_path / "r.zip"
    path.write_bytes(content)
    with pytest.raises(TableError, match="broken archive"):
        open_table(path)


@pytest.mark.parametrize("name", [".", "./", "/"])
def test_a_member_without_a_name_is_no_table(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr(name, "date,location\n")
    with pytest.raises(TableError):
        open_table(tmp_path / "r.zip")


@pytest.mark.parametrize("name", ["r.zip", "r.xlsx", "r.ods"])
def test_a_member_whose_name_is_no_text_is_one_clear_line(tmp_path, name):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("é.csv", "date,location\n")
    broken = (tmp_path / name).read_bytes().replace("é".encode(), b"\xe4\xe4")
    (tmp_path / name).write_bytes(broken)
    with pytest.raises(TableError, match=r"broken archive|no readable document"):
        open_table(tmp_path / name)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x>&j;</x>"
)


def test_xml_entities_are_refused_in_every_format_that_holds_xml(tmp_path):
    (tmp_path / "r.kml").write_text(BOMB)
    for name, member in (("r.xlsx", "xl/sharedStrings.xml"), ("r.ods", "content.xml")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, BOMB)
    for name in ("r.kml", "r.xlsx", "r.ods"):
        with pytest.raises(TableError, match="declares XML entities"):
            open_table(tmp_path / name)


def test_a_row_repeated_a_thousand_million_times_is_refused(tmp_path):
    path = tmp_path / "r.ods"
    spaces = (
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = "<table:table-cell {}><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row {{}}>{cell}</table:table-row>"
    for rows, cells in (("number-rows-repeated", ""), ("", "number-columns-repeated")):
        repeat = [f'table:{word}="1000000000"' if word else "" for word in (rows, cells)]
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "content.xml", f"<x {spaces}><table:table>{row.format(*repeat)}</table:table></x>"
            )
        with pytest.raises(TableError, match=r"rows|GEOMAP_MAX_COLUMNS"):
            open_table(path)


def test_a_line_without_an_end_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_MAX_LINE_MIB", "1")
    head = tmp_path / "head.csv"
    head.write_bytes(b"x" * 3_000_000)
    with pytest.raises(TableError, match="GEOMAP_MAX_LINE_MIB"):
        open_table(head)
    lines = tmp_path / "r.jsonl"
    lines.write_bytes(b'{"date": "' + b"x" * 3_000_000 + b'"}\n')
    with pytest.raises(TableError, match="line 1 does not end"):
        open_table(lines)


def test_a_cell_larger_than_a_block_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOMAP_MAX_LINE_MIB", "1")
    path = tmp_path / "r.csv"
    path.write_bytes(b"date,location\n2020-04-14,x\n2020-04-14," + b"x" * 40_000_000 + b"\n")
    with pytest.raises(TableError, match="GEOMAP_MAX_LINE_MIB"):
        read_reports(path)


def test_too_many_columns_and_too_large_documents_are_refused(tmp_path, monkeypatch):
    wide = tmp_path / "r.csv"
    wide.write_text(",".join(f"c{n}" for n in range(5000)) + "\n")
    with pytest.raises(TableError, match="has 5000 columns"):
        open_table(wide)
    monkeypatch.setenv("GEOMAP_MAX_DOCUMENT_MIB", "1")
    document = tmp_path / "r.json"
    document.write_text("[" + " " * 2_000_000 + "]")
    with pytest.raises(TableError, match="too large for a JSON document"):
        open_table(document)


def test_json_nested_a_hundred_thousand_deep_is_refused(tmp_path):
    path = tmp_path / "r.json"
    path.write_text("[" * 100_000 + "]" * 100_000)
    with pytest.raises(TableError):
        open_table(path)


def test_a_limit_that_is_no_number_is_told(monkeypatch):
    monkeypatch.setenv("GEOMAP_MAX_RATIO", "lots")
    with pytest.raises(TableError, match="GEOMAP_MAX_RATIO is not a whole number"):
        read_limits()


def test_a_file_that_goes_while_it_is_read_is_one_clear_line(tmp_path, geomap_says, monkeypatch):
    path = tmp_path / "r.csv"
    path.write_text(GOOD)
    from geomap.tables.formats import csv_files

    real = csv_files.open_csv

    def vanish(*words, **named):
        sheet = real(*words, **named)
        path.unlink()
        return sheet

    monkeypatch.setattr(csv_files, "open_csv", vanish)
    code, _, err = geomap_says("events", path, "-o", tmp_path / "e.geojson")
    assert code == 1
    assert "Traceback" not in err
    assert err.startswith("geomap: ")


@pytest.mark.parametrize("ending", ["geojson", "parquet", "gpkg", "fgb", "kml", "csv", "xlsx"])
def test_a_full_disk_is_one_clear_line_and_leaves_the_old_file(
    tmp_path, geomap_says, monkeypatch, ending
):
    import errno
    from pathlib import Path

    path, out = tmp_path / "r.csv", tmp_path / f"e.{ending}"
    path.write_text("date,location\n2020-04-14,Aleppo\n")
    out.write_bytes(b"old")

    def full(self, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = geomap_says("events", path, "-o", out)
    assert code == 1
    assert "No space left on device" in err
    assert out.read_bytes() == b"old"
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".") and p.is_file()]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, few_places):
    import pandas as pd

    from geomap.events.report_join import build_events
    from geomap.export.event_tables import write_table
    from geomap.settings import Presentation
    from geomap.tables.reports import check_reports

    frame = pd.DataFrame({"date": ["2020-04-14"], "location": ["Aleppo"]})
    events = build_events(check_reports(frame, name="t"), few_places).events
    with pytest.raises(OutputError, match="cannot be written"):
        write_table(events, tmp_path / "missing" / "e.csv", Presentation())


def test_ctrl_c_leaves_no_half_file_and_says_so(tmp_path, geomap_says, monkeypatch):
    path, out = tmp_path / "r.csv", tmp_path / "e.geojson"
    path.write_text("date,location\n2020-04-14,Aleppo\n")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.export.geojson.format_feature", stop)
    code, _, err = geomap_says("events", path, "-o", out)
    assert code == 130
    assert "no file was left half-written" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.csv"]


def test_stdin_that_is_empty_is_told(monkeypatch):
    from types import SimpleNamespace

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    with pytest.raises(TableError, match="standard input: is empty"):
        open_table("-")
