"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.articles.found import Articles, add_texts, decode
from geomap.articles.web_pages import parse_date

if TYPE_CHECKING:
    from datetime import date


def read_text(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the reports of a plain text."""
    add_texts(name, decode(content), published, found)


def read_markdown(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the reports of a Markdown text without its marks; front matter may give the day."""
    text = decode(content)
    if matter := re.match(r"---\n(.{0,20000}?)\n---\n", text, re.DOTALL):
        if given := re.search(r"^date:\s*['\"]?(\S+?)['\"]?\s*$", matter.group(1), re.MULTILINE):
            published = parse_date(given.group(1)) or published
        text = text[matter.end() :]
    text = re.sub(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"(?m)^#{1,6}[^\S\n]*|^>[^\S\n]?|^[^\S\n]*[-*+][^\S\n]{1,8}(?=\S)", "", text)
    text = re.sub(r"(\*\*|__|`)([^*_`\n]{1,400})\1", r"\2", text)
    add_texts(name, text, published, found)
