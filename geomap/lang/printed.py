"""What geomap prints, as data a translator edits: ``geomap/lexicon/texts/*.toml``.

Each entry names a text and gives it in every language::

    [n_places]
    en = "{n} places"
    ar = "عدد الأماكن: {n}"
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from geomap.errors import InputError
from geomap.lang.lexicon import FOLDER, LANGUAGES

_FIELD = re.compile(r"\{\w+\}")


@cache
def load_texts(name: str) -> dict[str, dict[str, str]]:
    """Return every text of a file: its name, then its words by language.

    Raises
    ------
    InputError
        If a text lacks a language or its languages fill in different things.
    """
    path = FOLDER / "texts" / f"{name}.toml"
    texts: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, said in texts.items():
        if set(said) != set(LANGUAGES):
            raise InputError(f"{key!r} is not said in every language", file=str(path))
        if len({frozenset(_FIELD.findall(text)) for text in said.values()}) > 1:
            raise InputError(f"{key!r} fills in different things by language", file=str(path))
    return texts


def texts_of(name: str, lang: str) -> dict[str, str]:
    """Return every text of a file in one language.

    Examples
    --------
    >>> texts_of("labels_status", "en")["denied"]
    'Denied'
    """
    return {key: said[lang] for key, said in load_texts(name).items()}
