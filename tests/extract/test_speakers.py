"""Who "we" and "us" are inside a quotation."""

from __future__ import annotations

import pytest

from geomap.extract.clause.speakers import REACH, find_first_person
from geomap.extract.document.words import split_words
from geomap.extract.recognise.actors.actor_mentions import find_actors


def sides(text: str) -> list[tuple[str, str]]:
    """Return each "we" or "us" with the id of the side that it stands for."""
    found = find_first_person(text, find_actors(split_words(text)), None)
    return [(text[m.start : m.end], m.actors[0].id) for m in found]


def test_we_is_the_side_of_a_national_official():
    text = 'The Russian ambassador spoke on Friday. "They attacked us with drones," he said.'
    assert sides(text) == [("us", "russia")]


def test_we_is_the_side_that_a_commander_serves():
    text = 'A commander of the SDF spoke to reporters. "We repelled two attacks," he said.'
    assert sides(text) == [("We", "sdf")]


def test_curly_quotation_marks_are_read_too():
    text = "A Turkish official spoke. “We will not leave,” he said. We know no more."
    assert sides(text) == [("We", "turkey")]


def test_we_outside_a_quotation_is_nobody():
    assert sides("A commander of the SDF spoke. We could not reach him.") == []


@pytest.mark.parametrize("who", ["A resident of the town told us", "A source close to them said"])
def test_a_speaker_for_nobody_ends_the_reach_of_the_one_before(who):
    text = f'A commander of the SDF spoke. {who} later: "They shelled us at night."'
    assert sides(text) == []


def test_a_quotation_too_far_behind_is_nobodys():
    text = "A commander of the SDF spoke. " + "It was quiet. " * (REACH // 14 + 1)
    assert sides(text + '"We repelled them."') == []


def test_without_a_speaker_we_is_nobody():
    assert sides('"We heard shelling all night."') == []
