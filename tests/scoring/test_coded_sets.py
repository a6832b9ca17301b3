"""Readings against coded rows: verdicts, pairs, figures, and the command that prints them."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geomap.cli.app import app
from geomap.errors import InputError, TableError
from geomap.jobs import evaluate_coded
from geomap.scoring.codebook import is_same_actor, name_likeness
from geomap.scoring.coded_rows import parse_coded, parse_read
from geomap.scoring.coded_set import read_coded_set
from geomap.scoring.pairing import best_assignment, pair_rows
from geomap.scoring.reading_figures import figures_by_kind
from geomap.scoring.tallies import tally_report
from geomap.scoring.verdicts import is_date_right, is_place_right

if TYPE_CHECKING:
    from pathlib import Path

SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
STATE = "Military Forces of Syria (2000-2024)"


def coded(location: str, lon: float | str, lat: float | str, radius: float = 2, **more: str):
    kind, sub = SHELLING
    return parse_coded({
        "id": location, "location": location, "lon": str(lon), "lat": str(lat),
        "place_radius_km": str(radius), "date_start": "2020-01-02", "event_type": kind,
        "sub_event_type": sub, "actor1": STATE, "status": "reported", "main": "1", "optional": "0",
        **more,
    })  # fmt: skip


def read(location: str, lon: float | str, lat: float | str, reach: float = 1, **more: str):
    kind, sub = SHELLING
    return parse_read({
        "location": location, "place_name": location, "lon": str(lon), "lat": str(lat),
        "precision_km": str(reach), "date_start": "2020-01-02", "event_type": kind,
        "sub_event_type": sub, "actor1_id": "syria-government-2000", "status": "reported", **more,
    })  # fmt: skip


SARMIN, BINNISH = (36.724, 35.904), (36.714, 35.957)


@pytest.mark.parametrize(
    ("one", "row", "right"),
    [
        (coded("Sarmin", *SARMIN), read("Sarmin", *SARMIN), True),
        (coded("Sarmin", *SARMIN), read("Sarmin", 36.76, 35.91), True),
        (coded("Sarmin", *SARMIN), read("Sarmin", *SARMIN, reach=11), False),
        (coded("Sarmin", *SARMIN), read("Binnish", *BINNISH), False),  # near, but another's name
        (coded("Idlib", 36.67, 35.8, 60), read("Idlib", 36.6, 35.9, reach=60), True),
        (coded("Idlib", 36.67, 35.8, 60), read("Idlib", 36.6, 35.9, reach=5), False),
        (coded("Nowhere", "", ""), read("Nowhere", "", ""), True),
        (coded("Sarmin", *SARMIN), read("Sarmin", "", ""), False),
    ],
)
def test_a_place_is_right_within_its_radius_and_under_its_own_name(one, row, right) -> None:
    others = [coded("Sarmin", *SARMIN), coded("Binnish", *BINNISH)]
    assert is_place_right(one, row, others) is right


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "right"),
    [
        ("2020-01-02", "", "2020-01-02", "", True),
        ("2020-01-02", "", "2020-01-03", "", False),
        ("2020-01-02", "", "2020-01-01", "2020-01-10", True),
        ("2020-01-02", "", "2020-01-01", "2020-01-11", False),  # eleven days for one
        ("2020-01-01", "2020-01-31", "2020-01-15", "", True),
        ("2020-01-02", "", "", "", False),
        ("", "", "", "", True),
        ("", "", "2020-02-01", "", True),
        ("", "", "2021-02-01", "", False),
    ],
)
def test_a_day_is_right_if_the_intervals_meet(start, end, first, last, right) -> None:
    one = coded("Sarmin", *SARMIN, date_start=start, date_end=end)
    row = read("Sarmin", *SARMIN, date_start=first, date_end=last)
    assert is_date_right(one, row, date(2020, 1, 5)) is right


@pytest.mark.parametrize(
    ("name", "actor_id", "words", "right"),
    [
        ("Islamic State", "isis", "", True),
        ("SDF", "ypg", "", True),
        ("YPG", "", "SDF", True),
        ("HTS", "jabhat-al-nusra", "", True),
        ("Jabhat al-Nusra", "hts", "", False),
        ("Unidentified Armed Group", "", "", True),
        ("", "unknown-armed-group", "", True),
        ("", "civilians", "", False),
    ],
)
def test_a_finer_actor_is_right_and_a_coarser_one_is_not(name, actor_id, words, right) -> None:
    assert is_same_actor(name, actor_id, words) is right


def test_names_are_alike_in_either_script() -> None:
    assert name_likeness("قرية ذيبان", "ذيبان") == 1
    assert name_likeness("Al-Ruwayha", "Ruwayhah") > 0.72 > name_likeness("Sarmin", "Binnish")


def test_the_assignment_is_the_best_of_all() -> None:
    chance = random.Random(3)
    for _ in range(60):
        height, width = chance.randint(1, 4), chance.randint(1, 5)
        gains = [[float(chance.randint(0, 9)) for _ in range(width)] for _ in range(height)]
        pairs = best_assignment(gains)
        assert len({row for row, _ in pairs}) == len({c for _, c in pairs}) == min(height, width)
        flat = gains if height <= width else [list(line) for line in zip(*gains, strict=True)]
        ways = permutations(range(max(height, width)), min(height, width))
        best = max(sum(line[at] for line, at in zip(flat, way, strict=True)) for way in ways)
        assert sum(gains[row][column] for row, column in pairs) == best


def test_rows_are_paired_whatever_their_order() -> None:
    gold = [coded("Sarmin", *SARMIN), coded("Binnish", *BINNISH)]
    rows = [read("Binnish", *BINNISH), read("Sarmin", *SARMIN), read("Sarmin", *SARMIN)]
    for order in permutations(range(3)):
        pairs = pair_rows(gold, [rows[n] for n in order], None)
        assert {gold[k].location: rows[order[n]].location for k, (n, _) in pairs.items()} == {
            "Sarmin": "Sarmin", "Binnish": "Binnish"
        }  # fmt: skip


def test_figures_add_up_over_reports() -> None:
    gold = [coded("Sarmin", *SARMIN), coded("Binnish", *BINNISH),
            coded("Idlib", 36.67, 35.8, 60, optional="1")]  # fmt: skip
    rows = [
        read("Sarmin", *SARMIN),
        read("Sarmin", *SARMIN),  # told twice
        read("Idlib", 36.66, 35.77, reach=60),  # finds an optional row
        read("Binnish", 38.9, 36.4, date_start="2020-01-09"),  # a namesake far away, in the future
    ]
    one = tally_report("a", "single", date(2020, 1, 3), gold, rows)
    none = tally_report("b", "analysis", None, [], [])
    all_, single, analysis = figures_by_kind("set", [one, none])
    assert (all_.recall, all_.precision) == (0.5, 0.5)
    assert one.counts["told twice"] == one.counts["late"] == one.counts["far pins"] == 1
    assert one.counts["optional found"] == 1
    assert all_.whole == 0.5
    low, high = all_.intervals["f1"]
    assert low <= all_.f1 <= high
    assert single.reports == analysis.reports == 1
    assert json.dumps(all_.as_dict(), allow_nan=False)
    assert json.dumps(analysis.as_dict(), allow_nan=False)


TEXT = "On Thursday, 2 January 2020, Syrian army artillery shelled the town of Sarmin in Idlib."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A coded set of two reports, the text of one of them under another name."""
    folder, texts = tmp_path / "set", tmp_path / "texts" / "deep"
    folder.mkdir()
    texts.mkdir(parents=True)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    with (folder / "index.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([
            ["id", "url", "published", "kind", "sha256"],
            ["a", "", "2020-01-03", "single", digest],
            ["b", "", "", "single", "0" * 64],
        ])  # fmt: skip
    head = ["text", "id", "location", "lon", "lat", "place_radius_km", "date_start", "date_end",
            "event_type", "sub_event_type", "actor1", "main", "optional"]  # fmt: skip
    row = [
        "a",
        "a-1",
        "Sarmin",
        "36.724",
        "35.904",
        "2",
        "2020-01-02",
        "",
        *SHELLING,
        STATE,
        "1",
        "0",
    ]
    for name in ("gold.csv", "again.csv"):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, row])
    (texts / "whatever.txt").write_text(TEXT, encoding="utf-8", newline="")
    (texts / "other.txt").write_text("another text", encoding="utf-8")
    return tmp_path


