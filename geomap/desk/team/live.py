"""What others do, told at once: changes of the database, and who has what open."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHANNEL = "geomap_desk"
STALE = 40.0
"""Seconds after which somebody who said nothing more has a thing open no longer."""
BEAT = 10.0
MOST_LISTENING = 400
Told = dict[str, Any]


@dataclass
class Live:
    """Those who listen, and what each has open."""

    ears: dict[asyncio.Queue[Told], asyncio.AbstractEventLoop] = field(default_factory=dict)
    open: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, what: Told) -> None:
        """Tell everybody; from any thread."""
        with self.lock:
            ears = list(self.ears.items())
        for queue, loop in ears:
            with contextlib.suppress(RuntimeError):  # that loop has ended
                loop.call_soon_threadsafe(_put, queue, what)

    def show(self, tab: str, name: str, what: str) -> None:
        """Say what a person has open in a tab of the browser; empty for nothing."""
        with self.lock:
            before = self.open.get(tab)
            if what:
                self.open[tab] = (name, what, time.monotonic())
            else:
                self.open.pop(tab, None)
        if (before[1] if before else "") != what:
            self.tell({"present": self.present()})

    def present(self) -> list[list[str]]:
        """Return tab, name and what is open, without those who went away."""
        since = time.monotonic() - STALE
        with self.lock:
            self.open = {tab: one for tab, one in self.open.items() if one[2] > since}
            return [[tab, name, what] for tab, (name, what, _) in self.open.items()]

    async def listen(self) -> AsyncIterator[Told]:
        """Yield what is told from now on, and an empty message at every beat, busy or not."""
        queue: asyncio.Queue[Told] = asyncio.Queue(maxsize=100)
        with self.lock:
            if len(self.ears) >= MOST_LISTENING:
                return
            self.ears[queue] = asyncio.get_running_loop()
        try:
            yield {"present": self.present(), "changed": "all"}
            beat = time.monotonic() + BEAT
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), beat - time.monotonic())
                except TimeoutError:
                    beat = time.monotonic() + BEAT
                    yield {}
        finally:
            with self.lock:
                self.ears.pop(queue, None)


def _put(queue: asyncio.Queue[Told], what: Told) -> None:
    if queue.full():  # who hears nothing for so long asks for everything anyway
        queue.get_nowait()
    queue.put_nowait(what)


class Ear:
    """Listens to the database and tells `Live`; says when it is away and when it is back."""

    def __init__(self, dsn: str, live: Live) -> None:
        self.dsn = dsn
        self.live = live
        self.away = False
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="ear")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End."""
        self._end.set()

    def _run(self) -> None:
        import psycopg

        while not self._end.is_set():
            try:
                with psycopg.connect(
                    self.dsn, autocommit=True, connect_timeout=5, application_name="geomap ear"
                ) as link:
                    link.execute(f"LISTEN {CHANNEL}")
                    self._say(away=False)
                    self._hear(link)
            except psycopg.Error:
                self._say(away=True)
                self._end.wait(1.0)

    def _hear(self, link: Any) -> None:
        beaten = time.monotonic()
        while not self._end.is_set():
            tables = {note.payload for note in link.notifies(timeout=0.5, stop_after=1)}
            if tables:
                self.live.tell({"changed": " ".join(sorted(tables))})
            elif time.monotonic() - beaten > BEAT:
                beaten = time.monotonic()
                link.execute("SELECT 1")  # a connection that broke unheard says so now

    def _say(self, *, away: bool) -> None:
        if away != self.away:
            self.away = away
            self.live.tell({"away": away})
            if not away:
                self.live.tell({"changed": "all"})


def as_event(told: Told) -> bytes:
    """Return a message as server-sent events have it; an empty one is a comment."""
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode() if told else b": -\n\n"
