"""Running text as words with their places in it, folded so that names meet their spellings.

Everything in `geomap.extract` counts in characters of the text as given: ``start`` is the first,
``end`` is behind the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from geomap.lang.folding import MARKS, fold_word, starts_arabic
from geomap.lang.lexicon import ordered, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[^\W_](?:[^\W_]|[{MARKS}])*(?:['’‘ʼʿʾ`´](?:[^\W_]|[{MARKS}])+)*"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
LATIN_ARTICLES = words("en", "sentences.latin_articles")
_VOWELS = re.compile(r"[aeiouyw]+")
_DOUBLE = re.compile(r"(.)\1+")
lower_word, is_arabic = fold_word, starts_arabic
"""The words of a text are folded as names and lexicon are."""
_ARABIC_CLITICS = ordered("ar", "sentences.arabic_clitics")


class Span(NamedTuple):
    """A piece of text by its first character and the one behind its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    Parameters
    ----------
    text
        The text as given.
    spans
        Where each word stands, possessive endings left out.
    lower
        Each word in lower case without marks and apostrophes.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    lower: tuple[str, ...]


def split_words(text: str) -> Words:
    """Split `text` into words; hyphens separate, apostrophes inside a word do not."""
    spans: list[tuple[int, int]] = []
    lower: list[str] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if word[-1] in "sS" and _POSSESSIVE.search(word):
            end -= 2
            word = word[:-2]
        if folded := lower_word(word):
            spans.append((start, end))
            lower.append(folded)
    return Words(text, tuple(spans), tuple(lower))


@lru_cache(maxsize=200_000)
def sound_word(lower: str) -> str:
    """Return a coarse sound of a Latin word: vowels and doubled letters made one, no final h."""
    sound = _DOUBLE.sub(r"\1", _VOWELS.sub("a", lower))
    if len(sound) > 3 and sound.endswith("ah"):
        sound = sound[:-1]
    return sound.rstrip("a") if len(sound) > 3 else sound


@lru_cache(maxsize=200_000)
def bare_arabic(lower: str) -> str:
    """Return an Arabic word without article and the particles before it."""
    for clitic in _ARABIC_CLITICS:
        if lower.startswith(clitic) and len(lower) - len(clitic) >= 2:
            return lower[len(clitic) :]
    return lower


def unprefix(lower: str, known: Collection[str]) -> str:
    """Return the Arabic word without a particle if that makes it a known word."""
    bare = bare_arabic(lower)
    if bare in known or len(lower) < 4:
        return bare
    if lower[0] in "وفبلك":
        rest = bare_arabic(lower[1:])
        if rest in known:
            return rest
        if lower[0] in "وف" and len(lower) > 4 and lower[1] in "بل" and lower[2:] in known:
            return lower[2:]
    return bare


class Stream:
    """Words joined by single spaces, for an automaton, with the way back to characters."""

    __slots__ = ("indices", "joined", "starts", "words")

    def __init__(self, words: Words, keys: Iterable[tuple[int, str]]) -> None:
        self.words = words
        pairs = list(keys)
        self.indices = [index for index, _ in pairs]
        parts = [key for _, key in pairs]
        self.starts = list(accumulate((len(key) + 1 for key in parts), initial=1))
        self.joined = " " + " ".join(parts) + " "

    def word_at(self, offset: int) -> int:
        """Return the index of the word that holds the offset of the joined text."""
        return self.indices[bisect_right(self.starts, offset) - 1]

    def find(self, automaton: object) -> Iterator[tuple[int, int, object]]:
        """Yield first word, last word and value for every entry of the automaton, longest kept."""
        hits: list[tuple[int, int, object]] = []
        for end, (length, value) in automaton.iter(self.joined):  # type: ignore[attr-defined]
            hits.append((end - length + 1, end, value))
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        reach = -1
        for start, end, value in hits:
            if start < reach:
                continue
            reach = end
            yield self.word_at(start + 1), self.word_at(end - 1), value


class Taken:
    """Spans that overlap none of each other, kept in order, for quick questions."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        reach = 0
        self.ends = [reach := max(reach, end) for _, end in ordered]

    def overlaps(self, start: int, end: int) -> bool:
        """Return True if a span shares a character with one of these."""
        at = bisect_left(self.starts, end)
        return at > 0 and self.ends[at - 1] > start

    def add(self, start: int, end: int) -> None:
        """Add a span that overlaps none."""
        at = bisect_left(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, max(end, self.ends[at - 1] if at else 0))


def make_automaton(entries: Iterable[tuple[str, object]]) -> object:
    """Return an Aho-Corasick automaton over word keys; equal keys keep the first value."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    empty = True
    for key, value in entries:
        padded = f" {key} "
        if key and padded not in automaton:
            automaton.add_word(padded, (len(padded), value))
            empty = False
    if empty:
        automaton.add_word(" \x00 ", (3, None))
    automaton.make_automaton()
    return automaton
