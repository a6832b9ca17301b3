"""The Content-Security-Policy of a page: its own inline scripts by hash, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geomap.outputs.web.selfcontained.identifiers import FRAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.outputs.web.selfcontained.remote import Remote

_DIRECTIVES = {
    "script": ("script-src",),
    "style": ("style-src", "font-src", "img-src"),
    "image": ("img-src",),
    "media": ("media-src",),
    "frame": ("frame-src",),
    "data": ("connect-src",),
}


_DATA_TYPES = ("application/x-geomap", "application/json", "application/geo+json")


def make_policy(page: str, *, left: Iterable[Remote] = (), with_eval: bool = False) -> str:
    """Return the policy for a page that is complete but for it.

    Parameters
    ----------
    page
        The HTML. Each inline script that a browser would meet while it reads the page gets its
        hash; a handler in an attribute and a script that other text brings in later get none.
    left
        What was left remote: its host is allowed for its kind, nothing else.
    with_eval
        A library on the page compiles strings (``new Function``).

    Notes
    -----
    ``style-src`` allows inline styles: Leaflet plugins and folium's own templates need them, and
    without images and fonts from outside a style cannot report anything to anybody.
    """
    sources: dict[str, list[str]] = {
        "default-src": ["'none'"],
        "script-src": [*sorted({hash_script(text) for text in find_scripts(page)})],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:", "blob:"],
        "font-src": ["data:"],
        "media-src": ["data:", "blob:"],
        "connect-src": [],
        "frame-src": ["data:"] if FRAME.search(page) else [],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if with_eval:
        sources["script-src"].append("'unsafe-eval'")
    for part in left:
        host = _host(part.address)
        for directive in _DIRECTIVES[part.kind]:
            if host and host not in sources[directive]:
                sources[directive].append(host)
    return "; ".join(
        f"{name} {' '.join(allowed) or chr(39) + 'none' + chr(39)}"
        for name, allowed in sources.items()
    )


def find_scripts(page: str) -> list[str]:
    """Return the texts of the inline scripts of a page and of the frames inside it."""
    finder = _ScriptFinder()
    finder.feed(page)
    finder.close()
    for found in FRAME.finditer(page):
        inner = base64.b64decode(found[2]).decode("utf-8", "replace")
        finder.scripts += find_scripts(inner)
    return finder.scripts


def hash_script(text: str) -> str:
    """Return a script's source expression: its SHA-256 as a policy writes it."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def escape_script(text: str) -> str:
    """Return script text that cannot end its element early nor open a comment in it.

    Inside strings, templates and expressions the backslash changes nothing.
    """
    return re.sub(r"<(/script|!--)", r"<\\\1", text, flags=re.IGNORECASE)


def _host(address: str) -> str:
    """Return a source expression for an address; tile servers' ``{s}`` is any sub-domain."""
    parts = urlsplit(
        re.sub(r"\{[^}]*\}", "*", "https:" + address if address.startswith("//") else address)
    )
    if not parts.netloc or parts.scheme not in ("http", "https"):
        return ""
    name = re.sub(r"^[^.]*\*[^.]*(?=\.)", "*", parts.netloc)
    return f"{parts.scheme}://{name}" if re.fullmatch(r"[\w.:*-]+", name) else ""


class _ScriptFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in _DATA_TYPES:
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._open is not None:
            self.scripts.append("".join(self._open))
            self._open = None
