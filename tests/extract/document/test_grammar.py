"""What governs an actor in an English sentence, and who speaks in it."""

from __future__ import annotations

import pytest

from geomap.extract.document.grammar import (
    governor_of,
    is_exchange,
    is_passive,
    is_speaker,
    is_under_fire,
)


@pytest.mark.parametrize(
    ("text", "word", "governor"),
    [
        ("Two were killed by government forces in Daraa.", "government", "by"),
        ("An attack on government forces in Daraa.", "government", "on"),
        ("Government forces advanced.", "Government", ""),
    ],
)
def test_the_preposition_before_an_actor(text, word, governor):
    assert governor_of(text, text.index(word), 0) == governor


@pytest.mark.parametrize(
    ("text", "passive", "fire"),
    [
        ("The town was shelled on Monday.", True, False),
        ("The town came under shelling on Monday.", True, True),
        ("The army shelled the town on Monday.", False, False),
        ("The town was heavily shelled by the army.", True, False),
    ],
)
def test_who_suffers_it(apart, text, passive, fire):
    trigger = apart(text).triggers[0]
    assert is_passive(text, trigger, 0) is passive
    assert is_under_fire(text, trigger, 0) is fire


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("They exchanged shelling across the line.", True),
        ("Shelling between the two sides went on.", True),
        ("Shelling hit the town.", False),
    ],
)
def test_fire_that_goes_both_ways(apart, text, both):
    trigger = next(t for t in apart(text).triggers if "helling" in t.text)
    assert is_exchange(text, trigger) is both


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The SDF said that shells hit Tal Tamr.", True),
        ("The SDF shelled Tal Tamr.", False),
        ("According to the SDF, shells hit Tal Tamr.", True),
    ],
)
def test_who_only_tells(apart, text, speaks):
    actor = apart(text).actor("SDF")
    assert is_speaker(text, actor, len(text)) is speaks
