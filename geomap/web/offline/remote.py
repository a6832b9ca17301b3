"""The addresses that a page would load when it opens."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from branca.element import Element

STYLE_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^'"()\s]*))\s*\)|@import\s+["']([^"']+)["']"""
)

_ATTRIBUTES = {
    ("script", "src"): "script",
    ("link", "href"): "style",
    ("img", "src"): "image",
    ("img", "srcset"): "image",
    ("source", "src"): "media",
    ("source", "srcset"): "image",
    ("video", "src"): "media",
    ("video", "poster"): "image",
    ("audio", "src"): "media",
    ("iframe", "src"): "frame",
    ("embed", "src"): "frame",
    ("object", "data"): "frame",
    ("input", "src"): "image",
    ("image", "href"): "image",
    ("image", "xlink:href"): "image",
    ("use", "href"): "image",
}
_FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}

_MEMBERS: dict[str, tuple[tuple[str, str], ...]] = {
    "TileLayer": (("tiles", "image"),),
    "WmsTileLayer": (("url", "image"),),
    "ImageOverlay": (("url", "image"),),
    "VideoOverlay": (("video_url", "media"), ("url", "media")),
    "FloatImage": (("image", "image"),),
    "GeoJson": (("embed_link", "data"),),
    "VectorGridProtobuf": (("url", "data"),),
    "Realtime": (("src", "data"), ("source", "data")),
}
_OPTIONS = dict.fromkeys(
    ("icon_url", "iconUrl", "shadow_url", "shadowUrl", "error_tile_url"), "image"
)


class Remote(NamedTuple):
    """An address and what loads it: script, style, image, media, frame or data."""

    address: str
    kind: str


def is_remote(address: str) -> bool:
    """Return True if reading `address` leaves the file (``data:``, ``blob:``, ``#`` do not)."""
    bare = address.strip().lower()
    return bool(bare) and not bare.startswith(("data:", "blob:", "#", "about:", "javascript:"))


def find_in_html(html: str) -> list[Remote]:
    """Return what a piece of HTML loads by itself: not links to click, and no text of scripts."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return [part for part in finder.found if is_remote(part.address)]


def find_in_elements(elements: Iterable[Element]) -> list[Remote]:
    """Return what the elements of a map load by script: tiles, images, data."""
    found = [part for element in elements for part in _find_in_element(element)]
    return [part for part in found if is_remote(part.address)]


def _find_in_element(element: Element) -> Iterator[Remote]:
    for base in type(element).__mro__:
        for member, kind in _MEMBERS.get(base.__name__, ()):
            value = getattr(element, member, None)
            if isinstance(value, str):
                yield Remote(value, kind)
    options: Any = getattr(element, "options", None)
    if isinstance(options, dict):
        for name, kind in _OPTIONS.items():
            value = options.get(name)
            if isinstance(value, str):
                yield Remote(value, kind)


class _Finder(HTMLParser):
    """Collects the attributes that make a browser load something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Remote] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and not _FETCHING_LINKS & set(given.get("rel", "").lower().split()):
            return
        for name, value in given.items():
            kind = _ATTRIBUTES.get((tag, name))
            if name == "srcset":
                self.found += [
                    Remote(part.split()[0], "image") for part in value.split(",") if part.strip()
                ]
            elif kind:
                if tag == "link" and "stylesheet" not in given["rel"].lower():
                    kind = "image"
                self.found.append(Remote(value, kind))
            elif name == "style":
                self.found += _find_in_style(value)
            elif name == "background" and tag in ("body", "table", "td"):
                self.found.append(Remote(value, "image"))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += _find_in_style(data)


def _find_in_style(css: str) -> list[Remote]:
    return [
        Remote(address, "style" if found[4] else "image")
        for found in STYLE_ADDRESS.finditer(css)
        if (address := found[1] or found[2] or found[3] or found[4])
    ]
