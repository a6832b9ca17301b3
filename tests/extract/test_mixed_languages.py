"""A report in two languages is read in both, and one happening gives one row."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.document.mixed_languages import split_languages
from geomap.extract.many import make_reader, read_safely
from geomap.model import Report
from geomap.settings import PlaceSettings

ENGLISH = (
    "On 2 June 2023, Turkish artillery shelled the town of Tal Rifaat in the northern Aleppo "
    "countryside, killing two civilians, residents of the town said in the evening."
)
ARABIC = (
    "قصفت المدفعية التركية بلدة تل رفعت بريف حلب الشمالي في 2 حزيران 2023 "
    "ما أدى إلى مقتل مدنيين اثنين. "
    "واندلعت اشتباكات في 3 حزيران 2023 في بلدة نوى بريف درعا الغربي بين مسلحين محليين."
)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (ENGLISH, set()),
        (ARABIC, set()),
        (f"{ENGLISH}\n{ARABIC}", {"en", "ar"}),
        (f"{ARABIC}\nHome | News | Contact", set()),
        (f"{ENGLISH} (تل رفعت)", set()),
    ],
)
def test_only_texts_in_two_languages_are_taken_apart(text, languages):
    assert set(split_languages(text)) == languages


def test_both_languages_give_rows_with_spans_of_the_whole_text():
    text = f"{ENGLISH}\n{ARABIC}"
    reading = read_safely(
        make_reader(PlaceSettings()), Report("x", text, date(2023, 6, 4))
    )  # fmt: skip
    places = [text[e.start : e.end] for event in reading.events for e in event.evidence
              if e.field == "place"]  # fmt: skip
    assert sum("Rifaat" in place or "رفعت" in place for place in places) == 1
    assert any("نوى" in place for place in places)
    assert reading.report.text == text