def test_texts_are_found_by_their_hash_and_read_as_the_command_reads(news: Path) -> None:
    figures = news / "figures.json"
    done = CliRunner().invoke(
        app, ["evaluate", "--reading", str(news / "set"), "--texts", str(news / "texts"),
              "--figures", str(figures)],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "recall    1.00" in done.output
    assert "set: 1 texts not at hand" in done.output
    assert "coded twice" in done.output
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert told["reading"][0]["f1"] == told["coded_twice"][0]["f1"] == 1.0
    assert told["texts_missing"] == {"set": 1}


def test_without_texts_only_the_codings_are_compared(news: Path) -> None:
    score = evaluate_coded([news / "set"], [])
    assert score.figures == []
    assert score.agreement[0].f1 == 1
    (news / "set" / "again.csv").unlink()
    with pytest.raises(InputError, match="--texts"):
        evaluate_coded([news / "set"], [])


def test_a_row_of_a_text_that_nobody_names_is_an_error(news: Path) -> None:
    index = news / "set" / "index.csv"
    index.write_text(index.read_text(encoding="utf-8").replace("\na,", "\nz,"), encoding="utf-8")
    with pytest.raises(TableError, match="does not name"):
        read_coded_set(news / "set")


def test_a_table_of_texts_and_a_folder_do_not_mix(news: Path) -> None:
    table = str(news / "texts")
    done = CliRunner().invoke(app, ["evaluate", "--reading", str(news / "set"), "--reading", table])
    assert done.exit_code == 2


def test_no_report_stands_in_two_sets(root: Path):
    """What was developed on must not be what is measured on: by address of the text's bytes."""
    found: dict[str, str] = {}
    for index in sorted((root / "benchmarks/text/news").glob("*/index.csv")):
        with index.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                assert found.setdefault(row["sha256"], row["id"]) == row["id"]
    assert len(found) > 500
