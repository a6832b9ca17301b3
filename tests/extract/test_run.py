"""A run of reading: files in, readings and problems out."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import InputError
from geomap.extract.run import run_reading
from geomap.settings import PlaceSettings


def test_files_become_readings_and_problems(tmp_path):
    (tmp_path / "a.txt").write_text("Warplanes bombed Saraqib on Monday.", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"no PDF")
    run = run_reading([tmp_path], PlaceSettings(), published=date(2020, 3, 5))
    assert [reading.events[0].location for reading in run.readings] == ["Saraqib"]
    assert [problem.file for problem in run.problems] == ["b.pdf"]


def test_a_format_that_nobody_reads_is_refused(tmp_path):
    with pytest.raises(InputError, match="no format 'wax'"):
        run_reading([tmp_path], PlaceSettings(), form="wax")
