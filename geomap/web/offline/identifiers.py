"""A map's own random ids, replaced by numbers so that two renders are the same bytes."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
FRAME = re.compile(r"(data:text/html;charset=utf-8;base64,)([A-Za-z0-9+/=]+)")


def find_elements(root: Element) -> Iterator[Element]:
    """Yield a map's elements in order: children, parts and what is kept in attributes."""
    from branca.element import Element

    seen: set[int] = set()
    waiting: list[Any] = [root]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or not isinstance(thing, (Element, dict, list, tuple)):
            continue
        seen.add(id(thing))
        if isinstance(thing, Element):
            yield thing
            waiting.extend(
                value for name, value in reversed(vars(thing).items()) if name != "_parent"
            )
        else:
            parts = list(thing.values()) if isinstance(thing, dict) else thing
            waiting.extend(part for part in reversed(parts) if _may_hold_elements(part))


def number_ids(page: str, ids: set[str]) -> str:
    """Replace exactly `ids` in a page by numbers, in the order in which they appear.

    Text that merely looks like an id stays; documents inside frames are opened and numbered too.
    """
    numbers: dict[str, str] = {}

    def replace(found: re.Match[str]) -> str:
        if found[0] not in ids:
            return found[0]
        return numbers.setdefault(found[0], f"{len(numbers) + 1:08x}")

    def open_frame(found: re.Match[str]) -> str:
        try:
            inner = base64.b64decode(found[2], validate=True).decode("utf-8")
        except ValueError:
            return found[0]
        return found[1] + base64.b64encode(TOKEN.sub(replace, inner).encode()).decode("ascii")

    return TOKEN.sub(replace, FRAME.sub(open_frame, page))


def _may_hold_elements(part: Any) -> bool:
    from branca.element import Element

    return isinstance(part, Element) or (isinstance(part, dict) and _holds(part.values()))


def _holds(parts: Any) -> bool:
    from branca.element import Element

    return any(isinstance(part, Element) for part in parts)
