from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geomap.lang import word_sounds
from geomap.lang.letters import sounds_of, sounds_of_lines
from geomap.lang.name_keys import parse_name, parse_names

if TYPE_CHECKING:
    import pytest

WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), max_size=8)


@given(WORDS)
def test_words_read_together_sound_as_each_alone(words: list[str]) -> None:
    assert sounds_of_lines("\n".join(words)).split("\n")[: len(words)] == list(
        map(sounds_of, words)
    )


@given(st.lists(st.text(max_size=30), max_size=6))
def test_names_taken_apart_together_are_as_each_alone(names: list[str]) -> None:
    word_sounds._known.clear()
    assert parse_names(names) == [parse_name(name) for name in names]


def test_inside_a_name_the_t_of_a_construct_is_silent() -> None:
    at_end, inside = word_sounds.word_sounds("maarrat")[:3], word_sounds.word_sounds("maarrat")[3:]
    assert at_end[0].endswith("t")
    assert not inside[0].endswith("t")


def test_what_is_remembered_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_sounds, "REMEMBERED", 50)
    word_sounds._known.clear()
    for number in range(200):
        word_sounds.learn_words([chr(97 + number % 26) * (2 + number // 26)])
        word_sounds.word_sounds("م" * (1 + number))
    assert len(word_sounds._known) <= 51
