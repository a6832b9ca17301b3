"""The figure: everything that a map must say of itself, and nothing upon anything else."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from geomap.brief.briefing import render_brief
from geomap.brief.facts import Facts, make_facts
from geomap.brief.figure.figure import PAPERS, Drawn, draw_figure
from geomap.brief.figure.marks import format_numbers
from geomap.brief.page_image import direct_text, render_page
from geomap.brief.wording import Words
from geomap.errors import SpecError
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]

TITLE = "Events in Syria, spring 2025"


def facts_of(events: gpd.GeoDataFrame, **told: Any) -> Facts:
    return make_facts(events, Presentation(**{"title": TITLE, "unplaced": 3, **told}))


@pytest.fixture(scope="module")
def drawn(variety: gpd.GeoDataFrame) -> Drawn:
    return draw_figure(facts_of(variety))


def words_on(drawn: Drawn) -> str:
    return "\n".join(text for text, _ in drawn.page.texts).replace("\xa0", " ")


def test_the_figure_has_all_that_the_checklist_of_briefings_asks_for(
    drawn: Drawn, variety: gpd.GeoDataFrame
) -> None:
    said = words_on(drawn)
    facts = facts_of(variety)
    for item in (
        TITLE, "1 January – 31 December 2025", "28 events", "3 could not be placed",
        "Data as of 31 December 2025", "Sources: A wire", "Natural Earth", "Lambert conformal",
        "legal status", "occupied by Israel since 1967", facts.presentation.data_hash,
        "Event type", "Battles", "How precisely placed", "Near or within", "Region only",
        "International boundary", "Disputed or armistice line", "Governorate boundary",
        "The country as a whole", "km", "mi", "N", "TÜRKIYE",
    ):  # fmt: skip
        assert item in said, item


def test_every_number_stands_on_the_map_and_in_the_list(drawn: Drawn) -> None:
    labelled = {number for mark, _ in drawn.labels for number in mark.numbers}
    whole = {number for mark in drawn.marks if mark.whole for number in mark.numbers}
    assert labelled | whole == set(range(1, 29))
    listed = [text for text, box in drawn.page.texts if box.x0 > drawn.map_box.x1]
    for number in range(1, 29):
        assert str(number) in listed


def overlaps(drawn: Drawn) -> list[tuple[str, str]]:
    found = []
    for (one, box), (other, under) in combinations(drawn.page.texts, 2):
        if box.overlap(under) > 0.08 * min(box.width * box.height, under.width * under.height):
            found.append((one, other))
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_text_lies_on_another_or_leaves_the_page(
    variety: gpd.GeoDataFrame, paper: str, lang: str
) -> None:
    drawn = draw_figure(facts_of(variety, paper=paper, lang=lang))
    assert overlaps(drawn) == []
    page = drawn.page.box.inset(10)
    for text, box in drawn.page.texts:
        assert page.holds(box), text


def test_labels_keep_off_marks_and_furniture(drawn: Drawn) -> None:
    for mark, spot in drawn.labels:
        for other in drawn.marks:
            if other is mark or other.whole:
                continue
            half = other.size * 0.45
            inside = (
                spot.box.x0 < other.x + half and spot.box.x1 > other.x - half
                and spot.box.y0 < other.y + half and spot.box.y1 > other.y - half
            )  # fmt: skip
            assert not inside, (mark.name, other.name)


def test_arabic_turns_the_page_round(variety: gpd.GeoDataFrame) -> None:
    drawn = draw_figure(facts_of(variety, lang="ar", title="أحداث 2025", digits="arabic"))
    assert drawn.map_box.x0 > drawn.page.width - drawn.map_box.x1
    said = words_on(drawn)
    assert "أحداث ٢٠٢٥" in said
    assert "معارك" in said
    assert "كم" in said
    assert "Battles" not in said
    assert re.search("[٠-٩]", said)
    labels = [text for text, box in drawn.page.texts if drawn.map_box.holds(box)]
    assert not [text for text in labels if re.fullmatch("[0-9–, ]+", text)]


def test_an_event_abroad_is_pinned_to_the_edge_and_one_of_the_country_to_the_legend(
    drawn: Drawn,
) -> None:
    (abroad,) = [mark for mark in drawn.marks if mark.off]
    assert "Sochi" in abroad.name
    assert drawn.map_box.y1 - abroad.y < 20
    (whole,) = [mark for mark in drawn.marks if mark.whole]
    assert whole not in [mark for mark, _ in drawn.labels]


def test_only_exact_places_are_filled_and_areas_have_their_outline(drawn: Drawn) -> None:
    (area,) = [mark for mark in drawn.marks if mark.area_id == "SY07"]
    assert area.area is not None
    assert area.geo_precision == 3
    near = [mark for mark in drawn.marks if mark.geo_precision == 2]
    assert near
    assert all(mark.radius > 0 for mark in near)


def test_a_city_is_drawn_near_in_utm_and_the_country_in_lambert(make_events: MakeEvents) -> None:
    near = draw_figure(facts_of(make_events([{"lon": 36.3, "lat": 33.5}, {"lat": 33.6}])))
    assert "UTM zone 37N" in words_on(near)
    asked = draw_figure(facts_of(make_events([{}]), extent="SY07"))
    assert "UTM zone 37N" in words_on(asked)
    country = draw_figure(facts_of(make_events([{}]), extent="country"))
    assert "Lambert" in words_on(country)


@pytest.mark.parametrize("extent", ["Atlantis", "1,2,3", "40,30,30,40", "a,b,c,d"])
def test_an_unknown_extent_is_refused(make_events: MakeEvents, extent: str) -> None:
    with pytest.raises(SpecError, match="extent"):
        draw_figure(facts_of(make_events([{}]), extent=extent))


def test_an_unknown_paper_names_the_known_ones(make_events: MakeEvents) -> None:
    with pytest.raises(SpecError, match="16:9, a4, a4-portrait, square"):
        draw_figure(facts_of(make_events([{}]), paper="a3"))


def test_no_events_is_a_page_that_says_so(make_events: MakeEvents) -> None:
    drawn = draw_figure(facts_of(make_events([]), title=""))
    assert "No events in this selection" in words_on(drawn)
    assert drawn.marks == []


def test_one_event_and_forty_at_one_spot_are_one_mark(make_events: MakeEvents) -> None:
    one = draw_figure(facts_of(make_events([{}])))
    assert [mark.numbers for mark in one.marks] == [[1]]
    many = draw_figure(facts_of(make_events([{} for _ in range(40)])))
    assert [mark.count for mark in many.marks] == [40]
    assert "1–40" in words_on(many)
    assert "40 events" in words_on(many)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_title_of_300_signs_fits(make_events: MakeEvents, paper: str) -> None:
    long = "A long title that goes on and on " * 10
    drawn = draw_figure(facts_of(make_events([{}]), title=long[:300], paper=paper))
    assert overlaps(drawn) == []
    assert all(drawn.page.box.inset(10).holds(box) for _, box in drawn.page.texts)


def test_ten_thousand_events_are_counted_and_said_to_be(make_events: MakeEvents) -> None:
    rows = [
        {"lon": 36 + (n * 7919 % 600) / 100, "lat": 32.8 + (n * 104729 % 380) / 100}
        for n in range(10_000)
    ]
    drawn = draw_figure(facts_of(make_events(rows)))
    assert sum(mark.count for mark in drawn.marks) == 10_000
    assert len(drawn.marks) < 2500
    assert "10,000 events: a sign stands for" in " ".join(words_on(drawn).split())


def test_markup_in_a_place_name_is_only_text(make_events: MakeEvents) -> None:
    drawn = draw_figure(facts_of(make_events([{"place_name": "$\\frac{1}{2}$ <b>"}])))
    svg = render_page(drawn.page, "svg").decode()
    assert "&lt;b&gt;" in svg
    assert "\\frac" in svg


def test_svg_holds_its_text_as_text_and_names_fonts_that_others_have(drawn: Drawn) -> None:
    svg = render_page(drawn.page, "svg").decode()
    for said in (TITLE, "Palmyra", "Battles"):
        assert f">{said}</text>" in svg
    assert "IBM Plex Sans Arabic" in svg
    assert "<dc:date>" not in svg


@pytest.mark.parametrize("name", ["x.png", "x.svg", "x.months.svg", "x.charts.svg"])
def test_the_same_events_are_the_same_bytes_in_any_order(
    variety: gpd.GeoDataFrame, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.brief.page_image.DPI", 72)
    turned = variety.iloc[::-1].reset_index(drop=True)
    assert render_brief(facts_of(variety), name) == render_brief(facts_of(turned), name)


def test_png_has_no_clock_and_the_exact_colours_of_the_theme(drawn: Drawn) -> None:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(render_page(drawn.page, "png", 60))) as image:
        assert not {"date", "Software", "Creation Time"} & set(image.info)
        corner = image.convert("RGB").getpixel((2, image.height - 3))
    assert corner == (255, 255, 255)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([1], "1"), ([1, 2], "1, 2"), ([3, 1, 2], "1–3"), ([1, 2, 3, 7, 9], "1–3, 7, 9"), ([], "")],
)
def test_runs_of_numbers_are_joined(numbers: list[int], said: str) -> None:
    assert format_numbers(numbers, Words("en")) == said


def test_numbers_in_arabic_have_arabic_digits_and_commas() -> None:
    assert format_numbers([1, 2, 3, 7], Words("ar", arabic_digits=True)) == "١–٣، ٧"
    assert format_numbers([1, 2, 3, 7], Words("ar")) == "1–3، 7"


@pytest.mark.parametrize(
    ("text", "anchor", "turned"),
    [
        ("حلب", "", "end"),
        ("المصادر: Enab Baladi ·", "text-anchor: end; ", "start"),
        ("١٢ حدثًا", "text-anchor: middle; ", "middle"),
        ("24 events", "text-anchor: end; ", None),
        ("Enab Baladi عنب بلدي", "", None),
        ("٢٠٢٠", "", None),
    ],
)
def test_arabic_text_of_an_svg_runs_right_to_left(text, anchor, turned):
    svg = f'<text style="font-size: 9px; {anchor}fill: #000" x="1" y="2">{text}</text>'
    said = direct_text(svg.encode()).decode()
    if turned is None:
        assert said == svg
    else:
        assert f'style="text-anchor: {turned}; direction: rtl; font-size' in said
        assert '<text direction="rtl"' in said
        assert said.count("text-anchor") == 1
