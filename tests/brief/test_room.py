"""What stands beside the events: at the rim, off the country; rings together; small maps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from geomap.brief.facts import make_facts
from geomap.brief.figure.drawing import _draw_rings
from geomap.brief.figure.figure import draw_figure
from geomap.brief.figure.ground_layers import draw_layer_legend
from geomap.brief.figure.legend import Column
from geomap.brief.figure.multiples import draw_multiples, split_periods
from geomap.brief.figure.naming import box_of
from geomap.brief.figure.surround import choose_corners
from geomap.brief.sheet import Box, Page
from geomap.brief.theme import load_theme
from geomap.content.map_layers import LayerClass, LayerShape, MapLayer, to_day
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, object]]], gpd.GeoDataFrame]

FRAME = Box(0, 0, 400, 300)


def _layer(*days: str) -> MapLayer:
    starts = [to_day(date.fromisoformat(day)) for day in days]
    ends = [*(start - 1 for start in starts[1:]), None]
    shapes = tuple(
        LayerShape(shapely.box(36 + at, 34, 37 + at, 35), at % 2, start, end)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    kinds = tuple(LayerClass(name, name, name, "#4a78b0", "#7fa8d8") for name in ("Reds", "Blues"))
    return MapLayer("held", "Held", "Held", "area", kinds, shapes, source="Own", states=days)


@pytest.mark.parametrize(
    ("land", "corner"),
    [
        (shapely.box(0, 0, 200, 150), "free"),
        (shapely.box(0, 60, 400, 300), "foot"),  # no corner but those at the foot is free
        (shapely.box(0, 0, 400, 300).difference(shapely.box(150, 0, 280, 60)), "middle"),
    ],
)
def test_a_scale_stands_where_it_hides_no_land(land: shapely.Geometry, corner: str) -> None:
    found = choose_corners(FRAME, {"scale": (100, 40)}, [], land, 5)["scale"]
    hidden = land.intersection(shapely.box(found.x0, found.y0, found.x1, found.y1)).area
    assert hidden == 0, corner


def test_what_can_be_spared_is_left_out_and_nothing_lies_on_another() -> None:
    land = shapely.box(0, 0, 400, 245)
    sizes = {"scale": (100.0, 40.0), "locator": (90.0, 80.0)}
    assert list(choose_corners(FRAME, sizes, [], land, 5, spare=frozenset({"locator"}))) == [
        "scale"
    ]
    both = choose_corners(FRAME, sizes, [], land, 5)
    assert not both["scale"].overlap(both["locator"])


@pytest.mark.parametrize(("count", "outlines"), [(3, 3), (40, 1)])
def test_rings_have_one_tint_and_many_have_one_outline(count: int, outlines: int) -> None:
    page = Page(400, 300, load_theme("light"))
    rings = [shapely.Point(100 + at, 100).buffer(30) for at in range(count)]
    _draw_rings(page, FRAME, {"#b3261e": rings}, 1.0)
    drawn = [
        patch for patch in page.axes.patches if patch.get_linewidth() and patch.get_edgecolor()
    ]
    tints = [patch for patch in page.axes.patches if patch.get_facecolor()[3] > 0]
    assert len(tints) == 1
    assert len(drawn) - len(tints) <= outlines


def test_small_maps_count_what_they_cannot_show(make_events: MakeEvents) -> None:
    events = make_events([
        {}, {"date_start": "2025-04-01", "precision_km": 400.0, "geo_precision": 3},
        {"date_start": "2025-04-02", "lon": 39.72, "lat": 43.6},
    ])  # fmt: skip
    told = " ".join(text for text, _ in draw_multiples(make_facts(events, Presentation())).texts)
    assert "counted and not drawn: 2" in told


@pytest.mark.parametrize(
    ("asked", "step"), [("months", "months"), ("quarters", "quarters"), ("years", "years")]
)
def test_a_name_asks_for_a_step_of_small_maps(
    make_events: MakeEvents, asked: str, step: str
) -> None:
    facts = make_facts(make_events([{}, {"date_start": "2025-05-01"}]), Presentation())
    assert split_periods(facts, asked).step == step


def test_small_maps_draw_the_layers_of_their_last_day(
    make_events: MakeEvents, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geomap.brief.figure import multiples

    days = []
    monkeypatch.setattr(multiples, "draw_layers", lambda _, facts, *__: days.append(facts.state))
    events = make_events([{}, {"date_start": "2025-04-01"}])
    facts = make_facts(events, Presentation(layers=(_layer("2025-01-01", "2025-04-01"),)))
    texts = [text for text, _ in draw_multiples(facts).texts]
    assert days == [date(2025, 3, 31), date(2025, 4, 30)]
    assert {"Held", "Reds", "Blues"} <= set(texts)


def test_a_legend_of_a_moving_clock_names_all_kinds_and_uses_the_spare_column(
    make_events: MakeEvents,
) -> None:
    facts = make_facts(
        make_events([{}]), Presentation(layers=(_layer("2025-01-01", "2025-04-01"),))
    )
    page = Page(400, 300, facts.theme)
    full, spare = Column(page, Box(0, 0, 150, 20), 1.0), Column(page, Box(200, 0, 390, 290), 1.0)
    draw_layer_legend(full, facts, moving=True, spare=spare)
    boxes = dict(page.texts)
    assert {"Held", "Reds", "Blues"} <= set(boxes)
    assert all(box.x0 >= 200 for box in boxes.values())


def test_the_days_told_do_not_leave_the_window_asked_for(make_events: MakeEvents) -> None:
    events = make_events([
        {"date_start": "2025-02-01", "date_end": "2025-03-03"},
        {"date_start": "2025-03-20", "date_end": "2025-04-20"},
    ])  # fmt: skip
    said = Presentation(window=(date(2025, 3, 1), date(2025, 3, 31)))
    facts = make_facts(events, said)
    assert facts.span == "1–31 March 2025"
    assert facts.presentation.as_of == "2025-03-31"
    assert make_facts(events, replace(said, window=(None, None))).span.endswith("20 April 2025")


def test_a_year_is_told_as_a_year(make_events: MakeEvents) -> None:
    events = make_events([{"date_start": "1860-01-01", "date_end": "1860-12-31"}, {}])
    assert make_facts(events, Presentation()).span == "1860 – 1 March 2025"


def test_few_marks_are_all_named_and_of_many_the_largest_ten(make_events: MakeEvents) -> None:
    rows: list[dict[str, object]] = [
        {"place_name": f"P{at}", "place_id": f"x{at}", "lon": 36.2 + 0.42 * (at % 12),
         "lat": 33.0 + 0.5 * (at // 12)}
        for at in range(70) for _ in range(1 + (at < 10))
    ]  # fmt: skip
    drawn = draw_figure(make_facts(make_events(rows), Presentation(extent="country")))
    assert len(drawn.labels) <= 10
    boxes = [Box(m.x - m.size / 2, m.y - m.size / 2, m.x + m.size / 2, m.y + m.size / 2)
             for m in drawn.marks]  # fmt: skip
    for _, spot in drawn.labels:
        assert not any(spot.box.overlap(box) > 0.5 for box in boxes)


def test_sites_are_named_beside_their_pins_off_the_marks(make_events: MakeEvents) -> None:
    sites = [("Camp B", 36.9, 34.9), ("Hospital A", 36.72, 34.73)]
    shapes = tuple(LayerShape(shapely.Point(x, y), 0, name=name) for name, x, y in sites)
    kind = LayerClass("site", "Sites", "مواقع", "#2f5da8", "#2f5da8")
    layer = MapLayer("sites", "Sites", "مواقع", "point", (kind,), shapes)
    rows = [{"location": "Homs", "admin1": "Homs"}] * 70
    facts = make_facts(make_events(rows), Presentation(layers=(layer,), extent="Homs"))
    drawn = draw_figure(facts)
    named = {text: box for text, box in drawn.page.texts if text in ("Camp B", "Hospital A")}
    assert set(named) == {"Camp B", "Hospital A"}
    for box in named.values():
        assert not any(box.overlap(box_of(mark)) for mark in drawn.marks)
