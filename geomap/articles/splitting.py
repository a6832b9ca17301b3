"""A text of several reports, taken apart by its structure."""

from __future__ import annotations

import re

_RULE = re.compile(r"(?m)^[^\S\n]*(?:[-=*_~#]{5,}|(?:\*[^\S\n]){3,}\*?)[^\S\n]*$|\f")
_BLOCK_LINES = 14
"""A headline comes again within this many lines where a page was copied with its header."""


def split_reports(text: str) -> list[tuple[str, str]]:
    r"""Split a text that holds several reports; return title and text of each.

    It goes by structure, not by words: a rule line between reports, or a headline block, that
    is a heading that comes again a few lines below itself (as pages copied whole have it) and
    before the second of which stand only short lines.

    Examples
    --------
    >>> text = "Shelling in Idlib\nphoto\nShelling in Idlib\nText one."
    >>> [title for title, _ in split_reports(text)]
    ['Shelling in Idlib']
    """
    pieces = [piece for piece in _RULE.split(text) if piece.strip()]
    if len(pieces) > 1:
        return [("", piece) for piece in pieces]
    lines = text.split("\n")
    starts: list[tuple[int, str]] = []
    number = 0
    while number < len(lines):
        block = _headline_block(lines, number)
        if block:
            starts.append((number, lines[number].strip()))
            number = block
        number += 1
    if not starts:
        return [("", text)]
    if any(line.strip() for line in lines[: starts[0][0]]):
        starts.insert(0, (0, ""))
    bounds = [*(start for start, _ in starts[1:]), len(lines)]
    return [
        (title, "\n".join(lines[start:stop]))
        for (start, title), stop in zip(starts, bounds, strict=True)
    ]


def _headline_block(lines: list[str], number: int) -> int:
    """Return the last line of a headline block that opens at `number`, 0 if none does."""
    head = lines[number].strip()
    opens = number == 0 or not lines[number - 1].strip()
    if not opens or not 12 <= len(head) <= 220 or head[-1] in ".,;:":
        return 0
    for again in range(number + 2, min(len(lines), number + 1 + _BLOCK_LINES)):
        if lines[again].strip() == head:
            return again
    return 0
