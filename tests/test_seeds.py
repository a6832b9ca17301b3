"""The seeds: every row is placed as a reader would place it, and the maps are what they were."""

from __future__ import annotations

import csv
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from geomap.jobs import build, run_spec
from geomap.model import Status
from geomap.schema import EVENT_COLUMNS
from geomap.spec import read_spec
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


@pytest.fixture(scope="module")
def seeds(root: Path) -> gpd.GeoDataFrame:
    built = build(root / "seeds" / "asharq_al_awsat.csv")
    assert len(built.unplaced) == len(built.rejects) == 0
    return built.events.set_index("event_id", drop=False)


def test_every_row_is_on_the_map(root: Path, seeds: gpd.GeoDataFrame) -> None:
    with (root / "seeds" / "asharq_al_awsat.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    assert list(seeds["event_id"]) == [row["event_id"] for row in rows]
    assert set(EVENT_COLUMNS) <= set(seeds.columns)


@pytest.mark.parametrize(
    ("event_id", "place_id", "geo_precision"),
    [
        ("aa20-01", "sochi", 1),
        ("aa20-02", "SY07", 3),
        ("aa20-05", "hmeimim-air-base", 1),
        ("aa20-06", "C6674/near", 2),
        ("aa20-07", "tanf-zone", 3),
        ("aa20-09", "C2889", 1),
        ("aa25-01", "mar-elias-church-dweila", 1),
        ("aa25-03", "C1001/near", 2),
        ("aa25-06", "C2528", 1),
        ("aa25-09", "badia", 3),
        ("aa25-10", "SY", 3),
        ("aa25-11", "SY09", 3),
        ("aa25-12", "SY04/rural", 3),
        ("aa25-15", "C1001", 1),
    ],
)
def test_places_and_their_precision(
    seeds: gpd.GeoDataFrame, event_id: str, place_id: str, geo_precision: int
) -> None:
    row = seeds.loc[event_id]
    assert (row["place_id"], row["geo_precision"]) == (place_id, geo_precision)
    assert row["placed_how"]


def test_the_claim_and_the_blame_stay_apart_from_the_actor(seeds: gpd.GeoDataFrame) -> None:
    bombing = seeds.loc["aa25-01"]
    assert bombing["claimed_by"] == "Saraya Ansar al-Sunna"
    assert bombing["attributed_to"] == "Islamic State"
    assert "Islamic State" not in bombing["actor1"]


def test_an_army_is_that_of_its_time(seeds: gpd.GeoDataFrame) -> None:
    assert seeds.loc["aa20-09", "actor1_id"] == "syria-government-2000"
    assert seeds.loc["aa25-06", "actor1_id"] == "syria-government-2024"


def test_vague_dates_stay_intervals(seeds: gpd.GeoDataFrame) -> None:
    vague = seeds[seeds["time_precision"] == 3]
    assert len(vague) >= 10
    assert ((vague["date_end"] - vague["date_start"]).dt.days > 27).all()
    assert seeds.loc["aa25-15", "date_start"].year == 1860


def test_words_are_of_the_vocabulary(seeds: gpd.GeoDataFrame) -> None:
    for row in seeds.itertuples():
        assert row.sub_event_type in EVENT_TYPES[row.event_type]
    assert set(seeds["status"]) <= {status.value for status in Status}
    assert seeds["fatalities"].isna().all()


def test_the_committed_maps_are_what_the_seeds_give(root: Path, tmp_path: Path) -> None:
    for folder in ("maps", "seeds"):
        shutil.copytree(root / folder, tmp_path / folder)
    outcome = run_spec(read_spec(tmp_path / "maps" / "asharq_al_awsat.toml"))
    assert len(outcome.files) == 6
    for path in outcome.files:
        committed = root / "maps" / path.name
        told = f"{path.name} differs: run make map"
        assert without_front_end(committed) == without_front_end(path), told


def without_front_end(path: Path) -> bytes:
    """Return a file's bytes; of a page all but its style and scripts, which are built elsewhere.

    The data blocks, which are scripts of a type of their own, stay.
    """
    if path.suffix != ".html":
        return path.read_bytes()
    page = re.sub(rb"<style>[^<]*</style>", b"", path.read_bytes())
    page = re.sub(rb"'sha256-[^']*' ?", b"", page)  # fingerprints of those scripts
    return re.sub(rb"<script>.*?</script>", b"", page, flags=re.DOTALL)
