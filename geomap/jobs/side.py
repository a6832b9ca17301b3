"""A second process that writes briefings beside this one: each draws one figure at a time.

It loads what drawing needs while this process still places names. It speaks pickles over its
standard input and output, ends with this process, and is never needed: what it cannot do is done
here. ``GEOMAP_PROCESSES=1`` does without it, ``2`` always starts it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.settings import Presentation

_CODE = "from geomap.jobs.side import serve; serve()"
_FIGURES = (".png", ".svg", ".pdf", ".pptx")


class SideWriter:
    """The second process, started at once; close it when all is written."""

    def __init__(self) -> None:
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def load(self, events: gpd.GeoDataFrame, presentation: Presentation) -> bool:
        """Hand over what the files are of; return False if the process is gone."""
        return self._send((events, presentation))

    def write(self, path: Path) -> bool:
        """Write one file as `geomap.brief` does; return False if that failed.

        Why it failed is then found out by doing it here.
        """
        if not self._send(path):
            return False
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout) is True  # noqa: S301 - of our own process
        except (OSError, EOFError, pickle.UnpicklingError):
            return False

    def close(self) -> None:
        """End the process; it has nothing to do any more, so it need not tidy up."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, message: object) -> bool:
        assert self._process.stdin is not None
        try:
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except (OSError, ValueError, TypeError, AttributeError, pickle.PicklingError):
            return False
        return True


def start_side(paths: Sequence[Path]) -> SideWriter | None:
    """Start the second process if there is work and room for it, else return None.

    On a machine that is busy with other things it would only take turns with this one.
    """
    figures = sum(path.suffix.lower() in _FIGURES for path in paths)
    if figures < 2 or _room() < 2 or not sys.executable:
        return None
    try:
        return SideWriter()
    except OSError:
        return None


def _room() -> int:
    """Return how many processes may run at once."""
    said = os.environ.get("GEOMAP_PROCESSES", "")
    if said.isdigit():
        return int(said)
    cores = os.cpu_count() or 1
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return 1 if busy > cores else cores


def serve() -> None:
    """Write what standard input asks for until it ends: the second process."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may speak to the first process
    _serve(sys.stdin.buffer, answers)


def _serve(asked: BinaryIO, answers: BinaryIO) -> None:
    from geomap.brief.briefing import load_libraries, write_facts
    from geomap.brief.facts import make_facts

    load_libraries()
    pending: tuple[object, Any] | None = None
    facts: Facts | None = None
    while True:
        try:
            message = pickle.load(asked)  # noqa: S301 - of our own process
        except EOFError:
            return
        if isinstance(message, tuple):
            pending, facts = message, None
            continue
        done = False
        if pending is not None:
            with contextlib.suppress(Exception):  # the first process finds out why
                facts = facts or make_facts(*pending)
                write_facts(facts, message)
                done = True
        pickle.dump(done, answers)
        answers.flush()
