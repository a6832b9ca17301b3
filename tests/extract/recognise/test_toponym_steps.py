"""Names of places in a text: keys, uses, lists, roads and names that nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.extract.document.words import split_words, unprefix
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_chunks_ar import decode_chunk, read_chunk
from geomap.extract.recognise.places.toponym_tables import (
    NameTables,
    arabic_key,
    latin_key,
    latin_keys,
    tables_of,
)
from geomap.extract.recognise.places.toponym_uses_ar import ArabicUse
from geomap.extract.recognise.places.toponyms import ToponymFinder
from geomap.extract.recognise.places.unknown_names import find_unknown
from geomap.extract.several.roads import join_roads


@pytest.fixture(scope="module")
def tables(finder):
    return NameTables(finder.gazetteer)


def test_the_tables_of_a_gazetteer_are_made_once(finder):
    made = tables_of(finder.gazetteer)
    assert tables_of(finder.gazetteer) is made
    assert tables_of(replace(finder.gazetteer)) is not made


def test_spellings_of_a_name_have_one_key():
    assert latin_key(split_words("Saraqib")) == latin_key(split_words("Saraqeb"))
    assert arabic_key(split_words("القامشلي")) == arabic_key(split_words("قامشلي"))


def test_small_words_and_articles_are_no_names():
    keys = latin_keys(split_words("the town of Nawa"))
    assert [index for index, _ in keys] == [1, 2, 3]
    assert [key for _, key in keys][:2] == ["town", ".of"]


def test_an_arabic_key_finds_its_places(tables):
    assert {p.name for p in tables.places_called(arabic_key(split_words("سراقب")))} == {"Saraqib"}


@pytest.mark.parametrize(
    ("text", "at", "prefix", "start", "used"),
    [
        ("قصف بسراقب اليوم", 1, "ب", 5, True),
        ("في بلدة سراقب", 2, "", 8, True),
        ("على الطريق", 1, "ال", 4, False),
        ("السيد سراقب", 1, "", 6, True),
    ],
)
def test_uses_of_arabic_words(tables, text, at, prefix, start, used):
    words = split_words(text)
    use = ArabicUse(words, at, at, unprefix(words.lower[at], tables.arabic_words))
    places = tables.places_called("سراقب")
    assert (use.prefix, use.start, use.is_name(places, -1)) == (prefix, start, used)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Shells fell on the village of Umm Zeitun Town near Ghazalah.",
            ["Umm Zeitun", "Ghazalah"],
        ),
        ("They met in Friday prayers and spoke of the town of Daesh.", []),
        ("There were clashes in Quneifra village.", ["Quneifra"]),
    ],
)
def test_names_that_nobody_knows(text, names):
    assert [m.text for m in find_unknown(text, [], [])] == names


def test_a_name_that_is_taken_is_not_found_again():
    text = "Shells fell near Ghazalah."
    assert list(find_unknown(text, [PlaceMention(17, 25, "Ghazalah")], [])) == []
    assert list(find_unknown(text, [], [(17, 25)])) == []


def test_members_of_a_list_end_where_the_sentence_goes_on():
    words = split_words("سراقب ومعرة النعمان، قال الناشطون")
    known = {"سراقب": 40.0, "معره نعمان": 40.0}
    first = read_chunk(words, 0, known, first=True)
    second = read_chunk(words, first.last, known, first=False)
    assert decode_chunk(words, first, known, sure=True) == ("سراقب", 0, 0, 0)
    assert decode_chunk(words, second, known, sure=False) == ("معره نعمان", 1, 2, 1)
    assert second.joined
    assert read_chunk(words, second.last, known, first=False) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("A mine exploded on the Nawa-Saraqib road.", [("Nawa", "Saraqib")]),
        ("A mine exploded between Nawa and the mill of Saraqib.", []),
    ],
)
def test_a_road_is_between_its_ends(text, ends):
    mentions = [
        PlaceMention(text.index(name), text.index(name) + len(name), name)
        for name in ("Nawa", "Saraqib")
    ]
    assert [m.ends for m in join_roads(text, mentions) if m.ends] == ends


def test_countries_and_towns_stand_in_the_order_of_the_text(finder):
    text = "Turkey said that shells from Syria fell on Saraqib."
    found = ToponymFinder(finder.gazetteer).find(split_words(text))
    assert [m.country or m.text for m in found] == ["TR", "Syria", "Saraqib"]
