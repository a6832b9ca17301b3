"""The page as a file: self-contained, small, the same bytes again."""

import re

import folium
import pytest

import geomap
from geomap.errors import InputError
from geomap.outputs.web.assets import FOLDER, find_asset
from geomap.outputs.web.page import write_page
from geomap.outputs.web.save import calm_script, hash_source, split_markup
from geomap.settings import Presentation

LIMIT = 600_000


def test_the_same_events_give_the_same_bytes(make_sample, tmp_path):
    one = write_page(make_sample(), tmp_path / "one.html", Presentation())
    two = write_page(make_sample(), tmp_path / "two.html", Presentation())
    assert one.read_bytes() == two.read_bytes()


def test_nothing_in_the_page_is_fetched(make_sample, tmp_path):
    text = write_page(make_sample(), tmp_path / "m.html", Presentation()).read_text("utf-8")
    assert not re.search(r"<script[^>]+src=|<link|@import|url\(\s*['\"]?(https?:)?//", text)


def test_our_code_and_libraries_stay_below_their_limit():
    used = ("geomap.js", "geomap.css", "leaflet.js", "leaflet.css")
    assert sum((FOLDER / name).stat().st_size for name in used) < LIMIT


def test_the_page_holds_no_text_of_events_outside_its_packed_data(make_sample, tmp_path):
    events = make_sample(description="a-word-to-look-for", place_name="a-word-to-look-for")
    text = write_page(events, tmp_path / "m.html", Presentation()).read_text("utf-8")
    assert "a-word-to-look-for" not in text


def test_a_map_saves_itself_offline_and_shows_in_a_notebook(make_sample, tmp_path):
    page = geomap.render_map(make_sample(), title="T")
    page.save(tmp_path / "saved.html")
    geomap.save_map(geomap.render_map(make_sample(), title="T"), tmp_path / "other.html")
    assert (tmp_path / "saved.html").read_bytes() == (tmp_path / "other.html").read_bytes()
    shown = page._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "https://" not in shown.split("srcdoc")[0]


def test_saving_the_same_map_twice_gives_the_same_bytes(make_sample, tmp_path):
    page = geomap.render_map(make_sample())
    one = geomap.save_map(page, tmp_path / "1.html").read_bytes()
    assert geomap.save_map(page, tmp_path / "2.html").read_bytes() == one


def test_an_event_map_keeps_to_foliums_habits(make_sample):
    events = make_sample()
    layer = geomap.EventMap(events, name="E", show=False)
    page = folium.Map(tiles=None)
    assert layer.add_to(page) is layer
    (south, west), (north, east) = page.get_bounds()
    assert (west, east) == (events["lon"].min(), events["lon"].max())
    assert (south, north) == (events["lat"].min(), events["lat"].max())
    assert "addTo" not in page.get_root().render().split("geomap.layer(")[-1]


def test_an_unknown_option_or_tile_provider_is_refused(make_sample):
    with pytest.raises(InputError, match="no option 'colour'"):
        geomap.render_map(make_sample(), colour="red")
    with pytest.raises(InputError, match="no tile provider"):
        geomap.render_map(make_sample(), tiles="Nobody.Tiles")
    with pytest.raises(InputError, match="need a token"):
        geomap.render_map(make_sample(), tiles="MapBox")


def test_every_address_that_folium_links_has_a_locked_copy():
    from folium import plugins

    classes = [folium.Map, plugins.MarkerCluster, plugins.FastMarkerCluster, plugins.HeatMap,
               plugins.TimestampedGeoJson, plugins.Timeline, plugins.TimelineSlider,
               plugins.HeatMapWithTime, plugins.Fullscreen, plugins.MiniMap, plugins.Search,
               plugins.GroupedLayerControl, plugins.TreeLayerControl, plugins.MeasureControl,
               plugins.MousePosition, plugins.Draw]  # fmt: skip
    links = {url for one in classes for kind in ("default_js", "default_css")
             for _, url in getattr(one, kind, [])}  # fmt: skip
    assert len(links) > 35
    assert [url for url in sorted(links) if find_asset(url) is None] == []


def test_scripts_cannot_be_ended_from_within():
    calm = calm_script("a = '</script><SCRIPT><!--'; b = 1 < 2")
    assert "</script" not in calm.lower()
    assert "<script" not in calm.lower()
    assert "<!--" not in calm
    assert "1 < 2" in calm


def test_hashes_are_those_that_browsers_compute():
    assert hash_source("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_raw_header_tags_are_taken_apart_into_links_and_text():
    markup = '<link rel="stylesheet" href="https://a/b.css"/><script src="https://a/c.js"></script>'
    assert split_markup(markup + "<style>x{}</style><p>&amp;</p>") == [
        ("link-style", "https://a/b.css"),
        ("link-script", "https://a/c.js"),
        ("style", "x{}"),
        ("markup", "<p>"),
        ("markup", "&amp;"),
        ("markup", "</p>"),
    ]
