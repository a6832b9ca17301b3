"""What reading a file gives: reports, and problems in one line each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.articles.splitting import split_reports
from geomap.model import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.errors import Finding

LONGEST = 25_000_000
"""Bytes of one text file at most; a collection (JSONL, CSV, an export) may be longer."""
LONGEST_COLLECTION = 2_000_000_000
LONGEST_ROW = 5_000_000
SHOWN = 5
"""Problems alike of one file that are told one by one."""


@dataclass
class Articles:
    """Reports of one input, and the problems met."""

    reports: list[Report] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


class NotReadableError(ValueError):
    """Why one file cannot be read; becomes a `Finding`."""

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.fix = fix


def decode(content: bytes, *, longest: int = LONGEST) -> str:
    """Return text from bytes: UTF-8, with or without BOM, UTF-16, Windows-1256 and others.

    A last character that was cut off is dropped.

    Raises
    ------
    NotReadableError
        If it is empty, too long, binary or in an unknown encoding.
    """
    if not content.strip():
        raise NotReadableError("is empty")
    if len(content) > longest:
        raise NotReadableError(
            f"is {len(content) / 1e6:.0f} MB, more than one report can be",
            "split it into reports (JSONL with id, text, date)",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise NotReadableError("is a binary file, not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4:
            return content[: error.start].decode("utf-8-sig")
    from charset_normalizer import from_bytes

    best = from_bytes(
        content[:200_000], cp_isolation=["cp1256", "cp1252", "utf_8", "iso8859_6", "utf_16"]
    ).best()
    if best is None:
        raise NotReadableError("its text encoding is unknown", "save it as UTF-8")
    return content.decode(best.encoding, errors="replace")


def add_texts(name: str, text: str, published: date | None, found: Articles) -> None:
    """Add the reports of a text, taken apart where it holds several."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    parts = split_reports(text)
    for number, (title, part) in enumerate(parts, start=1):
        if not part.strip():
            continue
        report_id = name if len(parts) == 1 else f"{name}#{number}"
        found.reports.append(Report(report_id, part, published, title))
    if not found.reports:
        raise NotReadableError("holds no text")


def join_lines(text: str) -> str:
    """Return text with its lines trimmed and runs of empty lines cut to one."""
    lines = [" ".join(line.split()) for line in text.replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fold_problems(problems: Sequence[Finding]) -> list[Finding]:
    """Return the problems; many alike of one file are one line."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for problem in problems:
        file = re.split(r"[#:]", problem.file, maxsplit=1)[0]
        alike.setdefault((file, problem.problem), []).append(problem)
    return [
        problem
        for (file, what), group in alike.items()
        for problem in (
            group
            if len(group) <= SHOWN
            else [replace(group[0], file=file, row=None, problem=f"{len(group)} reports: {what}")]
        )
    ]
