"""Word lists as data: ``geomap/lexicon/en/*.toml`` and ``geomap/lexicon/ar/*.toml``.

A file holds lists of one kind, each a TOML table::

    [civilians]
    note = "who is no fighter"
    excludes = ["fighters"]        # lists of this file, or "file.list", that share no word with it
    words = ["resident", "farmer"]

A list may take in others (``include = ["civilians"]``) and may keep letters as they are written
(``fold = false``) where a pattern reads the text itself; such entries may use the shorthand of
`geomap.lang.word_forms` ("fighter(s)", "kill*"). Everything else must be written folded
(`geomap.lang.folding`): Arabic without hamza on its alif, final ya as ي, ta marbuta as ه.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.folding import fold_phrase
from geomap.lang.word_forms import form_pattern, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parents[1] / "lexicon"
LANGUAGES = ("en", "ar")
NAMES = "names"
SHARED = ("formats", NAMES)
"""Lists of no one language: words of file formats, and of names of places in every script."""
_KEYS = {"words", "note", "excludes", "include", "fold"}


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of a lexicon file, in the order of the file."""

    name: str
    words: tuple[str, ...]
    excludes: tuple[str, ...] = ()


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """Return the words of the list ``file.list`` of a language.

    Raises
    ------
    InputError
        If the file breaks a rule of this module: the line names file, line and word.
    KeyError
        If there is no such list.
    """
    return frozenset(ordered(lang, name))


@cache
def ordered(lang: str, name: str) -> tuple[str, ...]:
    """Return the words of the list ``file.list`` in the order of the file."""
    stem, _, _ = name.partition(".")
    return _read_file(FOLDER / lang / f"{stem}.toml")[name].words


def lists_of_file(lang: str, stem: str) -> dict[str, tuple[str, ...]]:
    """Return the words of every list of one file, by the name of the list, in their order."""
    found = _read_file(FOLDER / lang / f"{stem}.toml")
    return {name.partition(".")[2]: listed.words for name, listed in found.items()}


@cache
def alternation(lang: str, name: str) -> str:
    """Return a pattern that matches any entry of a list, longest first, over any white space."""
    longest = sorted(ordered(lang, name), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(form_pattern, longest)) + ")"


@cache
def mapping(lang: str, name: str) -> dict[str, str]:
    """Return a list whose words are written ``word = value`` as a mapping."""
    pairs: dict[str, str] = {}
    for word in ordered(lang, name):
        key, _, value = word.partition(" = ")
        pairs[key] = value
    return pairs


@cache
def amounts(lang: str, name: str) -> dict[str, int]:
    """Return a list whose words are written ``word = number`` as a mapping."""
    return {word: int(value) for word, value in mapping(lang, name).items()}


@cache
def load_lexicon(lang: str, folder: Path = FOLDER) -> dict[str, WordList]:
    """Return every list of a language by ``file.list``, checked.

    Raises
    ------
    InputError
        If a word stands twice in a list, is not folded, or stands in lists that exclude
        each other; if a list or key is unknown.
    """
    lists: dict[str, WordList] = {}
    for path in sorted((folder / lang).glob("*.toml")):
        lists.update(_read_file(path))
    for found in lists.values():
        path = folder / lang / f"{found.name.partition('.')[0]}.toml"
        for other in found.excludes:
            if other not in lists:
                raise _fault(path, other, f"excludes no list of {lang}")
            for word in found.words:
                if word in lists[other].words:
                    raise _fault(path, word, f"stands in {found.name} and in {other}")
    return lists


@cache
def _read_file(path: Path) -> dict[str, WordList]:
    """Return the lists of one file by ``file.list``."""
    return {found.name: found for found in _lists_of(path)}


def _lists_of(path: Path) -> Iterator[WordList]:
    stem = path.stem
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    read: dict[str, tuple[str, ...]] = {}
    for name, table in tables.items():
        if unknown := set(table) - _KEYS:
            raise _fault(path, unknown.pop(), "is no key of a list")
        found = list(table.get("words", ()))
        for other in table.get("include", ()):
            if other not in read:
                raise _fault(path, other, f"is included in {name} before it is written")
            found += read[other]
        _check_words(path, name, found, folded=table.get("fold", True))
        read[name] = tuple(found)
        excludes = tuple(o if "." in o else f"{stem}.{o}" for o in table.get("excludes", ()))
        yield WordList(f"{stem}.{name}", read[name], excludes)


def _check_words(path: Path, name: str, found: list[str], *, folded: bool) -> None:
    seen: set[str] = set()
    for word in found:
        key = word.split(" = ", 1)[0]
        ways = [key] if folded else list(spellings(key))
        if not seen.isdisjoint(ways):
            raise _fault(path, word, f"stands twice in {name}")
        seen.update(ways)
        if folded and fold_phrase(key) != key:
            raise _fault(path, word, f"can never match: it is folded to {fold_phrase(key)!r}")


def _fault(path: Path, word: str, what: str) -> InputError:
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, start=1) if f'"{word}"' in text), 1)
    return InputError(f"{word!r} {what}", file=str(path), row=line, fix="mend the lexicon")
