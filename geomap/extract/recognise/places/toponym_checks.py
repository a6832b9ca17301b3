"""Whether words that spell a place name are used as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    Words,
    bare_arabic,
    lower_word,
)
from geomap.extract.recognise.places.place_words import (
    GENERIC,
    GIVEN_NAMES,
    LOCATIVE,
    NOT_PLACES,
    PERSON_TITLES,
    SAY,
    STARTERS,
)
from geomap.lang.lexicon import words as lexicon
from geomap.vocab.triggers import trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Name, Place


@cache
def _told_words() -> frozenset[str]:
    """Return the words of trigger phrases and the common words that are places' names too."""
    told = {lower_word(w) for phrase in trigger_phrases("ar") for w in phrase.text.split()}
    return frozenset(told | {bare_arabic(w) for w in told}) | lexicon("ar", "common.words")


def is_arabic_word(lower: str, bare: str, *, known: bool = False) -> bool:
    """Return True for a word that tells of a happening or is common, though a place bears it.

    The name of a `known` town may be a trigger's word, and yet no common one.
    """
    told = lexicon("ar", "common.words") if known else _told_words()
    return bool({lower, bare, lower[1:], bare_arabic(lower[1:])} & told)


_GAP = re.compile(r"^[\s\-–'’‘`ʿʾ./]*$")


_GAP_BREAK = re.compile(r"[.,;:]\s|\n")


_SURNAME = re.compile(
    r" (?:(?:[Aa]l|[Ee]l|[Aa][rsntdz])-)?(?!City|Town|Village|Camp|Road)[A-Z][a-z]"
)
"""What goes on behind a given name: "Bashar al-Assad"."""


_CAPITALS = frozenset({"damascus", "dimashq"})


_SPOKEN_FOR = re.compile(
    rf"^\s*(?:['’]s\s+(?:government|gov)|gov[’']?t|has\s+|have\s+|{SAY})", re.IGNORECASE
)


def is_joined(text: str, words: Words, first: int, last: int) -> bool:
    """Return True if nothing but spaces and hyphens stands between the words of a name."""
    for index in range(first, last):
        gap = text[words.spans[index][1] : words.spans[index + 1][0]]
        if _GAP_BREAK.search(gap) or not _GAP.match(gap):
            return False
    return True


def similar_places(written: str, entries: Iterable[tuple[Place, Name, str]]) -> list[Place]:
    """Return the places of an entry that are spelt much like the words written."""
    from rapidfuzz.fuzz import ratio

    best: dict[str, tuple[float, Place]] = {}
    for place, name, plain in entries:
        score = ratio(written, plain)
        need = 74 if len(written) > 5 else 79
        if score < need or (not name.strong and score < 95):
            continue
        if score > best.get(place.place_id, (0.0, place))[0]:
            best[place.place_id] = (score, place)
    return [place for _, place in sorted(best.values(), key=lambda item: -item[0])]


_MEDIA = lexicon("en", "place_names.media")
_NOT_THE_CAPITAL = frozenset({"provincial", "regional", "facto", "governorate", "district", "own"})


