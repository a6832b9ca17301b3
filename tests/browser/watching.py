"""Open pages in a real Chromium that may reach nothing, and write down what it tries."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SECONDS = 20


@dataclass
class Log:
    """What a page did: requests that left its file, errors, dialogs."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@contextmanager
def watched(
    browser: Browser, *, width: int = 1000, height: int = 700
) -> Iterator[tuple[Page, Log]]:
    """Yield a fresh page without network and the log of what it does."""
    log = Log()
    context = browser.new_context(offline=True, viewport={"width": width, "height": height})
    page = context.new_page()

    def note_request(request: object) -> None:
        url: str = request.url  # type: ignore[attr-defined]
        if not url.startswith(("data:", "blob:")):
            log.requests.append(url)

    def note_dialog(dialog: object) -> None:
        log.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("request", note_request)
    page.on("console", lambda said: log.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    page.on("dialog", note_dialog)
    try:
        yield page, log
    finally:
        context.close()


def open_file(page: Page, log: Log, path: Path) -> None:
    """Open a file and wait until it is loaded; its own address is not a request."""
    page.goto(path.as_uri(), wait_until="load")
    log.requests[:] = [url for url in log.requests if url != path.as_uri()]


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression holds; asked from outside, because the page's policy forbids eval.

    ``Page.wait_for_function`` asks again from inside the page, which works only if the first
    answer is yes.
    """
    end = time.monotonic() + SECONDS
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"not within {SECONDS} s: {expression}"
        page.wait_for_timeout(50)


def rest(page: Page, milliseconds: int) -> None:
    """Wait so long by the page's own clock: what the page put off for less is done then.

    Its timers go off in order, however busy the machine is; a wait out here knows nothing of them.
    """
    page.evaluate("ms => new Promise(done => setTimeout(() => setTimeout(done), ms))", milliseconds)
