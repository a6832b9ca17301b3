"""The codebook's closed lists: which actors count as one, which words of a name say little."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

UNNAMED_START = "unidentified "
ARABIC = re.compile("[\u0621-\u064a]")
ARTICLE = re.compile("^[وف]?(?:[بلك]?ال|لل)")
BRACKETS = re.compile(r"\([^()]*\)")
QUOTES = str.maketrans("", "", "'’‘`ʿʾ")
LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None})
ENDS = 0.85
"""From so much likeness on two names are the same."""


def fold(text: str) -> str:
    """Return the words of a name, lower case, one blank between them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


@cache
def _actors() -> tuple[dict[str, frozenset[str]], dict[str, str], frozenset[str]]:
    """Return what is right for a coded name, whose alias a name is, and names of nobody."""
    text = files("geomap.scoring").joinpath("codebook.toml").read_text(encoding="utf-8")
    book = tomllib.loads(text)
    right = {
        fold(name): frozenset({fold(name), *map(fold, others)})
        for name, others in book["actors"].items()
    }
    alias: dict[str, str] = {}
    for name, others in book["actors"].items():
        for other in others:
            alias.setdefault(fold(other), fold(name))
    alias |= {name: name for name in right}
    return right, alias, frozenset({"", *map(fold, book["unnamed"])})


def is_unnamed(actor: str) -> bool:
    """Return whether an actor's name names nobody."""
    folded = fold(actor)
    return folded in _actors()[2] or folded.startswith(UNNAMED_START)


def is_same_actor(coded: str, actor_id: str, name: str = "") -> bool:
    """Return whether a row's actor (its id, else its words) is right for a coded name.

    A finer name is right for a coarser one, not the other way round; nobody is right for nobody.
    """
    got, want = fold(actor_id) or fold(name), fold(coded)
    if is_unnamed(coded):
        return is_unnamed(got)
    right, alias, _ = _actors()
    if want not in right:
        want = alias.get(want, want)
    return got == fold(coded) or got in right.get(want, frozenset())


@cache
def _common_words() -> frozenset[str]:
    text = files("geomap.scoring").joinpath("codebook.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["common_words"])


def telling_words(name: str) -> list[str]:
    """Return the words of a place name that tell it from others, articles cut off."""
    plain = BRACKETS.sub(" ", name).strip() or name
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().translate(LETTERS)
    out = []
    for word in re.findall(r"\w+", plain.translate(QUOTES)):
        if word in _common_words():
            continue
        short = word
        if ARABIC.match(word):
            short = ARTICLE.sub("", word) if len(word) > 4 else word.removeprefix("ال")
        if len(short) > 1 and short not in _common_words():
            out.append(short)
    return out


@cache
def name_likeness(one: str, other: str) -> float:
    """Return in [0, 1] how alike two place names are, 1 if one holds the other."""
    a, b = "".join(telling_words(one)), "".join(telling_words(other))
    if not a or not b:
        return 0.0
    if min(len(a), len(b)) > 3 and (a in b or b in a):
        return 1.0
    return difflib.SequenceMatcher(None, a, b).ratio()
