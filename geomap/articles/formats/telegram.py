"""What Telegram Desktop exports: ``result.json`` of one chat or of all, and its HTML pages."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geomap.articles.formats.article_rows import add_row
from geomap.articles.found import LONGEST_COLLECTION, Articles, NotReadableError, decode
from geomap.articles.web_pages import parse_date
from geomap.errors import Finding
from geomap.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "Asia/Damascus"
"""A post's day is the day of the people it tells of, not of whoever exported it."""
_PUBLIC = ("channel", "supergroup")
_TITLE_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")


def read_json(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the posts of an export, or the rows of a JSON list of reports."""
    try:
        document = json.loads(decode(content, longest=LONGEST_COLLECTION))
    except (ValueError, RecursionError) as error:
        if isinstance(error, NotReadableError):
            raise
        raise NotReadableError("is not JSON") from error
    if isinstance(document, list):
        for number, row in enumerate(document, start=1):
            if isinstance(row, dict):
                add_row(name, number, row, published, found)
            else:
                found.problems.append(Finding("is not a JSON object", file=name, row=number))
        return
    chats = list(_chats_of(document)) if isinstance(document, dict) else []
    if not chats:
        raise NotReadableError(
            "is JSON of another kind",
            "known: Telegram's result.json, a list of objects with id, text, date",
        )
    for chat in chats:
        _read_chat(name, chat, published, found)


def _chats_of(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(document.get("messages"), list):
        yield document
    for key in ("chats", "left_chats"):
        group = document.get(key)
        listed = group.get("list") if isinstance(group, dict) else None
        for chat in listed if isinstance(listed, list) else ():
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                yield chat


def _read_chat(name: str, chat: dict[str, Any], published: date | None, found: Articles) -> None:
    title = str(chat.get("name") or "")
    number = chat.get("id")
    public = any(kind in str(chat.get("type")) for kind in _PUBLIC)
    for message in chat["messages"]:
        if not isinstance(message, dict) or message.get("type", "message") != "message":
            continue
        text = _text_of(message.get("text"))
        if not text.strip():
            continue
        forwarded = message.get("forwarded_from")
        key = message.get("id", len(found.reports) + 1)
        found.reports.append(
            Report(
                f"{name}#{number}/{key}" if number else f"{name}#{key}",
                text,
                _day_of(message) or published,
                source=forwarded if isinstance(forwarded, str) and forwarded else title,
                url=f"https://t.me/c/{number}/{key}" if public and number else "",
                extra={"channel": title} if title else {},
            )
        )


def _text_of(text: object) -> str:
    """Return the text of a post, which is text or a list of pieces with their formats."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text", ""))
        for piece in pieces
        if isinstance(piece, str | dict)
    )


def _day_of(message: dict[str, Any]) -> date | None:
    stamp = str(message.get("date_unixtime", ""))
    if re.fullmatch(r"\d{9,11}", stamp) and (day := _local_day(float(stamp))):
        return day
    return parse_date(str(message.get("date", "")))


def _local_day(stamp: float) -> date | None:
    try:
        return datetime.fromtimestamp(stamp, UTC).astimezone(ZoneInfo(HOME)).date()
    except (OverflowError, ValueError, OSError, ZoneInfoNotFoundError):
        return None


def is_export_page(content: bytes) -> bool:
    """Return True for a page of Telegram's HTML export."""
    return b'class="page_wrap"' in content[:20_000] and b"tgme" not in content[:2_000]


def read_page(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the posts of a page of Telegram's HTML export (``messages.html``)."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(decode(content, longest=LONGEST_COLLECTION), "lxml")
    header = soup.select_one(".page_header .text.bold") or soup.select_one(".page_header .bold")
    title = header.get_text(" ", strip=True) if header else ""
    for message in soup.select("div.message.default"):
        body = message.select_one(".text")
        if body is None:
            continue
        for line in body.find_all("br"):
            line.replace_with("\n")
        text = body.get_text().strip()
        stamp = message.select_one(".date[title]")
        forwarded = message.select_one(".forwarded .from_name")
        if forwarded is not None:
            for detail in forwarded.select(".date"):
                detail.decompose()
        source = forwarded.get_text(" ", strip=True) if forwarded else ""
        if text:
            found.reports.append(
                Report(
                    f"{name}#{str(message.get('id', '')).removeprefix('message')}",
                    text,
                    (_title_day(str(stamp.get("title", ""))) if stamp else None) or published,
                    source=source or title,
                    extra={"channel": title} if title else {},
                )
            )
    if not found.reports:
        raise NotReadableError("holds no posts with text")


def _title_day(text: str) -> date | None:
    match = _TITLE_DAY.match(text)
    if match is None:
        return None
    day, month, year, clock, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{offset or ''}")
    except ValueError:
        return None
    return (_local_day(moment.timestamp()) if offset else None) or moment.date()
