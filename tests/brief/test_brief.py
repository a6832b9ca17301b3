"""The command: files by their ending, clear lines, nothing half-written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from geomap.brief.briefing import write_brief
from geomap.cli.app import app
from geomap.errors import OutputError
from geomap.jobs import write_output, write_outputs
from geomap.jobs.side import SideWriter, start_side
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]


@pytest.fixture
def events_file(make_events: MakeEvents, tmp_path: Path) -> Path:
    return write_output(make_events([{}, {"lat": 35}]), tmp_path / "e.geojson", Presentation())


def run(*args: object) -> Any:
    return CliRunner().invoke(app, ["brief", *map(str, args)])


def test_a_figure_is_drawn_and_told(events_file: Path, tmp_path: Path) -> None:
    done = run(events_file, "-o", tmp_path / "x.svg", "--title", "A title", "--theme", "print")
    assert done.exit_code == 0, done.output
    assert "A title" in (tmp_path / "x.svg").read_text(encoding="utf-8")


def test_no_events_is_a_note_and_no_fault(make_events: MakeEvents, tmp_path: Path) -> None:
    empty = write_output(make_events([]), tmp_path / "e.parquet", Presentation())
    done = run(empty, "-o", tmp_path / "x.svg")
    assert done.exit_code == 0, done.exception
    assert "holds no events" in done.output
    assert "No events in this selection" in (tmp_path / "x.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options", [("--lang", "fr"), ("--measure", "share"), ("--no-such-option",)]
)
def test_wrong_usage_exits_with_two(
    events_file: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert run(events_file, "-o", tmp_path / "x.png", *options).exit_code == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--theme", "pink"), "unknown theme"), (("--paper", "a3"), "unknown paper"),
        (("--extent", "Atlantis"), "unknown extent"),
    ],
)  # fmt: skip
def test_bad_wishes_leave_no_file(
    events_file: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = run(events_file, "-o", tmp_path / "x.png", *options)
    assert told in str(done.exception)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e.geojson"]


def test_a_folder_that_cannot_be_written_is_told_and_left_clean(
    make_events: MakeEvents, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_brief(make_events([{}]), tmp_path / "absent" / "x.svg", Presentation())
    assert list(tmp_path.iterdir()) == []


def test_outputs_side_by_side_tell_the_same_hash_and_title(
    make_events: MakeEvents, tmp_path: Path
) -> None:
    states: list[tuple[str, str]] = []
    paths = [tmp_path / name for name in ("a.svg", "b.svg", "c.geojson")]
    presentation = Presentation(title="One title", data_hash="0123abcd")
    written = write_outputs(
        make_events([{}, {}]), paths, presentation, lambda name, state: states.append((name, state))
    )
    assert written == paths
    assert {state for name, state in states if name == "a.svg"} == {"waiting", "writing", "done"}
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert "0123abcd" in paths[0].read_text(encoding="utf-8")


def test_one_failure_lets_the_others_finish_and_is_raised(
    make_events: MakeEvents, tmp_path: Path
) -> None:
    paths = [tmp_path / "absent" / "x.svg", tmp_path / "b.geojson", tmp_path / "c.txt"]
    with pytest.raises(OutputError, match="absent"):
        write_outputs(make_events([{}]), paths, Presentation())
    assert paths[1].exists()
    assert not paths[2].exists()


def test_a_second_process_writes_the_same_bytes(
    make_events: MakeEvents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presentation = Presentation(title="One title", previous=make_events([{}]))
    events = make_events([{}, {"lon": 37.1, "lat": 36.2}])
    side = SideWriter()
    try:
        assert side.load(events, presentation)
        assert side.write(tmp_path / "side.svg")
        assert not side.write(tmp_path / "absent" / "x.svg")
        assert side.write(tmp_path / "again.svg")
    finally:
        side.close()
    assert not side.write(tmp_path / "late.svg")
    write_output(events, tmp_path / "here.svg", presentation)
    expected = (tmp_path / "here.svg").read_bytes()
    assert (tmp_path / "side.svg").read_bytes() == expected
    assert (tmp_path / "again.svg").read_bytes() == expected
    monkeypatch.setenv("GEOMAP_PROCESSES", "1")
    assert start_side([tmp_path / "a.png", tmp_path / "b.pdf"]) is None


def test_a_second_process_that_died_loses_nothing(make_events: MakeEvents, tmp_path: Path) -> None:
    side = SideWriter()
    side._process.kill()
    side._process.wait()
    paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
    write_outputs(make_events([{}]), paths, Presentation(), side=side)
    assert all(path.exists() for path in paths)


def test_ansi_free_help_has_an_example() -> None:
    done = run("--help")
    assert "Example" in re.sub(r"\x1b\[[0-9;]*m", "", done.output)
