"""Every plugin of folium that the locked packages serve opens from one file, without internet."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import folium
import folium.plugins as plugins
import pytest
from branca.colormap import LinearColormap
from branca.element import MacroElement
from jinja2 import Template

from geomap.web.offline import save_map
from tests.browser.watching import open_file, rest, watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
PLACES = [[33.51, 36.29], [34.73, 36.71], [36.2, 37.16], [35.33, 40.14]]


def feature(place: list[float], **properties: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [place[1], place[0]]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def collect(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


DATED = collect(
    *(
        feature(place, times=[f"2025-06-{day:02}"], popup=f"day {day}", name=f"place {day}")
        for day, place in enumerate(PLACES, start=20)
    )
)
SPANS = collect(
    *(
        feature(place, start=f"2025-06-{day:02}", end=f"2025-07-{day:02}", name=f"place {day}")
        for day, place in enumerate(PLACES, start=10)
    )
)
SQUARE = collect(
    {
        "type": "Feature",
        "id": "1",
        "properties": {"name": "square"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[37, 34], [39, 34], [39, 36], [37, 36], [37, 34]]],
        },
    }
)


def plain(chart: folium.Map) -> None:
    folium.Marker(PLACES[0], popup="p", tooltip="t").add_to(chart)


def icons(chart: folium.Map) -> None:
    folium.Marker(PLACES[0], icon=folium.Icon(color="red", icon="cloud", prefix="fa")).add_to(chart)
    folium.Marker(PLACES[1], icon=folium.Icon(color="green", icon="home", angle=90)).add_to(chart)


def marker_cluster(chart: folium.Map) -> None:
    cluster = plugins.MarkerCluster().add_to(chart)
    for place in PLACES:
        folium.Marker(place, popup="p").add_to(cluster)


def fast_marker_cluster(chart: folium.Map) -> None:
    plugins.FastMarkerCluster(PLACES).add_to(chart)


def timestamped(chart: folium.Map) -> None:
    plugins.TimestampedGeoJson(DATED, period="P1D").add_to(chart)


def timeline(chart: folium.Map) -> None:
    line = plugins.Timeline(SPANS).add_to(chart)
    plugins.TimelineSlider(auto_play=False).add_timelines(line).add_to(chart)


def heat(chart: folium.Map) -> None:
    plugins.HeatMap([[*place, 1] for place in PLACES]).add_to(chart)


def heat_with_time(chart: folium.Map) -> None:
    days = [[[*place, 1] for place in PLACES]] * 3
    plugins.HeatMapWithTime(days, index=["a", "b", "c"]).add_to(chart)


def fullscreen(chart: folium.Map) -> None:
    plugins.Fullscreen().add_to(chart)


def mini_map(chart: folium.Map) -> None:
    plugins.MiniMap(tile_layer=folium.TileLayer(PIXEL, attr="-")).add_to(chart)


def grouped_layers(chart: folium.Map) -> None:
    groups = [folium.FeatureGroup(name).add_to(chart) for name in ("one", "two")]
    plugins.GroupedLayerControl({"group": groups}, collapsed=False).add_to(chart)


def tree_layers(chart: folium.Map) -> None:
    group = folium.FeatureGroup("one").add_to(chart)
    tree = {"label": "all", "children": [{"label": "one", "layer": group}]}
    plugins.TreeLayerControl(overlay_tree=tree).add_to(chart)


def search(chart: folium.Map) -> None:
    layer = folium.GeoJson(DATED).add_to(chart)
    plugins.Search(layer, search_label="name").add_to(chart)


def measure(chart: folium.Map) -> None:
    plugins.MeasureControl().add_to(chart)


def mouse_position(chart: folium.Map) -> None:
    plugins.MousePosition().add_to(chart)


def draw(chart: folium.Map) -> None:
    plugins.Draw(export=True).add_to(chart)


def colour_scale(chart: folium.Map) -> None:
    LinearColormap(["yellow", "red"], caption="events").add_to(chart)
    folium.GeoJson(
        SQUARE, tooltip=folium.GeoJsonTooltip(["name"]), popup=folium.GeoJsonPopup(["name"])
    ).add_to(chart)


def choropleth(chart: folium.Map) -> None:
    folium.Choropleth(SQUARE, data={"1": 3}, key_on="feature.id", bins=[0, 1, 2, 3]).add_to(chart)


def time_slider_choropleth(chart: folium.Map) -> None:
    style = {"1": {"1750000000": {"color": "#ff0000", "opacity": 0.7}}}
    plugins.TimeSliderChoropleth(SQUARE, styledict=style).add_to(chart)


def topojson(chart: folium.Map) -> None:
    arcs = [[[37, 34], [39, 34], [39, 36], [37, 34]]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"name": "t"}}
    folded = {
        "type": "Topology",
        "arcs": arcs,
        "objects": {"o": {"type": "GeometryCollection", "geometries": [shape]}},
    }
    folium.TopoJson(folded, "objects.o").add_to(chart)


def lines(chart: folium.Map) -> None:
    plugins.AntPath(PLACES).add_to(chart)
    plugins.PolyLineOffset(PLACES, offset=5).add_to(chart)
    line = folium.PolyLine(PLACES).add_to(chart)
    plugins.PolyLineTextPath(line, "road").add_to(chart)
    plugins.SemiCircle(PLACES[0], radius=20_000, start_angle=10, stop_angle=90).add_to(chart)
    plugins.PolyLineFromEncoded("u{~vFvyys@fS]").add_to(chart)


def small_things(chart: folium.Map) -> None:
    plugins.Terminator().add_to(chart)
    plugins.BoatMarker(PLACES[0], heading=45, wind_heading=150, wind_speed=45).add_to(chart)
    group = folium.FeatureGroup("all").add_to(chart)
    plugins.FeatureGroupSubGroup(group, "part").add_to(chart)


def tag_filter(chart: folium.Map) -> None:
    folium.Marker(PLACES[0], tags=["a"]).add_to(chart)
    plugins.TagFilterButton(["a", "b"]).add_to(chart)


def geoman(chart: folium.Map) -> None:
    plugins.GeoMan().add_to(chart)


def embedded_page(chart: folium.Map) -> None:
    frame = folium.IFrame("<p id=x>inside</p><script>document.title='run'</script>", 200, 80)
    folium.Marker(PLACES[0], popup=folium.Popup(frame, show=True)).add_to(chart)


FEATURES: list[Callable[[folium.Map], None]] = [
    plain,
    icons,
    marker_cluster,
    fast_marker_cluster,
    timestamped,
    timeline,
    heat,
    heat_with_time,
    fullscreen,
    mini_map,
    grouped_layers,
    tree_layers,
    search,
    measure,
    mouse_position,
    draw,
    colour_scale,
    choropleth,
    time_slider_choropleth,
    topojson,
    lines,
    small_things,
    tag_filter,
    geoman,
    embedded_page,
]


def make_map(*add: Callable[[folium.Map], None]) -> folium.Map:
    chart = folium.Map([35, 38], zoom_start=6, tiles=None)
    for one in add:
        one(chart)
    return chart


@pytest.mark.parametrize("add", FEATURES, ids=lambda add: add.__name__)
def test_a_saved_feature_opens_with_no_request_and_no_error(
    chromium: Any, tmp_path: Path, add: Callable[[folium.Map], None]
) -> None:
    path = save_map(make_map(add), tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector(".leaflet-map-pane", state="attached")
        rest(page, 150)
        assert log.requests == []
        assert log.errors == []


def test_the_control_the_same_map_saved_by_folium_asks_outside_hosts(
    chromium: Any, tmp_path: Path
) -> None:
    make_map(plain).save(tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, tmp_path / "map.html")
        assert len({url.split("/")[2] for url in log.requests}) >= 4
        assert log.errors


def test_clusters_heat_time_and_fullscreen_together_save_with_no_request(
    chromium: Any, tmp_path: Path
) -> None:
    chart = make_map(marker_cluster, heat, timestamped, fullscreen, icons)
    folium.LayerControl().add_to(chart)
    path = save_map(chart, tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector(".timecontrol-date")
        page.wait_for_selector(".leaflet-heatmap-layer", state="attached")
        page.wait_for_selector(".leaflet-control-zoom-fullscreen")
        page.wait_for_selector(".awesome-marker-icon-green", state="attached")
        page.click(".timecontrol-forward")
        rest(page, 200)
        assert (log.requests, log.errors) == ([], [])
    assert path.stat().st_size < 1_700_000


def test_the_default_marker_and_the_fonts_are_drawn_and_not_only_asked_for(
    chromium: Any, tmp_path: Path
) -> None:
    path = save_map(make_map(plain, icons), tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector("img.leaflet-marker-icon")
        width = page.evaluate("document.querySelector('img.leaflet-marker-icon').naturalWidth")
        fonts = page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts]"
            ".filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', '')))"
        )
    assert width == 25
    assert {"Font Awesome 6 Free", "Glyphicons Halflings"} <= set(fonts)


def test_a_popup_opens_and_its_own_words_are_there(chromium: Any, tmp_path: Path) -> None:
    path = save_map(make_map(plain), tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.click("img.leaflet-marker-icon")
        assert page.inner_text(".leaflet-popup-content").strip() == "p"
        assert log.errors == []


def test_a_script_that_text_brings_in_does_not_run(chromium: Any, tmp_path: Path) -> None:
    hostile = "<img src=x onerror='window.__pwned=1'><script>window.__pwned=1</script>"
    chart = make_map()
    folium.Marker(PLACES[0], popup=folium.Popup(hostile, show=True), tooltip=hostile).add_to(chart)
    path = save_map(chart, tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector(".leaflet-popup-content", state="attached")
        rest(page, 150)
        assert page.evaluate("window.__pwned") is None
    plain_page = tmp_path / "plain.html"
    chart.save(plain_page)
    text = plain_page.read_text("utf-8")
    assert "onerror" in text


def test_pictures_named_in_a_popup_are_not_fetched(chromium: Any, tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        here = f"http://127.0.0.1:{server.server_port}"
        text = f'<img src="{here}/a.png"><link rel="stylesheet" href="{here}/b.css">'
        chart = make_map()
        folium.Marker(PLACES[0], popup=folium.Popup(text, show=True)).add_to(chart)
        saved = save_map(chart, tmp_path / "map.html")
        bare = tmp_path / "bare.html"
        bare.write_text(f"<!DOCTYPE html>{text}", "utf-8")
        seen = []
        for path in (saved, bare):
            page = chromium.new_page()
            page.goto(path.as_uri())
            page.wait_for_selector("img", state="attached")
            rest(page, 300)
            page.close()
            seen.append(sorted(set(asked)))
        assert seen == [[], ["/a.png", "/b.css"]]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_raw_tag_in_the_head_as_geopandas_writes_it_is_taken_in(
    chromium: Any, tmp_path: Path
) -> None:
    chart = make_map()
    head = (
        '<script src="https://code.jquery.com/ui/1.12.1/jquery-ui.js"></script>'
        "<script>$(function() { $('.maplegend').draggable(); });</script>"
    )
    legend = MacroElement()
    legend._template = Template(
        "{% macro header(this, kwargs) %}" + head + "{% endmacro %}"
        "{% macro html(this, kwargs) %}<div class='maplegend'>legend</div>{% endmacro %}"
    )
    chart.get_root().add_child(legend)
    path = save_map(chart, tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector(".maplegend.ui-draggable")
        assert (log.requests, log.errors) == ([], [])


def test_geopandas_explore_saves_self_contained(chromium: Any, tmp_path: Path) -> None:
    pytest.importorskip("mapclassify", reason="geopandas.explore needs mapclassify")
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.GeoDataFrame(
        {"kind": ["a", "b", "a", "b"]},
        geometry=geopandas.points_from_xy([p[1] for p in PLACES], [p[0] for p in PLACES]),
        crs=4326,
    )
    path = save_map(frame.explore("kind", tiles=None, cmap=["red", "blue"]), tmp_path / "map.html")
    with watched(chromium) as (page, log):
        open_file(page, log, path)
        page.wait_for_selector(".maplegend")
        rest(page, 150)
        assert (log.requests, log.errors) == ([], [])
