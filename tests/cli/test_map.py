"""``geomap map`` as people type it."""

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.cli.app import app


@pytest.fixture(scope="module")
def events_file(tmp_path_factory):
    path = Path(__file__).parents[1] / "web" / "sample.py"
    spec = importlib.util.spec_from_file_location("geomap_sample_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    file = tmp_path_factory.mktemp("events") / "events.parquet"
    module.sample_events().to_parquet(file)
    return file


def run(*arguments):
    return CliRunner().invoke(app, ["map", *map(str, arguments)])


def test_writes_a_page(events_file, tmp_path):
    out = tmp_path / "map.html"
    result = run(events_file, "-o", out, "--title", "<b>T</b>", "--lang", "ar", "--theme", "dark")
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    assert "<title>&lt;b&gt;T&lt;/b&gt;</title>" in text
    assert "Content-Security-Policy" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [(("--lang", "fr"), "give en or ar"), (("--theme", "neon"), "light, dark, print, auto"),
     (("-o", "map.txt"), "a map is an .html file")],
)  # fmt: skip
def test_refuses_what_it_cannot_do(events_file, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    result = run(events_file, "-o", "map.html", *words)
    assert result.exit_code == 2
    assert says in " ".join(result.output.replace("│", " ").split())
    assert not list(tmp_path.iterdir())


def test_guards_what_is_published(events_file, tmp_path):
    out = tmp_path / "map.html"
    result = run(events_file, "-o", out, "--publish", "--blur-km", "10", "--private", "source_url")
    assert result.exit_code == 0, result.output
    assert "blurred to 10 km" in result.output
    assert "source_url" in result.output


def test_help_has_an_example():
    result = run("--help")
    assert result.exit_code == 0
    assert "Example" in result.output
