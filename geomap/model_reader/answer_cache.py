"""Answers kept by what was asked, so that a run repeats to the byte."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.model_reader.client import Answer

if TYPE_CHECKING:
    from pathlib import Path


class AnswerCache:
    """A folder with one small file an answer; of reports only what was answered is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, request: dict[str, Any]) -> Answer | None:
        """Return the answer kept for a request, None if there is none that can be read."""
        try:
            kept = json.loads(self._path(request).read_text(encoding="utf-8"))
            return Answer(str(kept["content"]), int(kept["sent"]), int(kept["received"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def keep(self, request: dict[str, Any], answer: Answer) -> None:
        """Keep an answer; a folder that cannot be written keeps none."""
        kept = {"content": answer.content, "sent": answer.sent, "received": answer.received}
        try:
            path = self._path(request)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, json.dumps(kept, ensure_ascii=False), sync=False)
        except OSError:
            return

    def _path(self, request: dict[str, Any]) -> Path:
        plain = json.dumps(request, ensure_ascii=False, sort_keys=True)
        return self.folder / f"{hashlib.sha256(plain.encode('utf-8')).hexdigest()}.json"
