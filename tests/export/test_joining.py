"""Parts joined while others are still made, in the order of their numbers."""

import errno
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.errors import OutputError
from geomap.events.report_join import Tally
from geomap.large.joining import Joining
from geomap.large.parts import Done, Job
from geomap.tables.opening import ReadOptions
from geomap.tables.schemes import Mapped


def make_job(folder):
    return Job(folder, ".parquet", Mapped("plain", "plain", (), {}), "t", ("a",), ReadOptions())


def write(job, number, values):
    pq.write_table(pa.table({"a": values}), job.file(number, "events.parquet"))
    return Done(number, Tally(), (number, 0.0, number + 1.0, 1.0), [], ["a"])


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1], [2, 1, 0]])
def test_the_rows_stand_in_the_order_of_the_parts_however_they_came(tmp_path, order):
    job = make_job(tmp_path)
    done = [write(job, number, [number] * 3) for number in range(3)]
    with Joining(job, tmp_path / "e.parquet") as joining:
        for number in order:
            joining.add(done[number])
        path = joining.finish()
    assert pq.read_table(path)["a"].to_pylist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert [part.number for part in joining.parts] == [0, 1, 2]
    assert b'"bbox": [0, 0.0, 3.0, 1.0]' in pq.read_metadata(path).metadata[b"geo"]


def test_parts_that_were_changed_since_are_joined_anew(tmp_path):
    job = make_job(tmp_path)
    with Joining(job, tmp_path / "e.parquet") as joining:
        joining.add(write(job, 0, [1, 2]))
        joining.add(write(job, 1, [3]))
        write(job, 0, [7, 8])
        path = joining.finish(anew=True)
    assert pq.read_table(path)["a"].to_pylist() == [7, 8, 3]


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EINVAL])
def test_files_are_copied_where_the_system_cannot_do_it(tmp_path, monkeypatch, error):
    def refuse(*_):
        raise OSError(error, "not here")

    monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    job = make_job(tmp_path)
    with Joining(job, tmp_path / "e.parquet") as joining:
        joining.add(write(job, 0, list(range(5000))))
        joining.add(write(job, 1, list(range(5000))))
        path = joining.finish()
    assert pq.read_table(path)["a"].to_pylist() == [*range(5000)] * 2


def test_a_full_disk_is_one_clear_line_that_names_the_output(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    job = make_job(tmp_path)
    with (
        pytest.raises(OutputError, match=r"e\.parquet: cannot be written \(No space left"),
        Joining(job, tmp_path / "e.parquet") as joining,
    ):
        joining.add(write(job, 0, [1]))


def test_a_part_that_was_cut_is_refused(tmp_path, monkeypatch):
    job = make_job(tmp_path)
    done = write(job, 0, list(range(5000)))
    monkeypatch.setattr("geomap.large.parquet_merge.read_footer", lambda _: (1 << 30, {}))
    with (
        pytest.raises(OutputError, match="ends too early"),
        Joining(job, tmp_path / "e.parquet") as joining,
    ):
        joining.add(done)
