"""Any folium map as one file that needs no internet."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from branca.element import CssLink, Figure, JavascriptLink

from geomap.atomic import write_text
from geomap.errors import OutputError
from geomap.outputs.web.assets import find_asset, read_asset
from geomap.outputs.web.element import EventMap, data_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from branca.element import Element

LIGHT = frozenset({
    "Figure", "Map", "OfflineMap", "EventMap", "TileLayer", "LayerControl",
    "ElementAddToElement", "FitBounds",
    "Element", "GlobalSwitches", "WmsTileLayer", "ImageOverlay", "FeatureGroup", "CustomPane",
    "Fullscreen", "MiniMap", "HeatMap", "MousePosition", "MeasureControl", "EventHandler",
})  # fmt: skip
"""Elements that need neither jQuery nor Bootstrap nor an icon font."""
HEAVY = frozenset({
    "jquery.js", "bootstrap.js", "bootstrap.css", "glyphicons.css", "fontawesome.css",
    "awesome-markers.js", "awesome-markers.css", "awesome-rotate.css",
})  # fmt: skip
"""Assets that only other elements need."""


EVALUATING = frozenset({"measure.js"})
"""Plugins that build their templates with ``new Function``; a page that has one must allow it."""


def save_map(
    map: Element,  # noqa: A002
    path: str | Path,
    *,
    remote: bool = False,
    title: str = "",
) -> Path:
    """Write a folium map as one self-contained file; return its path.

    Scripts, style sheets, fonts and images of the plugins that the map uses are put into the
    page from the locked packages; opened without internet it asks for nothing. Online tiles are
    the exception that a map names itself. Same map, same bytes.

    Parameters
    ----------
    map
        A ``folium.Map``, or anything of branca's that stands in a figure.
    path
        The HTML file to write.
    remote
        Leave what no locked package holds where it is, instead of refusing it.
    title
        Title of the page (plain text); empty takes the figure's, then the event map's.

    Raises
    ------
    OutputError
        If the map links an address that no locked package holds (all of them are named), or the
        file cannot be written.
    """
    return write_text(Path(path), render_offline(map, remote=remote, title=title))


def render_offline(map: Element, *, remote: bool = False, title: str = "") -> str:  # noqa: A002
    """Return a folium map as one self-contained page, see `save_map`."""
    top = map.get_root()
    root = top if isinstance(top, Figure) else Figure()
    if root is not top:
        root.add_child(map)
    holders = [root.header, root.html, root.script, *walk(root)]
    before = [(holder, holder._children.copy()) for holder in holders]
    try:
        return _render_figure(root, remote=remote, title=title)
    finally:
        # rendering leaves its traces in the figure; a second save must not find them
        for holder, children in before:
            holder._children = children


def _render_figure(root: Figure, *, remote: bool, title: str) -> str:
    for child in list(root._children.values()):
        options = getattr(child, "options", None)
        if isinstance(options, dict) and not {"maxZoom", "max_zoom"} & set(options):
            options["maxZoom"] = 18  # clusters without tiles ask for it
        child.render()
    elements = list(walk(root))
    events = [element for element in elements if isinstance(element, EventMap)]
    parts = Parts(light=all(type(element).__name__ in LIGHT for element in elements))
    tiles = {host for element in elements for host in tile_hosts(element)}
    for child in root.header._children.values():
        parts.take_header(child)
    if parts.unknown and not remote:
        named = ", ".join(sorted(parts.unknown))
        raise OutputError(
            f"the map links what geomap has no locked copy of: {named}; leave that out, or pass "
            "remote=True to let the page fetch it"
        )
    own = {identifier for event_map in events for identifier, _ in event_map.data_blocks()}
    body = "".join(child.render() for name, child in root.html._children.items() if name not in own)
    script = "\n".join(child.render() for child in root.script._children.values())
    data = [data_block(*block) for event_map in events for block in event_map.data_blocks()]
    title = title or root.title or _title_of(events)
    count = numbering(elements)
    parts.head = [(kind, count(text)) for kind, text in parts.head]
    data = [count(block) for block in data]
    return parts.page(
        title, count(body), calm_script(count(script)), data, tiles, trusted=not parts.foreign
    )


class Parts:
    """What goes into a page's head, in the order in which folium put it."""

    def __init__(self, *, light: bool) -> None:
        self.light = light
        self.head: list[tuple[str, str]] = []
        self.unknown: set[str] = set()
        self.kept: set[str] = set()
        self.foreign = not light
        self.evaluates = False

    def take_header(self, child: Element) -> None:
        """Take one child of the figure's header: a link to inline, or markup."""
        if isinstance(child, JavascriptLink):
            self.take_link(child.url, "script")
        elif isinstance(child, CssLink):
            self.take_link(child.url, "style")
        else:
            self.take_markup(child.render())

    def take_link(self, address: str, kind: str) -> None:
        """Inline the asset of an address, or remember that there is none."""
        name = find_asset(address)
        if name is None:
            if urlsplit(address).scheme == "data":
                return
            self.unknown.add(address)
            self.kept.add(address)
            self.head.append((f"remote-{kind}", address))
        elif not (self.light and name in HEAVY):
            self.head.append((kind, read_asset(name)))
            self.evaluates |= name in EVALUATING
            if name == "leaflet.js" and not self.light:
                self.head.append(("script", read_asset("leaflet-icons.js")))

    def take_markup(self, markup: str) -> None:
        """Take raw markup apart: scripts and styles are hashed, links are inlined."""
        for kind, content in split_markup(markup):
            if kind in ("link-script", "link-style"):
                self.take_link(content, kind.removeprefix("link-"))
            else:
                self.head.append((kind, content))

    def page(
        self,
        title: str,
        body: str,
        script: str,
        data: list[str],
        tiles: set[str],
        *,
        trusted: bool,
    ) -> str:
        """Return the whole page."""
        head = []
        scripts = [calm_script(text) for kind, text in self.head if kind == "script"]
        styles = [text for kind, text in self.head if kind == "style"]
        remote = sorted({_origin(address) for address in self.kept})
        policy = make_policy([*scripts, script], styles, sorted(tiles), remote, strict=trusted)
        if self.evaluates:
            policy = policy.replace("script-src ", "script-src 'unsafe-eval' ")
        for kind, text in self.head:
            if kind == "script":
                head.append(f"<script>{calm_script(text)}</script>")
            elif kind == "style":
                head.append(f"<style>{text}</style>")
            elif kind == "remote-script":
                head.append(f'<script src="{escape(text)}"></script>')
            elif kind == "remote-style":
                head.append(f'<link rel="stylesheet" href="{escape(text)}"/>')
            else:
                head.append(text)
        return "\n".join([
            "<!DOCTYPE html>",
            "<html>",
            "<head>",
            '<meta charset="utf-8"/>',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
            '<meta name="referrer" content="no-referrer"/>',
            f"<title>{escape(title)}</title>",
            *head,
            "</head>",
            "<body>",
            body.strip(),
            *data[:2],
            f"<script>{script}</script>",
            *data[2:],
            "</body>",
            "</html>",
            "",
        ])  # fmt: skip


