"""Places in running text: names, phrases around them, lists, holders, zones, datelines."""

from __future__ import annotations

import pytest

from geomap.extract.document.words import split_words
from geomap.extract.recognise.names import ActorMention, Mention, PlaceMention
from geomap.extract.recognise.places.datelines import (
    is_dateline,
    mark_arabic_datelines,
    mark_datelines,
)
from geomap.extract.recognise.places.place_anaphora import find_anaphora
from geomap.extract.recognise.places.place_holders import is_governorate, link_holders
from geomap.extract.recognise.places.place_phrases import (
    describe_arabic,
    describe_latin,
    join_between,
)
from geomap.extract.recognise.places.place_words import ARABIC_GENERIC, COUNTRIES, GENERIC
from geomap.extract.recognise.places.place_zones_ar import find_members
from geomap.extract.recognise.places.toponym_checks import (
    is_arabic_word,
    is_held_back,
    is_joined,
    is_name,
    similar_places,
)
from geomap.extract.recognise.places.whole_arabic_names import whole_arabic_name
from geomap.extract.recognise.places.whole_names import top_of, whole_latin_names


def mention_of(text, name):
    at = text.index(name)
    return PlaceMention(at, at + len(name), name, phrase_start=at, phrase_end=at + len(name))


FOUND = [
    ("Shells fell on Saraqib and Kafr Nabl.", ["Saraqib", "Kafr Nabl"]),
    ("The council thanked Mr Saraqib for his help.", []),
    ("سقطت قذائف على سراقب وكفر نبل.", ["سراقب", "كفر نبل"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_of_the_gazetteer(apart, text, names):
    assert [place.text for place in apart(text, placed=False).places] == names


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("Shells fell near Saraqib.", "Saraqib", "near"),
        ("Shells fell in the countryside of Saraqib.", "Saraqib", "countryside"),
        ("Shells fell 5 km north of Saraqib.", "Saraqib", "distance"),
        ("Shells fell on Saraqib.", "Saraqib", ""),
    ],
)
def test_relations_in_english(text, name, relation):
    mention = mention_of(text, name)
    describe_latin(text, mention)
    assert mention.relation == relation
    assert mention.phrase_start <= mention.start


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("سقطت قذائف قرب سراقب.", "سراقب", "near"),
        ("سقطت قذائف في ريف سراقب.", "سراقب", "countryside"),
        ("سقطت قذائف على سراقب.", "سراقب", ""),
    ],
)
def test_relations_in_arabic(text, name, relation):
    mention = mention_of(text, name)
    describe_arabic(text, mention)
    assert mention.relation == relation


def test_between_two_places_is_one_place():
    text = "A bomb exploded on the road between Saraqib and Sarmin."
    mentions = [mention_of(text, "Saraqib"), mention_of(text, "Sarmin")]
    joined = join_between(text, mentions)
    assert len(joined) == 1
    assert joined[0].relation == "between"


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("Shells fell on Nawa town in Daraa countryside.", "Nawa", "Daraa"),
        ("Shells fell on Sarmin in Idlib countryside.", "Sarmin", "Idlib"),
        ("Shells fell on Sarmin.", "Sarmin", ""),
    ],
)
def test_which_place_holds_which(apart, text, name, holder):
    parts = apart(text, placed=False)
    link_holders(text, parts.places, arabic=False)
    found = parts.place(name).held_by
    assert (found.text if found else "") == holder


def test_what_may_be_a_governorate(apart):
    parts = apart("Shells fell on Sarmin in Idlib.", placed=False)
    assert is_governorate(parts.place("Idlib"))
    assert not is_governorate(parts.place("Sarmin"))


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("BEIRUT (Reuters) - Shells fell on Saraqib.", "BEIRUT", True),
        ("Shells fell on Saraqib.", "Saraqib", False),
    ],
)
def test_a_place_that_only_heads_a_report(text, name, line):
    mention = mention_of(text, name)
    assert is_dateline(text, mention) is line
    mark_datelines(text, [mention])
    assert mention.dateline is line


