"""The other side of a fight that a sentence leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.compose.foes import camp_of
from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings


@pytest.fixture(scope="module")
def read():
    reader = make_reader(PlaceSettings())
    return lambda text: reader.read(Report("t", text, date(2016, 5, 14))).events


@pytest.mark.parametrize(
    ("actor", "camp"),
    [
        ("syria-fourth-division", "state"), ("hezbollah", "state"), ("ahrar-al-sham", "turkish"),
        ("jaysh-al-islam", "rebels"), ("jabhat-al-nusra", "rebels"), ("ypg", "kurds"),
        ("asayish", "kurds"), ("isis", "isis"), ("israel", "outside"), ("sohr", ""), ("", ""),
    ],
)  # fmt: skip
def test_who_fights_on_one_side(actor, camp):
    assert camp_of(actor) == camp


@pytest.mark.parametrize(
    ("text", "place", "sides"),
    [
        ("YPG fighters said they were ready. ISIS fighters seized Ain Issa on Friday.",
         "Ain Issa", {"isis", "ypg"}),
        (("Clashes between the FSA and the Syrian army broke out in Sarmin. "
         "Clashes also took place in Binnish."), "Binnish", {"fsa", "syria-government-2000"}),
        ("سيطر تنظيم داعش على بلدة عين عيسى بعد انسحاب وحدات حماية الشعب.",
         "عين عيسى", {"isis", "ypg"}),
    ],
)  # fmt: skip
def test_the_only_other_camp_of_a_report_is_the_foe(read, text, place, sides):
    (event,) = [e for e in read(text) if e.location == place and e.event_type == "Battles"]
    assert {event.actor1_id, event.actor2_id} == sides


def test_of_several_camps_none_is_guessed(read):
    (event,) = read(
        "The SDF, the FSA and the Syrian army sent troops. ISIS fighters seized Ain Issa."
    )[:1]  # fmt: skip
    assert event.actor2_id in {"", "isis"} or event.event_type != "Battles"


@pytest.mark.parametrize(
    ("text", "actor1"),
    [
        ("قضت وحدة من الجيش والقوات المسلحة على مجموعة لتنظيم جبهة النصرة في درعا البلد.",
         "syria-government-2000"),
        ("حاولت قوات النظام التقدم نحو بلدة إبطع إلا أن الثوار تصدوا لها.",
         "syria-government-2000"),
        ("A landmine exploded near Jubbayn, an area controlled by Syrian regime forces.",
         "unknown-armed-group"),
        ("Two fighters were killed by shelling in Manbij.", "unknown-armed-group"),
    ],
)  # fmt: skip
def test_who_did_it(read, text, actor1):
    (event,) = read(text)
    assert event.actor1_id == actor1


def test_except_and_claimed_are_no_villages(read):
    text = "تبنى تنظيم داعش قتل عنصر من قسد في بلدة ذيبان، إلا أن قسد نفت."
    assert {e.location for e in read(text)} == {"ذيبان"}
