"""Sentences that tell no news of the report."""

from __future__ import annotations

import pytest

from geomap.extract.clause.asides import is_link, tells_sum
from geomap.extract.clause.asides_ar import is_aside_arabic


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Read more: Air strikes hit a market in Idlib", True),
        ("READ ALSO: Shelling kills two in Saraqib", True),
        ("A shell hit a market in Idlib.", False),
        ("They read more than ten names aloud in Idlib.", False),
    ],
)
def test_lines_that_lead_to_another_report(apart, text, link):
    parts = apart(text)
    assert is_link(text, parts.sentences[0]) is link


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Since the start of the year, air strikes on Idlib killed 200 civilians.", True),
        ("An air strike on Saraqib killed four civilians.", False),
    ],
)
def test_sums_over_weeks(text, total):
    assert tells_sum(text, 0, len(text)) is total


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("قصف الطيران مدينة سراقب وقتل مدنيين.", False),
        ("أسعفت فرق الدفاع المدني المصابين بعد قصف المدينة.", False),
    ],
)
def test_arabic_words_that_only_look_like_a_happening(apart, text, aside):
    trigger = apart(text).triggers[0]
    assert is_aside_arabic(text, 0, trigger) is aside
