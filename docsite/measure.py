"""``python -m docsite.measure``: write docs/figures anew, as far as the data are at hand."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from docsite.figures import FOLDER, list_figures
from docsite.vocabulary import ROOT


def main() -> None:
    """Run the command of each figure whose data are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", default="", help="folder of the coded sets' texts")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    built = ROOT / "build" / "places.gazetteer"
    ocha = options.shared / "reference" / "ocha_places.csv"
    if ocha.exists() and not built.exists():
        built.parent.mkdir(exist_ok=True)
        run(["gazetteer", "build", "--ocha", str(ocha), "-o", str(built)])
    for entry in list_figures():
        words = [
            {"TEXTS": options.texts, "ucdp_places.csv": str(options.shared / "bench" / "ucdp_places.csv"),
             "built.gazetteer": str(built)}.get(word, word)
            for word in shlex.split(entry["command"])[1:]
        ]  # fmt: skip
        done = run([*words, "--figures", str(FOLDER / entry["file"])]) if all(words) else 1
        print(("written: " if done == 0 else "left as it was: ") + entry["file"])


def run(words: list[str]) -> int:
    """Run geomap quietly; return its exit code."""
    command = [sys.executable, "-m", "geomap", *words]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    main()
