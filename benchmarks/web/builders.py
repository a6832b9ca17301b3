"""How each library is asked for the same map: (table, path) -> nothing; the file is the result.

The table is what the library starts from (`PREPARE`): events with points for geomap and lonboard.

Each shows every event at its place with its text, and filters by time where the library can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

CENTRE = [35.0, 38.5]


def build_geomap(events: Any, path: Path) -> None:
    import geomap

    geomap.save_map(geomap.render_map(events, title="Benchmark"), path)


def build_fast_marker_cluster(frame: pd.DataFrame, path: Path) -> None:
    """Every event with what a reader asks of it: date, type, actor, place, source, text."""
    from folium.plugins import FastMarkerCluster

    page = _folium_map()
    callback = """
    function (row) {
        var marker = L.marker(new L.LatLng(row[0], row[1]));
        marker.day = row[2];
        marker.bindPopup(function () { var p = document.createElement("p");
            p.textContent = row.slice(2).join(", "); return p; });
        return marker;
    };"""
    told = frame[["event_type", "actor1", "place_name", "source", "description"]]
    days = frame["date_start"].dt.strftime("%Y-%m-%d")
    columns = [frame["lat"], frame["lon"], days, *(told[name] for name in told)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    FastMarkerCluster(rows, callback=callback).add_to(page)
    page.save(path)


def build_marker_cluster(frame: pd.DataFrame, path: Path) -> None:
    import folium
    from folium.plugins import MarkerCluster

    page = _folium_map()
    cluster = MarkerCluster().add_to(page)
    for lat, lon, text in zip(frame["lat"], frame["lon"], frame["description"], strict=True):
        folium.Marker([lat, lon], popup=text).add_to(cluster)
    page.save(path)


def build_geojson(frame: pd.DataFrame, path: Path) -> None:
    import folium

    page = _folium_map()
    folium.GeoJson(
        _collection(frame),
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(["date", "description"]),
    ).add_to(page)
    page.save(path)


def build_timestamped_geojson(frame: pd.DataFrame, path: Path) -> None:
    from folium.plugins import TimestampedGeoJson

    page = _folium_map()
    TimestampedGeoJson(
        _collection(frame), period="P1M", duration="P1M", auto_play=False, transition_time=1
    ).add_to(page)
    page.save(path)


def build_lonboard(events: Any, path: Path) -> None:
    from lonboard import Map, ScatterplotLayer

    keep = ["date_start", "event_type", "actor1", "description", "geometry"]
    layer = ScatterplotLayer.from_geopandas(events[keep], get_radius=1500)
    Map(layer).to_html(path)


def build_kepler(frame: pd.DataFrame, path: Path) -> None:
    from keplergl import KeplerGl

    keep = ["lon", "lat", "date_start", "event_type", "actor1", "description"]
    KeplerGl(data={"events": frame[keep].astype({"date_start": str})}).save_to_html(
        file_name=str(path)
    )


def build_pydeck(frame: pd.DataFrame, path: Path) -> None:
    import pydeck

    keep = ["lon", "lat", "date_start", "event_type", "description"]
    layer = pydeck.Layer(
        "ScatterplotLayer",
        frame[keep].astype({"date_start": str}),
        get_position=["lon", "lat"],
        get_radius=1500,
    )
    view = pydeck.ViewState(longitude=CENTRE[1], latitude=CENTRE[0], zoom=5)
    pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None).to_html(
        str(path), open_browser=False, notebook_display=False
    )


BUILDERS: dict[str, Callable[[Any, Path], None]] = {
    "geomap": build_geomap,
    "FastMarkerCluster": build_fast_marker_cluster,
    "MarkerCluster": build_marker_cluster,
    "GeoJson": build_geojson,
    "TimestampedGeoJson": build_timestamped_geojson,
    "lonboard": build_lonboard,
    "kepler.gl": build_kepler,
    "pydeck": build_pydeck,
}
IMPORTS = {
    "geomap": ["folium", "geopandas", "geomap.web.page"],
    "lonboard": ["lonboard", "geopandas"],
    "kepler.gl": ["keplergl"],
    "pydeck": ["pydeck"],
}
"""What is loaded before the clock starts; folium for the rest."""


def _as_points(frame: pd.DataFrame) -> Any:
    import geopandas

    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def prepare_events(frame: pd.DataFrame) -> Any:
    """Return events as `geomap.read_events` does."""
    from geomap.schema import coerce_events

    return _as_points(coerce_events(frame))


def _folium_map() -> Any:
    import folium

    return folium.Map(CENTRE, zoom_start=6, tiles=None, maxZoom=18)


def _collection(frame: pd.DataFrame) -> dict[str, Any]:
    days = frame["date_start"].dt.strftime("%Y-%m-%d")
    rows = zip(frame["lon"], frame["lat"], days, frame["description"], strict=True)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {
                    "times": [day],
                    "date": day,
                    "popup": text,
                    "description": text,
                    "icon": "circle",
                    "iconstyle": {"radius": 4},
                },
            }
            for lon, lat, day, text in rows
        ],
    }


PREPARE: dict[str, Callable[[Any], Any]] = {"geomap": prepare_events, "lonboard": _as_points}
