"""Reports as texts: plain text, Markdown, HTML, PDF, DOCX, JSONL, CSV, or a folder of them.

Each file gives reports or a problem in one line; a bad file never stops the others.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.articles.splitting import split_reports
from geomap.articles.web_pages import find_date, find_title, list_paragraphs, parse_date
from geomap.errors import TableError
from geomap.model import Report
from geomap.tables.formats.archives import check_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

LONGEST = 25_000_000
"""Bytes of one text file at most; a collection (JSONL, CSV) may be longer."""
LONGEST_ROW = 5_000_000
FORMATS = ("text", "markdown", "html", "pdf", "docx", "jsonl", "csv")
_BY_ENDING = {
    ".txt": "text", ".text": "text", "": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where and why, one clause each."""

    where: str
    problem: str
    fix: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}"
        return f"{line}; {self.fix}" if self.fix else line


@dataclass
class Articles:
    """Reports of one input, and the problems met."""

    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _NotReadableError(ValueError):
    """Why one file cannot be read; becomes a `Problem`."""

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.fix = fix


def list_articles(inputs: Iterable[Path]) -> list[Path]:
    """Return the files of `inputs`, folders searched for endings that are read, in order."""
    files: list[Path] = []
    for path in inputs:
        if path.is_dir():
            files.extend(
                inner
                for inner in sorted(path.rglob("*"))
                if inner.is_file()
                and inner.suffix
                and inner.suffix.lower() in _BY_ENDING
                and not any(part.startswith(".") for part in inner.relative_to(path).parts)
            )
        else:
            files.append(path)
    return files


def read_articles(
    path: Path, *, published: date | None = None, form: str = "", content: bytes | None = None
) -> Articles:
    """Read the reports of one file.

    Parameters
    ----------
    path
        The file; its name becomes part of the report ids.
    published
        Publication date where the file gives none.
    form
        One of `FORMATS` instead of what the ending says.
    content
        The bytes, where they were read already (standard input).
    """
    found = Articles()
    name = path.name or str(path)
    try:
        if content is None:
            if path.is_dir():
                raise _NotReadableError("is a folder")  # noqa: TRY301
            if not path.exists():
                raise _NotReadableError("no such file")  # noqa: TRY301
            content = path.read_bytes()
        form = form or _sniff(path, content)
        _READERS[form](name, content, published, found)
    except _NotReadableError as error:
        found.problems.append(Problem(name, str(error), error.fix))
    except OSError as error:
        found.problems.append(Problem(name, f"cannot be opened ({error.strerror})"))
    except (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError,
            MemoryError, AssertionError) as error:  # fmt: skip
        found.problems.append(Problem(name, f"is broken ({type(error).__name__})", "save it anew"))
    return found


