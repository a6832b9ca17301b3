"""Reports as texts, whatever file holds them, or a folder of such files.

Plain text, Markdown, saved web pages, PDF, DOCX, e-mails, feeds, exports of Telegram and WhatsApp,
tables of reports. Each file gives reports or a problem in one line; a bad file never stops the
others.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.articles.formats.article_rows import read_csv, read_jsonl
from geomap.articles.formats.documents import read_docx, read_pdf
from geomap.articles.formats.feeds import read_feed
from geomap.articles.formats.mail import list_attachments, read_mail, read_saved_page
from geomap.articles.formats.plain_text import read_markdown, read_text
from geomap.articles.formats.telegram import is_export_page, read_json, read_page
from geomap.articles.formats.web import read_html
from geomap.articles.formats.whatsapp import is_chat, read_chat
from geomap.articles.found import Articles, NotReadableError, decode
from geomap.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

_READERS: dict[str, Callable[[str, bytes, date | None, Articles], None]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "json": read_json,
    "telegram-html": read_page,
    "whatsapp": read_chat,
    "feed": read_feed,
    "mail": read_mail,
    "saved-page": read_saved_page,
}
FORMATS = tuple(_READERS)
_BY_ENDING = {
    ".txt": "text", ".text": "text", "": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".json": "json",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".eml": "mail", ".mht": "saved-page",
    ".mhtml": "saved-page",
}  # fmt: skip
_SAVED_PARTS = "_files"
"""Browsers keep pictures and scripts of a saved page in a folder that ends so."""


def list_articles(inputs: Iterable[Path]) -> list[Path]:
    """Return the files of `inputs`, folders searched for endings that are read, in order."""
    files: list[Path] = []
    for path in inputs:
        if path.is_dir():
            files.extend(
                inner
                for inner in _files_of(path)
                if inner.suffix and inner.suffix.lower() in _BY_ENDING
            )
        else:
            files.append(path)
    return files


def list_skipped(inputs: Iterable[Path]) -> list[Finding]:
    """Return a line for each ending in the folders of `inputs` that is not read."""
    problems = []
    for path in inputs:
        if path.is_dir():
            endings = Counter(
                inner.suffix.lower() or "without an ending"
                for inner in _files_of(path)
                if not inner.suffix or inner.suffix.lower() not in _BY_ENDING
            )
            problems += [
                Finding(f"{number} files {ending} hold no text that is read", file=path.name)
                for ending, number in sorted(endings.items())
            ]
    return problems


def _files_of(folder: Path) -> list[Path]:
    found = []
    for inner in sorted(folder.rglob("*")):
        parts = inner.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if inner.is_file() and not hidden and not any(p.endswith(_SAVED_PARTS) for p in parts[:-1]):
            found.append(inner)
    return found


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
                raise NotReadableError("is a folder")  # noqa: TRY301
            if not path.exists():
                raise NotReadableError("no such file")  # noqa: TRY301
            content = path.read_bytes()
        form = form or _sniff(path, content)
        _READERS[form](name, content, published, found)
        if form == "mail":
            _read_attachments(name, content, found)
    except NotReadableError as error:
        found.problems.append(Finding(str(error), error.fix, file=name))
    except OSError as error:
        found.problems.append(Finding(f"cannot be opened ({error.strerror})", file=name))
    except (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError,
            MemoryError, AssertionError) as error:  # fmt: skip
        found.problems.append(
            Finding(f"is broken ({type(error).__name__})", "save it anew", file=name)
        )
    return found


def _read_attachments(name: str, content: bytes, found: Articles) -> None:
    """Add the reports attached to an e-mail; a message attached to a message is not opened."""
    day = found.reports[0].published if found.reports else None
    for attached, payload in list_attachments(content):
        path = Path(f"{name}, {Path(attached).name}")
        if path.suffix.lower() in {".eml", ".mht", ".mhtml"}:
            found.problems.append(
                Finding("is a message in a message", "save it apart", file=str(path))
            )
            continue
        inner = read_articles(path, published=day, content=payload)
        found.reports.extend(inner.reports)
        found.problems.extend(inner.problems)


def _sniff(path: Path, content: bytes) -> str:
    """Return the format of a file by its first bytes and its ending."""
    ending = path.suffix.lower()
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04") and ending in {".docx", ""}:
        return "docx"
    form = _BY_ENDING.get(ending)
    if form is None:
        raise NotReadableError(
            f"cannot read {path.suffix!r} files", "known: " + " ".join(k for k in _BY_ENDING if k)
        )
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if form in {"text", "feed"} and re.match(rb"<!doctype html|<html", head, re.IGNORECASE):
        form = "html"
    elif form == "text" and re.match(rb"(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF)\b", head):
        form = "feed"
    if form == "html" and is_export_page(content):
        return "telegram-html"
    if form == "text" and is_chat(_head_of(content), path.name):
        return "whatsapp"
    return form


def _head_of(content: bytes) -> str:
    try:
        return decode(content[:20_000])
    except NotReadableError:
        return ""
