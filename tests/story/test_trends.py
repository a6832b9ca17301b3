"""This week against those before, in classes, with a rule for small numbers; sentences of it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geomap.content.chapters import Chapter
from geomap.settings import Presentation
from geomap.story.change_lines import counted, tell_change
from geomap.story.trends import find_spikes, find_trends, level_of


@pytest.mark.parametrize(
    ("now", "mean", "level"),
    [
        (9, 2.0, "few"), (14, 9.0, "much-more"), (23, 20.0, "more"), (21, 20.0, "same"),
        (17, 20.0, "less"), (3, 20.0, "much-less"), (12, 0.0, "much-more"), (12, None, "none"),
        (0, 10.0, "much-less"),
    ],
)  # fmt: skip
def test_classes(now: int, mean: float | None, level: str) -> None:
    assert level_of(now, mean) == level


def frame(days: list[str], admin1: str = "Hama") -> pd.DataFrame:
    starts = pd.to_datetime(days)
    return pd.DataFrame(
        {
            "date_start": starts, "date_end": starts, "admin1": admin1, "place_id": "",
            "event_type": "Battles", "lon": 36.75, "lat": 35.13, "geo_precision": 1,
            "status": "reported",
        }
    )  # fmt: skip


def test_a_week_is_compared_with_the_weeks_before_it() -> None:
    days = ["2020-03-01"] * 36 + ["2020-03-22"] * 4 + ["2020-03-27"] * 20
    trends = find_trends(frame(["2019-01-01", *days]), date(2020, 3, 31))
    whole = trends.whole
    assert (whole.now, whole.before, whole.month) == (20, 4, 10.0)
    assert whole.year == pytest.approx(40 / 52)
    assert whole.level == "much-more"
    assert [(one.key, one.now) for one in trends.governorates] == [("SY05", 20)]


def test_where_the_data_begin_later_nothing_is_said() -> None:
    trends = find_trends(frame(["2020-03-20"] * 30), date(2020, 3, 31))
    assert trends.whole.month is None
    assert trends.whole.level == "none"


def test_spikes_stand_out_from_the_four_before() -> None:
    assert find_spikes([5, 5, 5, 5, 10, 30, 4, 30]) == [4, 5, 7]
    assert find_spikes([1, 1, 1, 1, 9]) == []


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "حدث واحد"), (2, "حدثان"), (5, "5 أحداث"), (14, "14 حدثًا"), (100, "100 حدث")],
)
def test_arabic_counts(n: int, text: str) -> None:
    assert counted(n, "ar") == text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_each_number_of_a_sentence_links_to_its_rows(lang: str) -> None:
    days = ["2020-03-01"] * 36 + ["2020-03-22"] * 4 + ["2020-03-27"] * 20
    events = frame(["2019-01-01", *days])
    chapter = Chapter("", end=date(2020, 3, 31), change=True)
    first, *_ = tell_change(chapter, events, Presentation(lang=lang))
    links = [run.link for run in first.runs if run.link]
    assert links[:3] == [
        "#w=2020-03-25..2020-03-31", "#w=2020-03-18..2020-03-24", "#w=2020-02-26..2020-03-24",
    ]  # fmt: skip
    if lang == "en":
        assert first.text.startswith(
            "In the week to 31 March 2020: 20 events, 4 in the week before"
        )
        assert "much more than the mean of the four weeks before (10.0)" in first.text
