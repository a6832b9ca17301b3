"""What a page of news tells: its day, its title, its paragraphs without what stands around them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from geomap.lang.lexicon import ordered

_BLOCKS = ordered("formats", "web.blocks")
_CHROME = ordered("formats", "web.chrome")


def list_paragraphs(soup: Any) -> list[str]:
    """Return the paragraphs of the article; menus, lists of links and the like leave the page."""
    for tag in soup(list(_CHROME)):
        tag.decompose()
    body = soup.find("article") or soup.find("main") or soup.body or soup
    paragraphs = []
    for block in body.find_all(_BLOCKS):
        if block.find(_BLOCKS):
            continue
        text = " ".join(block.get_text(" ", strip=True).split())
        linked = sum(len(a.get_text(" ", strip=True)) for a in block.find_all("a"))
        if text and linked <= 0.6 * len(text):
            paragraphs.append(text)
    if not paragraphs and not body.find("a"):
        paragraphs = [line for line in body.get_text("\n", strip=True).split("\n") if line]
    return paragraphs


def find_date(soup: Any) -> date | None:
    """Return the day that a page says it was published, None if it does not."""
    for name in ("article:published_time", "datePublished", "date", "pubdate", "dc.date",
                 "DC.date.issued", "publish-date", "parsely-pub-date", "og:published_time"):  # fmt: skip  # noqa: E501
        tag = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
        tag = tag or soup.find("meta", attrs={"itemprop": name})
        if tag and (value := parse_date(str(tag.get("content", "")))):
            return value
    for script in soup.find_all("script", type="application/ld+json"):
        if match := re.search(r'"datePublished"\s*:\s*"([^"]+)"', script.get_text()):  # noqa: SIM102
            if value := parse_date(match.group(1)):
                return value
    for tag in soup.find_all("time"):
        if value := parse_date(str(tag.get("datetime", ""))):
            return value
    return None


def find_title(soup: Any) -> str:
    """Return the title of the article, empty if there is none."""
    tag = soup.find("meta", attrs={"property": "og:title"})
    if tag and tag.get("content"):
        return str(tag["content"]).strip()
    heading = soup.find("h1") or soup.find("title")
    return " ".join(heading.get_text(" ", strip=True).split()) if heading else ""


def parse_date(text: str) -> date | None:
    """Return the day of an ISO date or date-time, None if it is none."""
    text = text.strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
