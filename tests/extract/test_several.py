"""Several deeds, places and counts of one sentence, English and Arabic."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.document.unmarked import without_marks
from geomap.extract.many import make_reader
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


def dead_and_hurt(events):
    return {
        e.location: (e.fatalities[0] if e.fatalities else None, e.injured[0] if e.injured else None)
        for e in events
    }


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Shelling killed 13 people in Saraqib, three in Binnish and four in the town of Taftanaz.",
         {"Saraqib": (13, None), "Binnish": (3, None), "Taftanaz": (4, None)}),
        ("Regime forces killed 5 people in Saraqib and wounded 2 in Binnish.",
         {"Saraqib": (5, None), "Binnish": (None, 2)}),
        ("Clashes left two fighters dead in Sarmin and three wounded in Nayrab.",
         {"Sarmin": (2, None), "Nayrab": (None, 3)}),
        ("Eleven people were killed by shelling, including five in Douma and three in Harasta.",
         {"Douma": (5, None), "Harasta": (3, None)}),
        ("قتل سبعة أشخاص في مدينة الرقة وثلاثة في مدينة تل أبيض واثنان في مدينة سلوك.",
         {"الرقة": (7, None), "تل أبيض": (3, None), "سلوك": (2, None)}),
        ("مقتل سبعة في العاصمة دمشق، ثلاثة منهم في حي القدم، واثنان في كل من حيي التضامن والميدان.",
         {"القدم": (3, None), "التضامن": (2, None), "الميدان": (2, None)}),
        ("قتل أربعة بمحافظة حلب معظمهم في بلدة الباب، واثنان في دوما بريف دمشق.",
         {"الباب": (None, None), "دوما": (2, None)}),
        ("Shelling killed two people in Saraqib and Binnish.",
         {"Saraqib": (2, None), "Binnish": (None, None)}),
    ],
)  # fmt: skip
def test_counts_told_place_by_place(read, text, counts):
    assert dead_and_hurt(read(text)) == counts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Air strikes and artillery shelling hit the town of Sarmin.", {"Air", "She"}),
        ("The town of Sarmin came under aerial and artillery bombardment.", {"Air", "She"}),
        ("Russian warplanes and regime artillery pounded Kafr Nabl.", {"Air", "She"}),
        ("Warplanes fired rockets at Sarmin.", {"Air"}),
        ("تعرضت بلدة سرمين لقصف جوي ومدفعي.", {"Air", "She"}),
        ("شنت الطائرات الحربية غارات جوية وقصفت المدفعية بلدة سرمين.", {"Air", "She"}),
    ],
)  # fmt: skip
def test_two_deeds_in_one_breath(read, text, kinds):
    assert {e.sub_event_type[:3] for e in read(text)} == kinds


def test_the_second_deed_has_its_own_side(read):
    by = {e.sub_event_type[:3]: e.actor1_id for e in read(
        "Russian warplanes and regime artillery pounded Kafr Nabl."
    )}  # fmt: skip
    assert by == {"Air": "russia", "She": "syria-government-2000"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Regime forces targeted the village of Sarmin.", "Shelling/artillery/missile attack"),
        ("Turkish forces targeted positions of the SDF in Ain Issa.",
         "Shelling/artillery/missile attack"),
        ("ISIS cells targeted a checkpoint of the SDF in Busayra.", "Armed clash"),
        ("SDF fighters targeted a vehicle of Turkish forces near Ain Issa.", "Armed clash"),
        ("استهدفت قوات النظام قريتي سرمين والنيرب.", "Shelling/artillery/missile attack"),
        ("استهدفت خلايا داعش حاجزا لقسد في بلدة البصيرة.", "Armed clash"),
    ],
)  # fmt: skip
def test_ground_is_hit_from_afar_and_soldiers_on_the_spot(read, text, kind):
    assert {e.sub_event_type for e in read(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("Israeli warplanes bombed depots near Homs. The attack also targeted sites in Qusayr.",
         "Qusayr", "Air/drone strike"),
        ("Artillery shelled Sarmin on Monday. The attack targeted houses in Binnish as well.",
         "Binnish", "Shelling/artillery/missile attack"),
        ("قصف الطيران الحربي مدينة سراقب. واستهدف الهجوم بلدة سرمين أيضا.",
         "سرمين", "Air/drone strike"),
    ],
)  # fmt: skip
def test_the_attack_is_the_deed_told_before(read, text, place, kind):
    assert kind in {e.sub_event_type for e in read(text) if e.location == place}


def test_marks_are_not_read_and_spans_are_those_of_the_text(read):
    text = "في ريفِ حماة شنَّ الطيرانُ الحربيُّ غاراتٍ على مدينتيْ كفرزيتا ومورك."
    events = read(text)
    assert {e.location for e in events} == {"كفرزيتا", "مورك"}
    spans = {text[e.start : e.end] for event in events for e in event.evidence}
    assert "كفرزيتا" in " ".join(spans)
    plain = without_marks(text)
    assert plain.back(len(plain.text)) == len(text)


def test_many_marks_take_linear_time():
    def strip(size):
        plain = without_marks("قُتِلَ ثلاثةٌ في سرمين واثنان في النيرب و" * (size // 40))
        for at in range(0, len(plain.text), 100):
            plain.back(at)

    assert_linear(strip)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Clashes broke out near Ain Issa, while Turkish warplanes bombed Tal Rifaat and Menagh.",
         {("near Ain Issa", "Armed clash"), ("Tal Rifaat", "Air/drone strike"),
          ("Menagh", "Air/drone strike")}),
        ("قصفت طائرات حربية بلدة عندان، وسط استمرار الغارات، في حين قصفت الفصائل قرية مرعناز.",
         {("عندان", "Air/drone strike"), ("مرعناز", "Shelling/artillery/missile attack")}),
    ],
)  # fmt: skip
def test_each_side_of_a_strong_joint_has_its_own_deed(read, text, rows):
    assert {(e.location, e.sub_event_type) for e in read(text)} == rows


def test_where_forces_want_to_go_is_not_where_they_fight(read):
    first = read("دارت اشتباكات في محيط مطار كويرس في محاولة من قوات النظام التقدم نحو دير حافر.")[
        0
    ]
    assert (first.location, first.sub_event_type) == ("محيط مطار كويرس", "Armed clash")


def test_a_day_does_not_leak_over_a_strong_joint(read):
    by = {e.location: e.first for e in read(
        "قصفت المدفعية بلدة سرمين، في حين دارت ليل أمس اشتباكات في بلدة النيرب."
    )}  # fmt: skip
    assert by == {"سرمين": DAY, "النيرب": date(2019, 5, 13)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes bombed Has. The airstrike coincided with clashes in Kafr Ruma.", "Armed clash"),
        ("قصفت المدفعية سرمين. وتزامن القصف مع اشتباكات في النيرب.", "Armed clash"),
    ],
)
def test_what_coincides_with_a_deed_told_before_is_the_news(read, text, kind):
    assert read(text)[-1].sub_event_type == kind


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("A mine exploded on the road linking the town of Umm Batna with the village of Ajraf.",
         "between"),
        ("انفجرت عبوة على طريق بصر الحرير – ناحتة شرق درعا.", "between"),
        ("انفجرت عبوة على طريق \"بصر الحرير وناحتة\".", "between"),
    ],
)  # fmt: skip
def test_a_road_is_one_place_between_its_ends(read, text, ends):
    (event,) = read(text)
    assert event.resolution.rule == "relation"
    assert ends == "between"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two fighters were killed by shelling in Syria’s Manbij.", "Manbij"),
        ("A bomb killed two people in the town of Kafr Nabl, in Idlib (northwest Syria).",
         "Kafr Nabl"),
        ("قتل شخصان بقصف شمال شرق سوريا.", "North-east Syria"),
    ],
)  # fmt: skip
def test_the_place_of_a_phrase(read, text, place):
    assert [e.resolution.place.name for e in read(text)] == [place]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قتل ضابط برصاص مجهولين في مدينة نوى.", "Armed clash"),
        ("قتل شاب برصاص مجهولين في مدينة نوى.", "Attack"),
        ("أحبطت الفصائل محاولة تقدم لقوات النظام على بلدة النيرب.", "Armed clash"),
        ("دخل الجيش السوري بلدات باشكوي وحردتنين بعد معارك.", "Government regains territory"),
        ("توغلت قوة إسرائيلية في قرية جملة ثم انسحبت.", "Other"),
    ],
)
def test_kinds_by_the_codebook(read, text, kind):
    assert kind in {e.sub_event_type for e in read(text)}