def _sniff(path: Path, content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04") and path.suffix.lower() in {".docx", ""}:
        return "docx"
    form = _BY_ENDING.get(path.suffix.lower())
    if form is None:
        raise _NotReadableError(
            f"cannot read {path.suffix!r} files", "known: " + " ".join(k for k in _BY_ENDING if k)
        )
    if form == "text" and re.match(rb"\s*(?:<!doctype html|<html)", content[:200], re.IGNORECASE):
        return "html"
    return form


def decode(content: bytes, *, longest: int = LONGEST) -> str:
    """Return text from bytes: UTF-8, with or without BOM, UTF-16, Windows-1256 and others.

    A last character that was cut off is dropped.
    """
    if not content.strip():
        raise _NotReadableError("is empty")
    if len(content) > longest:
        raise _NotReadableError(
            f"is {len(content) / 1e6:.0f} MB, more than one report can be",
            "split it into reports (JSONL with id, text, date)",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise _NotReadableError("is a binary file, not text")
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
        raise _NotReadableError("its text encoding is unknown", "save it as UTF-8")
    return content.decode(best.encoding, errors="replace")


def _read_text(name: str, content: bytes, published: date | None, found: Articles) -> None:
    _add_texts(name, decode(content), published, found)


def _add_texts(name: str, text: str, published: date | None, found: Articles) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    parts = split_reports(text)
    for number, (title, part) in enumerate(parts, start=1):
        if not part.strip():
            continue
        report_id = name if len(parts) == 1 else f"{name}#{number}"
        found.reports.append(Report(report_id, part, published, title))
    if not found.reports:
        raise _NotReadableError("holds no text")


def _read_markdown(name: str, content: bytes, published: date | None, found: Articles) -> None:
    text = decode(content)
    if matter := re.match(r"---\n(.{0,20000}?)\n---\n", text, re.DOTALL):
        if given := re.search(r"^date:\s*['\"]?(\S+?)['\"]?\s*$", matter.group(1), re.MULTILINE):
            published = parse_date(given.group(1)) or published
        text = text[matter.end() :]
    text = re.sub(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"(?m)^#{1,6}[^\S\n]*|^>[^\S\n]?|^[^\S\n]*[-*+][^\S\n]{1,8}(?=\S)", "", text)
    text = re.sub(r"(\*\*|__|`)([^*_`\n]{1,400})\1", r"\2", text)
    _add_texts(name, text, published, found)


def _read_html(name: str, content: bytes, published: date | None, found: Articles) -> None:
    import warnings

    from bs4 import BeautifulSoup

    if not content.strip():
        raise _NotReadableError("is empty")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            soup = BeautifulSoup(decode(content), "lxml")
        except _NotReadableError:
            raise
        except (ValueError, RecursionError) as error:
            raise _NotReadableError("is not HTML that can be read") from error
    given = find_date(soup)
    title = find_title(soup)
    language = str(soup.html.get("lang", ""))[:2].lower() if soup.html else ""
    link = soup.find("link", rel="canonical")
    url = str(link.get("href", "")) if link else ""
    paragraphs = list_paragraphs(soup)
    text = "\n".join(paragraphs)
    if len(text) < 40 or not any(len(p.split()) >= 6 for p in paragraphs):
        raise _NotReadableError("holds no article text, only navigation")
    found.reports.append(
        Report(
            name, text, given or published, title, url=url,
            lang=language if language in {"en", "ar"} else "",
        )
    )  # fmt: skip


def _read_pdf(name: str, content: bytes, published: date | None, found: Articles) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    faults = (PyPdfError, DependencyError, ValueError, KeyError, OSError, AttributeError, TypeError)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _NotReadableError("is a PDF behind a password")
        pages = [page.extract_text() or "" for page in reader.pages]
    except faults as error:
        if isinstance(error, _NotReadableError):
            raise
        raise _NotReadableError("is not a PDF that can be read") from error
    text = re.sub(r"(?<=[a-z,;])-?\n(?=[a-z])", " ", "\n".join(pages))
    if not text.strip():
        raise _NotReadableError(
            "is a PDF without text", "it may be a scan: recognise its text first"
        )
    _add_texts(name, text, published, found)


def _read_docx(name: str, content: bytes, published: date | None, found: Articles) -> None:
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError

    try:
        check_members(io.BytesIO(content), name)
    except TableError as error:
        raise _NotReadableError(error.problem, error.fix or "") from error
    try:
        document = docx.Document(io.BytesIO(content))
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        raise _NotReadableError("is not a DOCX that can be read") from error
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    _add_texts(name, "\n".join(lines), published, found)


def _read_jsonl(name: str, content: bytes, published: date | None, found: Articles) -> None:
    text = decode(content, longest=2_000_000_000)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            found.problems.append(Problem(f"{name}, row {number}", "is not JSON"))
            continue
        if not isinstance(row, dict):
            found.problems.append(Problem(f"{name}, row {number}", "is not a JSON object"))
            continue
        _add_row(name, number, row, published, found)


def _read_csv(name: str, content: bytes, published: date | None, found: Articles) -> None:
    text = decode(content, longest=2_000_000_000)
    csv.field_size_limit(LONGEST_ROW)
    delimiter = (
        "\t" if text.split("\n", 1)[0].count("\t") > text.split("\n", 1)[0].count(",") else ","
    )
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "text" not in (rows.fieldnames or ()):
        raise _NotReadableError("has no column 'text'", "name the column of the texts so")
    try:
        for number, row in enumerate(rows, start=2):
            _add_row(name, number, row, published, found)
    except csv.Error as error:
        found.problems.append(Problem(name, f"is not CSV that can be read ({error})"))


def _add_row(
    name: str, number: int, row: dict[str, Any], published: date | None, found: Articles
) -> None:
    where = f"{name}, row {number}"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        found.problems.append(Problem(where, "has no text", "give it in 'text'"))
        return
    if len(text) > LONGEST_ROW:
        found.problems.append(Problem(where, "is longer than one report can be"))
        return
    given = str(row.get("date") or "").strip()
    day = parse_date(given) if given else published
    if given and day is None:
        found.problems.append(Problem(where, f"date {given[:40]!r} is not ISO", "write 2020-04-14"))
        return
    known = {"id", "text", "date", "source", "lang", "url", "title"}
    found.reports.append(
        Report(
            str(row.get("id") or f"{name}:{number}"),
            text,
            day,
            str(row.get("title") or ""),
            str(row.get("source") or ""),
            str(row.get("url") or ""),
            str(row.get("lang") or ""),
            {key: value for key, value in row.items() if key not in known},
        )
    )


_READERS: dict[str, Callable[[str, bytes, date | None, Articles], None]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
    "pdf": _read_pdf,
    "docx": _read_docx,
    "jsonl": _read_jsonl,
    "csv": _read_csv,
}


def iter_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem as one line."""
    for problem in problems:
        yield str(problem)
