"""The names of a gazetteer by the keys that the words of a text are looked up with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    Words,
    bare_arabic,
    is_arabic,
    make_automaton,
    sound_word,
    split_words,
)
from geomap.extract.recognise.places.place_words import GENERIC
from geomap.extract.recognise.places.toponym_checks import similar_places
from geomap.gazetteer.gazetteer import all_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Name, Place

JUDGED = 100_000
"""Spellings of which it is kept which places they mean."""


@dataclass(frozen=True)
class NameTables:
    """Keys of every name of a gazetteer, Latin and Arabic, made when first asked for."""

    gazetteer: Gazetteer

    @cached_property
    def _keyed(self) -> tuple[dict[str, int], dict[str, int], list[list[tuple[Place, Name, str]]]]:
        latin: dict[str, int] = {}
        arabic: dict[str, int] = {}
        entries: list[list[tuple[Place, Name, str]]] = []
        for place in self.gazetteer.places.values():
            for name in all_names(place):
                for words in _spellings(name):
                    table = arabic if is_arabic(words.lower[0]) else latin
                    key = arabic_key(words) if table is arabic else latin_key(words)
                    if len(key) < 2:
                        continue
                    at = table.setdefault(key, len(entries))
                    if at == len(entries):
                        entries.append([])
                    entries[at].append((place, name, _plain(words)))
        return latin, arabic, entries

    @cached_property
    def latin(self) -> object:
        """The automaton of Latin keys."""
        return make_automaton(self._keyed[0].items())

    @cached_property
    def arabic(self) -> object:
        """The automaton of Arabic keys."""
        return make_automaton(self._keyed[1].items())

    @cached_property
    def arabic_words(self) -> frozenset[str]:
        """Every word of an Arabic key."""
        return frozenset(word for key in self._keyed[1] for word in key.split())

    @cached_property
    def latin_words(self) -> frozenset[str]:
        """Keys of names of one word."""
        names = (name.text for p in self.gazetteer.places.values() for name in all_names(p))
        keys = (latin_keys(split_words(name)) for name in names if name.isascii())
        return frozenset(found[0][1] for found in keys if len(found) == 1)

    @cached_property
    def arabic_importance(self) -> dict[str, float]:
        """Arabic keys with the importance of the greatest place that bears the name."""
        keys: dict[str, float] = {}
        for place in self.gazetteer.places.values():
            for name in all_names(place):
                for words in _spellings(name):
                    if is_arabic(words.lower[0]):
                        key = arabic_key(words)
                        keys[key] = max(keys.get(key, 0.0), place.importance)
        return keys

    @cached_property
    def _judged(self) -> dict[tuple[str, int], list[Place]]:
        return {}

    def similar_to(self, written: str, entry: int) -> list[Place]:
        """Return the places of an entry whose spelling fits, judged once for each spelling."""
        known = self._judged.get((written, entry))
        if known is None:
            if len(self._judged) > JUDGED:
                self._judged.clear()
            known = similar_places(_plain(split_words(written)), self._keyed[2][entry])
            self._judged[written, entry] = known
        return known

    def places_of(self, entry: int) -> list[Place]:
        """Return the places that bear the name of an entry."""
        return list({place.place_id: place for place, _, _ in self._keyed[2][entry]}.values())

    def places_called(self, key: str) -> list[Place]:
        """Return the places that bear a name with an Arabic key."""
        return self.places_of(self._keyed[1][key])


_made: list[NameTables] = []
"""Tables of the gazetteers used last; each holds its gazetteer."""


def tables_of(gazetteer: Gazetteer) -> NameTables:
    """Return the tables of a gazetteer, made once for all readers of a process."""
    for tables in _made:
        if tables.gazetteer is gazetteer:
            return tables
    tables = NameTables(gazetteer)
    _made[:] = [tables, *_made[:1]]
    return tables


def _spellings(name: Name) -> Iterator[Words]:
    """Yield the words of each way to write a name."""
    for text in _variants(name.text):
        words = split_words(text)
        if words.lower:
            yield words


def latin_key(words: Words) -> str:
    """Return the key of a Latin name."""
    return " ".join(key for _, key in latin_keys(words))


def arabic_key(words: Words) -> str:
    """Return the key of an Arabic name."""
    return " ".join(bare_arabic(word) for word in words.lower)


_GLUED = re.compile(r"(?:al(?=[^aeiou])|a(?=([sznrtd])\1)|a(?=(?:sh|th|dh){2}))(?=\w{5})")
"""An article that is written together with its noun: "Alqaryatayn", "Azzabadani"."""


def latin_keys(words: Words, known: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """Return word index and key of each word that can be part of a Latin name."""
    keys = []
    text = words.text
    for index, (word, (start, _)) in enumerate(zip(words.lower, words.spans, strict=True)):
        if word in LATIN_ARTICLES:
            continue
        if word in GENERIC or word[0].isdigit():
            keys.append((index, word))
        elif text[start].isupper():
            key = sound_word(word)
            if known and key not in known and (glued := _GLUED.match(word)):
                rest = word[glued.end() :]
                bare = sound_word(rest[1:] if rest[:1] == rest[1:2] else rest)
                key = bare if bare in known else key
            keys.append((index, key))
        else:
            keys.append((index, "." + word))
    return keys


def _variants(name: str) -> Iterator[str]:
    """Yield the spelling, and each half of a double one ("Tadmur/Palmyra", "Kobane (Ain ...)")."""
    yield name
    if "/" in name:
        yield from (part.strip() for part in name.split("/"))
    if "(" in name:
        yield name.split("(", maxsplit=1)[0].strip()
    head, space, rest = name.partition(" ")
    if space and head in {"كفر", "تل", "دير", "بيت", "عين", "جب"} and " " not in rest:
        yield head + rest
    elif not space and name.startswith("كفر") and len(name) > 5:
        yield f"كفر {name[3:]}"


def _plain(words: Words) -> str:
    return " ".join(word for word in words.lower if word not in LATIN_ARTICLES)
