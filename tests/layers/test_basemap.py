"""The basemap that ships."""

import re
from math import hypot

import pytest
from shapely.geometry import Point, shape

from geomap.errors import GazetteerError
from geomap.gazetteer.loading import open_gazetteer
from geomap.layers.basemap import LAYERS, load_basemap
from geomap.layers.style import OTHER_STYLE, TYPE_STYLES, type_style
from geomap.vocab.event_types import EVENT_TYPES


def test_every_layer_has_features():
    basemap = load_basemap()
    assert set(basemap.layers) == set(LAYERS)
    assert all(basemap.layers.values())


def test_there_are_fourteen_governorates_each_holding_its_capital():
    basemap = load_basemap()
    names = basemap.governorate_names()
    assert len(names) == 14
    towns = {label.name: Point(label.lon, label.lat) for label in basemap.labels}
    for pcode, (name, arabic) in names.items():
        assert re.search("[؀-ۿ]", arabic)
        if name in towns and name != "Quneitra":
            outline = basemap.governorate(pcode)
            assert outline is not None
            assert outline.distance(towns[name]) < 0.02, name


def test_the_golan_is_part_of_syria_and_of_quneitra_and_said_to_be_occupied():
    basemap = load_basemap()
    majdal_shams = Point(35.77, 33.27)
    countries = {f["properties"]["iso2"]: shape(f["geometry"]) for f in basemap.layers["countries"]}
    assert countries["SY"].contains(majdal_shams)
    assert not countries["IL"].contains(majdal_shams)
    quneitra = basemap.governorate("SY14")
    assert quneitra is not None
    assert quneitra.contains(majdal_shams)
    (golan,) = basemap.layers["golan"]
    assert golan["properties"]["status"] == "occupied"
    assert shape(golan["geometry"]).contains(majdal_shams)
    kinds = [f["properties"]["kind"] for f in basemap.layers["borders"]]
    assert kinds.count("disputed") == 2


def test_every_outline_is_valid():
    for layer in load_basemap().layers.values():
        for feature in layer:
            assert shape(feature["geometry"]).is_valid, feature["properties"]


def test_an_unknown_p_code_has_no_outline():
    assert load_basemap().governorate("SY99") is None


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(GazetteerError, match=r"world\.geojson"):
        load_basemap(tmp_path)


def test_every_event_type_has_a_colour_and_a_shape_of_its_own():
    assert [style.event_type for style in TYPE_STYLES] == list(EVENT_TYPES)
    styles = (*TYPE_STYLES, OTHER_STYLE)
    assert len({style.color for style in styles}) == len(styles)
    assert len({style.shape for style in styles}) == len(styles)


@pytest.mark.parametrize(("ground", "field"), [("#ffffff", "color"), ("#0f1720", "color_dark")])
def test_every_colour_stands_out_from_its_ground(ground, field):
    for style in (*TYPE_STYLES, OTHER_STYLE):
        assert contrast(getattr(style, field), ground) >= 4.5, style


def test_unknown_types_share_one_style():
    assert type_style("Sport") is OTHER_STYLE
    assert type_style(None) is OTHER_STYLE


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_towns_have_the_gazetteers_names() -> None:
    """A place is spelt one way: beside its mark, in tables, on the ground."""
    places = [place for place in open_gazetteer(None).places.values() if place.feature_class == "P"]
    for label in load_basemap().labels:
        if label.kind not in ("city", "town"):
            continue
        near = [
            place
            for place in places
            if place.name_ar == label.name_ar
            and hypot(place.lon - label.lon, place.lat - label.lat) < 0.06
        ]
        assert not near or label.name in [place.name for place in near], label.name
