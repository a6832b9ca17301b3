"""Arabic sentences as reports have them, one table for each step of the reader."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver

DAY = date(2024, 5, 20)


@cache
def reader() -> Reader:
    return Reader(make_resolver())


def read(text: str, day: date | None = DAY):
    return reader().read(Report("r", text, day)).events


def places(text: str) -> set[str]:
    """Return the names of the rows of a text."""
    return {event.location for event in read(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصفت قوات النظام قرى “كفرعمة، تديل، تقاد” بريف حلب الغربي.",
            {"كفرعمة", "تديل", "تقاد"},
        ),
        (
            "سيطرت الفصائل على قرى وبلدات خطاب ومعرشحور وقمحانة شمالي حماة.",
            {"خطاب", "معرشحور", "قمحانة"},
        ),
        (
            "قصفت قوات النظام قريتي الدويبدة وكنصفرة في ريف إدلب.",
            {"الدويبدة", "كنصفرة"},
        ),
        (
            'قصفت القوات التركية قرى "أم الكيف، محيط القاعدة الروسية، تل جمعة" بريف تل تمر.',
            {"أم الكيف", "تل جمعة"},
        ),
    ],
)
def test_list_behind_its_noun(text, expected):
    assert expected <= places(text)


@pytest.mark.parametrize(
    "text",
    [
        "قصفت قوات النظام قرية الزعفريطة بريف إدلب الجنوبي.",
        "سقط قتلى في سراقب. وقصفت قوات النظام بلدة الزعفريطة بقذائف الهاون.",
    ],
)
def test_unknown_village_is_a_row_without_a_place(text):
    row = next(e for e in read(text) if "الزعفريطة" in e.location)
    assert row.resolution is None or not row.resolution.resolved


@pytest.mark.parametrize(
    "text",
    [
        "قصفت قوات النظام قرية حدودية قرب مدينة سراقب.",
        "قصفت قوات النظام مدينة سراقب، وأدى القصف إلى دمار في قرى مجاورة.",
        "قصفت قوات النظام على مدينة سراقب وقتل مدنيون.",
    ],
)
def test_adjectives_and_verbs_are_no_villages(text):
    assert {place.removeprefix("قرب مدينة ") for place in places(text)} == {"سراقب"}


def test_village_far_from_its_list_is_not_placed():
    rows = read("قصفت القوات التركية قرى الطويلة وتل شنان وأم الكيف وتل جمعة بريف تل تمر.")
    placed = {e.location: e.resolution and e.resolution.resolved for e in rows}
    assert placed["أم الكيف"]
    assert not placed["تل شنان"]


def kinds(text: str) -> set[tuple[str, str, str]]:
    """Return kind, place and patient of the rows of a text."""
    return {(e.sub_event_type, e.location, e.actor2_id) for e in read(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتـ.ـل شاب على يد مجهولين في مدينة طفس.", ("Attack", "طفس", "civilians")),
        ("أطلق مجهولون النار على المدعو سالم العلي في مدينة طفس.", ("Attack", "طفس", "civilians")),
        ("استهدف مجهولون منزل المدعو سالم في بلدة معربة.", ("Attack", "معربة", "civilians")),
        ("أطلق مجهولون النار على حاجز في مدينة طفس.", ("Armed clash", "طفس", "")),
        (
            "سيطرت الفصائل على #دير_حافر بعد معارك عنيفة.",
            ("Non-state actor overtakes territory", "دير حافر", ""),
        ),
        (
            'أعلنت الفصائل في معركة "فجر الحق" تحرير بلدة خطاب بعد معارك مع قوات النظام.',
            ("Non-state actor overtakes territory", "خطاب", "syria-government-2000"),
        ),
    ],
)
def test_kind_and_who_was_hit(text, expected):
    assert expected in kinds(text)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("استهدفت صواريخ القاعدة الأميركية في حقل كونيكو.", "al-qaeda"),
        ("انفجر لغم أثناء مرور سيارة تابعة لقسد في بلدة البحرة.", "sdf"),
        ("قُتل قيادي في تنظيم الدولة بقصف جوي قرب بلدة هجين.", "isis"),
    ],
)
def test_who_did_not_do_it(text, agent):
    assert all(event.actor1_id != agent for event in read(text))


def test_headline_of_a_governorate_is_told_by_the_body():
    text = (
        "غارات للنظام على حلب\nشنت طائرات النظام غارات على بلدة كفرعمة بريف حلب الغربي، "
        "وسقط جرحى.\nولم تعرف حصيلة نهائية.\nوأضاف المصدر أن غارة أصابت بلدة تديل."
    )
    assert "حلب" not in places(text)


@pytest.mark.parametrize(
    ("text", "agent", "patient"),
    [
        ("استهدفت طائرة مسيرة سيارة تابعة لقسد قرب بلدة البصيرة.", "unidentified-forces", "sdf"),
        ("قصفت طائرات تابعة لقوات النظام بلدة تديل.", "syria-government-2000", ""),
        ("تعرضت بلدة تديل لقصف من قبل حواجز قوات النظام.", "syria-government-2000", ""),
        (
            "هاجم مسلحون من فلول النظام حاجزا للجيش السوري في بانياس.",
            "assad-remnants",
            "syria-government-2000",
        ),
        (
            "قُتل ستة جنود في هجوم لإرهابيي تنظيم داعش على نقاط للجيش السوري في السخنة.",
            "isis",
            "syria-government-2000",
        ),
        ("عثرت القوى الأمنية على جثة شاب في مدينة طفس.", "unknown-armed-group", "civilians"),
    ],
)
def test_who_did_it_to_whom(text, agent, patient):
    found = {
        (
            e.actor1_id,
            e.actor2_id.replace("2024", "2000") if "government" in e.actor2_id else e.actor2_id,
        )
        for e in read(text)
    }
    assert (agent, patient) in found


def test_what_still_goes_on_is_not_denied():
    assert read("لا تزال الاشتباكات متواصلة بين قوات النظام والفصائل في مدينة سراقب.")


def test_the_direction_of_a_town_is_no_place():
    assert places("قصفت قوات النظام مدينة نوى شمال غربي درعا.") == {"نوى"}


@pytest.mark.parametrize(
    "text",
    [
        "نُقل الجرحى إلى مستشفى تدمر لتلقي العلاج.",
        "حلقت طائرات فوق مدينة تدمر.",
        "رصد السكان طائرات استطلاع فوق مدينة تدمر.",
        "سُمع انفجار أسطوانة غاز في مدينة جاسم.",
        "يأتي ذلك بعد خرق الهدنة في مدينة سراقب.",
        "ينشط التاجر بين مناطق سيطرة قسد ومناطق سيطرة النظام شمال الرقة.",
    ],
)
def test_nothing_happened(text):
    assert not [e for e in read(text) if (e.confidence or 0) >= 0.35]


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("قصفت قوات النظام المتمركزة في مدينتي صوران وحلفايا بلدة اللطامنة بالمدفعية.", "اللطامنة"),
        ("قصفت قوات النظام بلدة تديل بالصواريخ من قرية ميزناز.", "تديل"),
        ("قال الناشط سالم العلي من مدينة طفس إن مجهولين قتلوا شابا في مدينة داعل.", "داعل"),
    ],
)
def test_the_scene_is_not_where_fire_or_news_come_from(text, scene):
    assert places(text) == {scene}


def test_a_dateline_is_no_scene():
    text = "أربيل (كوردستان 24)- قُتل شاب برصاص مجهولين في مدينة الميادين."
    assert places(text) == {"الميادين"}


@pytest.mark.parametrize(
    "text",
    [
        "قتل خمسة مدنيين في القصف على قرية النيرب في إدلب.",
        "قصف صاروخي شنته قوات النظام على قرى وبلدات ريف إدلب.",
        "غارات جوية من الشرق على مناطق في ريف حلب.",
    ],
)
def test_a_word_that_leads_to_a_place_is_none(text):
    assert not places(text) & {"على", "من", "في", "الشرق"}


def test_governorates_of_a_list_are_governorates():
    rows = read("شنت طائرات إسرائيلية غارات على مواقع في محافظات حمص وحماة والسويداء.")
    assert {e.resolution.place.feature_code for e in rows} == {"ADM1"}
