"""Chapters in deck and document: a slide and a page each, with their own map and numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pptx
import pypdf
import pytest

from tests.story_spec import HOSTILE, write_story

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_story(tmp_path_factory.mktemp("story"), "s.pptx", "s.pdf", "s.html")


def test_a_slide_for_each_chapter_with_text_map_and_links(folder: Path) -> None:
    deck = pptx.Presentation(BytesIO((folder / "s.pptx").read_bytes()))
    slides = list(deck.slides)[1:5]
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title]
    assert titles == ["All of it", "Homs in winter", "Without the layer", "What changed"]
    for slide in slides:
        assert sum(shape.shape_type == 13 for shape in slide.shapes) == 1
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
    texts = [[s.text_frame.text for s in slide.shapes if s.has_text_frame] for slide in slides]
    assert any(HOSTILE in text for text in texts[0])
    assert any("3 events" in text for text in texts[1])
    links = {
        run.hyperlink.address
        for shape in slides[3].shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    } - {None}  # fmt: skip
    assert "s.html#w=2020-03-25..2020-03-31" in links


def test_a_page_for_each_chapter(folder: Path) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(folder / "s.pdf").pages]
    at = [next(i for i, text in enumerate(pages) if title in text and i) for title in
          ("All of it", "Homs in winter", "Without the layer", "What changed")]  # fmt: skip
    assert at == sorted(set(at))
    assert "3 events" in pages[at[1]]
    assert "onerror" in pages[at[0]]
    assert "Who holds what" in pages[at[1]]
    assert "Who holds what" not in pages[at[2]]
