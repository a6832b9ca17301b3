"""A row for each place of a cell that lists several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from typer.testing import CliRunner

from geomap.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ("2020-03-05", "Saraqib, Ariha and Binnish", "Idlib", "3", ["Saraqib", "Ariha", "Binnish"]),
    ("2020-03-06", "Saraqib", "Idlib", "1", ["Saraqib"]),
    ("2020-03-08", "سراقب وأريحا", "إدلب", "2", ["سراقب", "أريحا"]),
    ("2020-03-09", "Idlib, Hama", "", "", ["Idlib", "Hama"]),
    ("2020-03-10", "Jindires, Afrin", "Aleppo", "", ["Jindires, Afrin"]),  # a place in another
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "reports.csv"
    frame = pd.DataFrame(
        [row[:4] for row in ROWS], columns=["date", "location", "admin1", "fatalities"]
    )
    frame.to_csv(path, index=False)
    return path


def run(table: Path, output: Path, *more: str) -> pd.DataFrame:
    done = CliRunner().invoke(app, ["events", str(table), "-o", str(output), *more])
    assert done.exit_code == 0, done.output
    return pd.read_csv(output, encoding="utf-8-sig", dtype=str, keep_default_na=False)


def test_each_place_of_a_list_is_a_row_of_one_incident(table: Path, tmp_path: Path) -> None:
    events = run(table, tmp_path / "events.csv", "--several", "split")
    by_report = events.groupby("report_id", sort=False)
    assert [list(rows["location"]) for _, rows in by_report] == [row[4] for row in ROWS]
    assert events["event_id"].is_unique
    for (_, rows), row in zip(by_report, ROWS, strict=True):
        shared = set(rows["incident_id"])
        assert len(shared) == 1
        assert (shared != {""}) == (len(row[4]) > 1)
        assert set(rows["fatalities"]) == {row[3]}


def test_a_part_that_nobody_knows_is_unplaced(tmp_path: Path) -> None:
    table = tmp_path / "reports.csv"
    table.write_text(
        'date,location,admin1\n2020-03-07,"Saraqib, Qwertyxz and Ariha",Idlib\n', encoding="utf-8"
    )
    events = run(table, tmp_path / "events.csv", "--several", "split")
    unplaced = pd.read_csv(tmp_path / "events.unplaced.csv", encoding="utf-8-sig", dtype=str)
    assert list(events["location"]) == ["Saraqib", "Ariha"]
    assert list(unplaced["location"]) == ["Qwertyxz"]


def test_without_the_option_a_list_is_unplaced(table: Path, tmp_path: Path) -> None:
    events = run(table, tmp_path / "events.csv")
    assert list(events["location"]) == ["Saraqib", "Jindires, Afrin"]


def test_a_word_that_is_no_choice_is_refused(table: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["events", str(table), "-o", str(tmp_path / "e.csv"), "--several", "first"]
    )
    assert done.exit_code == 2
