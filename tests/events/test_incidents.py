"""Rows of one happening over several places share an id, and its dead count once."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geomap.events.reading_rows import frame_readings
from geomap.extract.many import make_reader
from geomap.layers.counts import sum_fatalities
from geomap.model import Report
from geomap.settings import PlaceSettings


def test_one_toll_over_three_towns_counts_once():
    reader = make_reader(PlaceSettings())
    text = "An airstrike hit Sarmin, Saraqib and Binnish on Monday, killing nine civilians."
    other = "Regime forces shelled Taftanaz. A mine killed a man in Maarat al-Numan."
    table = frame_readings(
        [
            reader.read(Report("a", text, date(2020, 2, 25))),
            reader.read(Report("b", other, date(2020, 2, 25))),
        ],
        reader.finder.gazetteer,
    )
    shared = table.loc[table["report_id"] == "a", "incident_id"]
    assert shared.nunique() == 1
    assert shared.iloc[0].startswith("i-")
    assert set(table.loc[table["report_id"] == "b", "incident_id"]) == {""}
    table["fatalities"] = pd.to_numeric(table["fatalities"], errors="coerce")
    assert sum_fatalities(table) == (10, 2)
