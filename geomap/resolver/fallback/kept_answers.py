"""Answers of the geocoder's fallback, kept on disk."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


class KeptAnswers:
    """Answers of the fallback on disk, by provider, language and query."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with self._connect() as connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (query TEXT PRIMARY KEY, found TEXT)"
                )
        except sqlite3.Error as error:
            raise InputError(f"cannot be used as a cache ({error})", file=str(path)) from None

    def get(self, key: str) -> list[dict[str, Any]] | None:
        """Return the answers that were kept, None if there are none."""
        with self._connect() as connection:
            row = connection.execute("SELECT found FROM answers WHERE query = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, key: str, found: list[dict[str, Any]]) -> None:
        """Keep answers."""
        with self._connect() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?)",
                (key, json.dumps(found, ensure_ascii=False)),
            )

    def _connect(self) -> Connection:
        return Connection(self.path)


class Connection:
    """A SQLite connection that commits and closes at the end of its block."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *failure: object) -> None:
        if failure[0] is None:
            self._connection.commit()
        self._connection.close()
