"""A desk in a process of its own, and a browser signed in at it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager

AXE_RULES = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
      .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`);
}"""


@contextmanager
def running_desk(folder):
    """Yield the process and the address with its token."""
    process = subprocess.Popen(
        [sys.executable, "-m", "geomap", "desk", str(folder), "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        yield process, re.search(r"http://\S+", line)[0]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class Morning:
    """A person at the desk: what was asked of other machines, what failed, keys pressed."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.errors, self.outside, self.keys = [], [], 0
        home = address.partition("/open")[0]
        inside = (home, "data:", "blob:", "about:")
        self.page.on("request", lambda r: r.url.startswith(inside) or self.outside.append(r.url))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector(".d-rail")

    def go(self, number):
        """Go to a screen by its key."""
        self.page.keyboard.press(f"Alt+{number}")
        self.page.wait_for_selector(f".d-tab:nth-child({number})[aria-current=page]")

    def press(self, key):
        """Press a key that is counted."""
        self.keys += 1
        with self.page.expect_response(lambda r: "/api/" in r.url and r.request.method == "POST"):
            self.page.keyboard.press(key)

    def open_rows(self):
        """Return how many rows wait."""
        badge = self.page.locator(".d-tab:nth-child(2) .d-badge")
        return int(badge.inner_text()) if badge.count() else 0
