"""The house: imports go down its floors, and each heavy library has one door."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geomap
from benchmarks.house.figures import House

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(geomap.__file__).parent
FLOORS = [
    {"model", "errors", "version", "lexicon", "content", "arrays"},
    {"settings", "atomic", "stamp", "typefaces"},
    {"schema"},
    {"lang"},
    {"vocab"},
    {"gazetteer"},
    {"resolver", "tables"},
    {"articles"},
    {"extract"},
    {"events", "layers", "model_reader", "reviewing", "scoring"},
    {"story"},
    {"export", "web", "brief"},
    {"large", "store"},
    {"spec"},
    {"jobs"},
    {"mcp_server", "desk"},
    {"cli"},
    {"__main__"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
DOORS = {
    "folium": ("web",),
    "branca": ("web",),
    "matplotlib": ("brief",),
    "pptx": ("brief",),
    "typst": ("brief",),
    "spacy": ("extract",),
    "typer": ("cli",),
    "httpx": ("model_reader",),
    "mcp": ("mcp_server",),
    "starlette": ("desk",),
    "uvicorn": ("desk",),
    "argon2": ("desk",),
}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "web-src" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "geomap":
                yield from (f"geomap.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_and_heavy_libraries_have_one_door(path: Path) -> None:
    place = path.relative_to(PACKAGE)
    room = place.parts[0].removesuffix(".py")
    if room == "__init__":
        return
    assert room in FLOOR, f"{room} has no floor: give it one in {Path(__file__).name}"
    for name in _imports(path):
        head, *rest = name.split(".")
        if head == "geomap":
            assert rest, f"{place} imports the package root"
            assert FLOOR[rest[0]] <= FLOOR[room], f"{place} imports upwards: {name}"
        elif head in DOORS:
            assert str(place).startswith(DOORS[head]), f"{place} imports {head}"


def test_every_public_name_exists_and_only_those() -> None:
    assert sorted(geomap.__all__) == sorted({*geomap._WHERE, "__version__"})
    for name in geomap.__all__:
        assert getattr(geomap, name) is not None


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, geomap.cli.app; "
        "print([m for m in ('pandas', 'geopandas', 'folium', 'matplotlib', 'spacy') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


IMPORT_NAMES = {
    "argon2-cffi": "argon2",
    "beautifulsoup4": "bs4",
    "fonttools": "fontTools",
    "pillow": "PIL",
    "pyahocorasick": "ahocorasick",
    "python-docx": "docx",
    "python-pptx": "pptx",
    "psycopg": "psycopg",
}
"""What a distribution is imported as, where that differs from its name."""

NOT_IMPORTED = {"dev", "docs", "release"}
"""Extras for those who work on geomap; the package imports nothing of them."""


def test_every_library_that_is_imported_is_declared_and_the_other_way_round() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    optional = project["project"]["optional-dependencies"]
    required = _distributions(project["project"]["dependencies"])
    extras = {
        name
        for extra in optional
        if extra not in NOT_IMPORTED
        for name in _distributions(optional[extra])
    }
    imported = {name.partition(".")[0] for path in FILES for name in _imports(path)}
    third = imported - set(sys.stdlib_module_names) - {"geomap"}
    assert third - required - extras == set()
    assert required - third == set()


def _distributions(requirements: list[str]) -> set[str]:
    names = {re.split(r"[\[<>=~! ;]", text, maxsplit=1)[0] for text in requirements}
    return {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in names}


DEBTS = tomllib.loads(Path(__file__).with_name("house_debts.toml").read_text(encoding="utf-8"))
"""What is not reached yet: it may shrink, and nothing may join it."""


@pytest.fixture(scope="module")
def house() -> House:
    return House()


def test_no_new_circle_of_imports(house: House) -> None:
    known = [set(circle) for circle in DEBTS["circles"]]
    new = [c for c in house.circles if not any(set(c) <= circle for circle in known)]
    assert new == [], "modules that import each other, for typing and inside functions too"


def test_no_new_file_name_that_stands_in_several_folders(house: House) -> None:
    known = {stem: set(homes) for stem, homes in DEBTS["stems"].items()}
    new = {s: homes for s, homes in house.stems.items() if not set(homes) <= known.get(s, set())}
    assert new == {}, "one name, one thing: say what differs"


def test_no_new_file_beyond_300_lines(house: House) -> None:
    long = {str(p.relative_to(PACKAGE)) for p, lines in house.lines.items() if lines > 300}
    assert long - set(DEBTS["long_files"]) == set(), "two files"


def test_no_new_folder_beyond_16_files(house: House) -> None:
    full = {str(p.relative_to(PACKAGE)) for p, files in house.folders.items() if files > 16}
    assert full - set(DEBTS["full_folders"]) == set(), "two folders"


def test_no_new_script_beyond_300_lines_and_no_folder_of_them_beyond_16(house: House) -> None:
    """The front end is held to the same."""
    long = {str(p.relative_to(PACKAGE)) for p, lines in house.script_lines.items() if lines > 300}
    full = {str(p.relative_to(PACKAGE)) for p, files in house.script_folders.items() if files > 16}
    assert long - set(DEBTS["long_scripts"]) == set(), "two files"
    assert full - set(DEBTS["full_script_folders"]) == set(), "two folders"


def test_no_more_word_lists_in_python(house: House) -> None:
    """Words are data: ``geomap/lexicon``. The counts of `house_debts.toml` may only fall."""
    found = Counter(one.where.split(":")[0].removeprefix("geomap/") for one in house.word_lists)
    more = {path: n for path, n in found.items() if n > DEBTS["word_lists"].get(path, 0)}
    assert more == {}, "put the words into geomap/lexicon (make figures names the lines)"


def test_no_pattern_longer_than_200(house: House) -> None:
    long = {
        one.where.split(":")[0].removeprefix("geomap/") for one in house.patterns if one.size > 200
    }
    assert long - set(DEBTS["long_patterns"]) == set(), "lexicon, or named parts"


def test_no_new_function_beyond_complexity_15(house: House) -> None:
    hard = {
        f"{path.split(':')[0].removeprefix('geomap/')} {name}"
        for path, name in (one.where.split() for one in house.complex_functions if one.size > 15)
    }
    assert hard - set(DEBTS["complex_functions"]) == set(), "named steps"


def test_no_room_bears_the_name_of_a_public_function() -> None:
    """A package that is imported would stand in the function's place."""
    rooms = {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}
    assert not rooms & set(geomap.__all__) - {"__version__"}
