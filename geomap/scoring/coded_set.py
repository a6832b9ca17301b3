"""Coded sets in folders: ``gold.csv``, ``index.csv``, and texts found by their sha256.

The sets hold facts alone: addresses, days, kinds, hashes, offsets. Who has the texts puts them into
any folder, under any names ending in ``.txt``; only a text with the hash of the index is read.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.scoring.coded_rows import day_of, parse_coded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from geomap.scoring.coded_rows import CodedRow

GOLD, INDEX, AGAIN = "gold.csv", "index.csv", "again.csv"
"""Coded rows; reports; rows of those reports that were coded a second time, blind."""


@dataclass(frozen=True)
class CodedReport:
    """One report of a coded set: where and when it appeared, its kind, its rows."""

    report_id: str
    published: date | None
    kind: str
    sha256: str
    rows: tuple[CodedRow, ...] = ()
    again: tuple[CodedRow, ...] | None = None


@dataclass(frozen=True)
class CodedSet:
    """Reports of one folder; `texts` are those at hand, by id of the report."""

    name: str
    reports: tuple[CodedReport, ...]
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """How many reports have no text at hand."""
        return sum(report.report_id not in self.texts for report in self.reports)


def is_coded_set(path: Path) -> bool:
    """Return whether a path is a folder of a coded set."""
    return (path / GOLD).is_file() and (path / INDEX).is_file()


def read_coded_set(folder: Path, texts: Iterable[Path] = ()) -> CodedSet:
    """Read a coded set and those of its texts that lie in `texts` (folders, files below them).

    Raises
    ------
    TableError
        If a table has not the columns that it needs.
    """
    gold = _read_rows(folder / GOLD, ("text", "lon", "lat", "date_start", "event_type"))
    index = _read_rows(folder / INDEX, ("id", "published", "kind", "sha256"))
    again_path = folder / AGAIN
    again = _read_rows(again_path, ("text",)) if again_path.is_file() else None
    rows: dict[str, list[CodedRow]] = {}
    for row in gold:
        rows.setdefault(row["text"], []).append(parse_coded(row))
    second: dict[str, list[CodedRow]] = {}
    for row in again or ():
        found = second.setdefault(row["text"], [])
        if row.get("event_type"):  # a line without a kind says: coded again, no event
            found.append(parse_coded(row))
    reports = tuple(
        CodedReport(
            line["id"], day_of(line["published"]), line["kind"], line["sha256"],
            tuple(rows.get(line["id"], ())),
            tuple(second[line["id"]]) if line["id"] in second else None,
        )
        for line in index
    )  # fmt: skip
    if strange := sorted(set(rows) - {report.report_id for report in reports}):
        raise TableError(
            f"rows of {len(strange)} texts that {INDEX} does not name: {' '.join(strange[:5])}",
            file=str(folder / GOLD),
        )
    return CodedSet(folder.name, reports, find_texts(reports, texts))


def find_texts(reports: Iterable[CodedReport], folders: Iterable[Path]) -> dict[str, str]:
    """Return the texts of reports that lie below `folders`, found by their sha256."""
    wanted = {report.sha256: report.report_id for report in reports}
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")) if folder.is_dir() else [folder]:
            content = path.read_bytes()
            name = wanted.get(hashlib.sha256(content).hexdigest())
            if name is not None:
                found[name] = content.decode("utf-8", "replace")
    return found


def _read_rows(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as table:
        reader = csv.DictReader(table)
        if lacking := [name for name in needed if name not in (reader.fieldnames or ())]:
            raise TableError(f"no column {', '.join(lacking)}", file=str(path))
        return [{k: v or "" for k, v in row.items() if k is not None} for row in reader]
