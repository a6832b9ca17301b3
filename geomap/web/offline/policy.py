"""The Content-Security-Policy of a page: its own inline scripts by hash, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geomap.web.offline.identifiers import FRAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.web.offline.remote import Remote

_DIRECTIVES = {
    "script": ("script-src",),
    "style": ("style-src", "font-src", "img-src"),
    "image": ("img-src",),
    "media": ("media-src",),
    "frame": ("frame-src",),
    "data": ("connect-src",),
}


_DATA_TYPES = ("application/x-geomap", "application/json", "application/geo+json")


def make_policy(
    page: str,
    *,
    left: Iterable[Remote] = (),
    with_eval: bool = False,
    with_plugins: bool = True,
) -> str:
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
    with_plugins
        Allow inline styles of every kind: Leaflet plugins and folium's own templates need them,
        and without images and fonts from outside a style cannot report anything to anybody.
        Without plugins each style sheet of the page gets its hash, and there is no sound or film.
    """
    scripts, styles = find_inline(page)
    sources: dict[str, list[str]] = {
        "default-src": ["'none'"],
        "script-src": hash_sources(scripts),
        "style-src": ["'unsafe-inline'"] if with_plugins else hash_sources(styles),
        "img-src": ["data:", "blob:"],
        "font-src": ["data:"],
        "media-src": ["data:", "blob:"] if with_plugins else [],
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


def find_inline(page: str) -> tuple[list[str], list[str]]:
    """Return the texts of the inline scripts and styles of a page and of the frames inside it."""
    finder = _InlineFinder()
    finder.feed(page)
    finder.close()
    scripts, styles = finder.found["script"], finder.found["style"]
    for frame in FRAME.finditer(page):
        inside = find_inline(base64.b64decode(frame[2]).decode("utf-8", "replace"))
        scripts += inside[0]
        styles += inside[1]
    return scripts, styles


def hash_sources(texts: Iterable[str]) -> list[str]:
    """Return the source expressions of inline texts: the SHA-256 of each as a policy writes it.

    >>> hash_sources(["", ""])
    ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"]
    """
    digests = {hashlib.sha256(text.encode("utf-8")).digest() for text in texts}
    return sorted(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def escape_script(text: str) -> str:
    r"""Return script text that cannot end its element early nor open a comment in it.

    In strings, templates and regular expressions ``\x3c`` means the same. ``<script`` alone, which
    compressed code holds as a comparison, does nothing without a comment around it.
    """
    return re.sub(r"<(?=/script|!--)", r"\\x3c", text, flags=re.IGNORECASE)


def _host(address: str) -> str:
    """Return a source expression for an address; tile servers' ``{s}`` is any sub-domain."""
    parts = urlsplit(
        re.sub(r"\{[^}]*\}", "*", "https:" + address if address.startswith("//") else address)
    )
    if not parts.netloc or parts.scheme not in ("http", "https"):
        return ""
    name = re.sub(r"^[^.]*\*[^.]*(?=\.)", "*", parts.netloc)
    return f"{parts.scheme}://{name}" if re.fullmatch(r"[\w.:*-]+", name) else ""


class _InlineFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_code = tag == "script" and "src" not in given and given.get("type") not in _DATA_TYPES
        if is_code or tag == "style":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.found and self._open is not None:
            self.found[tag].append("".join(self._open))
            self._open = None
