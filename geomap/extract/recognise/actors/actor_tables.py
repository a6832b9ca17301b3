"""Names of the table of actors as they are looked for in texts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    bare_arabic,
    is_arabic,
    make_automaton,
    split_words,
)
from geomap.lang.lexicon import mapping
from geomap.vocab.actors import all_actors

if TYPE_CHECKING:
    from geomap.extract.document.words import Words
    from geomap.vocab.actors import Actor

SPELLINGS = mapping("en", "actors.spellings")
"""Words of names as they are spelt too."""


class NameTable:
    """Keys of names, and for each the actors that bear it."""

    def __init__(self) -> None:
        self.latin: dict[str, int] = {}
        self.arabic: dict[str, int] = {}
        self.bearers: list[list[Actor]] = []

    def enter(self, table: dict[str, int], key: str, actor: Actor) -> None:
        """Let an actor bear a key."""
        at = table.setdefault(key, len(self.bearers))
        if at == len(self.bearers):
            self.bearers.append([])
        if actor not in self.bearers[at]:
            self.bearers[at].append(actor)

    def enter_name(self, name: str, actor: Actor) -> None:
        """Let an actor bear a name; short names in capitals only as capitals ("^")."""
        plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
        words = split_words(plain)
        if not words.lower or plain == "-":
            return
        if is_arabic(words.lower[0]):
            key, table = " ".join(bare_arabic(word) for word in words.lower), self.arabic
        else:
            key, table = " ".join(_keys_of(words)), self.latin
        short = plain.replace(".", "")
        if short.isupper() and short.isascii() and len(short) <= 5:
            key = "^" + key
        self.enter(table, key, actor)


@cache
def actor_tables() -> tuple[object, object, frozenset[str], tuple[tuple[Actor, ...], ...]]:
    """Return automata of Latin and Arabic names, the words of the Arabic ones, and the bearers."""
    names = NameTable()
    for actor in all_actors():
        codes = (name.split(":")[-1] for name in actor.acled if ":" in name)
        for name in (*actor.names(), *codes):
            names.enter_name(name, actor)
        for adjective in actor.adjectives():
            names.enter(names.latin, "~" + " ".join(_keys_of(split_words(adjective))), actor)
    known = frozenset(word for key in names.arabic for word in key.split())
    merged: dict[str, list[str]] = {}
    for key in names.latin:
        merged.setdefault(key.lstrip("^~"), []).append(key)
    values = tuple(tuple(group) for group in names.bearers)
    lookup = [
        (plain, tuple((key, names.latin[key]) for key in keys)) for plain, keys in merged.items()
    ]
    return make_automaton(lookup), make_automaton(names.arabic.items()), known, values


def _keys_of(words: Words) -> list[str]:
    return [SPELLINGS.get(w, w) for w in words.lower if w not in LATIN_ARTICLES]
