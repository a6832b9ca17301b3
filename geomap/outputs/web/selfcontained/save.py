"""Save any folium map as one file that opens without internet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.atomic import write_text
from geomap.errors import OutputError
from geomap.outputs.web.save import render_offline, walk
from geomap.outputs.web.selfcontained.identifiers import number_ids
from geomap.outputs.web.selfcontained.plugins import Asset, find_asset, read_data_uri
from geomap.outputs.web.selfcontained.policy import escape_script, make_policy
from geomap.outputs.web.selfcontained.remote import Remote, find_in_elements, find_in_html
from geomap.outputs.web.selfcontained.rendering import rendered
from geomap.outputs.web.selfcontained.stylesheets import find_words, inline_parts, prune_stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import folium
    from branca.element import Element, Figure

LEAFLET = "leaflet/dist/leaflet.js"
OUR_OWN = frozenset(
    {"OfflineMap", "EventMap", "TileLayer", "GlobalSwitches", "ElementAddToElement"}
)
MAX_ZOOM = "L.Map.mergeOptions({maxZoom:18});\n"
"""Clusters throw an error on a map that has neither tiles nor a limit."""

_OUTSIDE_TAG = re.compile(
    r"""<script\b[^>]*?\bsrc\s*=\s*["']?(?P<script>[^"'\s>]+)["']?[^>]*>\s*</script\s*>"""
    r"""|<link\b[^>]*?\bhref\s*=\s*["']?(?P<style>[^"'\s>]+)["']?[^>]*>""",
    re.IGNORECASE,
)
DATA_BLOCK = re.compile(r'<script type="application/x-geomap".*?</script>', re.DOTALL)
"""An event map's packed columns: nothing in them is a word, an address or a script."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Linked:
    """A piece of the page's head: HTML of the map's own, or an asset."""

    html: str
    asset: Asset | None = None


def save_map(map: folium.Map, path: str | Path, *, leave_remote: Sequence[str] = ()) -> Path:  # noqa: A002
    """Write a folium map as one HTML file that needs nothing from outside.

    Scripts and stylesheets that folium links to are taken from the locked packages that geomap
    was built with, reduced to what the map uses; a Content-Security-Policy allows the page's own
    scripts by hash and no connection. Two saves of a map are the same bytes.

    Parameters
    ----------
    map
        Any ``folium.Map`` (or ``folium.plugins.DualMap``) with what was added to it.
    path
        The file to write.
    leave_remote
        Addresses, or beginnings of addresses, that may stay outside, for example
        ``["https://tile.openstreetmap.org/"]`` for that server's tiles.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    OutputError
        If the map loads an address that is neither among the locked packages nor in
        `leave_remote` (the message names every one), or the file cannot be written.

    Notes
    -----
    Handlers in attributes (``onclick="..."``) and pictures from outside in a popup's own HTML do
    not work in the saved page: its policy forbids them. Texts of strangers in popups are the
    caller's to escape; ``geomap.render_map`` never puts them into HTML.

    Examples
    --------
    >>> import folium
    >>> save_map(folium.Map([35, 38], tiles=None), "map.html")  # doctest: +SKIP
    PosixPath('map.html')
    """
    return write_text(Path(path), render_page(map, leave_remote=leave_remote))


def render_page(map: folium.Map, *, leave_remote: Sequence[str] = ()) -> str:  # noqa: A002
    """Return the HTML that `save_map` writes."""
    figure = _find_figure(map)
    if _is_ours_alone(figure):
        return render_offline(map)
    with rendered(figure) as elements:
        head = [part for child in figure.header._children.values() for part in _split(child)]
        body = figure.html.render()
        script = escape_script(figure.script.render())

    outside = [part for piece in head if not piece.asset for part in find_in_html(piece.html)]
    outside += find_in_html(DATA_BLOCK.sub("", body)) + find_in_elements(elements)
    allowed = (leave_remote,) if isinstance(leave_remote, str) else tuple(leave_remote)
    left = _check_addresses(outside, tuple(filter(None, allowed)))

    own = DATA_BLOCK.sub("", "\n".join([*(piece.html for piece in head), body, script]))
    assets = _choose_assets(head, own)
    own_words = find_words(own)
    words = own_words.union(*(find_words(a.read_text()) for a in assets if a.is_script))
    chosen = {asset.file for asset in assets}
    pieces, done = [], set()
    clusters = any("markercluster" in asset.file for asset in assets)
    zoom = MAX_ZOOM if clusters and not any(_has_zoom(element) for element in elements) else ""
    for piece in head:
        if not piece.asset:
            pieces.append(piece.html)
        elif piece.asset.file in chosen and piece.asset.file not in done:
            done.add(piece.asset.file)
            pieces.append(_embed(piece.asset, words, own_words, zoom))
    title = f"<title>{escape(figure.title)}</title>\n" if figure.title else ""
    parts = (title + "\n".join(pieces), body, script)
    ids = {element._id for element in elements}
    page = _compose(*parts)
    page = _SURROGATE.sub("\ufffd", page).replace("\r\n", "\n").replace("\r", "\n")
    page = number_ids(page.replace("\0", "\ufffd"), ids)
    policy = make_policy(page, left=left, with_eval=any(asset.needs_eval for asset in assets))
    return page.replace(
        "<head>\n",
        f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        1,
    )


