"""Parsers of outside input fed with what a coverage-guided fuzzer finds.

Run one target for ten minutes (needs ``pip install atheris``)::

    python benchmarks/exchange/fuzz.py xlsx finds/ -max_total_time=600

A parser may refuse its input with a `GeomapError` or say that it cannot be read; everything else
is a find. Finds do not stop a run: the first of each kind goes to the folder named first, with its
traceback. Mend it and keep its cause as a test beside those of the parser.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import atheris

from benchmarks.exchange.fuzz_targets import TARGETS
from benchmarks.exchange.fuzz_words import SEEDS
from geomap.errors import GeomapError


class Finds:
    """The first input of each kind of fault, kept in a folder."""

    def __init__(self, folder: Path, target: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.target = folder, target
        self.known: set[tuple[str, str, int | None]] = set()

    def keep(self, data: bytes, error: BaseException) -> None:
        """Keep an input with its traceback, if its fault is new."""
        places = [f for f in traceback.extract_tb(error.__traceback__) if "geomap/" in f.filename]
        last = places[-1] if places else None
        kind = (type(error).__name__, last.filename if last else "", last.lineno if last else 0)
        if kind in self.known:
            return
        self.known.add(kind)
        path = self.folder / f"{self.target}-{len(self.known)}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))


def main() -> None:
    """Fuzz the target that the first argument names; finds go to the folder named next."""
    target, folder = sys.argv.pop(1), Path(sys.argv.pop(1))
    finds = Finds(folder, target)
    test = TARGETS[target]()

    def run(data: bytes) -> None:
        try:
            test(data)
        except GeomapError:
            return
        except Exception as error:  # noqa: BLE001 what comes here is a find
            finds.keep(data, error)

    corpus = folder / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS.get(target, ())):
        (corpus / f"seed-{number}").write_bytes(seed)
    atheris.Setup([*sys.argv, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
