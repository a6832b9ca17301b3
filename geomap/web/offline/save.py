"""Save any folium map as one file that opens without internet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.atomic import write_text
from geomap.errors import OutputError
from geomap.web.offline.document import compose_page
from geomap.web.offline.head import embed_script, embed_stylesheet
from geomap.web.offline.own_page import is_own_page, render_own_page
from geomap.web.offline.plugins import Asset, read_data_uri
from geomap.web.offline.remote import Remote, find_in_elements, find_in_html
from geomap.web.offline.rendering import Parts, render_parts
from geomap.web.offline.stylesheets import find_words, prune_stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import folium
    from branca.element import Element, Figure

LEAFLET = "leaflet/dist/leaflet.js"
MAX_ZOOM = "L.Map.mergeOptions({maxZoom:18});\n"
"""Clusters throw an error on a map that has neither tiles nor a limit."""


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
    is_own = is_own_page(figure)
    parts = render_parts(figure)
    outside = [part for piece in parts.head for part in find_in_html(piece.html)]
    outside += find_in_html(parts.body)
    by_script = find_in_elements(parts.elements)
    allowed = (leave_remote,) if isinstance(leave_remote, str) else tuple(leave_remote)
    left = _check_addresses(outside + ([] if is_own else by_script), tuple(filter(None, allowed)))
    if is_own:
        return render_own_page(parts, sorted({*left, *by_script}))
    assets = _choose_assets(parts)
    with_eval = any(asset.needs_eval for asset in assets)
    return compose_page(parts, _embed(parts, assets), left=left, with_eval=with_eval)


def _find_figure(map: Element) -> Figure:  # noqa: A002
    """Return the figure that a map stands in; one is made around a map without."""
    from branca.element import Figure

    top = map.get_root()
    if isinstance(top, Figure):
        return top
    figure = Figure()
    figure.add_child(map)
    return figure


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


def _choose_assets(parts: Parts) -> list[Asset]:
    """Return the assets that the map uses, with what they need."""
    linked = list({piece.asset.file: piece.asset for piece in parts.head if piece.asset}.values())
    used = [
        asset
        for asset in linked
        if not asset.drop_unless or re.search(asset.drop_unless, parts.said)
    ]
    needed = {name for asset in used for name in asset.needs}
    return [asset for asset in linked if asset in used or asset.file in needed]


def _embed(parts: Parts, assets: list[Asset]) -> list[str]:
    """Return the pieces of the head, each chosen asset at its first place, reduced to its use."""
    own_words = find_words(parts.said)
    words = own_words.union(*(find_words(a.read_text()) for a in assets if a.is_script))
    clusters = any("markercluster" in asset.file for asset in assets)
    zoom = MAX_ZOOM if clusters and not any(map(_has_zoom, parts.elements)) else ""
    waiting = {asset.file for asset in assets}
    pieces = []
    for piece in parts.head:
        if not piece.asset:
            pieces.append(piece.html)
        elif piece.asset.file in waiting:
            waiting.remove(piece.asset.file)
            pieces.append(_embed_asset(piece.asset, words, own_words, zoom))
    return pieces


def _has_zoom(element: Element) -> bool:
    """Return True for tiles and for maps that say how far in they go."""
    options = getattr(element, "options", None)
    stated = isinstance(options, dict) and any(name in options for name in ("maxZoom", "max_zoom"))
    return stated and any(base.__name__ in ("Map", "TileLayer") for base in type(element).__mro__)


def _embed_asset(asset: Asset, words: set[str], own: set[str], zoom: str) -> str:
    if asset.is_script:
        return embed_script(asset, _default_icons() + zoom if asset.file == LEAFLET else "")
    css = asset.read_text()
    if asset.file.endswith("leaflet.css"):
        css = re.sub(r"\.leaflet-default-icon-path\s*\{[^}]*\}", "", css)
    return embed_stylesheet(asset, prune_stylesheet(css, words, own) if asset.prune else css)


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
