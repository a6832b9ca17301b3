"""Who publishes what stands at an address: ``gazetteer/outlets.csv``, domain to name."""

from __future__ import annotations

import csv
from functools import cache
from urllib.parse import urlsplit

from geomap.settings import data_dir


def find_outlet(url: str) -> str:
    """Return the outlet of an address; its bare domain where we do not know it, or nothing.

    Examples
    --------
    >>> find_outlet("https://www.syriahr.com/en/186584/")
    'SOHR'
    >>> find_outlet("https://news.example.org/a")
    'news.example.org'
    """
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if "." not in host or host == "t.me":
        return ""
    labels = host.split(".")
    for first in range(len(labels) - 1):
        if name := _names().get(".".join(labels[first:])):
            return name
    return host


@cache
def _names() -> dict[str, str]:
    with (data_dir() / "outlets.csv").open(encoding="utf-8", newline="") as rows:
        return {row["domain"]: row["name"] for row in csv.DictReader(rows)}
