from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from geomap.events.report_join import build_events
from geomap.large import streaming
from geomap.large.parquet_merge import merge_parquet
from geomap.large.streaming import stream_events
from geomap.tables.opening import ReadOptions, open_table
from geomap.tables.reports import read_reports
from tests.event_files import read_event_file

PLACES = ["Aleppo", "Idleb", "Badia", "Nowhere", "Dana", ""]


def write_reports(path, rows=3000):
    numbers = pd.Series(range(rows))
    frame = pd.DataFrame(
        {
            "date": (pd.Timestamp("2015-01-01") + pd.to_timedelta(numbers % 900, "D")).dt.strftime(
                "%Y-%m-%d"
            ),
            "location": [PLACES[n % len(PLACES)] for n in numbers],
            "lon": ["" if n % 7 else "37.2" for n in numbers],
            "lat": ["" if n % 7 else "36.2" for n in numbers],
            "fatalities": ["-1" if n % 50 == 0 else str(n % 9) for n in numbers],
            "description": [f"=told {n % 1000}" for n in numbers],
            "weapon": [f"w{n % 3}" for n in numbers],
        }
    )
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False)
    return path


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("geomap.tables.formats.columnar.BATCH_ROWS", 200)
    monkeypatch.setattr(streaming, "PART_ROWS", 400)
    from geomap.tables import sheets

    real = streaming.group_batches

    def cut(sheet, rows=400):
        def pieces():
            for batch in sheet.batches():
                for start in range(0, max(batch.table.num_rows, 1), 200):
                    table = batch.table.slice(start, 200)
                    yield sheets.Batch(
                        table, batch.rows[start : start + 200], batch.rejects if start == 0 else ()
                    )

        return real(sheets.Sheet(sheet.name, sheet.columns, pieces), rows)

    monkeypatch.setattr(streaming, "group_batches", cut)


def in_order(frame):
    return frame.sort_values("event_id").reset_index(drop=True)


@pytest.mark.parametrize("source", [".csv", ".parquet"])
@pytest.mark.parametrize("ending", [".parquet", ".csv", ".geojsonl"])
def test_a_streamed_run_gives_what_one_in_memory_gives(
    tmp_path, few_places, small_parts, source, ending
):
    path = write_reports(tmp_path / f"r{source}")
    built = build_events(read_reports(path), few_places)
    out = tmp_path / f"e{ending}"
    run = stream_events(open_table(path), few_places, out, ReadOptions())
    back, before = in_order(read_event_file(out)), in_order(built.events)
    # which of several reports that tell the same is called -2 depends on the order of parts
    told = [c for c in before.columns if c not in {"geometry", "report_id"}]
    for column in told:
        pd.testing.assert_series_equal(back[column], before[column], obj=column)
    assert set(back["report_id"]) == set(before["report_id"])
    assert back.geometry.geom_equals_exact(before.geometry, 1e-6).all()
    assert (run.tally.events, run.tally.unplaced, run.tally.rejects) == (
        len(built.events), len(built.unplaced), len(built.rejects),
    )  # fmt: skip
    assert run.tally == built.tally
    assert len(pd.read_csv(run.unplaced)) == len(built.unplaced)
    assert len(pd.read_csv(run.rejects)) == len(built.rejects)
    assert not list(tmp_path.glob(".*"))


def test_ids_that_come_again_in_other_parts_are_numbered(tmp_path, few_places, small_parts):
    path = tmp_path / "r.csv"
    rows = ["2020-04-14,Aleppo,same"] * 900 + ["2020-04-14,Aleppo,other"]
    path.write_text("date,location,description\n" + "\n".join(rows), encoding="utf-8")
    out = tmp_path / "e.parquet"
    stream_events(open_table(path), few_places, out, ReadOptions())
    ids = gpd.read_parquet(out)["event_id"]
    assert ids.is_unique
    assert ids.str.endswith("-900").sum() == 1


def test_a_date_order_that_only_a_late_part_tells_holds_for_all(tmp_path, few_places, small_parts):
    path = tmp_path / "r.csv"
    rows = ["03/04/2020,Aleppo"] * 900 + ["17/04/2020,Aleppo"]
    path.write_text("date,location\n" + "\n".join(rows), encoding="utf-8")
    run = stream_events(open_table(path), few_places, tmp_path / "e.csv", ReadOptions())
    assert run.tally.rejects == 0
    assert (pd.read_csv(tmp_path / "e.csv")["date_start"][:900] == "2020-04-03").all()


def test_a_stopped_run_goes_on_where_it_was(tmp_path, few_places, small_parts, monkeypatch):
    path = write_reports(tmp_path / "r.csv")
    whole = tmp_path / "whole.parquet"
    stream_events(open_table(path), few_places, whole, ReadOptions())
    real, ran = streaming.make_part, []

    def stopping(job, number, batches, placer):
        ran.append(number)
        if len(ran) == 4:
            raise KeyboardInterrupt
        return real(job, number, batches, placer)

    monkeypatch.setattr(streaming, "make_part", stopping)
    out = tmp_path / "e.parquet"
    with pytest.raises(KeyboardInterrupt):
        stream_events(open_table(path), few_places, out, ReadOptions())
    assert not out.exists()
    run = stream_events(open_table(path), few_places, out, ReadOptions())
    assert run.resumed >= 2
    assert pq.read_table(out).equals(pq.read_table(whole))


