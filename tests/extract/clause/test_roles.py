"""Who did it and to whom."""

from __future__ import annotations

import pytest

from geomap.extract.clause.parties.agents import find_agent
from geomap.extract.clause.parties.around_deed import AroundDeed
from geomap.extract.clause.parties.mutual_roles import mutual_roles
from geomap.extract.clause.parties.patients import find_patient
from geomap.extract.clause.parties.roles import assign_roles
from geomap.extract.clause.parties.roles_ar import assign_roles_arabic, part_of


def id_of(mention):
    return mention.actors[0].id if mention and mention.actors else mention.kind if mention else ""


ROLES = [
    ("Turkish forces shelled the SDF near Tal Tamr.", "shelled", "turkey", "sdf"),
    ("The village was shelled by Turkish forces near Tal Tamr.", "shelled", "turkey", ""),
    ("Russian warplanes bombed Saraqib.", "warplanes bombed", "russia", ""),
    ("HTS arrested two civilians in Idlib.", "arrested", "hts", "civilians"),
]


@pytest.mark.parametrize(("text", "words", "agent", "patient"), ROLES)
def test_roles_in_english(apart, text, words, agent, patient):
    parts = apart(text)
    roles = assign_roles(text, 0, len(text), parts.triggers[0], parts.actors)
    assert (id_of(roles.agent), id_of(roles.patient)) == (agent, patient), parts.triggers


STEPS = [
    ("ISIS has seized a hill near Palmyra.", "isis", ""),
    ("A convoy of the SDF was hit by Turkish drones near Ain Issa.", "turkey", "sdf"),
    ("Heavy shelling by the Turkish army hit a hill near Tal Tamr.", "turkey", ""),
    ("Heavy shelling of the Turkish army shook Tal Tamr.", "turkey", ""),
    ("Turkish artillery shelled a village held by the SDF.", "turkey", ""),
    ("Russian and government warplanes bombed Saraqib.", "syria-government-2000", ""),
    ("HTS arrested two civilians in Idlib.", "hts", "civilians"),
    ("Soldiers were killed in Palmyra.", "", "armed"),
]


@pytest.mark.parametrize(("text", "agent", "patient"), STEPS)
def test_who_stands_around_a_deed(apart, text, agent, patient):
    parts = apart(text)
    around = AroundDeed.of(text, 0, parts.triggers[0], parts.actors)
    did = find_agent(around)
    assert (id_of(did), id_of(find_patient(around, did))) == (agent, patient), parts.triggers


ROLES_ARABIC = [
    ("قصفت القوات التركية مواقع قسد قرب تل تمر.", "turkey", "sdf"),
    ("اعتقلت هيئة تحرير الشام شابا في إدلب.", "hts", "civilians"),
    ("هاجم تنظيم داعش نقطة لقوات النظام في البادية.", "isis", "syria-government-2000"),
]


@pytest.mark.parametrize(("text", "agent", "patient"), ROLES_ARABIC)
def test_roles_in_arabic(apart, text, agent, patient):
    parts = apart(text)
    roles = assign_roles_arabic(text, 0, len(text), parts.triggers[0], parts.actors)
    assert (id_of(roles.agent), id_of(roles.patient)) == (agent, patient)


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("قتل شرطي على يد تنظيم داعش في درعا.", "تنظيم داعش", "by"),
        ("قصف الطيران مواقع تابعة لقسد قرب منبج.", "لقسد", "target"),
        ("أعلنت وزارة الدفاع التركية قصف مواقع قرب منبج.", "وزارة الدفاع التركية", "says"),
    ],
)
def test_what_the_words_before_an_arabic_name_say(apart, text, name, part):
    parts = apart(text)
    actor = next(a for a in parts.actors if name in a.text or a.text in name)
    assert part_of(text, 0, actor, parts.triggers[0]) == part, (actor, parts.triggers)


def test_both_sides_of_a_fight(apart):
    text = "Clashes broke out between HTS and the SNA near Afrin."
    parts = apart(text)
    trigger = parts.triggers[0]
    after = [actor for actor in parts.actors if actor.start > trigger.end]
    roles = mutual_roles(text, 0, trigger, [], after)
    assert (id_of(roles.agent), id_of(roles.patient)) == ("hts", "sna")
