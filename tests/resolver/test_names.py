# ruff: noqa: E501
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.lang.name_keys import LONGEST, fold_name, name_key, parse_name

ONE_KEY = [
    (
        "Deir ez-Zor",
        "دير الزور",
        "Dayr az-Zawr",
        "Deirezzor",
        "Deir Ezzor",
        "Der ez Zor",
        "Dayr ar Zawr",
    ),
    ("Raqqa", "ar-Raqqah", "الرقة", "Al Raqqah", "Rakka"),
    ("Abu al-Duhur", "Abu Zuhur", "أبو الظهور", "ابو الضهور", "Abul Duhur", "Abu al-Dhuhur"),
    ("Kafr Nabl", "Kafranbel", "كفرنبل", "كفر نبل", "Kafar Nabel", "Kfar Nabl"),
    (
        "Maarat al-Numan",
        "Ma'arrat an-Nu'man",
        "معرة النعمان",
        "Maarrat Numan",
        "Maʿarrat an-Nuʿmān",
    ),
    ("Abu Kamal", "Albu Kamal", "Al-Bukamal", "البوكمال", "al-Boukamal"),
    ("Tell Rifaat", "تل رفعت", "Tal Rif'at", "Tel Refaat", "Tall Rifat"),
    ("Khirbet Ghazaleh", "خربة غزالة", "Khirbat Ghazalah", "Kherbet Ghazala"),
    ("Qamishli", "القامشلي", "Al Kamishli", "Qamişlo"),
    ("Suwayda", "السويداء", "as-Sweida", "Soueida"),
    ("Ain al-Nisr", "عين النسر", "Ein Elniser", "Ayn an-Nasr"),
    ("Afrin", "عفرين", "Efrîn", "Ifrin"),
    ("Jarablus", "جرابلس", "Cerablus", "Djarabulus", "Jarabulus"),
    ("Sheikh Maqsoud", "الشيخ مقصود", "Shaykh Maqsud", "Cheikh Maksoud", "Şêx Meqsûd"),
    ("Jisr al-Shughur", "جسر الشغور", "Jisr ash-Shughour", "Jisr Shughur"),
    ("Upper Baghuz", "Baghuz Fawqani", "الباغوز فوقاني", "al-Baghouz al-Foqani"),
    ("Tall Aswad Tahtani", "Lower Tal Aswad", "تل أسود تحتاني"),
    ("Mulayhah al Gharbiyah", "Western Mleiha", "المليحة الغربية"),
    ("as-Safirah", "Safira", "السفيرة", "Al-Sfireh"),
    ("Salamiyah", "السلمية", "as-Salamiya", "Salamieh"),
    ("Umm Haratayn", "أم حارتين", "Um Haratein"),
    ("Mount Turkman", "Jabal Turkman", "جبل التركمان", "Jebel at-Turkman", "Turkman Mountain"),
    ("Aş Şūrah aş Şaghīrah", "الصورة الصغيرة", "Sura Saghira", "Little Soura"),
]

APART = [
    ("Hama", "Homs"), ("Douma", "Daraa"), ("Raqqa", "Rastan"), ("Upper Baghuz", "Lower Baghuz"),
    ("Eastern Ghouta", "Western Ghouta"), ("Saraqib", "Sarmin"), ("Afrin", "Arbin"), ("Brigade 52", "Brigade 90"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", ONE_KEY, ids=lambda s: s[0])
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {name_key(spelling) for spelling in spellings} == {name_key(spellings[0])}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Yarmouk Camp", "camp"), ("مخيم اليرموك", "camp"), ("Kuweires air base", "base"),
     ("مطار منغ", "airport"), ("ريف دمشق", "rural"), ("Daraa governorate", "adm1"),
     ("ناحية الدانا", "adm3"), ("حي القابون", "quarter"), ("سد تشرين", "dam")],
)  # fmt: skip
def test_kind_words_are_set_aside(name: str, kind: str) -> None:
    assert kind in parse_name(name).kinds


def test_a_name_of_kind_words_alone_keeps_them() -> None:
    assert parse_name("camp").key
    assert parse_name("المدينة").key


def test_folding_forgets_case_diacritics_apostrophes_and_hyphens() -> None:
    assert fold_name("Ma'arrat  an-Nu‘mān") == "maarrat an numan"
    assert fold_name("إدلب") == fold_name("ادلب")
    assert fold_name("السويدا\u0640\u0640ء") == fold_name("السويداء")


def test_a_cedilla_is_sh_in_turkish_and_s_in_a_scientific_spelling() -> None:
    assert name_key("Şam") == name_key("Sham")
    assert name_key("Aş Şūrah") == name_key("as-Sura")


LATIN = st.text("abdfghijklmnqrstuwyz ", min_size=4, max_size=20).filter(
    lambda t: len(t.split()) > 0
)
WORDS = st.sampled_from([spelling for row in ONE_KEY for spelling in row])


@given(WORDS)
def test_the_key_does_not_hang_on_case(name: str) -> None:
    assert name_key(name.upper()) == name_key(name)
    assert name_key(name.lower()) == name_key(name)


@given(WORDS)
def test_the_key_does_not_hang_on_how_accents_are_encoded(name: str) -> None:
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)


@given(LATIN)
def test_the_key_does_not_hang_on_hyphens_or_spaces(name: str) -> None:
    words = name.split()
    assert name_key("-".join(words)) == name_key(" ".join(words)) == name_key("  ".join(words))


@given(st.sampled_from(["Raqqa", "Bab", "Hasakah", "Mayadin", "Qusayr", "Tabqa", "Kiswah"]),
       st.sampled_from(["al-", "Al ", "el-", "AL-", "El "]))  # fmt: skip
def test_the_key_does_not_hang_on_an_article(name: str, article: str) -> None:
    assert name_key(article + name) == name_key(name)


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_a_key(text: str) -> None:
    parsed = parse_name(text)
    assert isinstance(parsed.key, str)
    assert name_key(text) == name_key(text)


def test_a_text_longer_than_a_name_is_read_no_farther() -> None:
    assert name_key("a" * 10_000) == name_key("a" * LONGEST)