def test_an_arabic_dateline_stands_beside_an_outlet(apart):
    text = "دير الزور – نورث برس\nسقطت قذائف على سراقب."
    parts = apart(text, placed=False)
    mark_arabic_datelines(text, parts.places, parts.actors)
    marked = {place.text: place.dateline for place in parts.places}
    assert marked["دير الزور"] or not any(a.kind == "outlet" for a in parts.actors)
    assert not marked["سراقب"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Shells fell on Saraqib. Two died in the town.", ["Saraqib"]),
        ("Two died in the town.", []),
        ("سقطت قذائف على سراقب. قتل اثنان في البلدة.", ["سراقب"]),
    ],
)
def test_the_town_is_the_one_told_before(apart, text, taken):
    parts = apart(text)
    found = find_anaphora(text, parts.places, [], arabic=parts.arabic)
    assert [mention.text for mention in found] == taken
    assert all(mention.taken_up for mention in found)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("قصف قرى البارة وكنصفرة أمس.", ["البارة", "كنصفرة"]),
        ("قصف المدينة أمس.", []),
    ],
)
def test_members_of_an_arabic_zone(text, members):
    words = split_words(text)
    found = [
        text[words.spans[m.first][0] + m.skip : words.spans[m.last][1]]
        for m in find_members(words, {})
    ]
    assert found == members


def test_closed_lists_of_words_around_names():
    assert {"town", "village"} <= GENERIC
    assert ARABIC_GENERIC
    assert COUNTRIES["turkey"] == "TR"


def test_words_of_one_name_stand_together():
    words = split_words("Kafr Nabl. Saraqib")
    assert is_joined("Kafr Nabl. Saraqib", words, 0, 1)
    assert not is_joined("Kafr Nabl. Saraqib", words, 1, 2)


@pytest.mark.parametrize(
    ("span", "spans", "held"),
    [((0, 4), [(2, 8)], True), ((0, 9), [(2, 8)], False), ((0, 2), [(4, 8)], False)],
)
def test_spans_that_are_taken_hold_names_back(span, spans, held):
    assert is_held_back(*span, spans) is held


def test_a_common_arabic_word_is_no_name():
    assert is_arabic_word("قصف", "قصف")
    assert not is_arabic_word("سراقب", "سراقب")


def test_names_alike(finder):
    assert similar_places("Saraqib", []) == []


@pytest.mark.parametrize(
    ("text", "name"), [("Shells fell on Saraqib.", True), ("Dr Saraqib spoke.", False)]
)
def test_words_used_as_a_name(apart, text, name):
    words = split_words(text)
    at = next(i for i, word in enumerate(words.lower) if word == "saraqib")
    places = apart("Shells fell on Saraqib.", placed=False).places[0].places
    assert is_name(text, words, at, at, places) is name


def test_a_piece_of_an_arabic_name_is_made_whole(apart):
    text = "قصف الطيران قرية تل عودة قامشلي في محافظة الحسكة."
    at = text.index("تل عودة")
    mention = PlaceMention(at, at + 7, "تل عودة", phrase_start=at, phrase_end=at + 7)
    whole = whole_arabic_name(text, mention, frozenset())
    assert whole.text.startswith("تل عودة")


def test_a_piece_of_a_latin_name_is_made_whole(apart):
    text = "Shells fell on Tall Zubaydan in Hasakah."
    parts = apart("Shells fell on Saraqib.", placed=False)
    assert top_of(parts.places[0]) > 0
    mention = mention_of(text, "Tall")
    found = whole_latin_names(text, [mention], [])
    assert "Tall" not in [one.text for one in found if one.places]


def test_mentions_are_spans_with_text():
    assert Mention(0, 3, "abc").end == 3
    assert PlaceMention(0, 3, "abc").place_id == ""
    assert ActorMention(0, 3, "abc", (), "person").at(None) is None