def test_parts_of_another_table_or_other_options_are_not_taken(tmp_path, few_places, small_parts):
    path = write_reports(tmp_path / "r.csv", 800)
    out = tmp_path / "e.parquet"
    folder = tmp_path / ".e.parquet.parts"
    folder.mkdir()
    (folder / "run.json").write_text("{}")
    (folder / "000000-done.json").write_text("nonsense")
    run = stream_events(open_table(path), few_places, out, ReadOptions())
    assert run.resumed == 0


def test_merged_row_groups_are_read_alike_by_arrow_and_duckdb(tmp_path, few_places, small_parts):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    path = write_reports(tmp_path / "r.csv")
    out = tmp_path / "e.parquet"
    run = stream_events(open_table(path), few_places, out, ReadOptions())
    meta = pq.read_metadata(out)
    assert meta.num_rows == run.tally.events
    assert meta.num_row_groups > 3
    table = pq.read_table(out)
    rows = duckdb.sql(f"select event_id, lon, date_start from '{out}'").fetchall()
    assert [row[0] for row in rows] == table["event_id"].to_pylist()
    assert [row[1] for row in rows] == table["lon"].to_pylist()
    frame = gpd.read_parquet(out)
    assert (frame.geometry.x == frame["lon"]).all()
    assert frame.total_bounds.tolist() == [
        frame["lon"].min(), frame["lat"].min(), frame["lon"].max(), frame["lat"].max(),
    ]  # fmt: skip
    few = duckdb.sql(f"select count(*) from '{out}' where date_start = '2016-05-01'").fetchall()
    assert few[0][0] == (frame["date_start"].astype(str) == "2016-05-01").sum()


def test_merging_one_part_alone_keeps_every_value(tmp_path):
    frame = pd.DataFrame({"a": range(1000), "b": [f"x{n % 7}" for n in range(1000)]})
    parts = []
    for number in range(20):
        parts.append(tmp_path / f"{number}.parquet")
        frame.assign(a=frame["a"] + number).to_parquet(parts[-1], row_group_size=100)
    out = merge_parquet(parts, tmp_path / "all.parquet", {"geo": "{}"})
    merged = pq.read_table(out)
    assert merged.num_rows == 20_000
    assert merged["a"].to_pylist() == [n + p for p in range(20) for n in range(1000)]
    assert pq.read_metadata(out).metadata[b"geo"] == b"{}"


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1", b"PAR1\x00\x00\x00\x00PAR1", b"PAR1\x19\x04\x00\x00\x00PAR1",
     b"PAR1" + b"\x1c" * 5000 + (5000).to_bytes(4, "little") + b"PAR1"],
)  # fmt: skip
def test_a_broken_footer_is_refused(tmp_path, content):
    from geomap.errors import OutputError
    from geomap.large.parquet_merge import read_footer

    path = tmp_path / "p.parquet"
    path.write_bytes(content)
    try:
        read_footer(path)
    except OutputError as error:
        assert "Parquet" in str(error) or "footer" in str(error)  # noqa: PT017
    else:
        assert content[4:8] == bytes(4)


RUN = """
import sys
from pathlib import Path
from geomap.large import streaming
import geomap.large.parts as parts
from geomap.tables.opening import open_table, ReadOptions
import geomap.tables.formats.csv_files as csv_files
csv_files.BLOCK_MIB = 1
streaming.PART_ROWS = 2000
class Nowhere:
    split = False
    class gazetteer: places = {}
    def resolve_many(self, queries):
        from geomap.model import Resolution, Verdict
        return [Resolution(name, Verdict.UNKNOWN) for name, _ in queries]
print("go", flush=True)
streaming.stream_events(open_table(Path(sys.argv[1])), Nowhere(), Path(sys.argv[2]), ReadOptions())
"""


@pytest.mark.long
def test_fifty_kills_leave_the_old_file_or_the_new_one(tmp_path, root):
    path = write_reports(tmp_path / "r.csv", 20_000)
    out = tmp_path / "e.parquet"
    subprocess.run([sys.executable, "-c", RUN, str(path), str(out)], cwd=root, check=True)
    old = b"the old file"
    rows = pq.read_metadata(out).num_rows
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", RUN, str(path), str(out)], cwd=root, check=True)
    whole = time.monotonic() - began
    outcomes = []
    for number in range(50):
        out.write_bytes(old)
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(path), str(out)], cwd=root, start_new_session=True
        )
        if number < 45:
            time.sleep(whole * (number + 1) / 50)
        else:  # as soon as the new file stands, however slow the machine is
            while out.read_bytes() == old and process.poll() is None:
                time.sleep(0.001)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        outcomes.append(out.read_bytes() == old or pq.read_metadata(out).num_rows)
    assert set(outcomes) == {True, rows}


def test_a_second_run_on_one_output_is_one_clear_line(tmp_path, few_places):
    from geomap.atomic import alone
    from geomap.errors import OutputError

    table = write_reports(tmp_path / "r.csv", rows=20)
    output = tmp_path / "out.csv"
    with alone(output), pytest.raises(OutputError, match="another run is writing it"):
        stream_events(open_table(table), few_places, output, ReadOptions())
    assert stream_events(open_table(table), few_places, output, ReadOptions()).tally.rows_in == 20
    assert not list(tmp_path.glob(".*"))


def test_a_footer_that_claims_more_items_than_it_has_bytes_is_broken(tmp_path):
    """Lists of doubles beyond the end of the footer took for ever."""
    from geomap.errors import OutputError
    from geomap.large.parquet_merge import read_footer

    footer = b"\x19\xf7" + b"\xff" * 8 + b"\x01"
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1")
    with pytest.raises(OutputError, match="broken footer"):
        read_footer(path)
