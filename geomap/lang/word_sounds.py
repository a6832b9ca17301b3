"""Sounds of words: what each word of a name adds to its codings, remembered.

Words that nobody has asked before are read together: all of them in one text, a line each, so
that a letter table is applied to the whole text at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geomap.lang.letters import is_arabic, sounds_of, sounds_of_lines
from geomap.lang.name_words import SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEMBERED = 1 << 17
"""Words whose sounds are remembered."""

_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_COARSE = str.maketrans({"T": "t", "D": "z", "Z": "z", "d": "z", "q": "k", "G": "k", "x": "h",
                         **dict.fromkeys("aiu")})  # fmt: skip
_BONES = str.maketrans(dict.fromkeys("aiu"))
_VOWELS = frozenset("aiu")
_ATTACHED = re.compile("^[aeiu]l(?=[bdDfgGhjkmnqrsStTwxyzZ])(?=.*[bdDfgGhjklmnqrsStTwxyzZ].*"
                       "[bdDfgGhjklmnqrsStTwxyzZaiu])")  # fmt: skip
_ATTACHED_TO_VOWEL = re.compile("^il(?=[au][bdDfgGhjklmnqrsStTwxyzZ].{3})")
"""The article of "Elatareb": OCHA writes it so, and no other name of Syria begins like this."""
_CONSTRUCT = re.compile("(?<=[bdDfgGhjklmnqrsStTwxyzZ])[ai]t$")


class WordSounds(NamedTuple):
    """Voiced sounds, bones and key of a word: at a name's end, then inside a name."""

    voiced: str
    bones: str
    key: str
    inner_voiced: str
    inner_bones: str
    inner_key: str


_known: dict[str, WordSounds] = {}


def word_sounds(word: str) -> WordSounds:
    """Return the sounds of a folded word."""
    known = _known.get(word)
    if known is None:
        if len(_known) >= REMEMBERED:
            _known.clear()
        known = _known[word] = _read(word)
    return known


def learn_words(words: Iterable[str]) -> None:
    """Read words that are going to be asked, all at once."""
    new = [word for word in set(words).difference(_known) if word.isascii() and word.isalpha()]
    if not new:
        return
    if len(_known) + len(new) >= REMEMBERED:
        _known.clear()
    heard = sounds_of_lines("\n".join([SPELLINGS.get(word, word) for word in new])).split("\n")
    voiced = [_without_habits(sounds) for sounds in heard]
    lines = "\n".join(voiced)
    bones = list(map(_bones, voiced, lines.translate(_BONES).split("\n")))
    coarse = lines.translate(_COARSE).split("\n")
    for word, sounds, bone, rough in zip(new, voiced, bones, coarse, strict=True):
        _known[word] = _close(sounds, bone, _key(sounds, rough))


def coarse_key(sounds: str) -> str:
    """Return the coarse consonants of sounds: no w, y but at the front, no h at the end."""
    return _key(sounds, sounds.translate(_COARSE))


def _key(sounds: str, rough: str) -> str:
    head, tail = rough[:1], rough[1:].replace("w", "").replace("y", "")
    if sounds[:1] in _VOWELS and head in ("w", "y"):
        head = ""
    key = head + tail
    return key[:-1] if len(key) > 1 and key[-1] == "h" else key


def _bones(sounds: str, consonants: str) -> str:
    """Return the consonants of sounds without the w and y that may be vowels."""
    head = consonants[:1]
    if head in ("w", "y") and sounds[:1] in _VOWELS:
        head = ""
    return head + consonants[1:].replace("w", "").replace("y", "")


def _read(word: str) -> WordSounds:
    arabic = is_arabic(word)
    if not word.isalpha():
        if match := _ORDINAL.match(word):
            word = match[1]
        if _DIGIT.search(word):
            return WordSounds(*(word,) * 6)
    if arabic and word.startswith("ال") and len(word) >= 4:
        word = word[2:]
    voiced = sounds_of(SPELLINGS.get(word, word))
    if arabic:
        bones, key = _bones(voiced, voiced.translate(_BONES)), coarse_key(voiced)
        return WordSounds(voiced, bones, key, voiced, bones, key)
    voiced = _without_habits(voiced)
    return _close(voiced, _bones(voiced, voiced.translate(_BONES)), coarse_key(voiced))


def _without_habits(voiced: str) -> str:
    """Return the sounds of a Latin word without an attached article and a silent final h."""
    if voiced[1:2] == "l":
        voiced = _ATTACHED_TO_VOWEL.sub("", _ATTACHED.sub("", voiced))
    return voiced[:-1] if voiced[-2:] in ("ah", "ih") and len(voiced) > 3 else voiced


def _close(voiced: str, bones: str, key: str) -> WordSounds:
    """Return a Latin word's sounds; inside a name "-at", "-it" is the ta marbuta of a construct."""
    if len(voiced) < 5 or voiced[-1] != "t":
        return WordSounds(voiced, bones, key, voiced, bones, key)
    inner = _CONSTRUCT.sub("a", voiced)
    inner_bones = _bones(inner, inner.translate(_BONES))
    return WordSounds(voiced, bones, key, inner, inner_bones, coarse_key(inner))
