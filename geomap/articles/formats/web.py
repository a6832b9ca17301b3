"""Saved web pages: the main text by trafilatura, by our own rules where it finds none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geomap.articles.found import Articles, NotReadableError, decode, join_lines
from geomap.articles.web_pages import find_date, find_title, list_paragraphs, parse_date
from geomap.lang.lexicon import alternation
from geomap.model import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_SAVED_FROM = re.compile(r"<!--\s{0,4}saved from url=\(\d{1,5}\)(\S{1,2000})\s{0,4}-->")
"""What browsers write on top of a page that they save."""
_LEAST = 40
_SENTENCE = 6
"""Words in a line that may be a sentence; navigation has none."""
_DEEPEST = 600
"""Open tags inside each other; a page beyond it is a trap and no article."""


def read_html(
    name: str, content: bytes, published: date | None, found: Articles, *, url: str = ""
) -> None:
    """Add the article of a page, with the title, day, outlet and address that it gives."""
    import warnings

    if not content.strip():
        raise NotReadableError("is empty")
    page = decode(content)
    if _depth_of(page) > _DEEPEST:
        raise NotReadableError("is not HTML that can be read")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from bs4 import BeautifulSoup

            soup = BeautifulSoup(page, "lxml")
        except (ValueError, RecursionError) as error:
            raise NotReadableError("is not HTML that can be read") from error
        day, title = find_date(soup), find_title(soup)
        language = str(soup.html.get("lang", ""))[:2].lower() if soup.html else ""
        url = url or _address_of(soup, page)
        outlet = _meta(soup, "og:site_name") or _meta(soup, "application-name")
        links = {" ".join(a.get_text(" ", strip=True).split()) for a in soup.find_all("a")}
        lines = [line for line in _main_text(page) if line.strip("- ") not in links]
        own = list_paragraphs(soup)
    if not _has_sentence(lines):
        lines = own
    text = _with_title(lines, title)
    found.reports.append(
        Report(
            name, text, day or _day_in_address(url) or published, title, outlet, url,
            language if language in {"en", "ar"} else "",
        )
    )  # fmt: skip


def _main_text(page: str) -> list[str]:
    """Return the lines of the main text as trafilatura sees it; none where it fails."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(page, include_comments=False, include_tables=True)
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError):
        return []
    text = getattr(document, "text", "") or ""
    return [line for line in join_lines(text).split("\n") if line]


def _depth_of(page: str) -> int:
    """Return how many blocks stand open at most, nothing ever closed counted too."""
    deepest = depth = 0
    for match in re.finditer(rf"<(/?){alternation('formats', 'web.nesting')}\b", page):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _with_title(lines: Sequence[str], title: str) -> str:
    """Return the text under its title; a page without a sentence is none."""
    text = "\n".join(lines)
    if len(text) < _LEAST or not _has_sentence(lines):
        raise NotReadableError("holds no article text, only navigation")
    return f"{title}\n\n{text}" if title and not _opens_with(text, title) else text


def _has_sentence(lines: Sequence[str]) -> bool:
    return any(len(line.split()) >= _SENTENCE for line in lines)


def _opens_with(text: str, title: str) -> bool:
    head = " ".join(text[: 3 * len(title) + 200].split()).casefold()
    return " ".join(title.split()).casefold()[:60] in head


def _meta(soup: Any, name: str) -> str:
    tag = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return " ".join(str(tag.get("content", "")).split())[:120] if tag else ""


def _address_of(soup: Any, page: str) -> str:
    link = soup.find("link", rel="canonical")
    if link and str(link.get("href", "")).startswith("http"):
        return str(link["href"])
    if (url := _meta(soup, "og:url")).startswith("http"):
        return url
    saved = _SAVED_FROM.search(page[:4000])
    return saved[1] if saved and saved[1].startswith("http") else ""


def _day_in_address(url: str) -> date | None:
    """Return the day that an address names: ``.../2024/12/01/...``."""
    match = re.search(r"(?<!\d)(20[012]\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)", url)
    if match is None:
        return None
    return parse_date(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}")
