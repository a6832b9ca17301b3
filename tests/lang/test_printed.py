"""What geomap prints: every text in every language, with the same things filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.errors import InputError
from geomap.lang import printed
from geomap.lang.lexicon import FOLDER, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", sorted(path.stem for path in (FOLDER / "texts").glob("*.toml")))
def test_what_ships_is_said_in_every_language(name: str) -> None:
    for lang in LANGUAGES:
        assert all(printed.texts_of(name, lang).values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a]\nen = "one"', "not said in every language"),
        ('[a]\nen = "{n} one"\nar = "واحد"', "fills in different things"),
    ],
)
def test_a_text_that_lacks_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{abs(hash(text))}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(printed, "FOLDER", tmp_path)
    with pytest.raises(InputError, match=told):
        printed.load_texts(str(abs(hash(text))))
