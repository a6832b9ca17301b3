"""Classes of shaded units, and in which unit an event lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geomap.brief.briefing import is_shaded, render_brief, tell_picture
from geomap.brief.facts import make_facts
from geomap.brief.shading.shaded_map import draw_shaded, draw_shaded_multiples
from geomap.brief.shading.unit_counts import class_of, find_breaks, shade
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd


@pytest.mark.parametrize(
    "values",
    [
        [3], [1, 1, 1], [1, 2, 4, 9, 20, 60, 300, 1000], [900, 1000, 1100, 1200, 1300, 1400],
        [6, 139, 156, 420, 483, 1059, 1316, 1400, 1447, 1863, 2110, 2120, 3311],
    ],
)  # fmt: skip
@pytest.mark.parametrize("rated", [False, True])
def test_classes_rise_and_hold_every_value(values: list[float], rated: bool) -> None:
    breaks = find_breaks(values, rated=rated)
    assert 1 <= len(breaks) <= 5
    assert breaks == sorted(set(breaks))
    assert min(class_of(value, breaks) for value in values) == 0 or len(breaks) > 1
    if len(values) > 6:  # few units are of the darkest
        assert (
            sum(class_of(value, breaks) == len(breaks) - 1 for value in values) <= len(values) / 3
        )


def test_nothing_has_no_classes() -> None:
    assert find_breaks([]) == find_breaks([0, 0]) == []


def test_nothing_is_of_no_class() -> None:
    assert class_of(0, [1, 5]) == -1
    assert [class_of(value, [1, 5]) for value in (1, 4, 5, 500)] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("x.areas.png", True), ("x.areas.years.svg", True), ("areas.png", False),
        ("x.months.png", False), ("my.areas.map.png", False),
    ],
)  # fmt: skip
def test_a_name_asks_for_shaded_units(name: str, asked: bool) -> None:
    assert is_shaded(name) is asked


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_shaded_is_what_is_counted(variety: gpd.GeoDataFrame, lang: str) -> None:
    facts = make_facts(variety, Presentation(lang=lang))
    shaded = shade(facts)
    assert shaded.level == "governorate"
    assert sum(shaded.values()) + shaded.left == len(facts.events)
    told = tell_picture(facts, "x.areas.svg")
    most = max(zip(shaded.values(), shaded.areas, strict=True), key=lambda pair: pair[0])
    assert most[1].name in told
    written: dict[str, Any] = dict.fromkeys(text for text, _ in draw_shaded(facts).texts)
    assert facts.words.number(most[0]) in written


def test_small_maps_have_one_set_of_classes(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, Presentation())
    page = draw_shaded_multiples(facts, "years")
    assert all(page.box.inset(-1).holds(box) for _, box in page.texts)
    assert render_brief(facts, "x.areas.years.svg") == render_brief(facts, "x.areas.years.svg")


def test_rates_are_by_area(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, Presentation(measure="rate"))
    shaded = shade(facts)
    counts = shade(make_facts(variety, Presentation())).values()
    for value, count, area in zip(shaded.values(), counts, shaded.areas, strict=True):
        assert value == pytest.approx(count / area.km2 * 1000)
