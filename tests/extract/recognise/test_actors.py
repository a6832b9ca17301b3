"""Actors in running text: names of the table, what a report says of them, marks of provenance."""

from __future__ import annotations

import pytest

from geomap.extract.document.words import split_words
from geomap.extract.recognise.actors.actor_links import is_no_party, link_actors
from geomap.extract.recognise.actors.actor_names import (
    find_arabic_names,
    find_latin_names,
    group_of,
)


def ids(found):
    return [mention.actors[0].id for mention in found]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The SDF and HTS fought near Afrin.", ["sdf", "hts"]),
        ("Russian warplanes flew over Idlib.", ["russia"]),
        ("The rain fell all night.", []),
    ],
)
def test_latin_names(text, named):
    assert ids(find_latin_names(split_words(text))) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("اشتبكت قسد مع داعش قرب الرقة.", ["sdf", "isis"]),
        ("حلقت طائرات روسية فوق إدلب.", ["russia"]),
        ("عاد مزارع إلى بيته.", []),
    ],
)
def test_arabic_names(text, named):
    assert ids(find_arabic_names(split_words(text))) == named


def test_former_members_of_armed_groups_are_civilians_those_of_none_are_not(apart):
    text = "The SDF met civilians."
    by_id = {a.actors[0].id: a for a in apart(text).actors if a.actors}
    assert group_of(by_id["sdf"].actors)
    assert not group_of(by_id["civilians"].actors)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Russia-made rockets lay on the road.", True),
        ("Russia sent rockets to the town.", False),
    ],
)
def test_what_is_made_somewhere_is_no_party(text, none):
    actor = next(find_latin_names(split_words(text)))
    assert is_no_party(text, actor) is none


def test_what_a_report_says_of_its_actors(apart):
    text = "The rebels, led by HTS, shelled Saraqib. The rebels then left."
    actors = apart(text).actors
    linked = link_actors(text, actors)
    assert len(linked) <= len(actors)
    assert "hts" in ids([actor for actor in linked if actor.actors])
