from __future__ import annotations

import os
import signal
import threading
import time

import pyarrow.parquet as pq
import pytest

from geomap.large import dask_parts, streaming
from geomap.large.dask_parts import place_on_dask
from geomap.large.streaming import stream_events
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings
from geomap.tables.opening import ReadOptions, open_table

distributed = pytest.importorskip("distributed", reason="dask's distributed is not installed")


def write_reports(path, rows):
    lines = [
        f"2020-04-{n % 28 + 1:02},Somewhere {n % 40},{36.9 + n % 4000 / 1000:.3f},35.5,told {n}"
        for n in range(rows)
    ]
    path.write_text("date,location,lon,lat,description\n" + "\n".join(lines), encoding="utf-8")
    return path


run = dask_parts._run


def slowly(number, job, places):
    time.sleep(0.3)
    return run(number, job, places)


@pytest.mark.long
@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_cluster_that_loses_a_worker_gives_the_same_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(streaming, "PART_ROWS", 1000)
    from geomap.tables import sheets

    path = write_reports(tmp_path / "r.csv", 20_000)

    def sheet():
        opened = open_table(path)

        def pieces():
            for batch in opened.batches():
                for start in range(0, batch.table.num_rows, 1000):
                    rows = batch.rows[start : start + 1000]
                    yield sheets.Batch(batch.table.slice(start, 1000), rows)

        return sheets.Sheet(opened.name, opened.columns, pieces)

    monkeypatch.setattr(streaming, "group_batches", lambda s: ([b] for b in s.batches()))
    alone = tmp_path / "alone.parquet"
    stream_events(sheet(), make_resolver(PlaceSettings()), alone, ReadOptions())
    monkeypatch.setattr(dask_parts, "_run", slowly)
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    )
    client = distributed.Client(cluster)
    killed = []

    def kill():
        time.sleep(1.0)
        worker = next(iter(cluster.workers.values()))
        killed.append(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)

    try:
        threading.Thread(target=kill).start()
        together = tmp_path / "together.parquet"
        run = stream_events(
            sheet(), make_resolver(PlaceSettings()), together, ReadOptions(),
            place_parts=lambda job, parts: place_on_dask(job, parts, PlaceSettings(), "", client),
        )  # fmt: skip
    finally:
        client.close()
        cluster.close()
    assert killed
    assert run.tally.rows_in == 20_000
    assert pq.read_table(together).equals(pq.read_table(alone))


def test_a_batch_handed_over_as_a_file_comes_back_whole(tmp_path):
    import numpy as np
    import pyarrow as pa

    from geomap.errors import Finding
    from geomap.large.parts import Job
    from geomap.tables.sheets import Batch

    job = Job(tmp_path, ".parquet", None, "r.csv", ("a", "b"), ReadOptions())
    coded = pa.chunked_array(
        [pa.array(["x", "y"]).dictionary_encode(), pa.array(["z"]).dictionary_encode()]
    )
    table = pa.table({"a": coded, "b": [1.5, None, 3.0]})
    faulty = ((Finding("two words", "one", row=4, field="a"), 'x,"y'),)
    batches = [Batch(table, np.array([2, 3, 5])), Batch(table, np.array([7, 8, 9]), faulty)]
    dask_parts._spool(job, 12, batches)
    dask_parts._spool(job, 13, batches[:1])
    first, second = dask_parts._unspool(job, 12)
    assert first.table.to_pydict() == table.to_pydict()
    assert first.table["a"].type == coded.type
    assert second.rows.tolist() == [7, 8, 9]
    assert (first.rejects, second.rejects) == ((), faulty)
    dask_parts._clear(job, 12)
    assert len(list(tmp_path.iterdir())) == 1


def test_no_scheduler_is_one_clear_line(monkeypatch):
    from geomap.errors import OutputError

    class Refused:
        def __init__(self, *_, **__):
            raise OSError("refused")

    monkeypatch.setattr(distributed, "Client", Refused)
    with pytest.raises(OutputError, match="no Dask scheduler answers at tcp://nowhere:1"):
        next(place_on_dask(None, [], PlaceSettings(), "tcp://nowhere:1"))
