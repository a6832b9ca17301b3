"""The door of a team: people sign in; sessions, rates and the public name of the desk."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geomap.desk.team import accounts
from geomap.errors import InputError

if TYPE_CHECKING:
    from geomap.desk.book import Book
    from geomap.desk.team.accounts import Session

FRESH = 5.0
"""Seconds for which a session is not asked of the database again."""
TRIES, WINDOW = 8, 600.0
"""Wrong passwords for one name within so many seconds; then none is tried for that name."""
ALL_TRIES = 120
"""Wrong passwords for all names together within the same time."""
MOST_KEPT = 5000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass
class Gate:
    """Who may come in.

    Parameters
    ----------
    hosts
        What browsers may call us.
    origins
        What a page of ours calls itself: scheme and host.
    secure
        Whether browsers come by TLS; then the cookie goes no other way.
    """

    book: Book
    hosts: frozenset[str]
    origins: frozenset[str]
    secure: bool
    known: dict[str, tuple[float, Session]] = field(default_factory=dict)
    wrong: dict[str, list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    team = True

    @property
    def cookie(self) -> str:
        """The cookie's name; with TLS one that no other host can set."""
        plain = "geomap-desk-" + min(self.hosts).rpartition(":")[2]
        return "__Host-geomap-desk" if self.secure else plain

    def find(self, token: str) -> Session | None:
        """Return whose session a cookie is."""
        if not token or len(token) > 100:
            return None
        at = time.monotonic()
        with self.lock:
            kept = self.known.get(token)
        if kept and at - kept[0] < FRESH:
            return kept[1]
        found = accounts.find_session(self.book, token)
        with self.lock:
            if found is None:
                self.known.pop(token, None)
            else:
                if len(self.known) > MOST_KEPT:
                    self.known.clear()
                self.known[token] = (at, found)
        return found

    def sign_in(self, name: str, password: str) -> str | None:
        """Return the token of a new session; None if it is not right.

        Raises
        ------
        InputError
            If too many wrong ones were tried.
        """
        key = accounts.key_of(name[: accounts.LONGEST_NAME])
        with self.lock:
            if self._count(key) >= TRIES or self._count("") >= ALL_TRIES:
                raise InputError("too many wrong passwords", fix="wait ten minutes")
            for one in (key, ""):  # counted before it is tried: many at once are all counted
                self.wrong.setdefault(one, []).append(time.monotonic())
        token = accounts.sign_in(self.book, name, password)
        if token is None:
            accounts.tell_audit(self.book, name[: accounts.LONGEST_NAME], "refused")
            return None
        with self.lock:
            self.wrong.pop(key, None)
            self.wrong.get("", [0.0]).pop()
        return token

    def _count(self, key: str) -> int:
        since = time.monotonic() - WINDOW
        if len(self.wrong) > MOST_KEPT:
            self.wrong = {k: v for k, v in self.wrong.items() if v and v[-1] > since}
        left = [at for at in self.wrong.get(key, []) if at > since]
        if left:
            self.wrong[key] = left
        else:
            self.wrong.pop(key, None)
        return len(left)

    def forget(self, token: str = "") -> None:
        """Ask the database for a session again, or for all."""
        with self.lock:
            if token:
                self.known.pop(token, None)
            else:
                self.known.clear()

    def sign_out(self, token: str) -> None:
        """End a session."""
        accounts.sign_out(self.book, token)
        self.forget(token)


def make_gate(book: Book, port: int, public: str = "") -> Gate:
    """Return the door of a desk that people call by `public`, without one by loopback's names.

    Raises
    ------
    InputError
        If `public` is no address, or is neither TLS nor on this machine.
    """
    names = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if not public:
        origins = frozenset(f"http://{name}" for name in names)
        return Gate(book, frozenset(names), origins, secure=False)
    told = urlsplit(public)
    if told.scheme not in ("http", "https") or not told.hostname or told.path.strip("/"):
        raise InputError(f"{public[:80]!r} is no address", fix="write https://desk.example.org")
    if told.scheme == "http" and told.hostname not in LOOPBACK:
        raise InputError(
            "passwords would go over the network in the clear",
            fix="put the desk behind a proxy with TLS and write https://",
        )
    host = told.netloc.rpartition("@")[2].lower()
    host = host.removesuffix(":443" if told.scheme == "https" else ":80")  # browsers leave it out
    return Gate(book, frozenset({host}), frozenset({f"{told.scheme}://{host}"}),
                secure=told.scheme == "https")  # fmt: skip
