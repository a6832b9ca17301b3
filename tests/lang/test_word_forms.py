"""The shorthand of word lists: what an entry stands for, and that each is found."""

from __future__ import annotations

import re

import pytest

from geomap.errors import InputError
from geomap.lang.lexicon import LANGUAGES, alternation, load_lexicon
from geomap.lang.word_forms import example, form_pattern, spellings


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("set up", "set \n up"),
        ("refugee(s)", "refugee"),
        ("den(y|ied)", "denied"),
        ("vow(s|ed|) to", "vow to"),
        ("simulat*", "simulated"),
        ("claim the ~2 raid", "claim the second night raid"),
        ("no (one|body)'s", "no one’s"),
        ("# people", "12 people"),
        ("(أعلن|أعلنت) ~1 عن", "أعلنت أمس عن"),
    ],
)
def test_an_entry_matches_what_it_stands_for(entry: str, text: str) -> None:
    assert re.fullmatch(form_pattern(entry), text)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("den(y|ied)", "den"),
        ("hop+", "hop"),
        ("claim the ~2 raid", "claim the one two three raid"),
        ("U.S.", "UXSX"),
    ],
)
def test_and_nothing_else(entry: str, text: str) -> None:
    assert not re.fullmatch(form_pattern(entry), text)


@pytest.mark.parametrize("entry", ["a|b", "a(b", "ab)"])
def test_brackets_that_do_not_close_are_refused(entry: str) -> None:
    with pytest.raises(InputError):
        form_pattern(entry)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_is_found_by_the_pattern_of_its_list(lang: str) -> None:
    for name, found in load_lexicon(lang).items():
        if any(" = " in word or not any(map(str.isalpha, word)) for word in found.words):
            continue  # a mapping, or tokens that no pattern is made of
        whole = re.compile(alternation(lang, name))
        for entry in found.words:
            assert whole.fullmatch(example(entry)), f"{name}: {entry}"


def test_spellings_of_nested_brackets() -> None:
    assert set(spellings("prepar(ing|ation(s))")) == {
        "preparing",
        "preparation",
        "preparations",
    }
