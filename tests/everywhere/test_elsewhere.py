"""Nothing that only Unix has, and no extra: every command runs on a machine that lacks them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docsite.commands import list_commands
from tests.everywhere.elsewhere import FUNCTIONS, MODULES, SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGE = ROOT / "geomap"
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if "web-src" not in path.parts]

RUNS: dict[str, list[str]] = {
    "events": ["events reports.csv -o events.geojson", "events reports.csv -o events.parquet",
               "events arabic_headings.csv -o arabic.csv --scheme auto"],
    "read": ["read article.txt article_ar.txt -o read.csv --html review.html"],
    "map": ["map events.geojson -o map.html", "map read.csv -o read.html --lang ar"],
    "brief": ["brief events.geojson -o brief.png", "brief events.geojson -o brief.pdf --lang ar",
              "brief events.geojson -o brief.pptx", "brief events.geojson -o x.charts.svg"],
    "build": ["build first_map.toml", "build first_map.toml"],
    "export": [f"export events.geojson -o x.{ending}" for ending in
               ("csv", "parquet", "gpkg", "fgb", "kml", "xlsx", "geojsonl")],
    "check": ["check events.geojson --html check.html"],
    "dedup": ["dedup events.geojson -o pairs.csv"],
    "resolve": ["resolve names.csv -o placed.csv", "resolve كوباني"],
    "evaluate": ["evaluate gold.csv --figures figures.json"],
    "store push": ["store push events.geojson --dsn store.gpkg"],
    "store pull": ["store pull -o pulled.geojson --dsn store.gpkg"],
    "store status": ["store status --dsn store.gpkg"],
    "changes": ["changes --since 2020-01-01 --dsn store.gpkg"],
    "gazetteer info": ["gazetteer info"],
    "gazetteer search": ["gazetteer search zawiya"],
    "gazetteer check": ["gazetteer check"],
    "gazetteer build": ["gazetteer build -o my.gazetteer"],
    "gazetteer export": ["gazetteer export package", "gazetteer export package --since package"],
}  # fmt: skip
"""What each command is asked, in this order; the files come from docs/examples."""

SERVERS = {"mcp", "desk", "gazetteer update"}
"""Commands that wait for somebody or ask the internet: only their help is run."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere") / "a folder with blanks و عربي"
    shutil.copytree(ROOT / "docs" / "examples", folder)
    (folder / "gold.csv").write_text(
        "name,admin1,lon,lat,n_events\nSarmin,Idlib,36.72,35.9,3\n", encoding="utf-8"
    )
    return folder


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "", "GEOMAP_PROCESSES": "1",
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "XDG_DATA_HOME": str(folder.parent / "data"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", str(HERE / "elsewhere.py"), *words],
        cwd=folder, env=environment, capture_output=True, check=False,
        encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.long
def test_every_command_runs_where_nothing_is_unix(work: Path) -> None:
    wrong = []
    for name, lines in RUNS.items():
        for line in lines:
            done = run(line.split(), work)
            if done.returncode:
                wrong.append(f"geomap {name}: {line}: {done.stderr[-400:]}")
    for name in SERVERS:
        assert run([*name.split(), "--help"], work).returncode == 0
    assert wrong == []


def test_one_command_runs_where_nothing_is_unix(work: Path) -> None:
    done = run(["events", "reports.csv", "-o", "quick.geojson"], work)
    assert done.returncode == 0, done.stderr


def test_every_command_is_run() -> None:
    all_ = {name for name, one in list_commands() if not getattr(one, "commands", {})}
    assert all_ - SERVERS == set(RUNS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_only_unix_has_is_asked_for_before_it_is_used(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert not set(_imports(tree)) & set(MODULES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            home, name = node.value.id, node.attr
            if (home == "os" and name in FUNCTIONS) or (home == "signal" and name in SIGNALS):
                assert f'hasattr({home}, "{name}")' in source, f"{home}.{name} is not everywhere"
        if isinstance(node, ast.Call):
            assert not _lacks_encoding(node), f"line {node.lineno}: name the encoding"


def _imports(tree: ast.AST) -> Iterator[str]:
    tried = {part for one in ast.walk(tree) if isinstance(one, ast.Try) for part in one.body}
    for node in ast.walk(tree):
        if node in tried:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def _lacks_encoding(call: ast.Call) -> bool:
    """Whether a call opens a file as text in whatever encoding the machine has."""
    if isinstance(call.func, ast.Name) and call.func.id == "open":
        mode = call.args[1] if len(call.args) > 1 else None
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "open":
        value = call.func.value
        if isinstance(value, ast.Name) and not value.id.endswith(("path", "file", "gold_path")):
            return False
        mode = call.args[0] if call.args else None
    else:
        return False
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    mode = named.get("mode", mode)
    text = mode is None or (isinstance(mode, ast.Constant) and "b" not in str(mode.value))
    return text and "encoding" not in named
