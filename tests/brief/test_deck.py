"""The deck: reopened, looked at by geometry, and drawn by another program."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation as Deck
from pptx.util import Pt

from geomap.brief.deck.deck import render_deck
from geomap.brief.facts import make_facts
from geomap.errors import SpecError
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]


@pytest.fixture(scope="module", autouse=True)
def small_pictures() -> Iterator[None]:
    """Draw pictures coarsely: the tests ask about boxes and words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geomap.brief.deck.deck._MAP_DPI", 40)
        yield


def deck_of(events: gpd.GeoDataFrame, **told: Any) -> Any:
    return Deck(io.BytesIO(render_deck(make_facts(events, Presentation(**told)))))


@pytest.fixture(scope="module")
def deck(variety: gpd.GeoDataFrame) -> Any:
    return deck_of(variety, title="Spring 2025", unplaced=2)


def texts(deck: Any) -> str:
    said = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def numbers_in_tables(deck: Any, column: int) -> list[str]:
    return [
        row.cells[column].text
        for slide in deck.slides for shape in slide.shapes if shape.has_table
        for row in list(shape.table.rows)[1:] if len(shape.table.columns) == 7
    ]  # fmt: skip


def test_every_number_of_the_map_stands_in_a_native_table(deck: Any) -> None:
    assert numbers_in_tables(deck, 0) == [str(n) for n in range(1, 29)]


def test_charts_are_native_and_hold_the_numbers(deck: Any, variety: gpd.GeoDataFrame) -> None:
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert len(charts) == 3
    stacked = charts[0]
    counted = sum(sum(series.values) for series in stacked.plots[0].series)
    assert counted == len(variety) - 1  # one is dated to a year
    for chart in charts:
        assert chart.part.chart_workbook.xlsx_part is not None


def check_boxes(deck: Any) -> None:
    wide, high = deck.slide_width, deck.slide_height
    for at, slide in enumerate(deck.slides, 1):
        boxes = []
        for shape in slide.shapes:
            assert shape.left >= 0, (at, shape.name)
            assert shape.top >= 0, (at, shape.name)
            assert shape.left + shape.width <= wide + 2, (at, shape.name)
            assert shape.top + shape.height <= high + 2, (at, shape.name)
            boxes.append(
                (shape.name, shape.left, shape.top, shape.left + shape.width,
                 shape.top + shape.height)
            )  # fmt: skip
        for one, other in combinations(boxes, 2):
            apart = (
                one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            )
            assert apart, (at, one, other)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_box_lies_on_another_or_leaves_the_slide(variety: gpd.GeoDataFrame, lang: str) -> None:
    check_boxes(deck_of(variety, lang=lang, title="T" * 20))


def test_a_title_of_300_signs_stays_in_its_box(make_events: MakeEvents) -> None:
    made = deck_of(make_events([{}]), title="Words of a long title, " * 13)
    check_boxes(made)
    size = made.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size
    assert size <= Pt(20)


def test_notes_name_the_sources_and_the_data(deck: Any, variety: gpd.GeoDataFrame) -> None:
    data = make_facts(variety, Presentation()).presentation.data_hash
    for slide in deck.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert "A wire" in notes
        assert data in notes


def test_pictures_say_what_they_show(deck: Any) -> None:
    pictures = [
        s for slide in deck.slides for s in slide.shapes if s.shape_type == 13
    ]  # fmt: skip
    assert pictures
    for picture in pictures:
        assert picture._element._nvXxPr.cNvPr.get("descr")


def test_arabic_starts_at_the_right(variety: gpd.GeoDataFrame) -> None:
    made = deck_of(variety.head(9), lang="ar", title="إحاطة")
    assert numbers_in_tables(made, 6) == list("123456789")
    said = texts(made)
    assert "الفاعلون" in said
    assert "Battles" not in said
    paragraph = made.slides[0].shapes.title.text_frame.paragraphs[0]
    assert paragraph._p.pPr.get("rtl") == "1"


def test_the_same_events_are_the_same_bytes_without_a_clock(variety: gpd.GeoDataFrame) -> None:
    few = variety.head(5)
    one = render_deck(make_facts(few, Presentation()))
    assert one == render_deck(make_facts(few.iloc[::-1], Presentation()))
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r"T12:00:00Z", core)


def test_a_template_of_ones_own_keeps_its_size_and_loses_its_slides(
    variety: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    own = Deck()  # python-pptx's default is 4:3
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "An example slide"
    own.save(tmp_path / "house.pptx")
    made = deck_of(variety, template=tmp_path / "house.pptx")
    assert (made.slide_width, made.slide_height) == (own.slide_width, own.slide_height)
    assert "An example slide" not in texts(made)
    check_boxes(made)


def test_a_broken_template_is_refused_with_one_line(
    make_events: MakeEvents, tmp_path: Path
) -> None:
    broken = tmp_path / "house.pptx"
    for content in (b"", b"PK\x03\x04 no zip", b"plain text"):
        broken.write_bytes(content)
        with pytest.raises(SpecError, match="no PowerPoint file") as caught:
            deck_of(make_events([{}]), template=broken)
        assert "\n" not in str(caught.value)
    with pytest.raises(SpecError, match="no PowerPoint file"):
        deck_of(make_events([{}]), template=tmp_path / "absent.pptx")


def test_no_events_is_a_deck_that_says_so(make_events: MakeEvents) -> None:
    made = deck_of(make_events([]))
    assert "The filter left no events" in texts(made)
    check_boxes(made)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs soffice (libreoffice-impress)")
def test_libreoffice_draws_every_slide_and_its_words(
    variety: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "x.pptx"
    path.write_bytes(render_deck(make_facts(variety, Presentation(title="Spring 2025"))))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    done = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "x.pdf"), "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.count("<page ") == len(Deck(str(path)).slides)
    for x1, y1 in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', done.stdout):
        assert float(x1) <= 960
        assert float(y1) <= 540
    assert "Spring" in done.stdout
