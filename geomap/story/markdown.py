"""A small Markdown as blocks of runs: no HTML, no images, links of http, https and ``#`` only.

What is no mark of this kind stays text; nothing of it is ever markup for a browser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.content.chapters import Block, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 20_000
"""Characters of a chapter; the rest is cut, with an ellipsis."""
_MARK = re.compile(
    r"\*\*(?P<strong>[^*\n]{1,400})\*\*|\*(?P<em>[^*\s][^*\n]{0,400})\*"
    r"|\[(?P<words>[^\[\]\n]{1,300})\]\((?P<link>[^()\s]{1,900})\)"
)
_LINK = re.compile(r"https?://[^\s\x00-\x1f\"<>\\]+|#[^\s\x00-\x1f\"<>\\]*", re.IGNORECASE)
_HEAD = re.compile(r"#{1,4} +(\S.*)")
_ITEM = re.compile(r"[-*+] +(\S.*)")
_NUMBER = re.compile(r"\d{1,3}[.)] +(\S.*)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def parse_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text: paragraphs, headings, items of lists, quotes."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n"))
    if len(text) > MOST:
        text = text[:MOST].rstrip() + "…"
    return tuple(_join(_lines(text)))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line with the kind of block that it begins, or goes on with (empty)."""
    for line in text.split("\n"):
        told = line.strip()
        if not told:
            yield "", ""
        elif found := _HEAD.fullmatch(told):
            yield "h", found.group(1).rstrip("# ")
        elif found := _ITEM.fullmatch(told):
            yield "li", found.group(1)
        elif found := _NUMBER.fullmatch(told):
            yield "ol", found.group(1)
        elif told.startswith(">"):
            yield "quote", told.lstrip("> ")
        else:
            yield "p", told


def _join(lines: Iterator[tuple[str, str]]) -> Iterator[Block]:
    kind, words = "", list[str]()
    for next_kind, line in lines:
        goes_on = (next_kind == "p" and kind in ("p", "li", "ol", "quote")) or (
            next_kind == kind == "quote"
        )
        if goes_on and words:
            words.append(line)
            continue
        if words:
            yield Block(kind, parse_runs(" ".join(words)))
        kind, words = next_kind, [line] if next_kind else []
    if words:
        yield Block(kind, parse_runs(" ".join(words)))


def parse_runs(text: str) -> tuple[Run, ...]:
    """Return a line as runs: plain, strong, em and links."""
    runs: list[Run] = []
    at = 0
    for found in _MARK.finditer(text):
        link = found.group("link")
        if link and not _LINK.fullmatch(link):
            continue
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        if link:
            runs.append(Run(found.group("words"), "link", link))
        elif strong := found.group("strong"):
            runs.append(Run(strong, "strong"))
        else:
            runs.append(Run(found.group("em"), "em"))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)
