"""Charts and small multiples: the numbers add up, and wide dates are no false pinpoints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geomap.brief.counting import (
    _find_far,
    count_by_actor,
    count_by_admin1,
    count_by_time,
)
from geomap.brief.facts import Facts, make_facts
from geomap.brief.figure.charts import _ticks, draw_charts
from geomap.brief.figure.multiples import draw_multiples, split_periods
from geomap.settings import Presentation

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    MakeEvents = Callable[[list[dict[str, Any]]], gpd.GeoDataFrame]


def facts_of(events: gpd.GeoDataFrame, **told: Any) -> Facts:
    return make_facts(events, Presentation(**told))


def total(facts: Facts) -> int:
    timeline = count_by_time(facts)
    return sum(map(sum, timeline.counts.values())) + timeline.left_out


def test_weeks_begin_on_monday_have_no_gaps_and_hold_every_event(make_events: MakeEvents) -> None:
    facts = facts_of(make_events([{"date_start": "2025-03-05"}, {"date_start": "2025-04-09"}]))
    timeline = count_by_time(facts)
    assert timeline.step == "week"
    assert timeline.starts[0] == date(2025, 3, 3)
    assert len(timeline.starts) == 6
    assert total(facts) == 2


@pytest.mark.parametrize(
    ("last", "step"),
    [
        ("2025-03-10", "day"),
        ("2025-06-01", "week"),
        ("2028-06-01", "month"),
        ("2060-01-01", "year"),
    ],
)
def test_the_step_grows_with_the_span(make_events: MakeEvents, last: str, step: str) -> None:
    facts = facts_of(make_events([{}, {"date_start": last}]))
    assert count_by_time(facts).step == step
    assert total(facts) == 2


def test_an_event_dated_to_a_year_is_left_out_of_weeks_and_counted(make_events: MakeEvents) -> None:
    wide = {"date_start": "2025-01-01", "date_end": "2025-12-31"}
    facts = facts_of(make_events([{}, {"date_start": "2025-05-01"}, wide]))
    timeline = count_by_time(facts)
    assert timeline.left_out == 1
    assert total(facts) == 3
    said = " ".join(text for text, _ in draw_charts(facts).texts)
    assert "1 dated to more than two months" in said


def test_a_date_far_from_all_others_is_left_out_of_the_bars_and_named(
    make_events: MakeEvents,
) -> None:
    days = ("1860-01-01", "2018-01-01", "2020-04-01", "2025-06-22")
    facts = facts_of(make_events([{"date_start": day} for day in days]))
    timeline = count_by_time(facts)
    assert timeline.far == (1860,)
    assert timeline.starts[0] == date(2018, 1, 1)
    assert total(facts) == 4
    said = " ".join(text for text, _ in draw_charts(facts).texts)
    assert "1 far from the others is left out here (1860)" in said


@pytest.mark.parametrize(
    ("years", "far"),
    [
        ([], 0), ([1860], 0), ([1860, 2025], 0),
        ([1860, 1861, 2024, 2025], 0), ([2005, 2024, 2025], 0),
        ([1860, 2024, 2025], 1), ([2024, 2025, 2090], 1), ([1860, 1861, *range(2001, 2026)], 2),
        (list(range(1960, 2026)), 0),
    ],
)  # fmt: skip
def test_far_years_are_few_and_beyond_a_gap(years: list[int], far: int) -> None:
    assert sum(_find_far(years)) == far


def test_intervals_of_years_are_in_no_bar_of_a_year(make_events: MakeEvents) -> None:
    decade = {"date_start": "2015-06-01", "date_end": "2025-06-30"}
    facts = facts_of(make_events([{"date_start": "2016-01-01"}, {}, decade]))
    timeline = count_by_time(facts)
    assert (timeline.step, timeline.wide) == ("year", 1)
    assert timeline.note(facts.words) == "1 dated to more than a year are left out here"


def test_only_wide_dates_are_charted_by_year(make_events: MakeEvents) -> None:
    wide = {"date_start": "1860-01-01", "date_end": "1860-12-31"}
    assert count_by_time(facts_of(make_events([wide]))).starts == [date(1860, 1, 1)]


def test_an_event_counts_once_for_each_actor(make_events: MakeEvents) -> None:
    rows = [
        {"actor1": "A", "actor2": "B"}, {"actor1": "A", "actor2": "A"}, {"actor1": "", "actor2": ""}
    ]  # fmt: skip
    counted = dict(count_by_actor(facts_of(make_events(rows))))
    assert counted == {"A": 2, "B": 1, "No actor named": 1}


def test_the_rest_of_many_actors_is_one_bar(make_events: MakeEvents) -> None:
    rows = [{"actor1": f"Group {n:02}", "actor2": ""} for n in range(15)]
    counted = count_by_actor(facts_of(make_events(rows)))
    assert counted[-1] == ("All others (5)", 5)


def test_governorates_by_count_or_by_area(make_events: MakeEvents) -> None:
    rows = [{"admin1": "Damascus"}, {"admin1": "Homs"}, {"admin1": "Homs"}, {"admin1": ""}]
    events = make_events(rows)
    counted = count_by_admin1(facts_of(events))
    assert counted == [("Homs", 2), ("Damascus", 1), ("No governorate", 1)]
    rates = dict(count_by_admin1(facts_of(events, measure="rate")))
    assert rates["Homs"] == pytest.approx(
        2 / 42.2, rel=0.2
    )  # Homs has 42,200 km2; the outlines are coarse
    assert rates["Damascus"] > 5
    assert count_by_admin1(facts_of(events, lang="ar"))[0][0] == "حمص"


def test_months_become_quarters_and_years_and_keep_every_event(make_events: MakeEvents) -> None:
    for last, step in (
        ("2025-09-01", "months"),
        ("2027-09-01", "quarters"),
        ("2034-01-01", "years"),
    ):
        found = split_periods(facts_of(make_events([{}, {"date_start": last}])))
        assert found.step == step
        assert found.left_out == 0
        assert [len(period.events) for period in found.shown] == [1, 1]


def test_periods_without_events_are_not_drawn_but_named(make_events: MakeEvents) -> None:
    days = ("1860-01-01", "2015-06-01", "2017-06-01", "2018-01-01")
    facts = facts_of(make_events([{"date_start": day} for day in days]))
    found = split_periods(facts)
    assert [period.label for period in found.shown] == ["1860", "2015", "2017", "2018"]
    assert found.empty == ["1861–2014", "2016"]
    said = " ".join(text for text, _ in draw_multiples(facts).texts)
    assert "1861–2014, 2016" in said


def test_old_periods_are_left_out_and_said_to_be(make_events: MakeEvents) -> None:
    rows = [{"date_start": f"{year}-01-01"} for year in range(2013, 2026)]
    facts = facts_of(make_events(rows))
    assert split_periods(facts).left_out == 1
    said = " ".join(text for text, _ in draw_multiples(facts).texts)
    assert "1 earlier periods are left out" in said


def test_no_events_draw_empty_charts_and_maps(make_events: MakeEvents) -> None:
    facts = facts_of(make_events([]))
    assert draw_charts(facts).texts
    assert draw_multiples(facts).texts


@pytest.mark.parametrize(("most", "top"), [(1, 1), (3, 3), (5, 6), (17, 20), (999, 1000)])
def test_an_axis_ends_at_a_round_number_above_the_most(most: int, top: int) -> None:
    assert _ticks(most)[0] == top
    assert len(_ticks(most)[1]) <= 5


def test_spellings_of_a_governorate_are_counted_together(make_events: MakeEvents) -> None:
    names = (
        "Hasakah",
        "Al Hasakah",
        "الحسكة",
        "Damascus",
        "Rural Damascus",
        "Rif Dimashq",
        "ريف دمشق",
        "Elsewhere",
    )
    facts = facts_of(make_events([{"admin1": name} for name in names]))
    assert dict(count_by_admin1(facts)) == {
        "Hasakah": 3, "Damascus": 1, "Rural Damascus": 3, "Elsewhere": 1,
    }  # fmt: skip
    assert facts.governorate_count == 4