def _find_figure(map: Element) -> Figure:  # noqa: A002
    """Return the figure that a map stands in; one is made around a map without."""
    from branca.element import Figure

    top = map.get_root()
    if isinstance(top, Figure):
        return top
    figure = Figure()
    figure.add_child(map)
    return figure


def _is_ours_alone(figure: Figure) -> bool:
    """Return True for a page of `geomap.render_map` to which nothing was added.

    It has no element of folium's that writes inline styles, so it gets the stricter policy of
    its own page; its tiles, if any, were chosen by name.
    """
    kinds = {type(element).__name__ for element in figure._children.values()}
    below = {
        type(element).__name__ for child in figure._children.values() for element in walk(child)
    }
    return "OfflineMap" in kinds and below <= OUR_OWN


def _compose(head: str, body: str, script: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n'
        f"<body>\n{body}\n<script>\n{script}\n</script>\n</body>\n</html>\n"
    )


def _split(child: Element) -> list[_Linked]:
    """Cut one child of the head into assets and HTML of the map's own."""
    from branca.element import Link

    if isinstance(child, Link):
        asset = find_asset(child.url)
        return [_Linked("" if asset else child.render(), asset)]
    html = child.render()
    pieces, start = [], 0
    for found in _OUTSIDE_TAG.finditer(html):
        asset = find_asset(found["script"] or found["style"])
        if asset:
            pieces += [_Linked(html[start : found.start()]), _Linked("", asset)]
            start = found.end()
    pieces.append(_Linked(html[start:]))
    return [piece for piece in pieces if piece.asset or piece.html.strip()]


def _check_addresses(outside: list[Remote], allowed: tuple[str, ...]) -> list[Remote]:
    """Return what stays outside; refuse what nobody allowed."""
    unknown = sorted({part.address for part in outside if not part.address.startswith(allowed)})
    if unknown:
        named = ", ".join(address[:200] for address in unknown[:10])
        more = f" and {len(unknown) - 10} more" if len(unknown) > 10 else ""
        raise OutputError(
            f"the map loads what geomap cannot put into the file: {named}{more}; remove it "
            "(tiles=None for a map without tiles) or name it in leave_remote"
        )
    return sorted(set(outside))


def _choose_assets(head: list[_Linked], own: str) -> list[Asset]:
    """Return the assets that the map uses, with what they need."""
    linked = list({piece.asset.file: piece.asset for piece in head if piece.asset}.values())
    used = [asset for asset in linked if not asset.drop_unless or re.search(asset.drop_unless, own)]
    needed = {name for asset in used for name in asset.needs}
    return [asset for asset in linked if asset in used or asset.file in needed]


def _has_zoom(element: Element) -> bool:
    """Return True for tiles and for maps that say how far in they go."""
    options = getattr(element, "options", None)
    stated = isinstance(options, dict) and any(name in options for name in ("maxZoom", "max_zoom"))
    return stated and any(base.__name__ in ("Map", "TileLayer") for base in type(element).__mro__)


def _embed(asset: Asset, words: set[str], own: set[str], zoom: str) -> str:
    text = asset.read_text()
    if asset.is_script:
        after = _default_icons() + zoom if asset.file == LEAFLET else ""
        return f"<script>\n{escape_script(text)}\n{after}</script>"
    if asset.file.endswith("leaflet.css"):
        text = re.sub(r"\.leaflet-default-icon-path\s*\{[^}]*\}", "", text)
    if asset.prune:
        text = prune_stylesheet(text, words, own)
    return f"<style>\n{inline_parts(text, asset.read_part)}\n</style>" if text.strip() else ""


def _default_icons() -> str:
    """Return script text that gives Leaflet its own marker without asking a server for it."""
    icon, retina, shadow = (
        read_data_uri(f"leaflet/dist/images/{name}.png")
        for name in ("marker-icon", "marker-icon-2x", "marker-shadow")
    )
    return (
        'L.Icon.Default.imagePath="";L.Icon.Default.mergeOptions({'
        f'iconUrl:"{icon}",iconRetinaUrl:"{retina}",shadowUrl:"{shadow}"}});\n'
    )
