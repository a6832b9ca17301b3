"""A desk in a process of its own, asked as its page asks."""

from __future__ import annotations

import http.cookiejar
import json
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PATIENCE = 60
"""Seconds for one answer."""


class Client:
    """A desk that was started on a folder; `started` is what that took in seconds."""

    def __init__(self, folder: Path) -> None:
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "geomap", "desk", str(folder), "--no-browser"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        address = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.home = address.partition("/open")[0]
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.opener.open(address).read()
        self.sign = self.get("state")["csrf"]
        self.started = time.perf_counter() - start

    def get(self, path: str):
        """Ask."""
        return json.load(self.opener.open(f"{self.home}/api/{path}", timeout=PATIENCE))

    def post(self, path: str, told: dict):
        """Change."""
        heads = {"content-type": "application/json", "x-geomap-desk": self.sign}
        asked = urllib.request.Request(f"{self.home}/api/{path}", json.dumps(told).encode(), heads)
        return json.load(self.opener.open(asked, timeout=PATIENCE))

    def memory(self) -> float:
        """Return the most megabytes that the server had, 0 where the system does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
        return int(found[1]) / 1000 if found else 0.0

    def end(self) -> None:
        """Kill it, as a cut of power would."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
