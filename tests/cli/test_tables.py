from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

ROWS = (
    "date,location,description\n2020-04-14,Aleppo,a\n2020-04-15,Nowhere,b\n"
    "2020-02-30,Idleb,c\n2020-04-16,Idleb,=1+1\n"
)


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_events_accounts_for_every_row_and_leaves_nothing_out(reports, geomap_says):
    out = reports.with_name("events.geojson")
    code, _, err = geomap_says("events", reports, "-o", out)
    assert code == 0
    assert "4 rows in: 2 events, 1 unplaced, 1 rejects" in err
    assert "2 placed: exact" in err
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 2
    rejects = pd.read_csv(reports.with_name("events.rejects.csv"))
    assert rejects[["row", "field", "problem"]].values.tolist() == [
        [4, "date_start", "no such day"]
    ]
    unplaced = pd.read_csv(reports.with_name("events.unplaced.csv"))
    assert unplaced["location"].tolist() == ["Nowhere"]


def test_events_writes_the_rest_where_it_is_told(reports, tmp_path, geomap_says):
    code, _, _ = geomap_says(
        "events", reports, "-o", tmp_path / "e.parquet", "--unplaced", tmp_path / "u.csv",
        "--rejects", tmp_path / "r.csv",
    )  # fmt: skip
    assert code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "e.parquet",
        "r.csv",
        "reports.csv",
        "u.csv",
    ]


def test_events_without_faults_leaves_one_file(tmp_path, geomap_says):
    (tmp_path / "r.csv").write_text("date,location\n2020-04-14,Aleppo\n", encoding="utf-8")
    assert geomap_says("events", tmp_path / "r.csv", "-o", tmp_path / "e.csv")[0] == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["e.csv", "r.csv"]


def test_a_pipe_reads_and_writes(monkeypatch, geomap_says):
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ROWS.encode("utf-16"))))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8", write_through=True))
    code, _, _ = geomap_says("events", "-", "-o", "-", "--format", "csv")
    assert code == 0
    assert pd.read_csv(io.BytesIO(out.getvalue()))["location"].tolist() == ["Aleppo", "Idleb"]


@pytest.mark.parametrize("ending", ["geojsonl", "parquet", "gpkg", "fgb", "kml", "csv", "xlsx"])
def test_export_turns_events_into_every_format_and_back(reports, tmp_path, geomap_says, ending):
    events, other, back = (tmp_path / n for n in ("e.geojson", f"x.{ending}", "b.geojson"))
    assert geomap_says("events", reports, "-o", events)[0] == 0
    assert geomap_says("export", events, "-o", other)[0] == 0
    assert geomap_says("export", other, "-o", back)[0] == 0
    first, second = (
        sorted(p.read_text(encoding="utf-8").replace("},\n", "}\n").splitlines())
        for p in (events, back)
    )
    assert first == second


def test_check_lists_every_fault_and_writes_nothing(reports, tmp_path, geomap_says):
    before = sorted(tmp_path.iterdir())
    code, out, err = geomap_says("check", reports)
    assert code == 1
    assert out == ("reports.csv, row 4, column 'date_start': no such day; write it as 2020-04-14\n")
    assert "'Nowhere' (1 rows): unknown" in err
    assert sorted(tmp_path.iterdir()) == before


def test_check_remarks_ids_that_come_again(tmp_path, geomap_says):
    table = tmp_path / "r.csv"
    table.write_text("event_id,date,location\nA,2020-04-14,Aleppo\nA,2020-04-15,Aleppo\n")
    code, _, err = geomap_says("check", table)
    assert code == 0
    assert "id 'A' stands in rows 2, 3" in err


def test_a_terminal_without_arabic_is_no_crash(root):
    told = subprocess.run(
        [sys.executable, "-m", "geomap", "resolve", "تدمر"],
        cwd=root, env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"Palmyra ????" in told.stdout


def test_check_judges_events_by_the_schema(reports, tmp_path, geomap_says):
    events = tmp_path / "e.csv"
    geomap_says("events", reports, "-o", events)
    assert geomap_says("check", events)[0] == 0
    text = events.read_text(encoding="utf-8").replace(
        "2020-04-16,2020-04-16", "2020-04-16,2020-04-01"
    )
    events.write_text(
        text.replace("C1007", "C1007").replace(",1,8.0,", ",7,8.0,"), encoding="utf-8"
    )
    code, out, _ = geomap_says("check", events)
    assert code == 1
    assert "geo_precision" in out
    assert "lies before date_start" in out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("events", "no.csv", "-o", "e.csv"), 1, "no.csv: no such file"),
        (("events", ".", "-o", "e.csv"), 1, ".: is a folder"),
        (("events", "no.csv", "-o", "e.docx"), 1, "cannot write '.docx' files; known: "),
        (("events", "no.csv", "-o", "nowhere/e.csv"), 1, "the folder 'nowhere' does not exist"),
        (("events", "no.csv", "-o", "e.csv", "--dates", "ymd"), 2, "dmy or mdy"),
        (("events", "no.csv"), 2, "--output"),
        (("check",), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_one_line_and_a_code(tmp_path, monkeypatch, geomap_says, words, code, message):
    monkeypatch.chdir(tmp_path)
    found, out, err = geomap_says(*words)
    assert found == code
    assert message in err
    assert "Traceback" not in err
    assert not out
    if code == 1:
        assert len(err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["events", "export", "check"])
def test_help_has_an_example(geomap_says, command):
    code, out, _ = geomap_says(command, "--help")
    assert code == 0
    assert f"geomap {command} " in " ".join(out.split())


def test_the_command_line_works_from_outside(reports, tmp_path, root):
    result = subprocess.run(
        [sys.executable, "-m", "geomap", "events", str(reports), "-o", str(tmp_path / "e.csv")],
        capture_output=True, text=True, cwd=root, env={**os.environ, "COLUMNS": "200"}, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "4 rows in" in result.stderr
    assert result.stdout == ""


def test_arrow_told_to_do_without_pandas_still_hands_over_to_it(root):
    code = (
        "import sys\n"
        "from geomap.cli._tables import put_off_pandas\n"
        "put_off_pandas()\n"
        "import pyarrow as pa\n"
        "table = pa.table({'a': [1, None]})\n"
        "assert 'pandas' not in sys.modules\n"
        "assert table.to_pandas()['a'].isna().tolist() == [False, True]\n"
        "put_off_pandas()\n"
        "assert 'pandas' in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_table_that_any_command_writes_starts_a_formula(tmp_path, root):
    formula = "=HYPERLINK(A1)"
    table = tmp_path / "r.csv"
    table.write_text(f"date,location,name\n2020-04-14,{formula},{formula}\nbad,{formula},@x\n")
    (tmp_path / "a.txt").write_text(f"{formula} killed two people in Homs on 3 May 2024.")
    (tmp_path / "m.toml").write_text(
        '[read]\ntables=["r.csv"]\n[write]\nfiles=["e.csv"]\nunplaced="u.csv"\nrejects="j.csv"\n'
    )
    for words in (
        ["build", "m.toml"],
        ["resolve", "r.csv", "-o", "n.csv"],
        ["read", "a.txt", "-o", "t.csv", "--date", "2024-05-04", "--at-least", "0"],
    ):
        subprocess.run(
            [sys.executable, "-m", "geomap", *words],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)},
            check=True, capture_output=True,
        )  # fmt: skip
    for name in ("u.csv", "j.csv", "n.csv", "t.csv"):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any(formula in cell for cell in cells), name
        assert not [cell for cell in cells if cell.startswith(("=", "@"))], name
