"""The lexicon's rules: what it refuses, and that what ships keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.errors import InputError
from geomap.lang import lexicon

if TYPE_CHECKING:
    from pathlib import Path


def _write(folder: Path, text: str) -> Path:
    (folder / "en").mkdir()
    (folder / "en" / "people.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", [*lexicon.LANGUAGES, *lexicon.SHARED])
def test_what_ships_keeps_the_rules(lang: str) -> None:
    for found in lexicon.load_lexicon(lang).values():
        assert found.words, found.name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a]\nwords = ["one", "one"]', "'one' stands twice in a"),
        ('[a]\nwords = [\n"two",\n"Mas\'oud"]', "row 4"),
        ('[a]\nwords = ["قتلى"]', "can never match"),
        ('[a]\nwords = ["one"]\n[b]\nexcludes = ["a"]\nwords = ["one"]', "in people.b and in"),
        ('[a]\nword = ["one"]', "is no key"),
        ('[a]\nexcludes = ["z"]\nwords = ["one"]', "excludes no list"),
        ('[a]\ninclude = ["z"]\nwords = ["one"]', "before it is written"),
    ],
)
def test_faults_are_refused_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=r"people\.toml") as caught:
        lexicon.load_lexicon("en", _write(tmp_path, text))
    assert told in str(caught.value)


def test_lists_take_in_others_and_become_patterns(tmp_path: Path) -> None:
    folder = _write(tmp_path, '[a]\nwords = ["one"]\n[b]\ninclude = ["a"]\nwords = ["one two"]')
    lists = lexicon.load_lexicon("en", folder)
    assert lists["people.b"].words == ("one two", "one")
