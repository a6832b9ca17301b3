"""Districts on a figure: drawn, named and credited where the gazetteer in use has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geomap.brief.facts import Facts, make_facts
from geomap.brief.figure.figure import Drawn, draw_figure
from geomap.brief.figure.multiples import draw_multiples
from geomap.brief.page_image import render_page
from geomap.gazetteer.areas.unit_fit import fit_units
from geomap.gazetteer.built import write_built
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.loading import BUILT_NAME
from geomap.layers.basemap import load_basemap
from geomap.model import Place
from geomap.settings import Presentation
from geomap.spec import parse_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]

DISTRICTS = {"SY0700": ("Western", "الغربية"), "SY0705": ("Eastern", "الشرقية")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer with Idlib cut in two districts, one village and one district's event."""
    whole = load_basemap().governorate("SY07")
    assert whole is not None
    west, south, east, north = whole.bounds
    middle = (west + east) / 2
    outlines = fit_units({
        "SY0700": whole.intersection(shapely.box(west, south, middle, north)),
        "SY0705": whole.intersection(shapely.box(middle, south, east, north)),
    })  # fmt: skip
    places = {
        pcode: Place(pcode, *DISTRICTS[pcode], "A", "ADM2", 36.5, 35.7, 25.0, pcode, "SY07")
        for pcode in DISTRICTS
    }
    places["C1"] = Place("C1", "Invented", "المخترعة", "P", "PPL", 36.65, 35.75, 1.0, "C1")
    about = {"boundaries by": "A survey"}
    path = tmp_path_factory.mktemp("gazetteer") / "mine"
    return write_built(Gazetteer(places, outlines, meta=about), path)


def draw(events: gpd.GeoDataFrame, **told: Any) -> tuple[Facts, Drawn, str]:
    facts = make_facts(events, Presentation(**told))
    drawn = draw_figure(facts)
    return facts, drawn, "\n".join(text for text, _ in drawn.page.texts).replace("\xa0", " ")


def test_a_governorates_figure_has_lines_names_and_the_source(
    make_events: MakeEvents, built: Path
) -> None:
    events = make_events([{"lon": 36.63, "lat": 35.93, "admin1": "Idlib"}])
    _, drawn, said = draw(events, extent="Idlib", gazetteer=built)
    for item in ("District boundary", "Western district", "Eastern district", "Invented",
                 "districts: A survey"):  # fmt: skip
        assert item in said, item
    _, plain, without = draw(events, extent="Idlib")
    assert "District boundary" not in without
    assert "A survey" not in without
    assert render_page(drawn.page, "svg") != render_page(plain.page, "svg")


def test_arabic_figures_name_districts_in_arabic(make_events: MakeEvents, built: Path) -> None:
    events = make_events([{"lon": 36.63, "lat": 35.93, "admin1": "Idlib"}])
    _, _, said = draw(events, extent="SY07", gazetteer=built, lang="ar")
    assert "منطقة الشرقية" in said
    assert "حدود منطقة" in said


def test_an_event_told_of_a_district_is_hatched_in_its_outline(
    make_events: MakeEvents, built: Path
) -> None:
    row = {"place_id": "SY0705", "pcode": "SY0705", "geo_precision": 2, "precision_km": 25.0,
           "lon": 36.8, "lat": 35.7}  # fmt: skip
    _, drawn, _ = draw(make_events([row]), gazetteer=built, extent="Idlib")
    (mark,) = drawn.marks
    assert mark.area is not None
    _, drawn, _ = draw(make_events([row]), extent="Idlib")
    (mark,) = drawn.marks
    assert mark.area is None  # without an outline it stays a ring
    assert mark.radius > 0


def test_small_multiples_have_no_districts(make_events: MakeEvents, built: Path) -> None:
    events = make_events([{"date_start": "2025-01-03"}, {"date_start": "2025-02-03"}])
    drawn = [
        len(draw_multiples(make_facts(events, Presentation(gazetteer=path))).axes.patches)
        for path in (built, None)
    ]
    assert drawn[0] == drawn[1]


def test_the_default_gazetteer_and_a_specification_bring_districts_too(
    make_events: MakeEvents, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(folder))
    events = make_events([{}])
    assert not make_facts(events, Presentation()).basemap.units
    (folder / BUILT_NAME).write_bytes(built.read_bytes())
    assert set(make_facts(events, Presentation()).basemap.units) == set(DISTRICTS)
    spec = parse_spec(
        {"read": {"tables": "a.csv", "gazetteer": "mine"}, "write": {"files": "x.png"}},
        built.parent / "x.toml",
    )
    assert spec.presentation.gazetteer == built


def test_what_lies_outside_a_chosen_extent_is_counted_and_not_piled_at_the_edge(
    make_events: MakeEvents,
) -> None:
    far = [{"lon": 38.0 + 0.01 * n, "lat": 34.5} for n in range(80)]
    _, drawn, said = draw(make_events([{"lon": 36.63, "lat": 35.93}, *far]), extent="Idlib")
    assert not [mark for mark in drawn.marks if mark.off]
    assert "1 event  ·  1 place  ·  80 lie outside this map" in said
    many = [{"lon": 40.0, "lat": 35.25 + 0.11 * n} for n in range(9)]
    _, drawn, said = draw(make_events([{"lon": 36.63, "lat": 35.93}, *many]), extent="Idlib")
    assert "9 lie outside this map" in said
    assert not [mark for mark in drawn.marks if mark.off]


@pytest.mark.parametrize(
    ("extent", "shown"),
    [
        ("Idlib", [1, 3]),
        ("SY07", [1, 3]),
        ("36,35.5,37,36.5", [1]),
        ("country", [1, 2, 3]),
        ("", [1, 2, 3]),
    ],
)
def test_an_extent_counts_what_it_shows(
    make_events: MakeEvents, extent: str, shown: list[int]
) -> None:
    events = make_events(
        [
            {"lon": 36.63, "lat": 35.93, "date_start": "2025-03-01"},
            {"lon": 36.72, "lat": 34.73, "date_start": "2025-03-02"},
            {"lon": 37.5, "lat": 35.2, "admin1": "Idlib", "date_start": "2025-03-03"},
        ]
    )
    facts = make_facts(events, Presentation(extent=extent))
    assert facts.events["number"].tolist() == shown
    assert facts.elsewhere == 3 - len(shown)
