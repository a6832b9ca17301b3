"""Sentences and paragraphs, the day a report counts from, and entities of a trained pipeline."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import InputError
from geomap.extract.document.entities import Entities, find_entities, load_model
from geomap.extract.document.publication import date_report, day_of_header, publication_date
from geomap.extract.document.sentences import make_pipeline, split_sentences
from geomap.extract.recognise.dates.date_mentions import find_dates


@pytest.mark.parametrize(
    ("text", "lang", "sentences"),
    [
        ("A shell fell. Two were hurt.", "en", ["A shell fell.", "Two were hurt."]),
        ("First line\nSecond line", "en", ["First line", "Second line"]),
        ("سقطت قذيفة. أصيب اثنان.", "ar", ["سقطت قذيفة.", "أصيب اثنان."]),
        ("هل سقطت قذيفة؟ نعم.", "ar", ["هل سقطت قذيفة؟", "نعم."]),
    ],
)
def test_sentences_end_at_marks_and_lines(text, lang, sentences):
    found = split_sentences(text, lang)
    assert [text[one.start : one.end].strip() for one in found] == sentences


def test_paragraphs_are_counted():
    found = split_sentences("One. Two.\n\nThree.", "en")
    assert found[0].paragraph == found[1].paragraph != found[-1].paragraph
    assert make_pipeline("en") is make_pipeline("en")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 3 March 2020 and on 5 March 2020 shells fell.", date(2020, 3, 5)),
        ("On Monday shells fell.", None),
    ],
)
def test_a_report_counts_from_the_latest_day_it_names(text, day):
    assert publication_date(find_dates(text, "en", None)) == day


def test_an_undated_report_counts_from_the_latest_day_it_names():
    text = "Shells fell on 3 March 2020. More fell on 5 March 2020."
    anchor, dates = date_report(text, "en", find_dates(text, "en", None))
    assert anchor == date(2020, 3, 5)
    assert [d.first for d in dates] == [date(2020, 3, 3), date(2020, 3, 5)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Daily report\n4 March 2020\nShells fell on a town.", date(2020, 3, 4)),
        ("Daily report\n4 March 2019\nShells fell on a town.", None),
        ("On 4 March 2020 shells fell on a town.\nTwo died.", None),
    ],
)
def test_the_day_of_a_line_of_its_own(text, day):
    published = date(2020, 3, 5)
    assert day_of_header(text, find_dates(text, "en", published), published) == day


def test_entities_need_a_model():
    assert find_entities("Shells fell on Saraqib.", "en", "") == Entities()
    with pytest.raises(InputError, match="no spaCy model"):
        load_model("no_such_pipeline")
