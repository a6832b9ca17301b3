"""What stands before every route: who asks, from where, how much, how often."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    used: bool = False
    tried: list[float] = field(default_factory=list)

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
    """Refuses what does not come from this desk's own page in this person's browser."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say in one line why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        heads = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        why = self._refusal(scope["method"], scope["path"], heads)
        if why:
            status = 401 if why == "sign in" else 403 if why != "too large" else 413
            answer = JSONResponse({"problem": why}, status)
            if scope["path"] in ("/", "/open"):
                answer = PlainTextResponse(_closed(why), status)  # type: ignore[assignment]
            await answer(scope, receive, _adding(send))
            return
        limit = MOST_BODY if scope["path"] == "/api/inbox/file" else MOST_JSON
        await self.app(scope, _limited(receive, limit), _adding(send))

    def _refusal(self, method: str, path: str, heads: dict[str, str]) -> str:
        """Return why a request is refused, empty if it is not."""
        if heads.get("host", "") not in self.door.hosts:
            return "not asked by its own name"
        origin = heads.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self.door.hosts:
            return "asked by another page"
        if heads.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "asked by another page"
        if path == "/open":
            return "" if method == "GET" else "only to be looked at"
        if not self._is_signed_in(heads.get("cookie", "")):
            return "sign in"
        if method in CHANGING:
            if not hmac.compare_digest(
                heads.get("x-geomap-desk", "").encode(), self.door.csrf.encode()
            ):
                return "a change needs the page's own sign"
            limit = MOST_BODY if path == "/api/inbox/file" else MOST_JSON
            size = heads.get("content-length", "")
            if not size.isdecimal() or int(size) > limit:
                return "too large"
        elif method not in ("GET", "HEAD"):
            return "no such way of asking"
        return ""

    def _is_signed_in(self, told: str) -> bool:
        try:
            cookies = SimpleCookie(told)
        except CookieError:
            return False
        found = cookies.get(self.door.cookie)
        return found is not None and hmac.compare_digest(
            found.value.encode(), self.door.session.encode()
        )


def _closed(why: str) -> str:
    if why == "sign in":
        return (
            "This desk opens with the address that `geomap desk` printed; each address opens it "
            "once. Press Enter in its window for a new one.\n"
        )
    return f"Refused: {why}.\n"


def _adding(send: Send) -> Send:
    """Return a sender that adds our headers where the answer has none of its own."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            heads = list(message.get("headers", []))
            there = {name.lower() for name, _ in heads}
            told = {**HEADERS, "content-security-policy": POLICY}
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
