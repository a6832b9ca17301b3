from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from geomap.errors import InputError, OutputError
from geomap.events.report_join import build_events
from geomap.export.event_tables import write_table
from geomap.settings import Presentation
from geomap.store import open_store
from geomap.tables.reports import check_reports
from tests.event_files import read_event_file


@pytest.fixture
def events(few_places):
    frame = pd.DataFrame(
        {
            "event_id": [f"e{n}" for n in range(6)],
            "date": ["2020-04-14", "2020-04"] * 3,
            "location": ["Aleppo", "Idleb", "Badia"] * 2,
            "fatalities": ["1", "", "3"] * 2,
            "description": ["a\tb", "line\nbreak", "\\N", "حلب", "'quote\"", "back\\slash"],
            "weapon": ["x", "", "y"] * 2,
            "note": [""] * 6,
        }
    )
    return build_events(check_reports(frame, name="t.csv"), few_places).events


def same(left, right):
    left, right = (f.sort_values("event_id").reset_index(drop=True) for f in (left, right))
    for column in right.columns.drop("geometry"):
        pd.testing.assert_series_equal(left[column], right[column], obj=column)
    assert left.geometry.geom_equals(right.geometry).all()


def test_what_is_pushed_is_pulled_equal(dsn, events):
    store = open_store(dsn)
    assert store.push(events).new == 6
    same(store.pull(), events)


def test_pushing_again_changes_nothing_even_if_rows_moved(dsn, events):
    store = open_store(dsn)
    store.push(events)
    moved = events[::-1].reset_index(drop=True)
    moved["report_id"] = [f"other.csv:{n}" for n in range(6)]
    pushed = store.push(moved)
    assert (pushed.new, pushed.corrected, pushed.unchanged) == (0, 0, 6)
    assert store.status()["changes"] == 6


def test_a_correction_is_remembered_with_what_changed(dsn, events):
    store = open_store(dsn)
    store.push(events)
    before = datetime.now(UTC)
    events.loc[2, "fatalities"] = 9
    events.loc[2, "weapon"] = "z"
    assert store.push(events.iloc[2:3]).corrected == 1
    [change] = store.changes(before)
    assert (change.change, change.event_id) == ("corrected", "e2")
    assert change.differences == ("fatalities: 3 -> 9", "weapon: y -> z")
    assert store.pull().set_index("event_id").loc["e2", "fatalities"] == 9


def test_a_withdrawn_event_is_remembered_and_can_come_back(dsn, events):
    store = open_store(dsn)
    store.push(events)
    pushed = store.push(events.iloc[:4], whole=True)
    assert (pushed.withdrawn, pushed.unchanged) == (2, 4)
    assert len(store.pull()) == 4
    assert store.status()["withdrawn"] == 2
    assert {c.event_id for c in store.changes() if c.change == "withdrawn"} == {"e4", "e5"}
    assert '"location": "Idleb"' in store.changes()[-2].after
    again = store.push(events)
    assert (again.restored, again.new) == (2, 0)
    assert store.status()["withdrawn"] == 0
    assert len(store.pull()) == 6


def test_one_event_can_be_withdrawn_by_its_id(dsn, events):
    store = open_store(dsn)
    store.push(events)
    assert store.push(events.iloc[:0], withdraw=["e3"]).withdrawn == 1
    assert "e3" not in set(store.pull()["event_id"])


def test_a_push_that_fails_leaves_the_store_as_it_was(dsn, events):
    store = open_store(dsn)
    store.push(events.iloc[:2])
    with pytest.raises(InputError, match="no event 'nothing'"):
        store.push(events, withdraw=["nothing"])
    assert len(store.pull()) == 2
    assert store.status()["changes"] == 2


def test_changes_since_a_moment_leave_out_what_was_before(dsn, events):
    store = open_store(dsn)
    store.push(events.iloc[:2])
    moment = datetime.now(UTC)
    store.push(events)
    assert [c.event_id for c in store.changes(moment)] == ["e2", "e3", "e4", "e5"]
    assert len(store.changes(moment - timedelta(days=1))) == 6


def test_two_writers_at_once_lose_nothing(dsn, events):
    store = open_store(dsn)
    store.push(events.iloc[:1])
    errors = []

    def write(numbers):
        try:
            for number in numbers:
                mine = events.iloc[[number % 6]].copy()
                mine["description"] = f"told {number}"
                open_store(dsn).push(mine)
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    writers = [threading.Thread(target=write, args=(range(n, 24, 4),)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not errors
    history = store.changes()
    assert len(history) == 25
    assert sum(c.change == "new" for c in history) == 6
    assert len(store.pull()) == 6


def test_reading_an_absent_store_is_one_clear_line(tmp_path):
    with pytest.raises(OutputError, match="no such store"):
        open_store(tmp_path / "no.gpkg").status()
    assert not list(tmp_path.iterdir())


def test_a_locked_store_is_one_clear_line(tmp_path, events, monkeypatch):
    monkeypatch.setattr("geomap.store.geopackage.WAIT_SECONDS", 0.1)
    path = tmp_path / "store.gpkg"
    open_store(path).push(events)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match="another program holds the store"):
        open_store(path).push(events)
    other.execute("ROLLBACK")
    other.close()


def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path, events):
    path = tmp_path / "store.gpkg"
    path.write_text("something else entirely, long enough to be read as a header of a file")
    with pytest.raises(OutputError, match="no store of events"):
        open_store(path).push(events)
    assert path.read_text().startswith("something else")


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_gdal_reads_the_geopackage_store(tmp_path, events):
    path = tmp_path / "store.gpkg"
    open_store(path).push(events)
    told = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", path, "events"], capture_output=True, text=True, check=True
    )
    assert not told.stderr
    assert "Feature Count: 6" in told.stdout
    assert "Geometry: Point" in told.stdout
    assert "date_start: Date" in told.stdout
    assert "WGS 84" in told.stdout


