"""The head of a page: HTML of the map's own, and links that become scripts and style sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.web.element import RawElement
from geomap.web.offline.plugins import Asset, find_asset
from geomap.web.offline.policy import escape_script
from geomap.web.offline.stylesheets import inline_parts

if TYPE_CHECKING:
    from branca.element import Element

_OUTSIDE_TAG = re.compile(
    r"""<script\b[^>]*?\bsrc\s*=\s*["']?(?P<script>[^"'\s>]+)["']?[^>]*>\s*</script\s*>"""
    r"""|<link\b[^>]*?\bhref\s*=\s*["']?(?P<style>[^"'\s>]+)["']?[^>]*>""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page's head: HTML, ours or the map's own, or an asset."""

    html: str
    asset: Asset | None = None
    is_ours: bool = False


def split_child(child: Element) -> list[Piece]:
    """Cut one child of the head into assets and HTML of the map's own."""
    from branca.element import Link

    if isinstance(child, Link):
        asset = find_asset(child.url)
        return [Piece("" if asset else child.render(), asset)]
    html = child.render()
    if isinstance(child, RawElement):
        return [Piece(html, is_ours=True)]
    pieces, start = [], 0
    for found in _OUTSIDE_TAG.finditer(html):
        asset = find_asset(found["script"] or found["style"])
        if asset:
            pieces += [Piece(html[start : found.start()]), Piece("", asset)]
            start = found.end()
    pieces.append(Piece(html[start:]))
    return [piece for piece in pieces if piece.asset or piece.html.strip()]


def embed_script(asset: Asset, after: str = "") -> str:
    """Return a script as an element, with script text of ours `after` it."""
    return f"<script>\n{escape_script(asset.read_text())}\n{after}</script>"


def embed_stylesheet(asset: Asset, css: str) -> str:
    """Return a stylesheet's text, or what is left of it, as an element with its images in it."""
    return f"<style>\n{inline_parts(css, asset.read_part)}\n</style>" if css.strip() else ""
