"""The locked front-end files: ours, and those of folium's plugins by the address it links."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geomap.errors import OutputError

FOLDER = Path(__file__).parent / "assets"

_BY_ADDRESS: tuple[tuple[str, str], ...] = (
    (r"/leaflet@[\d.]+/dist/leaflet\.js$", "leaflet.js"),
    (r"/leaflet@[\d.]+/dist/leaflet\.css$", "leaflet.css"),
    (r"/jquery-3[\d.]*(\.min)?\.js$|/jquery/3[\d.]+/jquery(\.min)?\.js$", "jquery.js"),
    (r"/bootstrap@5[\d.]+/dist/js/bootstrap\.bundle\.min\.js$", "bootstrap.js"),
    (r"/bootstrap@5[\d.]+/dist/css/bootstrap\.min\.css$", "bootstrap.css"),
    (r"/bootstrap/3[\d.]+/css/bootstrap-glyphicons\.css$", "glyphicons.css"),
    (r"/fontawesome-free@6[\d.]+/css/all\.min\.css$", "fontawesome.css"),
    (r"/Leaflet\.awesome-markers/2[\d.]+/leaflet\.awesome-markers\.js$", "awesome-markers.js"),
    (r"/Leaflet\.awesome-markers/2[\d.]+/leaflet\.awesome-markers\.css$", "awesome-markers.css"),
    (r"/leaflet\.awesome\.rotate\.min\.css$", "awesome-rotate.css"),
    (r"/leaflet\.markercluster/[\d.]+/leaflet\.markercluster\.js$", "markercluster.js"),
    (r"/leaflet\.markercluster/[\d.]+/MarkerCluster\.css$", "markercluster.css"),
    (r"/leaflet\.markercluster/[\d.]+/MarkerCluster\.Default\.css$", "markercluster-default.css"),
    (r"/jqueryui/1[\d.]+/jquery-ui\.min\.js$", "jquery-ui.js"),
    (r"/iso8601-js-period@[\d.]+/iso8601\.min\.js$", "iso8601.js"),
    (r"/leaflet-timedimension@[\d.]+/dist/leaflet\.timedimension\.min\.js$", "timedimension.js"),
    (
        r"/leaflet-timedimension@[\d.]+/dist/leaflet\.timedimension\.control\.css$",
        "timedimension.css",
    ),
    (r"/moment\.js/2[\d.]+/moment\.min\.js$", "moment.js"),
    (r"/highlight\.js/[\d.]+/styles/default\.min\.css$", "highlight.css"),
    (r"/leaflet\.timeline@[\d.]+/dist/leaflet\.timeline\.min\.js$", "timeline.js"),
    (r"/folium/templates/leaflet_heat\.min\.js$", "folium:leaflet_heat.min.js"),
    (r"/folium/templates/pa7_hm\.min\.js$", "folium:pa7_hm.min.js"),
    (r"/folium/templates/pa7_leaflet_hm\.min\.js$", "folium:pa7_leaflet_hm.min.js"),
    (r"/leaflet\.fullscreen@[\d.]+/Control\.FullScreen(\.min)?\.js$", "fullscreen.js"),
    (r"/leaflet\.fullscreen@[\d.]+/Control\.FullScreen(\.min)?\.css$", "fullscreen.css"),
    (r"/leaflet-minimap/[\d.]+/Control\.MiniMap\.js$", "minimap.js"),
    (r"/leaflet-minimap/[\d.]+/Control\.MiniMap\.css$", "minimap.css"),
    (r"/leaflet\.groupedlayercontrol\.min\.js$", "groupedlayercontrol.js"),
    (r"/leaflet\.groupedlayercontrol\.min\.css$", "groupedlayercontrol.css"),
    (r"/L\.Control\.Layers\.Tree\.min\.js$", "layers-tree.js"),
    (r"/L\.Control\.Layers\.Tree\.min\.css$", "layers-tree.css"),
    (r"/leaflet-search@[\d.]+/dist/leaflet-search\.min\.js$", "search.js"),
    (r"/leaflet-search@[\d.]+/dist/leaflet-search\.min\.css$", "search.css"),
    (r"/leaflet-measure@[\d.]+/dist/leaflet-measure\.min\.js$", "measure.js"),
    (r"/leaflet-measure@[\d.]+/dist/leaflet-measure\.min\.css$", "measure.css"),
    (r"/L\.Control\.MousePosition\.min\.js$", "mouse-position.js"),
    (r"/L\.Control\.MousePosition\.min\.css$", "mouse-position.css"),
    (r"/leaflet\.draw/[\d.]+/leaflet\.draw\.js$", "draw.js"),
    (r"/leaflet\.draw/[\d.]+/leaflet\.draw\.css$", "draw.css"),
)
"""Asset by the end of the address; ``folium:`` files lie in folium's own package."""


def find_asset(address: str) -> str | None:
    """Return the name of the locked file for an address that folium links, None if unknown."""
    for pattern, name in _BY_ADDRESS:
        if re.search(pattern, address):
            return name
    return None


@cache
def read_asset(name: str) -> str:
    """Return the text of a locked file.

    Raises
    ------
    OutputError
        If the front end was not built; happens in a checkout that is not installed.
    """
    if name.startswith("folium:"):
        import folium

        return _read(Path(folium.__file__).parent / "templates" / name.removeprefix("folium:"))
    return _read(FOLDER / name)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"{path.name}: the map's front end is not built; run `python hatch_build.py` in the "
            "checkout, or install geomap"
        ) from error
