"""Who acts and who is hit: named sides, alliances, planes that rebels do not have."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver


@cache
def reader() -> Reader:
    return Reader(make_resolver())


def sides(text: str) -> list[tuple[str, str]]:
    """Return actor 1 and 2 of each event of a text."""
    report = Report("r", text, date(2016, 5, 3))
    return [(e.actor1_id, e.actor2_id) for e in reader().read(report).events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "دارت اشتباكات في داريا بين قوات النظام وحزب الله من جهة وفصائل المعارضة من جهة أخرى.",
            ("syria-government-2000", "opposition-rebels"),
        ),
        (
            "دارت اشتباكات في داريا بين قوات النظام وفصائل المعارضة.",
            ("syria-government-2000", "opposition-rebels"),
        ),
        ("شن طيران الاحتلال الروسي غارات على بلدة إبطع في ريف درعا.", ("russia", "")),
        ("قصفت المدفعية العراقية قرية الهري قرب البوكمال.", ("iraq", "")),
        (
            "قصفت قوات النظام بالمدفعية الأحياء السكنية في مدينة الرستن.",
            ("syria-government-2000", "civilians"),
        ),
    ],
)
def test_sides_of_one_sentence(text, expected):
    assert expected in sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "FSA fighters shelled the town of Maardas in Hama. Warplanes bombed the town of Latamneh.",
        "قصف مقاتلو الجيش الحر بالصواريخ بلدة معردس في حماة. واستهدفت غارة جوية مدينة اللطامنة.",
    ],
)
def test_rebels_have_no_planes(text):
    assert not any(actor == "fsa" for actor, _ in sides(text)[1:])


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        (
            "تعرضت بلدة مسكنة التي تخضع لسيطرة تنظيم الدولة «داعش» لغارات روسية.",
            "Air/drone strike",
            "russia",
        ),
        (
            "طال قصف روسي قرية الجينة التي يخضع محيطها لسيطرة الفصائل.",
            "Shelling/artillery/missile attack",
            "russia",
        ),
        (
            "خضعت مدينة مسكنة لسيطرة تنظيم الدولة بعد معارك.",
            "Non-state actor overtakes territory",
            "isis",
        ),
    ],
)
def test_who_holds_a_place_takes_no_part_by_either_name(text, kind, agent):
    report = Report("r", text, date(2016, 5, 3))
    [event] = reader().read(report).events
    assert (event.sub_event_type, event.actor1_id) == (kind, agent)