def test_postgis_has_points_and_uses_its_indexes(postgis, events):
    import psycopg

    open_store(postgis).push(events)
    with psycopg.connect(postgis) as link:
        count = link.execute(
            "SELECT count(*) FROM geomap.events WHERE ST_DWithin(geom::geography, "
            "ST_SetSRID(ST_MakePoint(37.16, 36.2), 4326)::geography, 1000)"
        ).fetchone()
        assert count == (2,)
        link.execute("SET enable_seqscan = off")
        plans = [
            "\n".join(
                row[0] for row in link.execute(f"EXPLAIN SELECT * FROM geomap.events WHERE {w}")
            )
            for w in (
                "geom && ST_MakeEnvelope(36, 35, 37, 36, 4326)",
                "daterange(date_start, date_end, '[]') && daterange('2020-04-01', '2020-04-02')",
            )
        ]
    assert "events_geom" in plans[0]
    assert "events_when" in plans[1]


def test_a_database_that_does_not_answer_is_told_without_the_password():
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(OutputError) as error:
        open_store("postgresql://me:secret@127.0.0.1:1/db").status()
    assert "127.0.0.1:1/db" in str(error.value)
    assert "secret" not in str(error.value)


def test_the_commands_push_pull_list_and_tell(tmp_path, geomap_says):
    reports, store = tmp_path / "r.csv", tmp_path / "s.gpkg"
    reports.write_text("event_id,date,location\na,2020-04-14,Aleppo\nb,2020-04-15,Idleb\n")
    code, _, err = geomap_says("store", "push", reports, "--dsn", store)
    assert code == 0, err
    assert "2 events pushed: 2 new, 0 corrected" in err
    reports.write_text("event_id,date,location\na,2020-04-16,Aleppo\n")
    assert "1 corrected, 0 restored, 1 withdrawn" in geomap_says(
        "store", "push", reports, "--dsn", store, "--whole"
    )[2]  # fmt: skip
    code, out, _ = geomap_says("changes", "--dsn", store)
    assert code == 0
    assert "corrected  a  2020-04-16  Aleppo  date_start: 2020-04-14 -> 2020-04-16" in out
    assert "withdrawn  b" in out
    assert geomap_says("store", "pull", "--dsn", store, "-o", tmp_path / "e.csv")[0] == 0
    assert len(pd.read_csv(tmp_path / "e.csv")) == 1
    assert "withdrawn: 1" in geomap_says("store", "status", "--dsn", store)[1]
    assert geomap_says("changes", "--dsn", store, "--since", "soon")[0] == 2
    assert geomap_says("store", "status", "--dsn", tmp_path / "none.gpkg")[0] == 1


@pytest.fixture
def typed(events):
    extra = {
        "count": pd.array([1, None, 3] * 2, dtype="Int64"),
        "flag": [True, None, False] * 2,
        "rate": [1.0, float("nan"), 2.5] * 2,
        "tags": [["a"], None, []] * 2,
    }
    return events.assign(**extra)


@pytest.mark.parametrize("ending", [".parquet", ".geojson", ".csv", ".xlsx", ".gpkg", ".kml"])
def test_the_same_events_from_any_format_are_no_correction(dsn, typed, tmp_path, ending):
    store = open_store(dsn)
    store.push(typed)
    path = write_table(typed, tmp_path / f"e{ending}", Presentation())
    assert store.push(read_event_file(path)).unchanged == 6
    assert store.push(store.pull()).unchanged == 6
    changed = typed.assign(count=[9] * 6)
    assert store.push(changed).corrected == 6
    assert store.changes()[-1].differences == ("count: 3 -> 9",)


def test_whole_numbers_come_back_whole(dsn, typed):
    store = open_store(dsn)
    store.push(typed)
    assert str(store.pull()["count"].dtype) == "Int64"


@pytest.mark.parametrize("where", ["mysql://me:secret@host/db", "s.duckdb", ""])
def test_a_store_of_another_kind_is_refused_without_its_password(where):
    with pytest.raises(InputError, match=r"name a GeoPackage file") as told:
        open_store(where)
    assert "secret" not in str(told.value)


@pytest.mark.long
def test_a_push_that_is_killed_leaves_all_or_nothing(dsn, events, tmp_path):
    import random
    import time

    many = pd.concat([events.assign(event_id=[f"m{k}-{n}" for n in range(6)]) for k in range(2000)])
    path = write_table(many.reset_index(drop=True), tmp_path / "many.parquet", Presentation())
    store = open_store(dsn)
    store.push(events)
    command = [sys.executable, "-m", "geomap", "store", "push", str(path), "--dsn", dsn]
    chance = random.Random(7)
    for _ in range(10):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.5, 4))
        running.kill()
        running.wait()
        assert store.status()["events"] in (6, 6 + len(many))
        assert store.status()["changes"] == store.status()["events"]
    assert store.push(many.reset_index(drop=True)).withdrawn == 0
    assert store.status()["events"] == 6 + len(many)
