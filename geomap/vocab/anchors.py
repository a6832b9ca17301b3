"""Well-known dated events: what a report means that names a day and no year.

``gazetteer/anchors.csv``: ``date`` (ISO), ``words`` (all of them in the report, separated by
``&``), ``name``, ``source``. A report that speaks of one was published after it.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache

from geomap.settings import data_dir


@cache
def _table() -> tuple[tuple[date, tuple[str, ...], str], ...]:
    with (data_dir() / "anchors.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            (date.fromisoformat(row["date"]), tuple(row["words"].split("&")), row["name"])
            for row in csv.DictReader(rows)
        )


def find_anchor(text: str) -> tuple[date, str] | None:
    """Return date and name of the latest well-known event that a text speaks of."""
    low = text.casefold()
    found = [(day, name) for day, words, name in _table() if all(word in low for word in words)]
    return max(found) if found else None