def make_policy(
    scripts: list[str], styles: list[str], tiles: list[str], remote: list[str], *, strict: bool
) -> str:
    """Return a Content-Security-Policy: scripts by hash, no connections but to chosen tiles.

    Maps with other folium elements keep inline style attributes, which several plugins write.
    """
    script = " ".join([*dict.fromkeys(hash_source(text) for text in scripts), *remote])
    if strict:
        style = " ".join(dict.fromkeys(hash_source(text) for text in styles))
    else:
        style = " ".join(["'unsafe-inline'", *remote])
    images = " ".join(["data:", "blob:", *tiles])
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src {images}; "
        f"font-src {' '.join(['data:', *remote])}; base-uri 'none'; form-action 'none'"
    )


def hash_source(text: str) -> str:
    """Return the policy's word for one inline script or style.

    >>> hash_source("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def calm_script(script: str) -> str:
    """Return `script` without what would end it or hide its end; in strings it means the same."""
    script = script.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    script = re.sub(r"<(?=/?script)", r"\\x3c", script, flags=re.IGNORECASE)
    return script.replace("<!--", r"\x3c!--")


def walk(element: Element) -> Iterator[Element]:
    """Yield `element` and everything below it, in order of adding."""
    yield element
    for child in element._children.values():
        yield from walk(child)


def numbering(elements: list[Element]) -> Callable[[str], str]:
    """Return what replaces the random ids of exactly these elements by a running number."""
    numbers: dict[str, str] = {}
    for element in elements:
        numbers.setdefault(element._id, f"{len(numbers) + 1:04d}")
    pattern = re.compile("|".join(sorted(numbers)))
    return lambda text: pattern.sub(lambda found: numbers[found.group(0)], text)


def tile_hosts(element: Element) -> Iterator[str]:
    """Yield the hosts of an online tile layer, as the policy writes them."""
    address = getattr(element, "tiles", None) or getattr(element, "url", None)
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return
    if isinstance(element, (JavascriptLink, CssLink)):
        return
    yield _origin(address.replace("{s}", "*").replace("{r}", ""))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    host = re.sub(r"[^a-zA-Z0-9.:*-]", "", parts.netloc)
    return f"{parts.scheme}://{host}"


def _title_of(events: list[EventMap]) -> str:
    return events[0].title if events else "Map"


def split_markup(markup: str) -> list[tuple[str, str]]:
    """Return raw markup as scripts, styles, links to either, and the rest."""
    splitter = _Splitter()
    splitter.feed(markup)
    splitter.close()
    return splitter.parts


class _Splitter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[tuple[str, str]] = []
        self.inside = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, Any] = dict(attrs)
        if tag == "script":
            if values.get("src"):
                self.parts.append(("link-script", values["src"]))
            else:
                self.inside, self.text = "script", ""
        elif tag == "style":
            self.inside, self.text = "style", ""
        elif tag == "link" and "stylesheet" in (values.get("rel") or "").lower():
            self.parts.append(("link-style", values.get("href") or ""))
        elif tag == "meta" and (values.get("name") == "viewport" or values.get("http-equiv")):
            return
        else:
            self.parts.append(("markup", self.get_starttag_text() or ""))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            if self.text.strip():
                self.parts.append((self.inside, self.text))
            self.inside = ""
        elif tag not in ("script", "style", "meta", "link"):
            self.parts.append(("markup", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data
        elif data.strip():
            self.parts.append(("markup", data))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Leave comments out."""