@dataclass(frozen=True, slots=True)
class _Use:
    """Words that spell a place's name, and what stands around them."""

    text: str
    words: Words
    first: int
    last: int
    top: float
    """Importance of the best known place of that name."""

    @property
    def start(self) -> int:
        return self.words.spans[self.first][0]

    @property
    def end(self) -> int:
        return self.words.spans[self.last][1]

    @property
    def head(self) -> str:
        return self.words.lower[self.first]

    @property
    def core(self) -> str:
        return self.words.lower[self.last]

    @property
    def single(self) -> bool:
        """True if it is one word, whatever articles stand before it."""
        inner = self.words.lower[self.first : self.last]
        return self.first == self.last or all(word in LATIN_ARTICLES for word in inner)

    @property
    def before(self) -> str:
        return self.words.lower[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        lower = self.words.lower
        return lower[self.last + 1] if self.last + 1 < len(lower) else ""

    @property
    def touching(self) -> str:
        """What stands between it and the next word."""
        return self.text[self.end : self.words.spans[self.last + 1][0]] if self.after else "\n"

    @property
    def led_to(self) -> bool:
        """True behind a word that leads to a place."""
        return self.before in LOCATIVE or self.before in GENERIC

    @property
    def locative(self) -> bool:
        """True behind a word that leads to a place, or before one that says its kind."""
        return self.led_to or self.after in GENERIC

    @property
    def joined(self) -> bool:
        """True if nothing but a space or a hyphen stands before it."""
        if not self.first:
            return False
        gap = self.text[self.words.spans[self.first - 1][1] : self.start]
        return re.fullmatch(r"[ \-]", gap) is not None


def is_name(text: str, words: Words, first: int, last: int, places: Sequence[Place]) -> bool:
    """Return True if the words are used as a place's name here."""
    use = _Use(text, words, first, last, max(place.importance for place in places))
    return not any(refuses(use) for refuses in _REFUSALS) and _is_sure_enough(use)


def _is_other_word(use: _Use) -> bool:
    """Return True for words that, alone, are no place's name here."""
    if not use.single:
        return False
    if use.core in NOT_PLACES or (use.core in STARTERS and _opens(use.text, use.start)):
        return True
    return use.core == "capital" and use.before in _NOT_THE_CAPITAL


def _is_outlet(use: _Use) -> bool:
    """Return True for "Halab TV"."""
    return use.after in _MEDIA and use.touching == " "


def _is_government(use: _Use) -> bool:
    """Return True for a capital that stands for its government: "Damascus said"."""
    if not use.single or use.core not in _CAPITALS or use.led_to:
        return False
    spoken = _SPOKEN_FOR.match(use.text[use.end : use.end + 24])
    return spoken is not None and use.after not in GENERIC


def _is_surname(use: _Use) -> bool:
    """Return True behind a title or a given name."""
    if not use.joined:
        return False
    if use.before in PERSON_TITLES or use.before in GIVEN_NAMES:
        return True
    if not use.single or use.before not in LATIN_ARTICLES or use.first < 2 or use.top >= 90:
        return False
    named = use.words.lower[use.first - 2]
    return named in GIVEN_NAMES or named in PERSON_TITLES


def _is_given_name(use: _Use) -> bool:
    """Return True for a given name, above all before a surname."""
    if use.head not in GIVEN_NAMES:
        return False
    if use.single and use.top < 60 and _SURNAME.match(use.text, use.end):
        return True
    return not use.locative and use.top < 45


def _is_longer_name(use: _Use) -> bool:
    """Return True if a capital word goes on behind it that is none of its kind."""
    if use.touching not in {" ", "-"} or not use.after:
        return False
    if not use.text[use.words.spans[use.last + 1][0]].isupper() or use.before in LOCATIVE:
        return False
    follows = use.after not in GENERIC and use.after not in NOT_PLACES
    if not follows or use.after in LATIN_ARTICLES:
        return False
    return use.top < 60 or use.head in GIVEN_NAMES


_REFUSALS = (
    _is_other_word, _is_outlet, _is_government, _is_surname, _is_given_name, _is_longer_name,
)  # fmt: skip


def _is_sure_enough(use: _Use) -> bool:
    """Return True unless a short or little known name stands without a word that leads to it."""
    if not use.single:
        return True
    if len(use.core) <= 4 and use.top < 40:
        return use.locative
    if use.top >= 20:
        return True
    return (
        use.locative or use.after == "countryside" or use.text[use.end : use.end + 1] in {",", "."}
    )


def _opens(text: str, start: int) -> bool:
    head = text[:start].rstrip(" \t\"“'‘-–•*(")
    return not head or head[-1] in ".!?\n:"


def is_held_back(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return True if a span overlaps one of `spans` that it does not hold within itself."""
    return any(
        begin < end
        and start < stop
        and not (start <= begin and stop <= end and stop - begin < end - start)
        for begin, stop in spans
    )
