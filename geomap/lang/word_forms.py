"""How an entry of a word list is read as a pattern: the shorthand a dictionary uses.

===============  =======================================================================
``set up``       white space of any length between the words
``fighter(s)``   what stands in brackets may be left out
``den(y|ied)``   one of these; with an empty one at the end, or none of them
``kill*``        any ending or none; ``hop+`` any ending, and not none
``the ~2 raid``  up to two words may stand between
``# people``     a number in digits
``didn't``       the straight apostrophe and the curled one
===============  =======================================================================
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"~(?P<gap>\d)\s|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<sign>[*+#'\s])|(?P<letter>.)"
)
_SIGNS = {"*": r"\w*", "+": r"[\w-]+", "#": r"\d+", "'": "['’]", " ": r"\s+"}


def form_pattern(entry: str) -> str:
    r"""Return a pattern that matches what an entry stands for.

    Examples
    --------
    >>> form_pattern("shell(ed|ing) of")
    'shell(?:ed|ing)\\s+of'
    >>> form_pattern("fighter(s)")
    'fighter(?:s|)'
    """
    out = []
    bars = _check_brackets(entry)
    for match in _TOKEN.finditer(entry):
        if match["gap"]:
            out.append(rf"(?:[\w’'-]+\s+){{0,{match['gap']}}}?")
        elif match["open"]:
            out.append("(?:")
        elif match["close"]:
            out.append(")" if bars[match.start()] else "|)")
        elif match["bar"]:
            out.append("|")
        else:
            out.append(_SIGNS.get(match["sign"] or "") or re.escape(match.group()))
    return "".join(out)


def spellings(entry: str) -> Iterator[str]:
    """Yield every way to write an entry; endings, gaps and numbers stay as their signs.

    Examples
    --------
    >>> list(spellings("refugee(s) camp"))
    ['refugees camp', 'refugee camp']
    """
    inner = re.search(r"\(([^()]*)\)", entry)
    if inner is None:
        yield entry
        return
    parts = inner[1].split("|")
    for part in parts if len(parts) > 1 else [*parts, ""]:
        yield from spellings(entry[: inner.start()] + part + entry[inner.end() :])


def example(entry: str) -> str:
    """Return one text that an entry stands for, for a test to put into a frame."""
    plain = re.sub(r"~\d ", "", next(spellings(entry)))
    return plain.replace("*", "").replace("+", "ing").replace("#", "3")


def _check_brackets(entry: str) -> dict[int, bool]:
    """Return, for each closing bracket's place, whether its group has several ways."""
    closed: dict[int, bool] = {}
    stack: list[bool] = []
    for place, letter in enumerate(entry):
        if letter == "(":
            stack.append(False)
        elif letter == "|":
            if not stack:
                raise InputError(f"{entry!r}: a bar outside brackets", fix="write two entries")
            stack[-1] = True
        elif letter == ")":
            if not stack:
                raise InputError(f"{entry!r}: a bracket closes that never opened")
            closed[place] = stack.pop()
    if stack:
        raise InputError(f"{entry!r}: a bracket that never closes")
    return closed
