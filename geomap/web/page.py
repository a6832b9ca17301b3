"""The event map as a page: rendered for folium, saved as one file, shown in a notebook."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium

from geomap.errors import InputError, OutputError
from geomap.settings import Presentation
from geomap.web.element import EventMap
from geomap.web.offline import save_map
from geomap.web.offline.save import render_page
from geomap.web.options import WebOptions

if TYPE_CHECKING:
    import geopandas as gpd

MOST_WITH_TEXTS = 4_000_000
"""More are drawn without their texts, and the page says so (docs/map.md)."""
MOST_EVENTS = 12_000_000
"""More are refused."""

SYRIA = (34.9, 38.5)
"""Where the map looks before it knows its events; lat, lon as folium wants it."""


class OfflineMap(folium.Map):
    """A ``folium.Map`` that is saved and shown as one self-contained page."""

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:  # noqa: ARG002
        """Write the map as one file that needs no internet, see `geomap.save_map`."""
        if isinstance(outfile, (str, bytes, Path)):
            save_map(self, Path(outfile.decode() if isinstance(outfile, bytes) else outfile))
            return
        outfile.write(render_page(self).encode("utf-8"))
        if close_file:
            outfile.close()

    def _repr_html_(self, **kwargs: Any) -> str:  # noqa: ARG002
        page = html.escape(render_page(self))
        return (
            f'<iframe srcdoc="{page}" title="Event map" width="100%" height="640" '
            'style="border:1px solid #ccc;border-radius:6px" allowfullscreen></iframe>'
        )


def render_map(
    events: gpd.GeoDataFrame,
    presentation: Presentation = Presentation(),
    options: WebOptions = WebOptions(),
    **changes: Any,
) -> folium.Map:
    """Return events as a ``folium.Map``, to which other folium layers can be added.

    Parameters
    ----------
    events
        The columns of `geomap.schema.COLUMNS` and more; points, EPSG:4326, ``lon, lat``.
    presentation
        Title, language, theme and what else all outputs share.
    options
        What only the web map can be told.
    **changes
        Fields of either by name: ``title="..."``, ``lang="ar"``, ``tiles="OpenStreetMap.Mapnik"``.

    Returns
    -------
    folium.Map
        With one `EventMap` on it. Its ``save`` writes one file that needs no internet.

    Raises
    ------
    InputError
        If a change or a tile provider is unknown.
    """
    presentation, options = apply_changes(presentation, options, changes)
    page = OfflineMap(
        location=SYRIA, zoom_start=6, tiles=None, zoom_control=False, minZoom=2, maxZoom=18,
        zoom_snap=0.25, zoom_delta=0.5, wheel_px_per_zoom_level=90, world_copy_jump=False,
    )  # fmt: skip
    if options.tiles:
        tile_layer(options.tiles).add_to(page)
    EventMap(events, presentation=presentation, options=options).add_to(page)
    return page


def apply_changes(
    presentation: Presentation, options: WebOptions, changes: dict[str, Any]
) -> tuple[Presentation, WebOptions]:
    """Return presentation and options with the fields of `changes` set."""
    from dataclasses import fields

    mine = {field.name for field in fields(Presentation)}
    ours = {field.name for field in fields(WebOptions)}
    if unknown := set(changes) - mine - ours:
        raise InputError(
            f"the web map has no option {min(unknown)!r}",
            fix=f"known: {', '.join(sorted(mine | ours))}",
        )
    return (
        replace(presentation, **{k: v for k, v in changes.items() if k in mine}),
        replace(options, **{k: v for k, v in changes.items() if k in ours}),
    )


def tile_layer(name: str) -> folium.TileLayer:
    """Return an online tile layer by its provider's name.

    Raises
    ------
    InputError
        If ``xyzservices`` does not know the name, or it needs a token.
    """
    import xyzservices.providers

    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError as error:
        raise InputError(
            f"no tile provider {name!r}", fix="see xyzservices; try OpenStreetMap.Mapnik"
        ) from error
    if provider.requires_token():
        raise InputError(f"the tiles {name!r} need a token", fix="choose a provider without one")
    # Leaflet writes attributions through innerHTML, and a provider's text may be anything
    return folium.TileLayer(
        tiles=provider.build_url(scale_factor="{r}"),
        attr=html.escape(provider.attribution),
        name=html.escape(provider.name),
        max_zoom=18,
        control=False,
    )


def check_capacity(events: gpd.GeoDataFrame, path: Path) -> None:
    """Refuse more events than one page carries; `path` is for the message."""
    if len(events) > MOST_EVENTS:
        raise OutputError(
            f"{path}: {len(events):,} events are more than a self-contained map carries "
            f"({MOST_EVENTS:,}); write tiles: geomap export EVENTS -o {path.stem}.pmtiles"
        )


def write_page(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    """Write events as one self-contained page; return `path`. Same events, same bytes."""
    return write_web_map(events, path, presentation, WebOptions())


def write_web_map(
    events: gpd.GeoDataFrame, path: Path, presentation: Presentation, options: WebOptions
) -> Path:
    """Write events as one self-contained page with options of the web map; return `path`.

    Raises
    ------
    OutputError
        If there are more events than one page carries.
    """
    check_capacity(events, path)
    if len(events) > MOST_WITH_TEXTS:
        options = replace(options, texts=False)
    return save_map(render_map(events, presentation, options), path)
