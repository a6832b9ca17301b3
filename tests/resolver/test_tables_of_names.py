from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geomap.cli.app import app
from geomap.errors import TableError
from geomap.resolver.evaluation import evaluate, read_gold, shares_by, shares_of, worst_of
from geomap.resolver.name_tables import ADDED, place_names, read_name_table

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.resolver.resolver import Resolver

NAMES = "id,name,admin1\n1,Azaz,Aleppo\n2,Nowhere Qwx,\n3,إدلب,\n4,Azaz,Aleppo\n"


def test_every_row_comes_back_with_its_columns_and_what_was_found(
    resolver: Resolver, tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    path.write_text(NAMES, encoding="utf-8")
    table = place_names(read_name_table(path), resolver)
    assert table.column_names == ["id", "name", "admin1", *ADDED]
    rows = table.to_pylist()
    assert [row["status"] for row in rows] == ["resolved", "unknown", "resolved", "resolved"]
    assert rows[0]["pcode"] == "C1564"
    assert rows[0]["place_admin1"] == "Aleppo"
    assert rows[1]["lon"] is None
    assert {**rows[0], "id": ""} == {**rows[3], "id": ""}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_usual_encodings_and_delimiters_are_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "names.csv"
    places = [
        "حلب",
        "دمشق",
        "حمص",
        "إدلب",
        "الرقة",
        "دير",
        "الزور",
        "الحسكة",
        "درعا",
        "السويداء",
        "القامشلي",
    ]
    text = "name,admin1\n" + "".join(f"{place},سوريا\n" for place in places)
    path.write_bytes(text.replace(",", delimiter).encode(encoding))
    table = read_name_table(path).table
    assert table.column("name").to_pylist() == places


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"place\nx\n", "column 'name'"), (b"\xff\xfe\x00", "UTF-16"),
     (b"name\x00\x00\nx", "not a text table")],
)  # fmt: skip
def test_a_table_that_cannot_be_used_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=said):
        read_name_table(path)
    with pytest.raises(TableError, match="folder"):
        read_name_table(tmp_path)
    with pytest.raises(TableError, match="no such file"):
        read_name_table(tmp_path / "none.csv")


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def test_the_command_writes_a_table_and_the_rows_it_could_not_read(
    runner: CliRunner, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(NAMES + "5,a,b,c,d,e\n", encoding="utf-8")
    result = runner.invoke(app, ["resolve", "in.csv", "-o", "out.csv"])
    assert result.exit_code == 0, result.output
    with (tmp_path / "out.csv").open(encoding="utf-8") as out:
        rows = list(csv.DictReader(out))
    assert len(rows) == 4
    assert list(rows[0]) == ["id", "name", "admin1", *ADDED]
    assert "a,b,c,d,e" in (tmp_path / "out.rejects.csv").read_text(encoding="utf-8")


def test_the_command_reads_and_writes_streams(runner: CliRunner) -> None:
    result = runner.invoke(app, ["resolve", "-", "-o", "-"], input=NAMES)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["status"] for row in rows] == ["resolved", "unknown", "resolved", "resolved"]


def test_the_command_shows_one_name_with_its_candidates(runner: CliRunner) -> None:
    result = runner.invoke(app, ["resolve", "Deir Ezzor"])
    assert result.exit_code == 0
    assert "C5086" in result.stdout
    assert "score" in result.stdout


def test_a_table_without_an_output_is_wrong_usage(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(NAMES, encoding="utf-8")
    assert runner.invoke(app, ["resolve", "in.csv"]).exit_code == 2


def test_overrides_are_honoured_by_the_command(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "mine.csv").write_text("name,place\nazaz,never\n", encoding="utf-8")
    result = runner.invoke(app, ["resolve", "in.csv", "-o", "out.csv", "--overrides", "mine.csv"])
    assert result.exit_code == 0, result.output
    with (tmp_path / "out.csv").open(encoding="utf-8") as out:
        assert [r["rule"] for r in csv.DictReader(out) if r["name"] == "Azaz"] == ["override"] * 2


GOLD = (
    "name,admin1,lon,lat,n_events,source,kind\n"
    "Azaz,Aleppo,37.044,36.586,10,one,settlement\n"
    "Idlib,,36.63,35.93,5,one,settlement\n"
    "Homs,,40.0,35.0,2,two,settlement\n"
    "Qwxzt,,37.0,36.0,3,two,settlement\n"
    "M5,,36.7,34.3,1,two,road\n"
    "bad,,x,y,1,two,road\n"
)


def test_evaluation_counts_by_name_and_by_events(resolver: Resolver, tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(GOLD, encoding="utf-8")
    outcomes = evaluate(read_gold(path, kinds=("settlement",)), resolver)
    all_ = shares_of(outcomes)
    assert (all_.names, all_.events) == (4, 20)
    assert (all_.covered, all_.right, all_.wrong) == (0.75, 0.5, 0.25)
    assert (all_.right_events, all_.wrong_events) == (0.75, 0.1)
    assert {s.group: s.names for s in shares_by(outcomes, "source")} == {"one": 2, "two": 2}
    assert [o.gold.name for o in worst_of(outcomes)] == ["Homs"]
    assert sum(s.names for s in shares_by(outcomes, "rule")) == 4


def test_the_evaluate_command_prints_its_tables(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(GOLD, encoding="utf-8")
    result = runner.invoke(app, ["evaluate", "gold.csv", "--kind", "settlement"])
    assert result.exit_code == 0, result.output
    for word in ("all names", "by source", "by rule", "by score", "worst misses", "0.750"):
        assert word in result.stdout


def test_the_gazetteer_commands_answer(runner: CliRunner, tmp_path: Path) -> None:
    assert "Aleppo" in runner.invoke(app, ["gazetteer", "info"]).stdout
    assert "C3871" in runner.invoke(app, ["gazetteer", "search", "idleb"]).stdout
    assert runner.invoke(app, ["gazetteer", "check"]).exit_code == 0
    (tmp_path / "few.csv").write_text(
        "pcode,name_en,name_ar,admin3_pcode,lat,lon\nC9001,Fictaya,فكتايا,SY070003,35.8,36.9\n",
        encoding="utf-8",
    )
    made = runner.invoke(app, ["gazetteer", "build", "--ocha", "few.csv", "-o", "my.gaz"])
    assert made.exit_code == 0, made.output
    found = runner.invoke(app, ["resolve", "Fictaya", "--gazetteer", "my.gaz"])
    assert "C9001" in found.stdout
