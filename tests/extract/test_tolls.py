"""People killed, injured and detained are counted as the words allow, no further."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from geomap.extract.recognise.people.casualties import find_tolls

# text, then best, lowest and highest of each kind; None where the words leave it open
ENGLISH = [
    ("killing at least 86 people", {"killed": (86, 86, None)}),
    (
        "Between 15 and 18 people, a family of five among them, were killed",
        {"killed": (15, 15, 18)},
    ),
    ("Between six and nine civilians died in reported Russian strikes", {"killed": (6, 6, 9)}),
    ("in which ten people, eight of them children, lost their lives", {"killed": (10, 10, 10)}),
    ("a family of five was killed", {"killed": (5, 5, 5)}),
    ("a couple and their three children were killed", {"killed": (5, 5, 5)}),
    ("two dozen fighters were killed", {"killed": (24, 24, 24)}),
    ("dozens of people were killed", {"killed": (24, 24, None)}),
    ("half a dozen soldiers were wounded", {"injured": (6, 6, 6)}),
    ("up to 40 people died", {"killed": (40, 1, 40)}),
    ("two men were stabbed to death", {"killed": (2, 2, 2)}),
    (
        "preliminary reports speak of nine dead and more than ten wounded among regime forces",
        {"killed": (9, 9, 9), "injured": (10, 10, None)},
    ),
    ("left three people dead and seven injured", {"killed": (3, 3, 3), "injured": (7, 7, 7)}),
    (
        "killing three children from the same family and wounding their mother",
        {"killed": (3, 3, 3), "injured": (1, 1, 1)},
    ),
    (
        "The death toll from a drone attack on a military academy rose to at least 89 on Friday",
        {"killed": (89, 89, None)},
    ),
    (
        "18 people, mostly women and children, were killed and 30 others injured",
        {"killed": (18, 18, 18), "injured": (30, 30, 30)},
    ),
    ("killing one person and injuring another", {"killed": (1, 1, 1), "injured": (1, 1, 1)}),
    ("killed a man and his wife", {"killed": (2, 2, 2)}),
    ("a woman and her two children were killed", {"killed": (3, 3, 3)}),
    ("No casualties were reported", {}),
    ("Three policemen and a civilian were killed", {"killed": (4, 4, 4)}),
    ("five killed, 12 wounded", {"killed": (5, 5, 5), "injured": (12, 12, 12)}),
    ("wounding several", {"injured": (3, 2, None)}),
    (
        "six people were killed, three of them children, and nine others were hurt",
        {"killed": (6, 6, 6), "injured": (9, 9, 9)},
    ),
    ("injuring more than a dozen", {"injured": (12, 12, None)}),
    ("a 12-year-old boy was shot dead", {"killed": (1, 1, 1)}),
    ("a dozen fighters of the group died", {"killed": (12, 12, 12)}),
    ("arrested 27 people, among them two women, in raids", {"detained": (27, 27, 27)}),
    ("the bodies of 13 people were found", {"killed": (13, 13, 13)}),
    ("the body of a young man was found with gunshot wounds", {"killed": (1, 1, 1)}),
    ("four people had been killed in an Israeli strike", {"killed": (4, 4, 4)}),
    ("no fewer than 20 civilians died", {"killed": (20, 20, None)}),
    ("100 to 120 fighters were killed", {"killed": (100, 100, 120)}),
    ("in 2019 five people were killed", {"killed": (5, 5, 5)}),
    ("On 3 June two men were killed", {"killed": (2, 2, 2)}),
    ("At least one person was killed", {"killed": (1, 1, None)}),
    ("killed two and wounded three", {"killed": (2, 2, 2), "injured": (3, 3, 3)}),
    ("both men were killed", {"killed": (2, 2, 2)}),
    ("the deaths of eight soldiers", {"killed": (8, 8, 8)}),
    ("claiming the lives of 14 civilians", {"killed": (14, 14, 14)}),
    ("Some 277 were wounded", {"injured": (277, 277, 277)}),
    ("At least 20 ISIS fighters and 5 SDF fighters were killed.", {"killed": (25, 25, None)}),
    ("Thirty-three soldiers were killed", {"killed": (33, 33, 33)}),
    ("left more than 30 dead", {"killed": (30, 30, None)}),
    (
        "At least 16 members of Syria's security forces were killed on Thursday",
        {"killed": (16, 16, None)},
    ),
    (
        "One smuggler was killed and two others were arrested",
        {"killed": (1, 1, 1), "detained": (2, 2, 2)},
    ),
    (
        "Two women were killed and at least six others, most of them children, were injured on Friday",
        {"killed": (2, 2, 2), "injured": (6, 6, None)},
    ),
    (
        "A bomb attack on an army bus killed 14 soldiers in central Damascus",
        {"killed": (14, 14, 14)},
    ),
    (
        "an hour later shelling by government forces left ten people dead, four of them children, in the town",
        {"killed": (10, 10, 10)},
    ),
    (
        "Rockets that missed wounded two women and two children in a nearby village",
        {"injured": (4, 4, 4)},
    ),
    ("20 people were killed and wounded", {}),
    ("Eleven people including four children died on April 12, 2017", {"killed": (11, 11, 11)}),
    ("kidnapped a 60-year-old man in Sheikh al-Hadid", {"detained": (1, 1, 1)}),
    ("killing six of them", {"killed": (6, 6, 6)}),
    ("two fighters were killed; no group claimed the blast", {"killed": (2, 2, 2)}),
    ("he killed himself", {}),
    ("killed more than 100 pro-government fighters", {"killed": (100, 100, None)}),
    ("The strike killed 3-5 militants", {"killed": (3, 3, 5)}),
    ("9 killed so far, dozens wounded", {"killed": (9, 9, 9), "injured": (24, 24, None)}),
    ("Hundreds were arrested", {"detained": (200, 200, None)}),
    ("The blast destroyed two cars and killed their drivers", {}),
    (
        "killing 12, including 4 children, and injuring 30",
        {"killed": (12, 12, 12), "injured": (30, 30, 30)},
    ),
    ("Three people (two of them women) were killed", {"killed": (3, 3, 3)}),
    ("A third soldier died of his wounds", {"killed": (1, 1, 1)}),
    ("11 GSS members reported killed", {"killed": (11, 11, 11)}),
    ("Dozens of suffocation cases, at least 40 dead, families found", {"killed": (40, 40, None)}),
    ("captured a senior ISIS attack planner", {"detained": (1, 1, 1)}),
    ("Damascus was hit, killing and wounding scores of civilians", {}),
    ("212 civilians, including 57 children and 50 women, were killed", {"killed": (212, 212, 212)}),
    ("Syed Farooq, 28, were killed", {}),
    ("On November 19, at least 12 members were killed", {"killed": (12, 12, None)}),
    (
        "killed at least 16 people and injured dozens more when bombs hit",
        {"killed": (16, 16, None), "injured": (24, 24, None)},
    ),
    ("killing an unknown number of insurgents", {}),
    ("killed an estimated 120,000 people", {}),
    ("capturing several neighborhoods from the rebels", {}),
]
ARABIC = [
    ("مقتل ثلاثة عناصر وإصابة أربعة آخرين", {"killed": (3, 3, 3), "injured": (4, 4, 4)}),
    (
        "قُتل ثلاثة عناصر من قوات النظام وجُرح أربعة آخرون بانفجار عبوة",
        {"killed": (3, 3, 3), "injured": (4, 4, 4)},
    ),
    ("ما أسفر عن مقتل عنصرين وإصابة ثالث.", {"killed": (2, 2, 2), "injured": (1, 1, 1)}),
    ("سقوط قتيلان وثلاثة جرحى", {"killed": (2, 2, 2), "injured": (3, 3, 3)}),
    ("ثلاثة قتلى و15 جريحاً", {"killed": (3, 3, 3), "injured": (15, 15, 15)}),
    (
        "سقوط أحد عشر قتيلاً من المدنيين على الأقل، بينهم عائلة كاملة من خمسة أفراد",
        {"killed": (11, 11, None)},
    ),
    (
        "ما تسبب بمقتل 14 مدنياً وجرح 23 بينهم كوادر طبية",
        {"killed": (14, 14, 14), "injured": (23, 23, 23)},
    ),
    (
        "ارتفع عدد قتلى القصف الجوي الروسي على سوق معرة النعمان اليوم الاثنين إلى 39 شخصاً بينهم خمسة أطفال، فيما أصيب أكثر من 60 آخرين.",
        {"killed": (39, 39, 39), "injured": (60, 60, None)},
    ),
    ("أسفر عن مقتل أكثر من 30 جندياً", {"killed": (30, 30, None)}),
    ("مقتل وإصابة سبعة مدنيين جراء قصف مدفعي", {}),
    ("ما أدى لمقتل ١٤ شخصاً وإصابة ثمانية", {"killed": (14, 14, 14), "injured": (8, 8, 8)}),
    (
        "ما أودى بحياة 19 عاملة زراعية وإصابة 15 أخريات",
        {"killed": (19, 19, 19), "injured": (15, 15, 15)},
    ),
    (
        "وقضى في القصف سبعة مدنيين بينهم طفل وامرأة، وأصيب 14 آخرون",
        {"killed": (7, 7, 7), "injured": (14, 14, 14)},
    ),
    ("وقتل في المواجهات 12 شخصاً على الأقل", {"killed": (12, 12, None)}),
    ("فقتلت شخصين وجرحت خمسة", {"killed": (2, 2, 2), "injured": (5, 5, 5)}),
    ("اعتقلت الشرطة العسكرية التابعة للجيش الوطني أربعة شبان", {"detained": (4, 4, 4)}),
    ("خطفت مجموعة مسلحة رجلا", {"detained": (1, 1, 1)}),
    ("خطف مسلحون طالبة جامعية", {"detained": (1, 1, 1)}),
    ("قتل شاب برصاص مجهولين", {"killed": (1, 1, 1)}),
    ("ما أدى إلى مقتله على الفور", {"killed": (1, 1, 1)}),
    ("عثر الأهالي على جثة رجل مجهول الهوية", {"killed": (1, 1, 1)}),
    ("العثور على جثث خمسة مدنيين", {"killed": (5, 5, 5)}),
    ("إصابة شخصين بجروح", {"injured": (2, 2, 2)}),
    ("أصيب طفلان شقيقان بجروح بليغة", {"injured": (2, 2, 2)}),
    (
        "استشهد خمسة أشخاص بينهم عسكري وأصيب 15 آخرون",
        {"killed": (5, 5, 5), "injured": (15, 15, 15)},
    ),
    ("إلى 25 قتيلاً و63 جريحاً", {"killed": (25, 25, 25), "injured": (63, 63, 63)}),
    ("قصف أوقع ستة قتلى من الجيش", {"killed": (6, 6, 6)}),
    ("ما أدى لمقتل اثنين", {"killed": (2, 2, 2)}),
    ("قُتل القيادي في مجموعة محلية أحمد اللباد وستة من رفاقه", {"killed": (7, 7, 7)}),
    ("مقتل قيادي وستة من رفاقه", {"killed": (7, 7, 7)}),
    ("عشرات القتلى والجرحى", {"killed": (20, 20, None)}),
    ("مقتل ما لا يقل عن 20 مدنياً", {"killed": (20, 20, None)}),
    ("وجُرح نحو 100 آخرين", {"injured": (100, 100, 100)}),
    ("مقتل بين 10 و15 شخصا", {"killed": (10, 10, 15)}),
    ("مقتل خمسة وعشرين شخصاً", {"killed": (25, 25, 25)}),
    ("دون وقوع إصابات", {}),
    ("دون ورود أنباء عن إصابات", {}),
    ("مقتل عائلة من خمسة أفراد", {"killed": (5, 5, 5)}),
    ("مقتل طفل وامرأة", {"killed": (2, 2, 2)}),
    ("مقتل رجل وزوجته", {"killed": (2, 2, 2)}),
    ("مقتل 3 وإصابة 7", {"killed": (3, 3, 3), "injured": (7, 7, 7)}),
    ("قتل 44 مدنيا جراء غارات", {"killed": (44, 44, 44)}),
    ("استشهاد ثلاثة أشخاص وإصابة 34 آخرين بجروح", {"killed": (3, 3, 3), "injured": (34, 34, 34)}),
    ("وسط سقوط 11 قتيلاً من الطرفين", {"killed": (11, 11, 11)}),
    ("قُتل 78 عنصراً من فيلق الشام", {"killed": (78, 78, 78)}),
    ("أكد تحييد خمسة من عناصر وحدات حماية الشعب", {"killed": (5, 5, 5)}),
    ("لقي ثلاثة أطفال حتفهم", {"killed": (3, 3, 3)}),
    ("مقتل مدنيين اثنين", {"killed": (2, 2, 2)}),
    ("مقتل مئة وعشرين شخصا", {"killed": (120, 120, 120)}),
    ("اثنا عشر قتيلا", {"killed": (12, 12, 12)}),
    ("تسعة عشر جريحا", {"injured": (19, 19, 19)}),
    ("راح ضحيتها 40 مدنيا", {"killed": (40, 40, 40)}),
    ("اعتقال 15 شخصا بينهم امرأتان", {"detained": (15, 15, 15)}),
    ("وفاة طفلة متأثرة بجراحها", {"killed": (1, 1, 1)}),
    ("أصيب عدد من المدنيين", {"injured": (3, 2, None)}),
    ("في 12 حزيران 2017 قصفت طائرات", {}),
    ("ألقت مروحيات 20 برميلاً", {}),
    ("إصابة مدنيين بينهم طفل", {"injured": (2, 2, 2)}),
    ("قتل 5 أشخاص وجرح 12 آخرون في انفجار سيارة", {"killed": (5, 5, 5), "injured": (12, 12, 12)}),
    ("ما أسفر عن سقوط شهيدين وجريح", {"killed": (2, 2, 2), "injured": (1, 1, 1)}),
]


def counted(text: str, *, arabic: bool) -> dict[str, tuple[int, int, int | None]]:
    tolls = find_tolls(text, arabic=arabic)
    return {kind: (toll.best, toll.low, toll.high) for kind, toll in tolls.items()}


@pytest.mark.parametrize(("text", "told"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_counts_people_in_english(text, told):
    assert counted(text, arabic=False) == told


@pytest.mark.parametrize(("text", "told"), ARABIC, ids=range(len(ARABIC)))
def test_counts_people_in_arabic(text, told):
    assert counted(text, arabic=True) == told


def test_the_span_of_a_count_is_its_words():
    text = "Shelling of the town left at least three people dead near it."
    toll = find_tolls(text)["killed"]
    assert text[toll.start : toll.end] == "at least three people dead"
