"""The page as a file: self-contained, small, the same bytes again."""

import json
import re

import folium
import pandas as pd
import pytest
from branca.element import Element

import geomap
from geomap.errors import InputError, OutputError
from geomap.settings import Presentation
from geomap.web.assets import FOLDER
from geomap.web.offline.policy import find_inline, hash_sources
from geomap.web.page import write_page
from tests.web.unpacking import unpack

LIMIT = 600_000


def test_the_same_events_give_the_same_bytes(make_sample, tmp_path):
    one = write_page(make_sample(), tmp_path / "one.html", Presentation())
    two = write_page(make_sample(), tmp_path / "two.html", Presentation())
    assert one.read_bytes() == two.read_bytes()


def test_nothing_in_the_page_is_fetched(make_sample, tmp_path):
    text = write_page(make_sample(), tmp_path / "m.html", Presentation()).read_text("utf-8")
    assert not re.search(r"<script[^>]+src=|<link|@import|url\(\s*['\"]?(https?:)?//", text)


def test_our_code_and_libraries_stay_below_their_limit():
    used = ("geomap.js", "geomap.css", "plugins/leaflet/dist/leaflet.js",
            "plugins/leaflet/dist/leaflet.css")  # fmt: skip
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


def policy_of(text):
    return dict(
        rule.strip().split(" ", 1)
        for rule in text.split('Security-Policy" content="')[1].split('"')[0].split(";")
    )


def test_our_own_page_holds_leaflet_and_ours_and_allows_styles_by_hash(make_sample, tmp_path):
    text = geomap.save_map(geomap.render_map(make_sample()), tmp_path / "m.html").read_text("utf-8")
    rules = policy_of(text)
    scripts, styles = find_inline(text)
    assert rules["script-src"].split() == hash_sources(scripts)
    assert rules["style-src"].split() == hash_sources(styles)
    assert rules["default-src"] == rules["connect-src"] == rules["media-src"] == "'none'"
    assert not re.search(r"jQuery|awesome-marker|btn-primary|user-scalable", text)


@pytest.mark.parametrize("how", ["marker", "raw head", "raw body"])
def test_what_a_person_adds_makes_our_page_any_map(make_sample, tmp_path, how):
    page = geomap.render_map(make_sample())
    if how == "marker":
        folium.Marker([35, 38]).add_to(page)
    else:
        figure = page.get_root()
        part = figure.header if how == "raw head" else figure.html
        part.add_child(Element("<p style='color:red'>a word</p>"))
    text = geomap.save_map(page, tmp_path / "m.html").read_text("utf-8")
    assert policy_of(text)["style-src"] == "'unsafe-inline'"
    assert "marker" in text if how == "marker" else "a word" in text


def test_what_a_person_adds_to_our_page_is_refused_if_it_is_outside(make_sample, tmp_path):
    page = geomap.render_map(make_sample())
    tag = Element('<script src="https://a.example/x.js"></script>')
    page.get_root().header.add_child(tag, name="mine")
    with pytest.raises(OutputError, match=r"a\.example"):
        geomap.save_map(page, tmp_path / "m.html")


def test_a_page_without_a_title_of_its_own_has_the_first_event_maps(make_sample, tmp_path):
    events = make_sample()
    page = folium.Map([35, 38], tiles=None)
    for title in ("One </title> & one", "Two"):
        geomap.EventMap(events, presentation=Presentation(title=title)).add_to(page)
    text = geomap.save_map(page, tmp_path / "m.html").read_text("utf-8")
    assert "<title>One &lt;/title&gt; &amp; one</title>" in text
    page.get_root().title = "Mine"
    assert "<title>Mine</title>" in geomap.save_map(page, tmp_path / "m.html").read_text("utf-8")


def test_texts_of_many_events_follow_the_script_and_heads_go_before_it(make_sample, tmp_path):
    page = folium.Map([35, 38], tiles=None)
    layers = [geomap.EventMap(make_sample(), name=name).add_to(page) for name in "ab"]
    blocks = [block for layer in layers for block in layer.data_blocks()]
    text = geomap.save_map(page, tmp_path / "m.html").read_text("utf-8")
    script = text.index("geomap.layer(")
    for block in blocks:
        assert (text.index(f">{block.text}</script>") < script) == block.is_early
    assert len(re.findall('type="application/x-geomap" id="[^"]+">[^<]', text)) == len(blocks)


def test_our_bundle_does_not_bring_in_what_the_map_does_not_use(make_sample, tmp_path):
    page = folium.Map([35, 38], tiles=None)
    geomap.EventMap(make_sample()).add_to(page)
    assert "jQuery" not in geomap.save_map(page, tmp_path / "m.html").read_text("utf-8")


@pytest.mark.parametrize("column", ["description", "actor1", "place_name", "source_url", "mine"])
def test_half_a_surrogate_pair_becomes_a_replacement_character(make_sample, tmp_path, column):
    events = make_sample()
    texts = pd.Series(["half \ud800 pair", *["x"] * (len(events) - 1)], dtype=object)
    events[column] = texts.set_axis(events.index)
    layer = geomap.EventMap(events)
    packed = [block.text for block in layer.data_blocks()]
    plain = "".join(
        unpack(text).decode("utf-8") for text in packed if text is not layer.payload.columns
    )
    assert "half \ufffd pair" in plain
    assert write_page(events, tmp_path / "m.html", Presentation()).is_file()


@pytest.mark.parametrize("column", ["date_start", "date_end"])
def test_events_without_a_date_are_refused_with_the_way_out(make_sample, column):
    events = make_sample()
    events.loc[events.index[:2], column] = pd.NaT
    with pytest.raises(InputError, match=f"2 of {len(events)} events have no date_start"):
        geomap.EventMap(events)


def test_very_many_events_are_drawn_without_texts_and_the_page_says_so(
    make_sample, tmp_path, monkeypatch
):
    from geomap.web import page

    events = make_sample()
    whole = page.write_page(events, tmp_path / "whole.html", Presentation()).read_text("utf-8")
    monkeypatch.setattr(page, "MOST_WITH_TEXTS", len(events) - 1)
    bare = page.write_page(events, tmp_path / "bare.html", Presentation()).read_text("utf-8")
    heads = [json.loads(unpack(re.search(r'-head">([^<]+)', text)[1])) for text in (whole, bare)]
    assert [head["meta"].get("no_texts", False) for head in heads] == [False, True]
    assert heads[1]["text"]["columns"] == []
    assert heads[1]["events"] == len(events)
    assert bare.count("x-geomap") == 2


def test_more_than_a_page_carries_is_refused_with_the_way_out(make_sample, tmp_path, monkeypatch):
    from geomap.web import page

    events = make_sample()
    path = tmp_path / "m.html"
    monkeypatch.setattr(page, "MOST_EVENTS", len(events))
    page.write_page(events, path, Presentation())
    path.unlink()
    monkeypatch.setattr(page, "MOST_EVENTS", len(events) - 1)
    with pytest.raises(OutputError, match=rf"{len(events)} events .*export EVENTS -o m.pmtiles"):
        page.write_page(events, path, Presentation())
    assert not list(tmp_path.iterdir())
