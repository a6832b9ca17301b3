"""RSS and Atom files: a report for each item."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from geomap.articles.found import (
    LONGEST_COLLECTION,
    Articles,
    NotReadableError,
    decode,
    join_lines,
)
from geomap.articles.web_pages import parse_date
from geomap.lang.lexicon import ordered
from geomap.model import Report

if TYPE_CHECKING:
    from datetime import date

_BODIES = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "date", "issued", "updated")


def read_feed(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the items of a feed; their HTML becomes text, the feed's title the source."""
    import warnings

    from bs4 import BeautifulSoup

    if b"<!ENTITY" in content[:65_536]:
        raise NotReadableError("is XML that declares entities")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(decode(content, longest=LONGEST_COLLECTION), "xml")
        items = soup.find_all(["item", "entry"])
        root = soup.find(["channel", "feed"])
        outlet = _child(root, ("title",)) if root else ""
        for number, item in enumerate(items, start=1):
            title = _to_text(_child(item, ("title",)))
            body = max((_to_text(_child(item, (tag,))) for tag in _BODIES), key=len)
            text = body if title and body.startswith(title) else f"{title}\n\n{body}".strip()
            if text:
                told = _child(item, _DAYS)
                day = parse_date(told) or _mail_day(told) or published
                report = Report(
                    f"{name}#{number}", text, day, title,
                    _child(item, ("source",)) or _to_text(outlet), _link_of(item),
                )  # fmt: skip
                found.reports.append(report)
    if not found.reports:
        raise NotReadableError("is XML without items of a feed", "known: RSS, Atom")


def _child(item: Any, names: tuple[str, ...]) -> str:
    """Return the text of the first own child that bears one of the names."""
    for name in names:
        tag = item.find(name, recursive=False)
        if tag is not None and (text := tag.get_text().strip()):
            return str(text)
    return ""


def _link_of(item: Any) -> str:
    links = item.find_all("link", recursive=False)
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link["href"])
    url = next((link.get_text().strip() for link in links), "") or _child(item, ("guid", "id"))
    return url if url.startswith(("http://", "https://")) else ""


def _to_text(markup: str) -> str:
    """Return HTML as text, its blocks on lines of their own."""
    from bs4 import BeautifulSoup

    if "<" not in markup and "&" not in markup:
        return join_lines(markup)
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup(["script", "style"]):
        tag.decompose()
    for tag in soup(list(ordered("formats", "web.breaks"))):
        tag.append("\n")
    return join_lines(soup.get_text())


def _mail_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
