"""The page as text: its parts put together, own ids numbered, policy set, data filled in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geomap.web.blocks.packing import mend_text
from geomap.web.offline.identifiers import number_ids
from geomap.web.offline.policy import make_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.web.offline.remote import Remote
    from geomap.web.offline.rendering import Parts

_SLOT = "\0"
"""Stands for an event map's data until the page is read through; no other text holds it."""


def compose_page(
    parts: Parts,
    head: Iterable[str],
    *,
    left: Iterable[Remote] = (),
    with_eval: bool = False,
    with_plugins: bool = True,
) -> str:
    """Return the whole page; the same map gives the same text.

    Parameters
    ----------
    parts
        What the map rendered to; its texts of many events follow the script.
    head
        The pieces of the head.
    left, with_eval, with_plugins
        As in `make_policy`.
    """
    early = [block for block in parts.blocks if block.is_early]
    late = [block for block in parts.blocks if not block.is_early]
    title = [f"<title>{escape(parts.title)}</title>"] if parts.title else []
    page = "\n".join([
        "<!DOCTYPE html>\n<html>\n<head>",
        '<meta charset="utf-8">',
        *map(_clean, [*title, *filter(None, head)]),
        "</head>\n<body>",
        _clean(parts.body),
        *(f"{block.tag}{_SLOT}</script>" for block in early),
        f"<script>\n{_clean(parts.script)}\n</script>",
        *(f"{block.tag}{_SLOT}</script>" for block in late),
        "</body>\n</html>\n",
    ])  # fmt: skip
    page = number_ids(page, {element._id for element in parts.elements})
    policy = make_policy(page, left=left, with_eval=with_eval, with_plugins=with_plugins)
    meta = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    first, *others = page.replace("<head>\n", meta, 1).split(_SLOT)
    filled = zip((*early, *late), others, strict=True)
    return "".join([first, *(part for block, after in filled for part in (block.text, after))])


def _clean(text: str) -> str:
    """Return text as a browser reads it: one kind of line end, nothing that is no character."""
    text = mend_text(text).replace("\0", "\ufffd")
    return text.replace("\r\n", "\n").replace("\r", "\n")
