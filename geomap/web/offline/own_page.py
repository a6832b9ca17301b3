"""The page of `geomap.render_map` to which nothing was added: Leaflet, our layer, strict policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.web.offline.document import compose_page
from geomap.web.offline.head import embed_script, embed_stylesheet
from geomap.web.offline.identifiers import find_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Figure

    from geomap.web.offline.remote import Remote
    from geomap.web.offline.rendering import Parts

OUR_OWN = frozenset(
    {"OfflineMap", "EventMap", "TileLayer", "GlobalSwitches", "ElementAddToElement"}
)
"""Elements that need no file but Leaflet's, and write no inline style."""
_META = re.compile(r"<meta\b[^>]*>")
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_REFERRER = '<meta name="referrer" content="no-referrer">'


def is_own_page(figure: Figure) -> bool:
    """Return True if a figure holds a map of ours and nothing that another person put there."""
    below = {
        type(element).__name__
        for child in figure._children.values()
        for element in find_elements(child)
    }
    by_hand = (
        name == child.get_name()
        for part in (figure.header, figure.html, figure.script)
        for name, child in part._children.items()
    )
    return "OfflineMap" in below and below <= OUR_OWN and not any(by_hand)


def render_own_page(parts: Parts, left: list[Remote]) -> str:
    """Return the page; its tiles, if any, were chosen by name and stay outside."""
    head = [_VIEWPORT, _REFERRER, *_read_head(parts)]
    return compose_page(parts, head, left=left, with_plugins=False)


def _read_head(parts: Parts) -> Iterator[str]:
    for piece in parts.head:
        if not piece.asset:
            yield piece.html if piece.is_ours else _META.sub("", piece.html)  # they forbid zooming
        elif piece.asset.file.startswith("leaflet/"):
            if piece.asset.is_script:
                yield embed_script(piece.asset)
            else:
                yield embed_stylesheet(piece.asset, piece.asset.read_text())
