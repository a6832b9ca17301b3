"""Name keys: one key for every spelling of a name, across scripts.

A name is read as sounds (`geomap.lang.letters`), without articles, with directions and sizes
("upper", "Fawqani", "الفوقاني") set aside as qualifiers and generic words ("town", "مخيم") set
aside as kinds. What is left of the sounds gives four codings, from coarse to fine:

``key``     consonants, sounds that transliterations confuse put together: one for all scripts
``bones``   consonants, finer: q, k and hard g differ, and z, dh and d
``voiced``  all sounds, vowels as a, i, u
``fold``    the spelling itself without case, diacritics, apostrophes and hyphens
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from geomap.lang.letters import fold, is_arabic
from geomap.lang.name_words import (
    ARTICLES,
    KIND_OF,
    PREFIX_WORDS,
    QUALIFIER_OF,
    SUN,
)
from geomap.lang.word_sounds import learn_words, word_sounds

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_VERSION = 10
"""Changes whenever keys change: a gazetteer built under another version is keyed anew."""

LONGEST = 160
"""Characters of a name that are read; nothing longer is a place name."""

_ASCII = {
    **{c: " " for c in range(128) if not chr(c).isalnum()},
    **{c: chr(c).lower() for c in range(128) if chr(c).isalnum()},
    **dict.fromkeys(map(ord, "'`\""), None),
}
_ASCII_LINES = {**_ASCII, ord("\n"): "\n"}
_ARABIC_BLOCK = re.compile("[\x00-\x7f\u0600-\u0652\u0660-\u0669]*")
"""Letters that fold one by one, whatever stands beside them."""
_ASIDE = frozenset([*ARTICLES, *QUALIFIER_OF, *KIND_OF, *("ال" + word for word in KIND_OF)])
_SPLIT = re.compile(r"[^\w]+|_+")
_GLUED = re.compile("([\u0621-\u064a]{2})([0-9\u0660-\u0669])")
"""A number written as one with the word before it: "الفوج46"."""
_ARABIC = {
    c: _SPLIT.sub(" ", fold(chr(c))) for c in (*range(0x600, 0x653), *range(0x660, 0x66A))
} | _ASCII


_new = tuple.__new__
"""Makes a named tuple without the call that its own class would add."""


class ParsedName(NamedTuple):
    """A name taken apart; see the module's text for the codings.

    Parameters
    ----------
    text
        The name as written.
    fold
        The whole spelling, folded.
    core
        The folded spelling without articles, qualifiers, kinds and spaces.
    key, bones, voiced
        The core's sounds, see above.
    qualifiers
        Letters of `geomap.lang.name_words.QUALIFIERS`, sorted.
    kinds
        Kinds of `geomap.lang.name_words.KINDS` that the name's words say, sorted.
    arabic
        True if it is written in Arabic letters.
    """

    text: str
    fold: str
    core: str
    key: str
    bones: str
    voiced: str
    qualifiers: str
    kinds: tuple[str, ...]
    arabic: bool


def fold_name(name: str) -> str:
    """Return the spelling without case, diacritics, apostrophes, hyphens and runs of spaces.

    Examples
    --------
    >>> fold_name("Ma'arrat  an-Nu‘mān")
    'maarrat an numan'
    """
    return " ".join(_fold_words(name))


def _fold_words(name: str) -> list[str]:
    name = name[:LONGEST]
    if name.isascii():
        return name.translate(_ASCII).split()
    name = _GLUED.sub(r"\1 \2", name)
    if _ARABIC_BLOCK.fullmatch(name):
        return name.translate(_ARABIC).split()
    return _SPLIT.sub(" ", fold(name)).split()


def name_key(name: str) -> str:
    """Return the key under which all spellings of one name meet, Arabic and Latin.

    Qualifiers follow the core in one order; kind words count only where nothing else is left.

    Examples
    --------
    >>> name_key("Deir ez-Zor") == name_key("deir EZ zor") == name_key("دير الزور")
    True
    >>> name_key("Upper Baghuz") == name_key("al-Baghuz Fawqani") == name_key("الباغوز فوقاني")
    True
    """
    parsed = parse_name(name)
    return f"{parsed.key}+{parsed.qualifiers}" if parsed.qualifiers else parsed.key


def parse_name(name: str) -> ParsedName:
    """Take `name` apart; never raises, whatever it holds. What is asked again is remembered."""
    return _parse(name) if len(name) <= LONGEST else _parse.__wrapped__(name)


def parse_names(names: Sequence[str]) -> list[ParsedName]:
    """Take many distinct names apart; quicker than one by one."""
    split = _fold_many(names)
    learn_words(chain.from_iterable(split))
    return list(map(_parse_words, names, split))


def _fold_many(names: Sequence[str]) -> list[list[str]]:
    """Return the folded words of names; those in ASCII are folded as one text, a line each."""
    lines = [name for name in names if name.isascii() and "\n" not in name]
    if any(len(line) > LONGEST for line in lines):
        lines = [line[:LONGEST] for line in lines]
    folded = iter("\n".join(lines).translate(_ASCII_LINES).split("\n"))
    return [
        next(folded).split() if name.isascii() and "\n" not in name else _fold_words(name)
        for name in names
    ]


@lru_cache(maxsize=1 << 15)
def _parse(name: str) -> ParsedName:
    return _parse_words(name, _fold_words(name))


def _parse_words(name: str, words: list[str]) -> ParsedName:
    folded = " ".join(words)
    qualifiers = ""
    kinds: tuple[str, ...] = ()
    core = words
    if not _ASIDE.isdisjoint(words):
        core, qualifiers, kinds = _set_aside(words)
    ends = not qualifiers or core[-1] == words[-1]  # "Buwaydat Kabira" has a ta marbuta inside
    if len(core) == 1 and ends:
        voiced, bones, key, _, _, _ = word_sounds(core[0])
    else:
        voiced, bones, key = _join(core, ends=ends)
    arabic = not folded.isascii() and is_arabic(folded)
    if arabic:
        core = [word[2:] if word[:2] == "ال" and len(word) > 3 else word for word in core]
    return _new(
        ParsedName,
        (name, folded, "".join(core), key, bones, voiced, qualifiers, kinds, arabic),
    )


def _set_aside(words: list[str]) -> tuple[list[str], str, tuple[str, ...]]:
    """Split words into the core, the qualifiers and the kinds; a core is never empty."""
    core: list[str] = []
    qualifiers: list[str] = []
    kinds: list[str] = []
    front: list[str] = []
    for position, word in enumerate(words):
        if word in ARTICLES and _goes_with_next(words, position):
            continue
        if code := QUALIFIER_OF.get(word):
            qualifiers.append(code)
        elif kind := _kind_of(word):
            kinds.append(kind)
            if PREFIX_WORDS.get(word):
                front.append(PREFIX_WORDS[word])
        else:
            core.append(word)
    sorts = tuple(sorted(set(kinds)))
    if core:
        return front + core, "".join(sorted(set(qualifiers))), sorts
    if qualifiers and not kinds:
        return words, "", ()
    if front and not qualifiers:
        return front, "", sorts
    return [w for w in words if w not in ARTICLES] or words, "", sorts


def _goes_with_next(words: list[str], position: int) -> bool:
    """Return True if the word at `position` is the article of the next one."""
    if position == len(words) - 1:
        return False
    return bool(position) or _is_article(words[position], words[position + 1])


def _kind_of(word: str) -> str | None:
    kind = KIND_OF.get(word)
    return KIND_OF.get(word[2:]) if kind is None and word.startswith("ال") else kind


def _is_article(word: str, following: str) -> bool:
    letters = SUN.get(word)
    return letters is None or following[:1] in letters


def _join(core: list[str], *, ends: bool) -> tuple[str, str, str]:
    """Return the sounds of words; the last one `ends` the name, or a qualifier follows."""
    if not core:
        return "", "", ""
    voiced = bones = key = ""
    for word in core[:-1] if ends else core:
        _, _, _, sounds, skeleton, rough = word_sounds(word)
        voiced += sounds
        bones += skeleton
        key += rough
    if not ends:
        return voiced, bones, key
    sounds, skeleton, rough, _, _, _ = word_sounds(core[-1])
    return voiced + sounds, bones + skeleton, key + rough
