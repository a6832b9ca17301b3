"""Any folium map, saved by us, opens without a network."""

import folium
import pytest
from folium import plugins

import geomap
from geomap.errors import OutputError
from tests.browser.watching import rest


def plain_map(events, *others):
    page = folium.Map([35, 38], zoom_start=6, tiles=None)
    cluster = plugins.MarkerCluster().add_to(page)
    for row in events.itertuples():
        icon = folium.Icon(icon="star", prefix="fa")
        folium.Marker([row.lat, row.lon], popup=row.place_name, icon=icon).add_to(cluster)
    plugins.HeatMap(events[["lat", "lon"]].to_numpy().tolist()).add_to(page)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": {"time": f"{row.date_start:%Y-%m-%d}", "popup": row.place_name},
        }
        for row in events.itertuples()
        if row.date_start.year > 2000
    ]
    collection = {"type": "FeatureCollection", "features": features}
    plugins.TimestampedGeoJson(collection, period="P1Y", auto_play=False).add_to(page)
    plugins.Fullscreen().add_to(page)
    for other in others:
        other.add_to(page)
    return page


def test_clusters_heat_time_and_fullscreen_make_no_request(open_page, make_sample, tmp_path):
    path = geomap.save_map(plain_map(make_sample()), tmp_path / "plain.html")
    page = open_page(path, wait=False)
    page.locator(".marker-cluster").first.wait_for()
    page.locator(".timecontrol-play").wait_for()
    page.locator(".leaflet-control-zoom-fullscreen").wait_for()
    rest(page, 400)
    assert page.seen.requests == []
    assert page.seen.errors == []


def test_our_layer_stands_beside_them_and_can_be_switched_off(open_page, make_sample, tmp_path):
    events = make_sample()
    ours = geomap.EventMap(events, name="Ours")
    others = plugins.MousePosition(), plugins.Draw(), ours, folium.LayerControl(collapsed=False)
    page = plain_map(events, *others)
    opened = open_page(geomap.save_map(page, tmp_path / "both.html"))
    assert opened.locator(".gm-counts").inner_text().startswith("21 events")
    box = opened.locator(".leaflet-control-layers-overlays label", has_text="Ours").locator("input")
    box.uncheck()
    assert opened.locator(".gm").count() == 0
    box.check()
    opened.locator(".gm-counts", has_text="21 events").wait_for()
    assert opened.seen.requests == []
    assert opened.seen.errors == []


def test_every_plugin_with_a_locked_package_renders(open_page, make_sample, tmp_path):
    page = folium.Map([35, 38], zoom_start=6, tiles=None)
    page.add_child(plugins.MeasureControl())
    page.add_child(plugins.HeatMapWithTime([[[35, 38]], [[36, 38]]]))
    point = {"type": "Point", "coordinates": [38, 35]}
    feature = {"type": "Feature", "geometry": point, "properties": {"name": "a"}}
    found = folium.GeoJson({"type": "FeatureCollection", "features": [feature]}).add_to(page)
    page.add_child(plugins.Search(found, search_label="name"))
    page.add_child(plugins.GroupedLayerControl({"one": [found]}))
    opened = open_page(geomap.save_map(page, tmp_path / "all.html"), wait=False)
    rest(opened, 600)
    assert opened.seen.requests == []
    assert opened.seen.errors == []


def test_an_unknown_address_is_named_and_refused(tmp_path):
    page = folium.Map(tiles=None)
    page.add_js_link("mine", "https://example.org/unknown.js")
    try:
        with pytest.raises(OutputError, match=r"https://example\.org/unknown\.js"):
            geomap.save_map(page, tmp_path / "no.html")
        assert not (tmp_path / "no.html").exists()
        kept = geomap.save_map(page, tmp_path / "kept.html", leave_remote=["https://example.org/"])
        assert 'src="https://example.org/unknown.js"' in kept.read_text(encoding="utf-8")
    finally:
        folium.Map.default_js[:] = [pair for pair in folium.Map.default_js if pair[0] != "mine"]


def test_tiles_are_a_choice_by_name_and_the_only_host(make_sample, tmp_path):
    page = geomap.render_map(make_sample(), tiles="OpenStreetMap.Mapnik")
    text = geomap.save_map(page, tmp_path / "tiles.html").read_text(encoding="utf-8")
    policy = text.split('Security-Policy" content="')[1].split('"')[0]
    assert "img-src data: blob: https://tile.openstreetmap.org;" in policy
    assert policy.count("https://") == 1


def test_tiles_that_arrive_cover_our_ground_but_not_our_marks(chromium, make_sample, tmp_path):
    page = geomap.render_map(make_sample(), tiles="OpenStreetMap.Mapnik")
    path = geomap.save_map(page, tmp_path / "tiles.html")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    tile = _png((250, 10, 20))
    context.route("**/*.png", lambda route: route.fulfill(body=tile, content_type="image/png"))
    try:
        opened = context.new_page()
        opened.goto(path.as_uri())
        opened.evaluate("geomap.ready")
        rest(opened, 900)
        colours = _colours(opened.screenshot())
    finally:
        context.close()
    red = (250, 10, 20)
    assert colours.count(red) > 0.2 * len(colours)
    free = [colour for colour in colours if colour != red]
    assert len(set(free)) > 50, "the marks are gone"


def _png(colour):
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (256, 256), colour).save(held, "PNG")
    return held.getvalue()


def _colours(screenshot):
    """Return the colours of a screenshot's pixels, every third."""
    from io import BytesIO

    from PIL import Image

    data = Image.open(BytesIO(screenshot)).convert("RGB").tobytes()
    return list(zip(data[::9], data[1::9], data[2::9], strict=False))
