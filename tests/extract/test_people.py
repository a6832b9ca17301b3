"""Every noun for civilians in "killed X by unknown gunmen" is one attack on civilians."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.extract.recognise.people.casualties import find_tolls
from geomap.lang.lexicon import ordered
from geomap.model import Report
from geomap.resolver.resolver import make_resolver

TOWNS = {"راعي"}
"""Nouns that are towns as well: people only with their herd or the like behind them."""
FRAMES = {
    "ar": ("قتل {} برصاص مسلحين مجهولين في مدينة إدلب.",),
    "en": (
        "Unknown gunmen killed a {} in Idlib city on Monday.",
        "A {} was killed by unknown gunmen in the city of Idlib.",
    ),
}


@cache
def reader() -> Reader:
    return Reader(make_resolver())


def wrong(lang: str, name: str) -> list[str]:
    """Return the nouns of a list that are not read as one attack on civilians."""
    out = []
    for noun in ordered(lang, name):
        for frame in FRAMES[lang] if noun not in TOWNS else ():
            report = Report("r", frame.format(noun), date(2023, 5, 3))
            found = [
                (e.sub_event_type, e.actor1_id, e.actor2_id) for e in reader().read(report).events
            ]
            if found != [("Attack", "unknown-armed-group", "civilians")]:
                out.append(noun)
    return out


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("ar", "people.civilians"),
        ("ar", "people.civilians_behind"),
        ("en", "people.civilians"),
    ],
)
def test_every_noun_for_civilians_is_a_victim(lang, name):
    assert wrong(lang, name) == []


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("قال مصدر إن 17 شخصاً قتلوا وأصيب العشرات", {"killed": 17, "injured": 20}),
        ("إن 4 أشخاص على الأقل قتلوا وأصيب 6 آخرون", {"killed": 4, "injured": 6}),
        ("أكثر من 90 عنصراً من الحرس قتلوا خلال المعركة", {"killed": 90}),
        ("أن رجلاً لقي مصرعه وأصيب 3 آخرون", {"killed": 1, "injured": 3}),
        ("بين الضحايا تسعة أشخاص أعدمتهم دورية", {"killed": 9}),
        ("ارتفع عدد القتلى الذين سقطوا في القصف على البلدة لأكثر من ثلاثين", {"killed": 30}),
        ("إلى مقتل جندي وسقوط خمسة جرحى", {"killed": 1, "injured": 5}),
        ("اغتيال أبو سعيد الحلبي قرب داره", {"killed": 1}),
        ("مقتل جنود من الفرقة 17 قتلوا أمس", {}),
    ],
)
def test_counts_before_their_verb(text, tolls):
    assert {kind: toll.best for kind, toll in find_tolls(text, arabic=True).items()} == tolls
