"""The document: what a PDF reader, a screen reader and a search find in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geomap.brief.facts import make_facts
from geomap.brief.paper import render_document
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs pdftotext (Debian poppler-utils)"
)
UNPLACED = pd.DataFrame({
    "location": ["Nowhere at all"], "description": ["<b>Something</b>"],
    "reason": ["no name like it is known"],
})  # fmt: skip


def read_text(pdf: bytes, tmp_path: Path, *args: str) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *args, str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def pdf(variety: gpd.GeoDataFrame) -> bytes:
    presentation = Presentation(
        title="Spring 2025", unplaced=1, unplaced_rows=UNPLACED, previous=variety.head(20)
    )
    return render_document(make_facts(variety, presentation))


@needs_poppler
def test_text_can_be_selected_and_all_parts_are_there(pdf: bytes, tmp_path: Path) -> None:
    said = " ".join(read_text(pdf, tmp_path, "-raw").split())
    for part in (
        "Spring 2025", "28 Events 28 Places 9 Governorates 42 Fatalities 1 Not placed",
        "Map", "Since the last briefing", "Events by actor",
        "Month by month", "All events", "Reports that could not be placed", "Nowhere at all",
        "no name like it is known", "Method and precision", "Page 1 of", "Data as of",
        "claimed by A third group", "attributed to A fourth group", "legal status",
    ):  # fmt: skip
        assert part in said, part


@needs_poppler
def test_every_number_of_the_map_stands_in_the_table(pdf: bytes, tmp_path: Path) -> None:
    said = read_text(pdf, tmp_path, "-layout")
    numbers = {int(n) for n in re.findall(r"^ *(\d{1,2}) ", said, re.MULTILINE)}
    assert set(range(1, 29)) <= numbers


@needs_poppler
def test_markup_in_the_data_is_only_text(pdf: bytes, tmp_path: Path) -> None:
    said = "".join(read_text(pdf, tmp_path, "-raw").replace("\u200b", "").split())
    assert "<script>alert(1)</script>#panic()$x^2$*b*" in said
    assert "<b>Something</b>" in said


def test_it_is_tagged_outlined_and_names_its_data(pdf: bytes, variety: gpd.GeoDataFrame) -> None:
    facts = make_facts(variety, Presentation())
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Outlines" in pdf
    assert b"pdfuaid" in pdf
    assert facts.presentation.data_hash.encode() in pdf


def test_the_same_events_are_the_same_bytes(variety: gpd.GeoDataFrame) -> None:
    few = variety.head(6)
    again = few.iloc[::-1].reset_index(drop=True)
    one, other = (render_document(make_facts(e, Presentation())) for e in (few, again))
    assert one == other


@needs_poppler
@pytest.mark.parametrize("digits", ["arabic", "latin"])
def test_arabic_runs_from_right_to_left_in_the_digits_asked_for(
    variety: gpd.GeoDataFrame, tmp_path: Path, digits: str
) -> None:
    told = Presentation(lang="ar", title="إحاطة 2025", digits=digits)
    facts = make_facts(variety.head(8), told)
    said = re.sub("[\u200e\u200f\u202a-\u202e]", "", read_text(render_document(facts), tmp_path))
    for part in ("جميع", "المنهج والدقة", "الفاعلون"):
        assert part in said, part
    assert bool(re.search("[٠-٩]", said)) is (digits == "arabic")
    assert "Battles" not in said


@needs_poppler
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_events_is_a_page_that_says_so(
    make_events: MakeEvents, tmp_path: Path, lang: str
) -> None:
    said = read_text(
        render_document(make_facts(make_events([]), Presentation(lang=lang))), tmp_path
    )
    assert ("The filter left no events" in " ".join(said.split())) == (lang == "en")


@needs_poppler
def test_no_word_leaves_the_page_however_long(make_events: MakeEvents, tmp_path: Path) -> None:
    long = "source;" * 60 + "W" * 400
    events = make_events([{"source": long, "actor1": long, "description": long, "location": long}])
    title = ("T" * 60 + " ") * 5
    boxes = read_text(
        render_document(make_facts(events, Presentation(title=title))), tmp_path, "-bbox"
    )
    for x0, x1 in re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.]+" xMax="([\d.]+)"', boxes):
        assert float(x0) >= 30
        assert float(x1) <= 566


@needs_poppler
@pytest.mark.parametrize("count", [1, 9, 24, 60])
def test_pages_are_numbered_in_order_however_the_table_breaks(
    make_events: MakeEvents, tmp_path: Path, count: int
) -> None:
    rows = [
        {"description": "Something happened. " * 9, "date_start": f"2025-{1 + n % 9:02}-01"}
        for n in range(count)
    ]
    text = read_text(render_document(make_facts(make_events(rows), Presentation())), tmp_path)
    said = re.findall(r"Page (\d+) of (\d+)", text)
    assert said == [(str(n), str(len(said))) for n in range(1, len(said) + 1)]
