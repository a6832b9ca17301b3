"""What follows for a happening from who takes part, in English and Arabic."""

from __future__ import annotations

import pytest

from geomap.extract.clause.event_mention import Happening
from geomap.extract.clause.event_mentions import read_clause
from geomap.extract.clause.parties.mutual_roles import Roles
from geomap.extract.clause.settling import settle_happening
from geomap.extract.clause.settling_ar import settle_arabic
from geomap.extract.clause.settling_weapons import settle_defence, settle_explosion, settle_weapon


def happening_of(apart, text, kind="", sort=""):
    parts = apart(text)
    trigger = parts.triggers[0]
    happening = Happening(
        trigger.start, trigger.end, 0, kind or trigger.sub_event_type, sort or trigger.kind,
        trigger.weight, ceiling=len(text),
    )  # fmt: skip
    return parts, happening


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israel fired missiles at a depot near Damascus.", "Air/drone strike"),
        ("Turkish forces shelled a depot near Afrin.", "Shelling/artillery/missile attack"),
    ],
)
def test_who_strikes_from_the_air(apart, text, kind):
    parts, happening = happening_of(apart, text)
    settle_weapon(happening, text, parts.actors[0])
    assert happening.sub_event_type == kind


def test_government_takes_what_others_overtake(apart):
    text = "HTS captured the village of Ajel."
    parts, happening = happening_of(apart, text)
    settle_happening(happening, text, parts.actors, Roles(parts.actors[0], None))
    assert happening.sub_event_type == "Non-state actor overtakes territory"


def test_a_barrel_bomb_names_who_drops_it(apart):
    text = "A barrel bomb exploded in a market of Idlib."
    parts, happening = happening_of(apart, text)
    settle_explosion(happening, text, parts.actors)
    assert happening.agent_id == "syria-government-2000"


def test_repelled_is_who_attacked(apart):
    text = "Syrian air defences repelled an Israeli attack near Damascus."
    parts, happening = happening_of(apart, text, "Disrupted weapons use")
    settle_defence(happening, text, parts.actors)
    assert happening.sub_event_type == "Air/drone strike"


@pytest.mark.parametrize(
    ("text", "patient"),
    [
        ("قصفت المدفعية منازل في بلدة سرمين.", "civilians"),
        ("قصفت المدفعية أطراف بلدة سرمين.", ""),
    ],
)
def test_homes_that_are_hit_are_of_civilians(apart, text, patient):
    parts, happening = happening_of(apart, text)
    settle_arabic(happening, text, parts.actors, parts.triggers)
    assert happening.patient_id == patient


CLAUSES = [
    ("HTS dispersed a protest in the city of Idlib with tear gas.", "Protest with intervention"),
    ("Residents protested in the city of Sweida.", "Peaceful protest"),
    ("Unknown gunmen kidnapped a doctor in Daraa.", "Abduction/forced disappearance"),
    ("Government forces arrested three men in Daraa.", "Arrests"),
    ("خرج أهالي مدينة السويداء في مظاهرة.", "Peaceful protest"),
    ("خطف مسلحون مجهولون طبيبا في درعا.", "Abduction/forced disappearance"),
]


@pytest.mark.parametrize(("text", "kind"), CLAUSES)
def test_the_sub_type_of_a_whole_clause(apart, text, kind):
    parts = apart(text)
    happening = read_clause(
        text, 0, len(text), 0, parts.triggers, parts.actors, arabic=parts.arabic
    )
    assert happening.sub_event_type == kind
