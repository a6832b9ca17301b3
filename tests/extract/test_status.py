"""How a source puts a happening is read: reported, claimed by a party, planned, denied."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver

# text, status of its main event, and who claims it (after "=") or acted
CASES = [
    (
        "ISIS claimed responsibility for an attack on an army bus near Palmyra on 3 March 2021.",
        "claimed",
        "=ISIS",
    ),
    (
        "The group Saraya Ansar al-Sunna claimed responsibility for a bombing in Homs on Friday that killed two people.",
        "claimed",
        "=Saraya Ansar al-Sunna",
    ),
    (
        "The Islamic State group said it had killed two soldiers in an ambush near Mayadin on Tuesday.",
        "claimed",
        "",
    ),
    (
        "A roadside bomb claimed by ISIS killed two SDF fighters in Hajin on 5 May 2022.",
        "claimed",
        "=ISIS",
    ),
    (
        "Responsibility for the attack in Busayra on 5 May 2022 was claimed by ISIS.",
        "claimed",
        "=ISIS",
    ),
    (
        "The SDF said its forces had repelled an attack by Turkish-backed factions near Tal Tamr on 3 May 2023.",
        "claimed",
        "sdf",
    ),
    (
        "Turkey's defence ministry claimed to have killed six YPG militants in Tal Rifaat on 4 May 2022.",
        "claimed",
        "",
    ),
    (
        "Our forces destroyed a Turkish military vehicle near Ain Issa on 4 May 2022, killing three soldiers.",
        "claimed",
        "",
    ),
    (
        "Soldiers of the caliphate attacked an SDF checkpoint in Hajin with machine guns on 4 May 2022.",
        "claimed",
        "",
    ),
    ("The SDF claimed it killed 15 Turkish soldiers in Tal Tamr on 4 May 2022.", "claimed", ""),
    (
        "Eight civilians were allegedly killed by Turkish shelling of Tal Rifaat on 4 May 2022.",
        "claimed",
        "",
    ),
    ("Coalition jets hit a school in Mansoura on 21 March 2017, activists claim.", "claimed", ""),
    ("The army admitted carrying out the strike on Sarmin on 4 May 2019.", "claimed", ""),
    ("No group claimed responsibility for the explosion in Azaz on 4 May 2022.", "reported", ""),
    ("No one has claimed the attack on the police station in Nawa on 4 May 2022.", "reported", ""),
    (
        "A mine killed two SDF fighters near Jarniyah on 28 April 2024; no group claimed the blast.",
        "reported",
        "",
    ),
    (
        "Two people were killed in shelling of Sarmin on 4 May 2019, the Observatory said.",
        "reported",
        "",
    ),
    (
        "The interior ministry announced the arrest of three ISIS members in Homs on 4 May 2025.",
        "reported",
        "",
    ),
    ("Gunmen killed a teacher in Nawa on 6 May 2022.", "reported", ""),
    ("On 19 May 2022, a mine exploded in Nawa.", "reported", ""),
    (
        "Turkey denied that its forces had shelled a school in Tal Rifaat on 2 December 2019.",
        "denied",
        "",
    ),
    (
        "The SDF denied reports of clashes with tribal fighters in Busayra on 4 May 2023.",
        "denied",
        "",
    ),
    (
        "Russia rejected accusations that its jets bombed a hospital in Kafr Nabl on 5 May 2019.",
        "denied",
        "",
    ),
    ("A strike hit a market in Idlib on 5 May 2019, which Russia denied.", "denied", ""),
    ("ISIS denied responsibility for the bombing in Azaz on 4 May 2022.", "reported", ""),
    ("Turkey threatened to launch an offensive on Kobani.", "planned", ""),
    ("The army is preparing to storm Daraa al-Balad.", "planned", ""),
    ("Israel warned of strikes on Suwayda if the army entered the city.", "planned", ""),
    ("Militants could attack the prison in Hasakah, a commander warned.", "planned", ""),
    ("If rebels shell Jableh again, Russia will strike Idlib.", "planned", ""),
    ("The army would storm the town of Nawa unless fighters surrendered.", "planned", ""),
    ("ISIS plans an attack on the church in Homs, officials said.", "planned", ""),
    ("Turkey vowed to launch an operation against Manbij soon.", "planned", ""),
    ("After threatening for weeks, the army shelled Nawa on 5 May 2018.", "reported", ""),
    (
        "تبنى تنظيم داعش الهجوم على حافلة عسكرية قرب كباجب يوم 4 أيار 2021.",
        "claimed",
        "=تنظيم داعش",
    ),
    (
        "أعلنت سرايا أنصار السنة مسؤوليتها عن تفجير في مدينة حمص يوم الجمعة.",
        "claimed",
        "=سرايا أنصار السنة",
    ),
    ("تبنت خلايا تنظيم الدولة اغتيال عنصر من قسد في بلدة ذيبان أمس.", "claimed", ""),
    (
        "أعلن تنظيم داعش مسؤوليته عن الهجوم الذي استهدف صهاريج النفط في بلدة الصور.",
        "claimed",
        "=تنظيم داعش",
    ),
    (
        "قالت قوات سوريا الديمقراطية إنها قتلت ستة جنود أتراك قرب عين عيسى يوم 4 أيار 2022.",
        "claimed",
        "sdf",
    ),
    ("زعمت وزارة الدفاع التركية تحييد خمسة عناصر من وحدات حماية الشعب قرب منبج.", "claimed", ""),
    ("استهدفت قواتنا نقطة للجيش التركي قرب تل تمر بصاروخ موجه يوم 4 أيار 2022.", "claimed", ""),
    (
        "هاجم جنود الخلافة حاجزا لقسد في بلدة البصيرة بالأسلحة الرشاشة يوم 4 أيار 2022.",
        "claimed",
        "",
    ),
    ("نفت قسد قصف مدينة أعزاز يوم 4 أيار 2022.", "denied", ""),
    ("نفت تركيا شن غارات على مدينة عين العرب.", "denied", ""),
    ("نفى الجيش وقوع اشتباكات في بلدة نوى.", "denied", ""),
    ("هددت تركيا بشن هجوم على مدينة منبج.", "planned", ""),
    ("يستعد الجيش لاقتحام درعا البلد.", "planned", ""),
    ("تعتزم القوات التركية شن عملية عسكرية في تل رفعت.", "planned", ""),
    ("لوحت إسرائيل بقصف السويداء إذا دخل الجيش المدينة.", "planned", ""),
    ("توعد تنظيم داعش بشن هجمات على قسد في الحسكة.", "planned", ""),
    ("لم تتبن أي جهة الهجوم الذي استهدف حاجزا في بلدة نوى.", "reported", ""),
    ("قُتل مدنيان بقصف لقوات النظام على بلدة سرمين.", "reported", ""),
    ("أعلنت وزارة الداخلية اعتقال خلية لداعش في حمص يوم 4 أيار 2025.", "reported", ""),
    ("انفجرت سيارة مفخخة في مدينة أعزاز، وتبنى تنظيم داعش التفجير.", "claimed", "=تنظيم داعش"),
]


@cache
def reader() -> Reader:
    return Reader(make_resolver())


@pytest.mark.parametrize(("text", "status", "who"), CASES, ids=range(len(CASES)))
def test_status_and_claimant(text, status, who):
    events = reader().read(Report("r", text, date(2025, 6, 26))).events
    assert events, text
    event = events[0]
    assert event.status.value == status, text
    if who.startswith("="):
        assert event.claimed_by == who[1:], text
    elif who:
        assert event.actor1_id == who, text


def test_a_claim_in_a_later_sentence_leaves_what_was_reported_reported():
    text = "On 4 May 2022, a car bomb killed two people in Azaz. ISIS claimed responsibility."
    event = reader().read(Report("r", text)).events[0]
    assert (event.status.value, event.claimed_by) == ("reported", "ISIS")


def test_the_month_of_may_is_no_possibility():
    text = "On 19 May 2022, gunmen shot dead a farmer in Nawa."
    assert reader().read(Report("r", text)).events[0].status.value == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "On 4 May 2022, a bomb killed two people in Azaz. The police blamed ISIS.",
        "On 4 May 2022, a bomb killed two people in Azaz. The police blamed ISIS for the attack.",
    ],
)
def test_who_is_blamed_is_attributed_and_no_actor(text):
    event = reader().read(Report("r", text)).events[0]
    assert (event.attributed_to, event.actor1_id) == ("ISIS", "unknown-armed-group")
