"""Names that tie, decided by the other rows of their report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from typer.testing import CliRunner

from geomap.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "location,date,source_url\n"
TABLE = (
    "Sinjar,2019-08-01,https://one.example/a\n"
    "Abu al-Duhur,2019-08-01,https://one.example/a\n"
    "Sinjar,2019-08-01,https://one.example/b\n"
    "Palmyra,2019-08-01,https://one.example/b\n"
    "Sinjar,2019-08-01,\n"
    "Saraqib,2019-08-02,\n"
)


def test_a_tie_goes_to_the_place_beside_the_other_rows_of_its_report(tmp_path: Path) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "events.csv"
    table.write_text(HEAD + TABLE, encoding="utf-8")
    done = CliRunner().invoke(app, ["events", str(table), "-o", str(out)])
    assert done.exit_code == 0, done.output
    events = pd.read_csv(out)
    tied = events[events["location"] == "Sinjar"]
    assert len(events) == 4  # the tie beside Palmyra and the one of no report stay open
    assert list(tied["admin1"]) == ["Idlib"]
    assert "which is named with it" in tied["placed_how"].iloc[0]
    assert list(tied["rule"]) == ["list"]
