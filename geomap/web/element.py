"""The event map as a folium layer, to be added to any ``folium.Map`` beside other layers."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from geomap.errors import InputError
from geomap.settings import Presentation
from geomap.web.assets import read_asset
from geomap.web.options import WebOptions
from geomap.web.page_meta import title_of
from geomap.web.payload import Payload, build_payload
from geomap.web.story_blocks import plain_story

if TYPE_CHECKING:
    import geopandas as gpd


class EventMap(Layer):
    """Events with one clock, filters, list and honest precision, as one folium layer.

    Parameters
    ----------
    events
        The columns of `geomap.schema.COLUMNS` and more; EPSG:4326, ``lon, lat``.
    name
        The layer's name in a layer control.
    presentation
        Title, language, theme and what else all outputs share.
    options
        What only the web map can be told.
    overlay, control, show
        As in every folium layer.

    Examples
    --------
    >>> m = folium.Map([35, 38], zoom_start=6)  # doctest: +SKIP
    >>> EventMap(events).add_to(m)  # doctest: +SKIP
    >>> geomap.save_map(m, "map.html")  # doctest: +SKIP
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = geomap.layer({{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        events: gpd.GeoDataFrame,
        *,
        name: str = "Events",
        presentation: Presentation = Presentation(),
        options: WebOptions = WebOptions(),
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(name=escape_name(name), overlay=overlay, control=control, show=show)
        self._name = "EventMap"
        check_dates(events)
        self._extent = _extent(events)
        self.title = presentation.title or title_of(events, presentation.lang)
        self.payload: Payload = build_payload(events, presentation, options)
        self.plain = plain_story(events, presentation) if presentation.chapters else ""

    def data_blocks(self) -> list[DataBlock]:
        """Return the data blocks, head first."""
        name = self.get_name()
        later = [DataBlock(f"{name}-{end}", text) for end, text in self.payload.later]
        head = DataBlock(f"{name}-head", self.payload.head, is_early=True)
        columns = DataBlock(f"{name}-columns", self.payload.columns, is_early=True)
        return [head, columns, *later]

    def render(self, **kwargs: Any) -> str:
        """Put front end and data into the figure, then the layer's script."""
        figure = self.get_root()
        assert isinstance(figure, Figure), "You cannot render this Element if it is not in a Figure"
        style = f"<style>{read_asset('geomap.css')}</style>"
        figure.header.add_child(RawElement(style), name="geomap_style")
        for block in self.data_blocks():
            figure.html.add_child(block, name=block.identifier)
        if self.plain:
            plain = RawElement(f"<noscript>{self.plain}</noscript>")
            figure.html.add_child(plain, name=f"{self.get_name()}-plain")
        script = RawElement(read_asset("geomap.js"))
        figure.script.add_child(script, name="geomap_script")
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self._extent


def check_dates(events: gpd.GeoDataFrame) -> None:
    """Refuse events that the clock could not show, in a line that tells what to do."""
    undated = int(events[["date_start", "date_end"]].isna().any(axis=1).sum())
    if undated:
        raise InputError(
            f"{undated:,} of {len(events):,} events have no date_start or date_end",
            fix="give them a span (date_start, date_end), or leave them out of the map",
        )


def escape_name(name: str) -> str:
    """Return a layer's name as text for both that read it.

    Leaflet writes names through ``innerHTML``, and folium compiles what a layer control renders
    once more as a Jinja template, so braces must not be braces.
    """
    return html.escape(name).replace("{", "&#123;").replace("}", "&#125;")


class RawElement(Element):
    """Text that goes into the page as it is: no template has to be compiled for megabytes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "RawElement"
        self.text = text

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002
        """Return the text."""
        return self.text


class DataBlock(RawElement):
    """Packed data in an inert element: nothing in it is a word, an address or a script.

    Parameters
    ----------
    identifier
        Id of the element.
    text
        The packed data.
    is_early
        The first picture needs it, so it stands before the page's script.
    """

    def __init__(self, identifier: str, text: str, *, is_early: bool = False) -> None:
        super().__init__(text)
        self.identifier = identifier
        self.is_early = is_early

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002
        """Return the element with its data."""
        return f"{self.tag}{self.text}</script>\n"

    @property
    def tag(self) -> str:
        """The element's opening tag."""
        return f'<script type="application/x-geomap" id="{self.identifier}">'


def _extent(events: gpd.GeoDataFrame) -> list[list[float | None]]:
    if events.empty:
        return [[None, None], [None, None]]
    lon, lat = events["lon"], events["lat"]
    return [[float(lat.min()), float(lon.min())], [float(lat.max()), float(lon.max())]]
