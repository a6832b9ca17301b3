"""``geomap read`` writes rows that the other commands take, and goes on past bad files."""

from __future__ import annotations

import csv
import json

import pytest

TEXT = "On 5 May 2021, Turkish artillery shelled Tal Rifaat in Aleppo countryside, killing 2 civilians."  # noqa: E501


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture
def run(run_geomap):
    return run_geomap


def test_writes_a_row_with_evidence_and_scores(tmp_path, run):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, _, err = run("read", tmp_path / "a.txt", "-o", tmp_path / "e.csv")
    assert code == 0, err
    (row,) = rows_of(tmp_path / "e.csv")
    assert (row["date_start"], row["actor1_id"], row["fatalities"]) == ("2021-05-05", "turkey", "2")
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert ["place", *_span("Tal Rifaat")] in json.loads(row["evidence"])
    assert json.loads(row["scores"])["place"] > 0.5
    assert row["main"] == "yes"


def _span(words: str) -> list[int]:
    at = TEXT.index(words)
    return [at, at + len(words)]


def test_its_rows_become_events_without_hand_work(tmp_path, run):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run("read", tmp_path / "a.txt", "-o", tmp_path / "e.csv")
    code, _, err = run("events", tmp_path / "e.csv", "-o", tmp_path / "e.geojson")
    assert code == 0, err
    features = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == 1


def test_one_bad_file_never_stops_the_rest(tmp_path, run):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4")
    (folder / "d.txt").write_text("Die Lage in der Stadt ist ruhig und es gibt nichts.", "utf-8")
    code, _, err = run("read", folder, "-o", tmp_path / "e.csv")
    assert code == 0
    assert len(rows_of(tmp_path / "e.csv")) == 1
    for name in ("b.txt", "c.pdf", "d.txt"):
        assert name in err


def test_nothing_readable_is_an_error_and_nothing_is_written(tmp_path, run):
    (tmp_path / "a.txt").write_bytes(b"")
    code, _, err = run("read", tmp_path / "a.txt", "-o", tmp_path / "e.csv")
    assert code == 1
    assert not (tmp_path / "e.csv").exists()
    assert "empty" in err


@pytest.mark.long
def test_two_processes_read_the_same_as_one(tmp_path, run):
    rows = [json.dumps({"id": str(n), "text": TEXT, "date": "2021-05-06"}) for n in range(6)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run("read", tmp_path / "a.jsonl", "-o", tmp_path / "one.csv")
    run("read", tmp_path / "a.jsonl", "-o", tmp_path / "two.csv", "--jobs", "2")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_the_seed_file_becomes_events(tmp_path, run, shared):
    (seed,) = (shared / "seeds").glob("*.txt")
    code, _, err = run("read", seed, "-o", tmp_path / "e.csv")
    assert code == 0, err
    rows = rows_of(tmp_path / "e.csv")
    assert {row["date_start"][:4] for row in rows} >= {"2020", "2025"}
    code, _, err = run("events", tmp_path / "e.csv", "-o", tmp_path / "e.geojson")
    assert code == 0, err
