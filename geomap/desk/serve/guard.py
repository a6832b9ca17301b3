"""What stands before every route: who asks, from where, how much, how often."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse

from geomap.desk.book import AwayError
from geomap.desk.team.accounts import ADMINISTRATOR, Session

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geomap.desk.team.gate import Gate

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
SANDBOX = "sandbox allow-scripts allow-downloads allow-popups"
"""For files that were made: they run as a page of nobody, which cannot ask the desk."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
MOST_BODY = 210_000_000
MOST_JSON = 30_000_000
TRIES = 10
"""Wrong tokens in a minute; then none is taken for that minute."""
MOST_FORM = 10_000
FORMS = ("/sign-in", "/invited")
"""What a team shows to those who did not sign in; nothing of the project is on it."""
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass
class Door:
    """The keys of one run of the desk; nothing of it is ever written down.

    Parameters
    ----------
    hosts
        What the browser may call us: ``127.0.0.1:PORT`` and ``localhost:PORT``.
    """

    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    who: str = "somebody"
    used: bool = False
    tried: list[float] = field(default_factory=list)

    team = False
    secure = False

    @property
    def origins(self) -> frozenset[str]:
        """What a page of ours calls itself."""
        return frozenset(f"http://{host}" for host in self.hosts)

    def find(self, token: str) -> Session | None:
        """Return the one person of this desk for the cookie of this run."""
        if not hmac.compare_digest(token.encode(), self.session.encode()):
            return None
        return Session(0, self.who, ADMINISTRATOR, self.csrf)

    def open(self, token: str) -> bool:
        """Return True for the token, once."""
        now = time.monotonic()
        self.tried = [at for at in self.tried if now - at < 60]
        if len(self.tried) >= TRIES:
            return False
        if self.used or not hmac.compare_digest(token.encode(), self.token.encode()):
            self.tried.append(now)
            return False
        self.used = True
        return True

    def renew(self) -> str:
        """Return a new token, for a person who closed the browser."""
        self.token, self.used = secrets.token_urlsafe(32), False
        return self.token

    @property
    def cookie(self) -> str:
        """The cookie's name: other ports of this machine share cookies."""
        return "geomap-desk-" + min(self.hosts).rpartition(":")[2]


class Guard:
    """Refuses what does not come from this desk's own page in the browser of who signed in."""

    def __init__(self, app: ASGIApp, door: Door | Gate) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say in one line why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        send = _adding(send, secure=self.door.secure)
        heads = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        method, path = scope["method"], scope["path"]
        why = self._strange(method, path, heads)
        session = None
        if not why and not self._is_open(path):
            token = self._token(heads.get("cookie", ""))
            try:
                session = await run_in_threadpool(self.door.find, token)
            except AwayError as error:
                await JSONResponse({"problem": str(error), "away": True}, 503)(scope, receive, send)
                return
            scope["geomap.session"], scope["geomap.token"] = session, token
            why = "sign in" if session is None else ""
        why = why or self._wrong_change(method, path, heads, session)
        if why:
            await self._refuse(why, path)(scope, receive, send)
            return
        await self.app(scope, _limited(receive, _limit(path)), send)

    def _is_open(self, path: str) -> bool:
        """Return True for what is shown to those who did not sign in."""
        if self.door.team:
            return path in FORMS or path in ("/assets/desk.css", "/assets/geomap.css")
        return path == "/open"

    def _refuse(self, why: str, path: str) -> ASGIApp:
        if why == "sign in" and self.door.team and path == "/":
            return RedirectResponse("/sign-in", 303)
        status = 401 if why == "sign in" else 403 if why != "too large" else 413
        if path in ("/", "/open", *FORMS):
            return PlainTextResponse(_closed(why), status)
        return JSONResponse({"problem": why}, status)

    def _strange(self, method: str, path: str, heads: dict[str, str]) -> str:
        """Return why a request is refused whoever asks, empty if it is not."""
        if heads.get("host", "").lower() not in self.door.hosts:
            return "not asked by its own name"
        origin = heads.get("origin")
        if origin is not None and origin not in self.door.origins:
            return "asked by another page"
        if heads.get("sec-fetch-site", "none") not in ("same-origin", "none") and not (
            self.door.team and _is_followed_link(method, path, heads)
        ):
            return "asked by another page"
        if method not in CHANGING and method not in ("GET", "HEAD"):
            return "no such way of asking"
        if path == "/open" and method != "GET":
            return "only to be looked at"
        return ""

    def _wrong_change(
        self, method: str, path: str, heads: dict[str, str], session: Session | None
    ) -> str:
        """Return why a change is refused, empty if it is not."""
        if method not in CHANGING:
            return ""
        if session is None:  # a form of the door: its browser says whose page it is
            if "origin" not in heads:
                return "asked by another page"
        elif not hmac.compare_digest(
            heads.get("x-geomap-desk", "").encode(), session.csrf.encode()
        ):
            return "a change needs the page's own sign"
        size = heads.get("content-length", "")
        return "" if size.isdecimal() and int(size) <= _limit(path) else "too large"

    def _token(self, told: str) -> str:
        try:
            cookies = SimpleCookie(told)
        except CookieError:
            return ""
        found = cookies.get(self.door.cookie)
        return "" if found is None else found.value


def _limit(path: str) -> int:
    """Return how large the body of a request may be."""
    if path in FORMS:
        return MOST_FORM
    return MOST_BODY if path == "/api/inbox/file" else MOST_JSON


def _is_followed_link(method: str, path: str, heads: dict[str, str]) -> bool:
    """Return True for a link that a person followed from elsewhere to the door."""
    return (
        method == "GET"
        and path in ("/", *FORMS)
        and heads.get("sec-fetch-mode") == "navigate"
        and heads.get("sec-fetch-dest", "document") == "document"
    )


def _closed(why: str) -> str:
    if why == "sign in":
        return (
            "This desk opens with the address that `geomap desk` printed; each address opens it "
            "once. Press Enter in its window for a new one.\n"
        )
    return f"Refused: {why}.\n"


def _adding(send: Send, *, secure: bool) -> Send:
    """Return a sender that adds our headers where the answer has none of its own."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            heads = list(message.get("headers", []))
            there = {name.lower() for name, _ in heads}
            told = {**HEADERS, "content-security-policy": POLICY}
            if secure:
                told["strict-transport-security"] = "max-age=31536000"
            heads += [
                (name.encode(), value.encode())
                for name, value in told.items()
                if name.encode() not in there
            ]
            message = {**message, "headers": heads}
        await send(message)

    return with_headers


def _limited(receive: Receive, limit: int) -> Receive:
    """Return a receiver that ends a request which sends more than it said."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            return {"type": "http.disconnect"}
        return message

    return counted
