"""What a desk would send back is told before anything is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geomap.brief.facts import make_facts
from geomap.brief.figure.figure import draw_figure
from geomap.brief.sheet import DRAWING
from geomap.brief.theme import list_themes
from geomap.brief.verifying import _check_contrast, _check_furniture, _check_texts, verify_brief
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd

GOOD = Presentation(title="Fewer strikes in spring", sources=("A wire",), as_of="2025-12-31")
TODAY = date(2026, 1, 5)


def faults(events: gpd.GeoDataFrame, presentation: Presentation) -> list[str]:
    return [f"{one}" for one in verify_brief(events, presentation, TODAY) if one.severe]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("theme", list_themes())
def test_what_is_whole_has_no_fault(variety: gpd.GeoDataFrame, lang: str, theme: str) -> None:
    if theme != "auto":
        assert faults(variety, replace(GOOD, lang=lang, theme=theme)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"as_of": "2026-03-01"}, "still to come"),
        ({"as_of": "2025-01-01"}, "after the day of the data"),
        ({"as_of": "soon"}, "is no date"),
    ],
)
def test_a_day_that_cannot_be_is_a_fault(
    variety: gpd.GeoDataFrame, change: dict[str, Any], told: str
) -> None:
    assert told in "".join(faults(variety, replace(GOOD, **change)))


def test_no_source_is_a_fault(variety: gpd.GeoDataFrame) -> None:
    nameless = variety.assign(source="")
    assert "no source" in "".join(faults(nameless, replace(GOOD, sources=())))


def test_no_events_is_a_fault(variety: gpd.GeoDataFrame) -> None:
    assert "no events" in "".join(faults(variety.head(0), GOOD))


def test_a_title_of_dates_alone_is_advice(variety: gpd.GeoDataFrame) -> None:
    found = verify_brief(variety, replace(GOOD, title=""), TODAY)
    assert [one.file for one in found if "title" in one.problem] == ["title"]
    assert not any(one.severe for one in found)


def test_what_is_drawn_over_or_left_out_is_found(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, GOOD)
    with DRAWING:
        page = draw_figure(facts).page
        page.text(30, 200, "one text here", 9)
        page.text(32, 201, "another text here", 9)
        page.text(page.width - 10, 50, "off the page", 9)
    told = " ".join(str(one) for one in _check_texts(page))
    assert "1 texts leave the page" in told
    assert "one text here / another text here" in told
    page.texts[:] = [(text, box) for text, box in page.texts if "Battles" not in text]
    assert any("Battles" in str(one) for one in _check_furniture(facts, page))


def test_pale_colours_are_found(variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, GOOD)
    pale = replace(facts, theme=replace(facts.theme, muted="#bbbbbb"))
    assert any("quiet text on paper" in str(one) for one in _check_contrast(pale))


def test_the_command_writes_nothing_over_a_fault(tmp_path: Any, run_geomap: Any) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "date,location,event_type,source\n2025-05-01,Hama,Battles,\n", encoding="utf-8"
    )
    out = tmp_path / "x.png"
    code, said, err = run_geomap("brief", table, "-o", out, "--verify")
    assert code == 1
    assert "no source" in said + err
    assert not out.exists()
    code, said, _ = run_geomap("brief", table, "-o", out, "--verify", "--source", "A wire")
    assert code == 0
    assert out.exists()
