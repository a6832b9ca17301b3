"""What `save_map` puts into a file, what it refuses, and that it says the same thing twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import folium
import folium.plugins as plugins
import pytest
from branca.element import Element

import geomap
from geomap.errors import OutputError
from geomap.web.offline.identifiers import number_ids
from geomap.web.offline.plugins import ASSETS, find_asset, known_addresses
from geomap.web.offline.policy import (
    escape_script,
    find_inline,
    hash_sources,
    make_policy,
)
from geomap.web.offline.remote import Remote, find_in_html
from geomap.web.offline.save import render_page, save_map
from geomap.web.offline.stylesheets import (
    inline_parts,
    parse_rules,
    prune_stylesheet,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (ASSETS / "index.json").is_file(),
    reason="the plugins' files are not built: python geomap/web-src/plugins/collect_plugins.py",
)


def make_map() -> folium.Map:
    chart = folium.Map([35, 38], zoom_start=6, tiles=None)
    cluster = plugins.MarkerCluster(name="cluster").add_to(chart)
    for step in range(5):
        folium.Marker([34 + step, 37], popup=f"p {step}").add_to(cluster)
    plugins.Fullscreen().add_to(chart)
    folium.LayerControl().add_to(chart)
    return chart


def test_it_is_a_public_name() -> None:
    assert geomap.save_map is save_map


def test_two_maps_made_alike_are_the_same_bytes(tmp_path: Path) -> None:
    one = save_map(make_map(), tmp_path / "one.html").read_bytes()
    two = save_map(make_map(), tmp_path / "two.html").read_bytes()
    assert one == two


def test_saving_twice_or_after_showing_the_map_changes_nothing(tmp_path: Path) -> None:
    chart = make_map()
    first = render_page(chart)
    assert render_page(chart) == first
    chart.get_root().render()
    chart.save(tmp_path / "plain.html")
    assert render_page(chart) == first


def test_saving_leaves_the_map_as_it_was() -> None:
    chart = make_map()
    before = {name: list(child._children) for name, child in chart._children.items()}
    render_page(chart)
    assert {name: list(child._children) for name, child in chart._children.items()} == before
    assert not chart.get_root().script._children


def test_nothing_on_the_page_names_an_outside_host_to_load_from() -> None:
    page = render_page(make_map())
    assert not re.search(r"<script[^>]+src=|<link[^>]+href=|@import", page)
    assert not [part for part in find_in_html(page) if not part.address.startswith("data:")]


def test_default_tiles_are_refused_by_name_with_the_way_out() -> None:
    with pytest.raises(OutputError, match=r"tile\.openstreetmap\.org.*leave_remote"):
        render_page(folium.Map([35, 38]))


def test_every_unknown_address_is_named_at_once() -> None:
    chart = make_map()
    chart.get_root().header.add_child(Element('<script src="https://a.example/x.js"></script>'))
    chart.get_root().html.add_child(Element('<img src="https://b.example/y.png">'))
    folium.raster_layers.ImageOverlay(
        "https://c.example/z.png", [[34, 36], [36, 38]], origin="upper"
    ).add_to(chart)
    with pytest.raises(OutputError) as caught:
        render_page(chart)
    line = str(caught.value)
    assert all(name in line for name in ("a.example", "b.example", "c.example"))
    assert "\n" not in line


def test_nothing_is_written_when_an_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        save_map(folium.Map([35, 38]), tmp_path / "map.html")
    assert list(tmp_path.iterdir()) == []


def test_tiles_left_remote_open_the_policy_for_pictures_of_that_host_only() -> None:
    tiles = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    page = render_page(
        folium.Map([35, 38], tiles=tiles, attr="-"), leave_remote=["https://{s}.tiles.example/"]
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "img-src data: blob: https://*.tiles.example;" in policy[1]
    assert policy[1].count("tiles.example") == 1
    assert "connect-src 'none'" in policy[1]


def test_leaving_one_address_does_not_leave_another() -> None:
    chart = make_map()
    for host in ("a", "b"):
        tag = Element(f'<script src="https://{host}.example/x.js"></script>')
        chart.get_root().header.add_child(tag)
    with pytest.raises(OutputError, match=r"b\.example") as caught:
        render_page(chart, leave_remote=["https://a.example/"])
    assert "a.example" not in str(caught.value)


@pytest.mark.parametrize("allowed", ["https://a.example/", [""], []])
def test_one_string_or_an_empty_one_does_not_leave_everything(allowed: list[str] | str) -> None:
    with pytest.raises(OutputError, match="openstreetmap"):
        render_page(folium.Map([35, 38]), leave_remote=allowed)


def test_a_link_in_the_text_of_a_popup_is_text_and_not_an_asset() -> None:
    chart = make_map()
    text = '<link rel="stylesheet" href="https://example.org/style.css"> is how one writes it'
    folium.Marker([35, 38], popup=folium.Popup(text, parse_html=True)).add_to(chart)
    assert "is how one writes it" in render_page(chart)


def test_a_link_to_click_is_not_an_address_that_is_loaded() -> None:
    assert find_in_html('<a href="https://example.org">x</a><link rel="author" href="/a">') == []


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<img src="//h.example/a">', "image"),
        ('<img srcset="https://h.example/a 2x">', "image"),
        ("<style>@import 'https://h.example/a'</style>", "style"),
        ("<style>b{background:url( 'https://h.example/a' )}</style>", "image"),
        ('<p style="background:url(https://h.example/a)">', "image"),
        ('<iframe src="https://h.example/a">', "frame"),
        ('<SCRIPT SRC="https://h.example/a"></SCRIPT>', "script"),
        ('<link rel="icon" href="https://h.example/a">', "image"),
        ('<video poster="https://h.example/a">', "image"),
        ('<object data="https://h.example/a">', "frame"),
    ],
)
def test_whatever_makes_a_browser_load_something_is_found(html: str, kind: str) -> None:
    assert [part.kind for part in find_in_html(html)] == [kind]


def test_every_asset_of_the_table_can_be_read_with_its_parts() -> None:
    for url, asset in known_addresses():
        assert find_asset(url.replace("*", "")) == asset
        text = asset.read_text()
        assert text.strip(), url
        if not asset.is_script:
            whole = inline_parts(text, asset.read_part)
            assert not re.search(r"url\((?![\"']?(?:data:|#|%23))", whole), url


def test_every_link_of_folium_is_served_or_known_not_to_be() -> None:
    import importlib
    import inspect
    import pkgutil

    unserved = set()
    modules = [folium.Map.__module__, "folium.features", "folium.plugins"]
    modules += [f"folium.plugins.{part.name}" for part in pkgutil.iter_modules(plugins.__path__)]
    for module in map(importlib.import_module, modules):
        for _, thing in inspect.getmembers(module, inspect.isclass):
            for _, url in [*getattr(thing, "default_js", []), *getattr(thing, "default_css", [])]:
                if find_asset(url) is None:
                    unserved.add((thing.__name__, url.split("/")[2]))
    assert {name for name, _ in unserved} == {
        "BeautifyIcon",  # not a package
        "CirclePattern",  # not a package
        "DualMap",  # not looked for yet
        "Geocoder",  # exists to ask a server
        "LocateControl",  # asks for the reader's position
        "OverlappingMarkerSpiderfier",
        "Realtime",  # exists to ask a server
        "RegularPolygonMarker",
        "SideBySideLayers",
        "StripePattern",
        "VectorGridProtobuf",  # exists to ask a server
        "Vega",
    }


def test_a_plain_map_carries_neither_jquery_nor_fonts_nor_bootstrap_scripts() -> None:
    page = render_page(folium.Map([35, 38], tiles=None))
    assert "jQuery" not in page
    assert "@font-face" not in page
    assert "AwesomeMarkers" not in page
    assert len(page) < 250_000


def test_an_icon_brings_its_own_colour_glyph_and_font_only() -> None:
    chart = folium.Map([35, 38], tiles=None)
    icon = folium.Icon(color="green", icon="cloud", prefix="fa")
    folium.Marker([35, 38], icon=icon).add_to(chart)
    page = render_page(chart)
    assert ".awesome-marker-icon-green{" in page
    assert ".awesome-marker-icon-red{" not in page
    assert ".fa-cloud:before" in page
    assert ".fa-anchor:before" not in page
    assert 'Font Awesome 6 Brands";font-style' not in page


def test_a_notice_of_a_licence_stays() -> None:
    css = "/*! Licence: MIT */.a{color:red}/* plain */.b{color:red}"
    assert prune_stylesheet(css, {"a"}) == "/*! Licence: MIT */\n.a{color:red}"


@pytest.mark.parametrize(
    ("css", "words", "kept"),
    [
        (".a,.b{x:y}", {"b"}, ".b{x:y}"),
        (".a .b{x:y}", {"b"}, ""),
        ("@media print{.a{x:y}}", {"b"}, ""),
        ("@media print{.a{x:y}.b{x:y}}", {"b"}, "@media print{.b{x:y}}"),
        ('a[href=".b"],p{content:"}"}', set(), 'a[href=".b"],p{content:"}"}'),
        (".fa-x-y{x:y}", {"fa", "x-y"}, ".fa-x-y{x:y}"),
        (".awesome-marker-icon-red{x:y}", {"awesome-marker-", "icon-", "red"}, None),
        (":not(.a){x:y}", set(), ":not(.a){x:y}"),
        ('@charset "utf-8";p{x:y}', set(), "p{x:y}"),
        ("@font-face{font-family:F;src:x}.a{font-family:F}", set(), ""),
        ("@font-face{font-family:F;src:x}p{font:1em/1 F}", set(), None),
    ],
)
def test_rules_stay_exactly_when_their_classes_are_named(
    css: str, words: set[str], kept: str | None
) -> None:
    pruned = prune_stylesheet(css, words)
    assert "".join(pruned.split("\n")) == (css if kept is None else kept)


def test_braces_in_strings_do_not_end_a_rule() -> None:
    assert len(list(parse_rules('.a{content:"}"}.b{content:"{"}'))) == 2


def test_only_the_maps_own_ids_are_numbered() -> None:
    own, other = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    assert number_ids(f"map_{own} {other} {own}", {own}) == f"map_00000001 {other} 00000001"


def test_text_cannot_end_the_maps_script() -> None:
    chart = make_map()
    text = "a </script><script>window.__pwned=1</script> b <!-- <script>"
    folium.Marker([35, 38], popup=folium.Popup(text)).add_to(chart)
    scripts, _ = find_inline(render_page(chart))
    assert not any(script.startswith("window.__pwned") for script in scripts)


def test_escaped_script_means_what_it_meant_and_comparisons_stay() -> None:
    assert escape_script("</Script <!--") == r"\x3c/Script \x3c!--"
    assert escape_script("for(;i<script.length;)1<2") == "for(;i<script.length;)1<2"


def test_hashes_are_those_that_browsers_compute() -> None:
    assert hash_sources(["alert(1)", "alert(1)"]) == [
        "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    ]


def test_a_policy_without_plugins_allows_exactly_the_styles_of_the_page() -> None:
    policy = make_policy("<style>a{}</style><p style='x:y'>z</p>", with_plugins=False)
    assert f"style-src {hash_sources(['a{}'])[0]};" in policy


def test_the_policy_allows_exactly_the_scripts_of_the_page() -> None:
    page = render_page(make_map())
    policy = re.search(r"script-src ([^;]+);", page)
    assert policy
    assert len(policy[1].split()) == len(set(find_inline(page)[0]))
    assert "unsafe" not in policy[1]


def test_only_a_library_that_compiles_strings_gets_leave_to_do_so() -> None:
    chart = folium.Map([35, 38], tiles=None)
    plugins.MeasureControl().add_to(chart)
    assert "'unsafe-eval'" in render_page(chart)
    assert "'unsafe-eval'" not in render_page(make_map())


def test_an_address_cannot_add_words_to_the_policy() -> None:
    hostile = Remote("https://a.example'; script-src * ;/x", "image")
    assert make_policy("", left=[hostile]).count("script-src") == 1


def test_broken_surrogates_and_null_bytes_do_not_stop_a_save(tmp_path: Path) -> None:
    chart = make_map()
    folium.Marker([35, 38], popup="x \ud800 y \0 z").add_to(chart)
    assert save_map(chart, tmp_path / "map.html").read_text("utf-8")


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        save_map(make_map(), tmp_path / "none" / "map.html")
