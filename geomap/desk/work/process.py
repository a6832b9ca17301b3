"""A process that does one thing after another for the desk, and may be stopped at any time.

What comes back is JSON, never objects: a file that takes over the process that reads it cannot
reach further than that.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geomap.errors import GeomapError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

MEMORY = 8 << 30
"""Bytes of address space that a process may take."""
TICK = 0.2


class StoppedError(InputError):
    """A person stopped it."""


class Process:
    """One process with the functions of one module, started when first needed or warmed.

    Parameters
    ----------
    module
        Its public functions take JSON and return JSON; one that takes ``tell`` may call it with
        how far it is.
    seconds
        What one call may take.
    """

    def __init__(self, module: str, seconds: float) -> None:
        self.module = module
        self.seconds = seconds
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._link: Connection | None = None
        self._stop = threading.Event()

    def warm(self, after: float = 1.0) -> None:
        """Start it and let it load what it needs, without waiting; the first page goes before."""

        def load() -> None:
            try:
                self.ask("warm")
            except GeomapError:
                return

        later = threading.Timer(after, load)
        later.daemon = True
        later.start()

    def ask(
        self, what: str, tell: Callable[[object], object] = lambda _told: None, **given: object
    ) -> Any:
        """Call a function there; return its answer.

        Raises
        ------
        StoppedError
            If `stop` was called meanwhile.
        InputError
            If it fails, takes too long or the process dies; says so in one line.
        """
        with self._turn:
            self._stop.clear()
            link = self._started()
            try:
                link.send_bytes(json.dumps([what, given]).encode())
                return self._hear(link, tell)
            except (OSError, EOFError) as error:
                self.end()
                raise InputError("the process that reads ended; it may need more memory") from error

    def _hear(self, link: Connection, tell: Callable[[object], object]) -> object:
        end = time.monotonic() + self.seconds
        while True:
            if link.poll(TICK):
                kind, told = json.loads(link.recv_bytes())
                if kind == "done":
                    return told
                if kind == "failed":
                    raise InputError(str(told)[:2000])
                tell(told)
            if self._stop.is_set():
                self.end()
                raise StoppedError("was stopped")
            if time.monotonic() > end:
                self.end()
                raise InputError(f"took longer than {self.seconds / 60:g} minutes")

    def stop(self) -> None:
        """Stop what is being done, if anything is."""
        self._stop.set()

    def end(self) -> None:
        """End the process; the next call starts another."""
        process, self._process = self._process, None
        if self._link is not None:
            self._link.close()
            self._link = None
        if process is not None:
            process.kill()
            process.join(5)

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._link is None:
            self.end()
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, self.module), daemon=True, name=self.module
            )
            self._process.start()
            theirs.close()
            self._link = ours
        return self._link


def _serve(link: Connection, module: str) -> None:
    """Answer until the desk is gone."""
    import inspect
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    functions = import_module(module)
    while True:
        try:
            what, given = json.loads(link.recv_bytes())
        except (EOFError, OSError):
            return

        def tell(told: object) -> None:
            link.send_bytes(json.dumps(["told", told]).encode())

        try:
            function = getattr(functions, what)
            more = {"tell": tell} if "tell" in inspect.signature(function).parameters else {}
            answer = json.dumps(["done", function(**given, **more)], default=str)
        except GeomapError as error:
            answer = json.dumps(["failed", str(error)])
        except MemoryError:
            answer = json.dumps(["failed", "needs more memory than it may have"])
        except Exception as error:  # noqa: BLE001 - told to the person; the desk goes on
            answer = json.dumps(["failed", f"could not be read ({type(error).__name__})"])
        link.send_bytes(answer.encode("utf-8", "replace"))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return
