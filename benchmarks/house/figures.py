"""Count what makes the code hard to live in, and print it as a table: ``make figures``.

Tests and made files are not counted; of the front end its files and folders are. ``--list`` names what stands behind each count.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.house.measures import (
    FUNCTIONS,
    code_names,
    complexity,
    count_words,
    docstrings,
    imports_of,
    pattern_of,
    strong_components,
)

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "geomap"
WORDS = 8
"""A list of so many words or more is data."""


@dataclass(frozen=True)
class Found:
    """Something that counts: where it stands, and how much of it."""

    where: str
    size: int


@dataclass
class House:
    """Every file of the package, parsed once."""

    package: Path = PACKAGE
    trees: dict[Path, ast.Module] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the files."""
        for path in sorted(self.package.rglob("*.py")):
            if "web-src" not in path.parts and "node_modules" not in path.parts:
                self.texts[path] = path.read_text(encoding="utf-8")
                self.trees[path] = ast.parse(self.texts[path])

    def _at(self, path: Path, node: ast.AST) -> str:
        return f"{path.relative_to(self.package.parent)}:{getattr(node, 'lineno', 1)}"

    @cached_property
    def lines(self) -> dict[Path, int]:
        """Lines of each file."""
        return {path: len(text.splitlines()) for path, text in self.texts.items()}

    @cached_property
    def folders(self) -> Counter[Path]:
        """Python files of each folder."""
        return Counter(path.parent for path in self.texts)

    @cached_property
    def script_lines(self) -> dict[Path, int]:
        """Lines of each file of the front end."""
        sources = self.package / "web-src" / "src"
        found = sorted(path for ending in ("*.ts", "*.tsx") for path in sources.rglob(ending))
        return {path: len(path.read_text(encoding="utf-8").splitlines()) for path in found}

    @cached_property
    def script_folders(self) -> Counter[Path]:
        """Files of each folder of the front end."""
        return Counter(path.parent for path in self.script_lines)

    @cached_property
    def word_lists(self) -> list[Found]:
        """Displays, split strings and alternations of eight or more words."""
        found = []
        for path, tree in self.trees.items():
            if path.name == "__init__.py" and path.parent == self.package:
                continue  # the public names
            docs = {*docstrings(tree), *code_names(tree)}
            for node in ast.walk(tree):
                count = 0 if node in docs else count_words(node)
                if count >= WORDS:
                    found += [Found(self._at(path, node), count)]
        return sorted(found, key=lambda one: -one.size)

    @cached_property
    def complex_functions(self) -> list[Found]:
        """Every function with its cyclomatic complexity, the highest first."""
        found = [
            Found(f"{self._at(path, node)} {node.name}", complexity(node))
            for path, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, FUNCTIONS)
        ]
        return sorted(found, key=lambda one: -one.size)

    @cached_property
    def patterns(self) -> list[Found]:
        """Every literal given to a function of ``re``, the longest first."""
        found = [
            Found(self._at(path, node), len(text))
            for path, tree in self.trees.items()
            for node in ast.walk(tree)
            if (text := pattern_of(node)) is not None
        ]
        return sorted(found, key=lambda one: -one.size)

    @cached_property
    def circles(self) -> list[list[str]]:
        """Modules that import each other, for typing and inside functions too."""
        names = {self._module(path): path for path in self.trees}
        graph = {
            name: {to for to in imports_of(self.trees[path], names) if to != name}
            for name, path in names.items()
        }
        return [sorted(group) for group in strong_components(graph) if len(group) > 1]

    def _module(self, path: Path) -> str:
        parts = path.relative_to(self.package.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        """File names that stand in several folders."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self.texts:
            if not path.name.startswith("__"):
                found[path.stem].append(str(path.parent.relative_to(self.package)))
        return {stem: homes for stem, homes in sorted(found.items()) if len(homes) > 1}

    @cached_property
    def untested(self) -> list[str]:
        """Modules of extraction that no test imports by name."""
        told = "\n".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
        )
        modules = [self._module(path) for path in self.texts if path.name != "__init__.py"]
        return [
            name
            for name in modules
            if name.startswith("geomap.extract.")
            and not re.search(rf"\b{re.escape(name)}\b", told)
            and not re.search(
                rf"from {re.escape(name.rpartition('.')[0])} import [^#]*?\b{name.rpartition('.')[2]}\b",
                told,
            )
        ]

    @cached_property
    def any_count(self) -> int:
        """How often ``Any`` is said in a type."""
        return sum(
            isinstance(node, ast.Name) and node.id == "Any"
            for tree in self.trees.values()
            for node in ast.walk(tree)
        ) + sum(
            len(re.findall(r"\bAny\b", node.value))
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "[" in node.value
        )


def rows(house: House) -> list[tuple[str, str, str, list[str]]]:
    """Return the table: what is counted, today's figure, the wanted one, and what stands behind."""
    total = sum(house.lines.values())
    fullest, files = house.folders.most_common(1)[0]
    longest = max(house.lines, key=house.lines.__getitem__)
    hard = [one for one in house.complex_functions if one.size > 15]
    harder = [one for one in hard if one.size >= 20]
    long = [one for one in house.patterns if one.size > 200]
    most = house.patterns[0] if house.patterns else Found("", 0)
    scripts = {path: n for path, n in house.script_lines.items() if n > 300}
    rooms = {path: n for path, n in house.script_folders.items() if n > 16}
    said = 1000 * house.any_count / total

    def shown(found: list[Found]) -> list[str]:
        return [f"{one.size:5} {one.where}" for one in found]

    return [
        (f"word lists of {WORDS} or more words in Python", str(len(house.word_lists)), "<= 10",
         shown(house.word_lists)),
        ("  words in them", str(sum(one.size for one in house.word_lists)), "", []),
        ("functions of complexity >= 20", str(len(harder)), "0", shown(harder)),
        ("functions of complexity > 15", str(len(hard)), "0", shown(hard)),
        ("patterns longer than 200", str(len(long)), "0", shown(long)),
        ("longest pattern", str(most.size), "<= 200", [most.where]),
        ("files in the fullest folder", f"{files} ({fullest.name})", "<= 16",
         [f"{n:5} {path.relative_to(ROOT)}" for path, n in house.folders.items() if n > 16]),
        ("import circles", str(len(house.circles)), "0", [" ".join(c) for c in house.circles]),
        ("stems in several folders", str(len(house.stems)), "0",
         [f"{stem}: {', '.join(homes)}" for stem, homes in house.stems.items()]),
        ("modules of extract no test imports", str(len(house.untested)), "0", house.untested),
        ("Any per 1,000 lines", f"{said:.1f}", "<= 7", []),
        ("lines of Python", f"{total:,}", "<= 33,000", []),
        ("files of Python", str(len(house.lines)), "", []),
        ("longest file", f"{house.lines[longest]} ({longest.name})", "<= 300",
         [f"{n:5} {path.relative_to(ROOT)}" for path, n in house.lines.items() if n > 300]),
        ("files of TypeScript over 300 lines", str(len(scripts)), "0",
         [f"{n:5} {path.relative_to(ROOT)}" for path, n in scripts.items()]),
        ("folders of TypeScript over 16 files", str(len(rooms)), "0",
         [f"{n:5} {path.relative_to(ROOT)}" for path, n in rooms.items()]),
    ]  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--list", action="store_true", help="name what stands behind each count")
    options = parser.parse_args(argv)
    for what, today, wanted, behind in rows(House()):
        print(f"{what:<44}{today:>22}   {wanted}")
        if options.list:
            print(*(f"      {line}" for line in behind), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
