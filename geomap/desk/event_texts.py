"""The texts of events, folded, for search as one types: kept in memory, brought up to date."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from geomap.lang.folding import fold_word

if TYPE_CHECKING:
    import sqlite3

SEARCHED = ("description", "location", "place_name", "actor1", "actor2", "source", "event_id")
MOST_CHANGES = 5000
_fold = fold_word.__wrapped__
"""Whole texts are not kept with the words of readings."""
_ASKED = ", ".join(("fid", *SEARCHED))


class EventTexts:
    """Finds events by words in any spelling: every word of a query must occur in one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revision = -1
        self._texts: dict[int, str] = {}
        self._fids: dict[str, int] = {}

    def find(self, cursor: sqlite3.Cursor, query: str) -> list[int]:
        """Return the ``fid`` of the events that hold all words of `query`."""
        words = [word for word in fold_word(query).split() if word]
        with self._lock:
            self._refresh(cursor)
            found = self._texts.items()
            hits = [fid for fid, text in found if words[0] in text] if words else list(self._texts)
            for word in words[1:]:
                hits = [fid for fid in hits if word in self._texts[fid]]
            return hits

    def _refresh(self, cursor: sqlite3.Cursor) -> None:
        revision = cursor.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0]
        if revision == self._revision:
            return
        changed = [
            row[0]
            for row in cursor.execute(
                "SELECT DISTINCT event_id FROM history WHERE id > ? LIMIT ?",
                (self._revision, MOST_CHANGES + 1),
            )
        ]
        if self._revision < 0 or len(changed) > MOST_CHANGES:
            self._texts, self._fids = {}, {}
            rows = cursor.execute(f"SELECT {_ASKED} FROM events")  # noqa: S608
        else:
            for event_id in changed:
                self._texts.pop(self._fids.pop(event_id, -1), None)
            rows = cursor.execute(
                f"SELECT {_ASKED} FROM events WHERE event_id IN (SELECT value FROM json_each(?))",  # noqa: S608
                (json.dumps(changed),),
            )
        for fid, *texts in rows:
            self._texts[fid] = _fold("\n".join(filter(None, texts)))
            self._fids[texts[-1]] = fid
        self._revision = revision
