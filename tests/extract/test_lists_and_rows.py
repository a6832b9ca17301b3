"""Lists of places, clauses, parties, and one row for one happening."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.many import make_reader
from geomap.extract.recognise.places.place_lists import is_glue
from geomap.model import Report
from geomap.settings import PlaceSettings
from tests.growth import assert_linear

DAY = date(2019, 5, 14)


@pytest.fixture(scope="module")
def read():
    reader = make_reader(PlaceSettings())

    def events(text, day=DAY):
        return reader.read(Report("t", text, day)).events

    return events


@pytest.mark.parametrize(
    ("between", "arabic", "joined"),
    [
        (", ", False, True),
        (" town and the village of ", False, True),
        (" as well as the outskirts of ", False, True),
        (" after it shelled ", False, False),
        (". In ", False, False),
        (" ", False, False),
        (" وبلدة ", True, True),
        ("، ومدينة ", True, True),
        (" بعد قصف ", True, False),
    ],
)
def test_what_joins_two_places_to_a_list(between, arabic, joined):
    assert is_glue(between, arabic=arabic) is joined


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Regime artillery shelled Sarmin, the town of Binnish, Taftanaz and Saraqib on Monday.",
         {"Sarmin", "Binnish", "Taftanaz", "Saraqib"}),
        ("Warplanes bombed Sarmin, Qwedrab Fawqa and Binnish.",
         {"Sarmin", "Qwedrab Fawqa", "Binnish"}),
        ("قصفت مدفعية النظام مدينة سراقب وبلدة سرمين وقرية النيرب ومدينة بنش.",
         {"سراقب", "سرمين", "النيرب", "بنش"}),
    ],
)  # fmt: skip
def test_one_verb_belongs_to_every_place_of_its_list(read, text, places):
    assert {event.location for event in read(text)} == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels shelled Sarmin, and warplanes bombed Binnish.",
         {("Sarmin", "Shelling/artillery/missile attack"), ("Binnish", "Air/drone strike")}),
        ("قصفت قوات النظام بلدة سرمين، كما شن الطيران الروسي غارات على مدينة بنش.",
         {("سرمين", "Shelling/artillery/missile attack"), ("بنش", "Air/drone strike")}),
    ],
)  # fmt: skip
def test_a_clause_ends_where_another_tells_of_its_own_place(read, text, told):
    assert {(event.location, event.sub_event_type) for event in read(text)} == told


@pytest.mark.parametrize(
    "text",
    [
        "An airstrike hit Sarmin, Saraqib and Binnish, killing nine civilians.",
        "قتل تسعة مدنيين بقصف قوات النظام على سرمين وسراقب وبنش.",
    ],
)
def test_the_dead_of_several_places_are_counted_once(read, text):
    counts = [event.fatalities[0] for event in read(text) if event.fatalities]
    assert counts == [9]


def test_headline_lede_and_body_are_one_row(read):
    text = (
        "Air strikes kill six in Idlib countryside\n"
        "Russian warplanes bombed the town of Sarmin on Monday, killing six civilians.\n"
        "The strikes on Sarmin hit a market."
    )
    rows = [e for e in read(text) if e.sub_event_type == "Air/drone strike"]
    assert [(e.location, e.actor1_id, e.fatalities[0]) for e in rows] == [("Sarmin", "russia", 6)]


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("قصفت قوات النظام بلدة سرمين.", "syria-government-2000", ""),
        ("قتل ثلاثة عناصر من قوات النظام بهجوم شنه تنظيم داعش قرب مدينة السخنة.",
         "isis", "syria-government-2000"),
        ("اندلعت اشتباكات بين الجيش الحر وقوات النظام في مدينة الرستن.",
         "fsa", "syria-government-2000"),
    ],
)  # fmt: skip
def test_arabic_parties_by_the_words_before_them(read, text, actor1, actor2):
    event = read(text)[0]
    assert (event.actor1_id, event.actor2_id) == (actor1, actor2)


def test_a_later_strike_without_a_side_is_that_of_the_strike_before(read):
    text = "قصفت قوات النظام بلدة سرمين بالمدفعية. وتعرضت مدينة بنش لقصف صاروخي."
    assert {event.actor1_id for event in read(text)} == {"syria-government-2000"}


@pytest.mark.parametrize(
    "text",
    [
        "The shelling of Sarmin goes on.\n" + "People fled. " * 8,
        "تعرضت بلدة سرمين لقصف مدفعي.\n" + "وخرج الناس من بيوتهم. " * 8,
    ],
)
def test_no_day_is_later_than_publication(read, text):
    events = read(text)
    assert events
    assert all(event.last <= DAY for event in events)


@pytest.mark.parametrize(
    "text",
    [
        "The talks called for a ceasefire and condemned air strikes in Sarmin.",
        "بدأت الفصائل معركة بهدف السيطرة على مدينة سراقب.",
    ],
)
def test_what_is_condemned_or_aimed_at_did_not_happen(read, text):
    kinds = {event.sub_event_type for event in read(text)}
    assert not kinds & {"Air/drone strike", "Non-state actor overtakes territory"}


def test_rows_without_a_place_are_less_sure(read):
    sure, = read("Russian warplanes bombed the town of Sarmin.")  # fmt: skip
    unsure, = read("Russian warplanes bombed the town of Qwedrab Fawqa.")  # fmt: skip
    assert sure.confidence > unsure.confidence


@pytest.mark.parametrize(
    "unit", ["a", "أ", " ", "7", "\u064b", "![!", "؟!", '"(', "، و", "A, ", "Sarmin, ", "سرمين و"]
)
def test_reading_grows_as_the_text_does(read, unit):
    assert_linear(lambda size: read(unit * (size // len(unit))), 4_000)
