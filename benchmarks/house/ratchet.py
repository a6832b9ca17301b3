"""Take out of ``tests/house_debts.toml`` what is mended: ``python -m benchmarks.house.ratchet``.

It only ever takes out; what is new is refused by ``tests/test_house.py``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.house.figures import ROOT, House

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DEBTS = ROOT / "tests" / "house_debts.toml"


def measure(house: House) -> dict[str, set[str]]:
    """Return what stands today of each kind of debt that is a list of names."""

    def told(paths: dict[Path, int], most: int) -> set[str]:
        return {str(path.relative_to(house.package)) for path, n in paths.items() if n > most}

    def file_of(where: str) -> str:
        return where.split(":", maxsplit=1)[0].removeprefix("geomap/")

    return {
        "long_files": told(house.lines, 300),
        "full_folders": told(house.folders, 16),
        "long_scripts": told(house.script_lines, 300),
        "full_script_folders": told(house.script_folders, 16),
        "complex_functions": {
            f"{file_of(one.where)} {one.where.split()[1]}"
            for one in house.complex_functions
            if one.size > 15
        },
        "long_patterns": {file_of(one.where) for one in house.patterns if one.size > 200},
    }


def shrink(house: House) -> str:
    """Return the file without what is mended."""
    debts = tomllib.loads(DEBTS.read_text(encoding="utf-8"))
    lines = ["# Read by test_house.py: what is not reached yet. Take out what is mended (`python -m",
             "# benchmarks.house.ratchet`); add nothing."]  # fmt: skip
    for name, found in measure(house).items():
        lines += _listed(name, sorted(set(debts[name]) & found))
    lines += ["circles = ["]
    for circle in debts["circles"]:
        if any(set(found) <= set(circle) for found in house.circles):
            lines += ["    [", *(f'        "{module}",' for module in circle), "    ],"]
    lines += ["]", "", "[stems]"]
    lines += [f"{stem} = {homes}" for stem, homes in debts["stems"].items() if stem in house.stems]
    lists = Counter(one.where.split(":")[0].removeprefix("geomap/") for one in house.word_lists)
    lines += ["", "[word_lists]"]
    lines += [
        f'"{path}" = {min(count, lists[path])}'
        for path, count in sorted(debts["word_lists"].items())
        if lists[path]
    ]
    return "\n".join(lines) + "\n"


def _listed(name: str, entries: Iterable[str]) -> list[str]:
    rows = [f'    "{entry}",' for entry in entries]
    return [f"{name} = [", *rows, "]"] if rows else [f"{name} = []"]


if __name__ == "__main__":
    DEBTS.write_text(shrink(House()), encoding="utf-8")
