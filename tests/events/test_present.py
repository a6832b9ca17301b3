"""Every output of a run says the same of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.present import fill_presentation, format_span
from geomap.settings import Presentation

if TYPE_CHECKING:
    from tests.events.conftest import MakeEvents


def test_fills_what_nobody_said(make_events: MakeEvents) -> None:
    events = make_events({"source": "B"}, {"source": "A", "date_start": "2020-05-01"}, {})
    filled = fill_presentation(Presentation(), events, unplaced=2)
    assert filled.title == "Events in Syria, 13 April – 1 May 2020"
    assert filled.as_of == "2020-05-01"
    assert filled.sources == ("A", "B")
    assert filled.unplaced == 2
    assert len(filled.data_hash) == 8


def test_keeps_what_somebody_said(make_events: MakeEvents) -> None:
    said = Presentation(title="T", as_of="2021-01-01", sources=("S",))
    filled = fill_presentation(said, make_events({}))
    assert (filled.title, filled.as_of, filled.sources) == ("T", "2021-01-01", ("S",))


def test_spans_read_as_people_write_them(make_events: MakeEvents) -> None:
    one = make_events({})
    years = make_events({"date_start": "1860-01-01", "date_end": "2020-12-31"})
    assert format_span(one, "en") == "13 April 2020"
    assert format_span(one, "ar") == "13 نيسان 2020"
    assert format_span(years, "en") == "1860 – 31 December 2020"


def test_no_events_have_a_title_too(make_events: MakeEvents) -> None:
    filled = fill_presentation(Presentation(), make_events())
    assert filled.title == "Events in Syria, no events"
    assert filled.as_of == ""
